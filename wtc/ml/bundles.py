"""All rankers of one version as one npz file: a row of bytes for each, every one a model packed behind its own hash."""

import hashlib
import io
import zipfile
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from wtc.ml import taste
from wtc.ml.taste import packing
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.protocol import BadModel, Model

HELD = "held"
"""Beside the rankers that serve: the default one without its last week, for the next version to be compared with."""
MOST_BYTES = 512 * 2**20
MOST_MODELS = 32


def pack(models: Mapping[str, Model]) -> bytes:
    """Models by name as bytes; the same models give the same bytes."""
    return _packed({name: taste.pack(model) for name, model in models.items()})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bag:
        for name in sorted(parts):
            part = io.BytesIO()
            np.lib.format.write_array(part, np.frombuffer(parts[name], dtype=np.uint8), allow_pickle=False)
            bag.writestr(zipfile.ZipInfo(f"{name}.npy"), part.getvalue(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(body: bytes, *, held: bool = False) -> dict[str, Model]:
    """The models in these bytes that serve, or the one that is ``HELD``. BadModel when they are anything else."""
    packed = {name: one for name, one in _parts(body).items() if (name == HELD) is held}
    if not packed:
        raise BadModel("the model is empty")
    return {name: taste.unpack(one) for name, one in packed.items()}


def _parts(body: bytes) -> dict[str, bytes]:
    """Every packed model by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as bag:
            parts = bag.infolist()
        if len(parts) > MOST_MODELS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise BadModel("the model is too large")
        with np.load(io.BytesIO(body), allow_pickle=False) as loaded:
            return {name: _bytes(loaded[name]) for name in loaded.files}
    except BadModel:
        raise
    except Exception as error:  # a hostile file can fail in every way there is
        raise BadModel("the model cannot be read") from error


def only(body: bytes, fans: Collection[int]) -> bytes | None:
    """The same models without the rows of any fan but these; None when they hold no other. BadModel as ``unpack``."""
    states = {name: packing.from_bytes(one) for name, one in _parts(body).items()}
    others = False
    for name, (ranker, state) in states.items():
        if "crowd_fans" in state and not set(state["crowd_fans"].tolist()) <= set(fans):
            states[name] = ranker, state | dict(Crowd.restored(state).only(fans).state())
            others = True
    return _packed({name: packing.to_bytes(*one) for name, one in states.items()}) if others else None


def _bytes(array: Any) -> bytes:
    if array.dtype != np.uint8 or array.ndim != 1:
        raise BadModel("the model cannot be read")
    return bytes(array.tobytes())


def digest(body: bytes) -> str:
    """The SHA-256 of a version's arrays."""
    return hashlib.sha256(body).hexdigest()


@lru_cache(maxsize=1)
def code() -> str:
    """Which program learned: the hash of the recommender's own source."""
    made = hashlib.sha256()
    for path in sorted(Path(taste.__file__).parent.glob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()[:12]
