"""Trained recommenders: kept in pieces, one active, tampering refused, the newest good one before it serves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from wtc import db
from wtc.errors import Conflict, Invalid, NotFound
from wtc.ml import bundles
from wtc.ml.taste import RANKERS, Items, Profile, World
from wtc.services import accounts, recommenders, serving
from wtc.settings import settings
from wtc.shapes.recommenders import CROWD, PEOPLE, Trained, Version

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh(database: Engine) -> Iterator[None]:
    serving.forget()
    yield
    serving.forget()


@pytest.fixture
def admin() -> int:
    return db.write(accounts.create, name="Ada", email="ada@site.example", password_hash="x", now=NOW).known_id


def models(items: int = 3, fans: int = 4) -> dict[str, Any]:
    table = Items.of(list(range(1, items + 1)))
    world = World(items=table, now=0.0)
    people = [Profile(id=n, history=(table.of_row(n % items, "save", 0.0),)) for n in range(fans)]
    return {name: RANKERS[name].fit(world, people) for name in ("popularity", "content")}


def trained(kind: str = PEOPLE, *, passed: bool = True, body: bytes | None = None, fans: int = 4) -> Trained:
    return Trained(
        kind=kind,
        body=bundles.pack(models(fans=fans)) if body is None else body,
        samples={"save": 30, "hide": 4},
        metrics={"rankers": {"popularity": {"ndcg": 0.1}}},
        code_version=bundles.code(),
        passed=passed,
        note="No worse on the latest week." if passed else "Worse for fans with some history.",
        window_start=NOW - timedelta(days=60),
        window_end=NOW,
    )


def keep(kind: str = PEOPLE, *, passed: bool = True, body: bytes | None = None, minutes: int = 0) -> Version:
    made = trained(kind, passed=passed, body=body, fans=4 + minutes)
    return db.write(recommenders.keep, made, now=NOW + timedelta(minutes=minutes))


def active_label() -> str:
    found = db.read(serving.active)
    return found.label if found else ""


def spoil(database: Engine, label: str, change: str) -> None:
    kind, number = recommenders.named(label)
    who = "(SELECT id FROM model_versions WHERE kind = :kind AND version = :number)"
    with database.begin() as connection:
        connection.execute(text(change.format(who=who)), {"kind": kind, "number": number, "body": b"nonsense"})


def test_without_a_version_there_is_no_model() -> None:
    assert db.read(serving.active) is None
    assert db.read(recommenders.versions).versions == ()


def test_what_is_kept_comes_back_the_same() -> None:
    made = keep()
    assert (made.label, made.active, made.stored, made.samples) == ("1", True, True, 34)
    assert made.samples_by_source == {"save": 30, "hide": 4}
    served = db.read(serving.active)
    assert served is not None
    assert (served.label, served.crowd, set(served.models)) == ("1", False, {"popularity", "content"})
    table = Items.of([1, 2, 3])
    world, fan = World(items=table, now=0.0), Profile()
    assert np.array_equal(served.models["popularity"].rank(fan, world), models()["popularity"].rank(fan, world))


def test_one_that_serves_is_unpacked_once() -> None:
    keep()
    assert db.read(serving.active) is db.read(serving.active)


def test_a_large_one_is_kept_in_pieces_of_a_megabyte(database: Engine) -> None:
    body = np.random.default_rng(1).bytes(2_300_000)
    keep(body=body, passed=False)
    with database.connect() as connection:
        sizes = list(connection.execute(text("SELECT length(body) FROM model_parts ORDER BY place")).scalars())
    assert sizes == [1_000_000, 1_000_000, 300_000]
    kept = recommenders.Kept(id=1, kind=PEOPLE, number=1, sha256=bundles.digest(body))
    with database.connect() as connection:
        kept_id = int(connection.execute(text("SELECT id FROM model_versions")).scalar_one())
    whole = recommenders.Kept(id=kept_id, kind=PEOPLE, number=1, sha256=kept.sha256)
    assert db.read(recommenders.body, whole) == body


def test_one_that_passed_serves_and_one_that_did_not_waits() -> None:
    keep()
    second = keep(minutes=1)
    third = keep(passed=False, minutes=2)
    assert (second.active, third.active) == (True, False)
    assert active_label() == "2"
    assert [one.active for one in db.read(recommenders.versions).versions] == [False, True, False]
    assert db.read(recommenders.one, "3").note == "Worse for fans with some history."


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE model_parts SET body = :body WHERE model_id = {who}",
        "DELETE FROM model_parts WHERE model_id = {who}",
        "UPDATE model_versions SET sha256 = '00' WHERE kind = :kind AND version = :number",
    ],
    ids=["changed", "missing", "another hash"],
)
def test_what_was_tampered_with_is_refused_and_the_one_before_serves(database: Engine, change: str) -> None:
    keep()
    keep(minutes=1, passed=False)
    keep(minutes=2)
    spoil(database, "3", change)
    assert active_label() == "1"
    assert active_label() == "1"
    assert db.read(serving.refused).startswith("Version 3 is refused: its arrays are not ")


def test_bytes_with_the_right_hash_that_are_no_model_are_refused_too() -> None:
    keep()
    keep(body=b"PK\x05\x06" + b"\0" * 18 + b"no", minutes=1)
    assert active_label() == "1"
    assert db.read(serving.refused) == "Version 2 is refused: the model is empty."


def test_when_no_version_is_sound_there_is_no_model(database: Engine) -> None:
    keep()
    spoil(database, "1", "UPDATE model_parts SET body = :body WHERE model_id = {who}")
    assert db.read(serving.active) is None


def test_an_earlier_one_is_activated_and_it_is_written_down(admin: int, database: Engine) -> None:
    keep()
    keep(minutes=1)
    assert active_label() == "2"
    assert db.write(recommenders.activate, "1", admin, now=NOW).active
    assert active_label() == "1"
    assert not db.read(recommenders.one, "2").active
    with database.connect() as connection:
        asked = "SELECT user_id, subject_id FROM audit_log WHERE action = 'model.activate'"
        assert list(connection.execute(text(asked))) == [(admin, "1")]


@pytest.mark.parametrize("label", ["9", "crowd-1", "", "x", "-1", "1 ", "²", "1" * 30])
def test_an_unknown_version_is_not_found(admin: int, label: str) -> None:
    keep()
    with pytest.raises(NotFound):
        db.write(recommenders.activate, label, admin, now=NOW)


def test_one_that_was_tampered_with_is_not_activated(admin: int, database: Engine) -> None:
    keep()
    keep(minutes=1)
    spoil(database, "1", "UPDATE model_parts SET body = :body WHERE model_id = {who}")
    with pytest.raises(Conflict, match="not what they were"):
        db.write(recommenders.activate, "1", admin, now=NOW)
    assert active_label() == "2"


def test_only_the_newest_ten_keep_their_arrays_and_the_active_one(admin: int) -> None:
    keep()
    for minutes in range(1, 14):
        keep(minutes=minutes, passed=False)
    told = db.read(recommenders.versions, limit=50)
    assert told.total == 14
    assert [one.label for one in told.versions if one.stored] == [*map(str, range(14, 4, -1)), "1"]
    assert active_label() == "1"
    with pytest.raises(Conflict, match="not here any more"):
        db.write(recommenders.activate, "2", admin, now=NOW)


def test_people_and_the_crowd_never_mix_and_people_come_first() -> None:
    assert keep(CROWD).label == "crowd-1"
    found = db.read(serving.active)
    assert found is not None
    assert (found.label, found.crowd) == ("crowd-1", True)
    keep(minutes=1)
    assert active_label() == "1"
    crowd = db.read(serving.of_kind, CROWD)
    assert crowd is not None
    assert crowd.label == "crowd-1"
    db.write(recommenders.forget_crowd)
    assert [one.label for one in db.read(recommenders.versions).versions] == ["1"]
    assert db.read(serving.of_kind, CROWD) is None


def test_a_setting_pins_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    keep(minutes=1)
    for pin, served in (("1", "1"), ("2", "2"), ("7", "2"), ("crowd-1", "2")):
        monkeypatch.setenv("MODEL_VERSION", pin)
        settings.cache_clear()
        assert active_label() == served


def test_too_few_deeds_are_said_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid, match="0 deeds of people to learn from, and it takes 10") as said:
        db.read(recommenders.enough, PEOPLE)
    assert said.value.details == {"samples": 0, "needed": 10}


def test_a_crash_while_keeping_leaves_everything_as_it_was() -> None:
    keep()

    def half(session: Session) -> None:
        recommenders.keep(session, trained(), now=NOW)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        db.write(half)
    assert [one.label for one in db.read(recommenders.versions).versions] == ["1"]
    assert active_label() == "1"


def test_a_setting_says_when_a_model_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """WTC-138: RETRAIN_THRESHOLD_DAYS."""
    trained = NOW - timedelta(days=5)
    assert not serving.is_stale(trained, NOW)
    monkeypatch.setenv("RETRAIN_THRESHOLD_DAYS", "4")
    settings.cache_clear()
    assert serving.is_stale(trained, NOW)
