"""Models as bytes, and bytes that are no model."""

import hashlib
import io
import pickle
import zipfile

import numpy as np
import pytest

from tests.ml.taste.worlds import made
from wtc.ml.taste import RANKERS, BadModel, pack, unpack
from wtc.ml.taste.packing import MOST_BYTES, from_bytes, to_bytes

NAMES = sorted(RANKERS)


@pytest.mark.parametrize("name", NAMES)
def test_an_unpacked_model_scores_alike(name: str) -> None:
    world, profiles = made(events=120, fans=60)
    model = RANKERS[name].fit(world, profiles)
    packed = pack(model)
    again = unpack(packed)
    assert again.name == name
    for profile in profiles[:10]:
        assert np.allclose(again.rank(profile, world), model.rank(profile, world), atol=1e-9)
    assert pack(again) == packed


@pytest.fixture(scope="module")
def packed() -> bytes:
    return pack(RANKERS["popularity"].fit(*made(events=50, fans=20)))


def test_every_changed_byte_is_noticed(packed: bytes) -> None:
    for place in range(0, len(packed), 37):
        changed = bytearray(packed)
        changed[place] ^= 0x41
        with pytest.raises(BadModel):
            unpack(bytes(changed))


def test_a_cut_model_is_refused(packed: bytes) -> None:
    for length in (0, 5, 20, 44, len(packed) // 2, len(packed) - 1):
        with pytest.raises(BadModel):
            unpack(packed[:length])


def test_garbage_is_refused() -> None:
    for garbage in (
        b"",
        b"\x00" * 100,
        b"PK\x03\x04" + b"x" * 50,
        pickle.dumps({"a": 1}),
        b"WTC taste 1\n" + b"y" * 99,
    ):
        with pytest.raises(BadModel):
            unpack(garbage)


class _Trap:
    def __reduce__(self) -> tuple:
        return (pytest.fail, ("a pickle was run",))


def _sealed(parts: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as bag:
        for name, content in parts.items():
            bag.writestr(name, content)
    body = out.getvalue()
    return b"WTC taste 1\n" + hashlib.sha256(body).digest() + body


def _npy(array: np.ndarray, allow_pickle: bool = False) -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=allow_pickle)
    return out.getvalue()


def test_a_pickle_inside_is_never_run() -> None:
    objects = np.empty(1, dtype=object)
    objects[0] = _Trap()
    name = _npy(np.array("popularity"))
    for parts in (
        {"name.npy": name, "count_items.npy": _npy(objects, allow_pickle=True)},
        {"name.npy": pickle.dumps(_Trap())},
        {"name.npy": name, "count_items": pickle.dumps(_Trap())},
    ):
        with pytest.raises(BadModel):
            unpack(_sealed(parts))


def test_what_swells_is_refused() -> None:
    bomb = _sealed({"name.npy": b"\x00" * (MOST_BYTES + 1)}, zipfile.ZIP_DEFLATED)
    with pytest.raises(BadModel, match="large"):
        unpack(bomb)


def test_arrays_that_do_not_fit_are_refused(packed: bytes) -> None:
    name, state = from_bytes(packed)
    wrong = {
        "count_items": np.array([3, 2, 1]),
        "count_of_items": np.full(len(state["count_items"]), np.nan),
        "count_acts": np.zeros((2, 2), dtype=np.int64),
        "count_of_acts": np.array(["a"] * len(state["count_acts"])),
    }
    for key, value in wrong.items():
        with pytest.raises(BadModel):
            unpack(to_bytes(name, {**state, key: value}))
        with pytest.raises(BadModel):
            unpack(to_bytes(name, {one: array for one, array in state.items() if one != key}))
    with pytest.raises(BadModel, match="kind"):
        unpack(to_bytes("oracle", state))
