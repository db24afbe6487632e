"""The store of pictures: whole or not at all, and words instead of half a picture when the disk is full."""

import os
import time
from pathlib import Path

import pytest

from wtc.errors import SourceDown
from wtc.gateways.pictures import store

DIGEST = "ab" * 32
FILES = {(320, "webp"): b"w" * 100, (320, "avif"): b"a" * 50}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "pictures")
    return tmp_path / "pictures"


def test_a_picture_is_there_whole_and_twice_is_once(folder: Path) -> None:
    store.keep(DIGEST, FILES)
    store.keep(DIGEST, FILES)
    assert store.read(DIGEST, 320, "webp") == FILES[(320, "webp")]
    assert store.read(DIGEST, 640, "webp") is None
    assert {name: size for name, (_, size) in store.weigh().items()} == {DIGEST: 150}
    assert not list(folder.glob(".new-*"))


def test_a_disk_that_takes_no_more_is_told_in_words_and_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def full(_descriptor: int) -> None:
        written.append(1)
        if len(written) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceDown, match="no room"):
        store.keep(DIGEST, FILES)
    assert store.read(DIGEST, 320, "webp") is None
    assert not list(folder.glob(".new-*"))
    monkeypatch.undo()


def test_looking_keeps_a_picture_from_being_the_oldest(folder: Path) -> None:
    store.keep(DIGEST, FILES)
    long_ago = time.time() - 10 * store.DAY
    os.utime(store.place(DIGEST), (long_ago, long_ago))
    store.read(DIGEST, 320, "webp")
    assert store.weigh()[DIGEST][0] > long_ago + store.DAY


def test_what_a_dead_process_left_is_swept_up_a_day_later(folder: Path) -> None:
    fresh, old = folder / ".new-1", folder / ".new-2"
    for each in (fresh, old):
        each.mkdir(parents=True)
    os.utime(old, (time.time() - 2 * store.DAY,) * 2)
    store.sweep()
    assert fresh.is_dir()
    assert not old.exists()


def test_room_left_is_told_before_the_folder_is_there() -> None:
    assert store.room_left() > 0
