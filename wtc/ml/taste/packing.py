"""Models as bytes: arrays without objects, behind their own SHA-256. Nothing read here can run."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from wtc.ml.taste.protocol import Arrays, BadModel
from wtc.ml.taste.world import Floats, Ints

FORMAT = 1
_MAGIC = b"WTC taste 1\n"
_HEAD = len(_MAGIC) + 32
MOST_BYTES = 512 * 2**20
"""No model is larger, packed or not."""


def to_bytes(name: str, state: Arrays) -> bytes:
    """A model's name and state as bytes; the same state gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bag:
        for key in ("name", *sorted(state)):
            array = np.array(name) if key == "name" else np.ascontiguousarray(state[key])
            part = io.BytesIO()
            np.lib.format.write_array(part, array, allow_pickle=False)
            bag.writestr(zipfile.ZipInfo(f"{key}.npy"), part.getvalue())
    body = out.getvalue()
    return _MAGIC + hashlib.sha256(body).digest() + body


def from_bytes(packed: bytes) -> tuple[str, dict[str, npt.NDArray[Any]]]:
    """Name and state out of ``to_bytes``. BadModel when it is anything else, was changed, or wants to be unpickled."""
    body = packed[_HEAD:]
    if not packed.startswith(_MAGIC) or len(packed) > MOST_BYTES:
        raise BadModel("these bytes are no model")
    if hashlib.sha256(body).digest() != packed[len(_MAGIC) : _HEAD]:
        raise BadModel("the model was changed after it was packed")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as bag:
            if sum(part.file_size for part in bag.infolist()) > MOST_BYTES:
                raise BadModel("the model is too large")
        with np.load(io.BytesIO(body), allow_pickle=False) as loaded:
            state = {key: loaded[key] for key in loaded.files}
        name = str(state.pop("name"))
    except BadModel:
        raise
    except Exception as error:  # a hostile file can fail in every way there is
        raise BadModel("the model cannot be read") from error
    return name, state


def column(state: Mapping[str, Any], key: str) -> npt.NDArray[Any]:
    """An array of the state. BadModel when it is not there."""
    if key not in state:
        raise BadModel(f"the model lacks {key}")
    found: npt.NDArray[Any] = np.asarray(state[key])
    return found


def ints(state: Mapping[str, Any], key: str, ascending: bool = False) -> Ints:
    """A vector of whole numbers, with ``ascending`` each above the one before."""
    found = column(state, key)
    if found.ndim != 1 or found.dtype.kind not in "iu":
        raise BadModel(f"{key} is no row of whole numbers")
    made = found.astype(np.int64)
    if ascending and len(made) > 1 and not (np.diff(made) > 0).all():
        raise BadModel(f"{key} is not in order")
    return made


def floats(state: Mapping[str, Any], key: str, shape: tuple[int, ...]) -> Floats:
    """Finite numbers in this shape (-1 for any length)."""
    found = column(state, key)
    fits = found.ndim == len(shape) and all(want in (-1, have) for want, have in zip(shape, found.shape, strict=True))
    if not fits or found.dtype.kind not in "iuf" or not np.isfinite(found).all():
        raise BadModel(f"{key} has an odd shape or odd numbers")
    return found.astype(np.float64)


def sparse_state(key: str, table: sp.csr_matrix) -> Arrays:
    """A sparse matrix as arrays, in single precision."""
    return {
        f"{key}.data": table.data.astype(np.float32),
        f"{key}.indices": table.indices.astype(np.int32),
        f"{key}.indptr": table.indptr.astype(np.int64),
        f"{key}.shape": np.array(table.shape, dtype=np.int64),
    }


def sparse(state: Mapping[str, Any], key: str, shape: tuple[int, int]) -> sp.csr_matrix:
    """The matrix of ``sparse_state``, of this shape (-1 for any). BadModel when its places lie outside."""
    rows, columns = ints(state, f"{key}.shape").tolist()[:2] if len(column(state, f"{key}.shape")) == 2 else (-9, -9)
    if any(want not in (-1, have) for want, have in zip(shape, (rows, columns), strict=True)):
        raise BadModel(f"{key} has an odd shape")
    data = floats(state, f"{key}.data", (-1,)).astype(np.float32)
    try:
        table = sp.csr_matrix(
            (data, ints(state, f"{key}.indices"), ints(state, f"{key}.indptr")), shape=(rows, columns)
        )
        table.check_format(full_check=True)
    except ValueError as error:
        raise BadModel(f"{key} has places outside") from error
    return table
