"""The ML room's figures: each equals what was written, of one population alone, and is None while there is nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlmodel import SQLModel

from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.services import accounts, audit, model_room
from wtc.shapes.model_room import Day, Drift, Entry, Health, Latency

TABLES = SQLModel.metadata.tables


def fan(name: str, *, synthetic: bool = False) -> int:
    made = db.write(accounts.create, name=name, email=f"{name}@site.example", password_hash="x", now=NOW).known_id
    if synthetic:
        users = TABLES["users"]
        with db.writing() as session:
            session.execute(users.update().where(users.c.id == made).values(synthetic=True))
    return made


def put(table: str, *rows: dict[str, Any]) -> None:
    with db.writing() as session:
        session.execute(insert(TABLES[table]), list(rows))


def a_list(user_id: int, took: float, *, cached: bool = False, ago: timedelta = timedelta()) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "surface": "home",
        "ranker": "learned",
        "variant": "",
        "experiment_id": "",
        "model_version": "1",
        "shown": 10,
        "candidates": 50,
        "cached": cached,
        "latency_ms": took,
        "at": NOW - ago,
    }


def health(*, synthetic: bool = False) -> Health:
    return db.read(model_room.health, synthetic=synthetic, now=NOW)


def test_nothing_measured_is_nothing_shown(database: object) -> None:
    told = health()
    assert (told.lists, told.kept, told.coverage, told.latency) == (0, None, None, Latency())
    assert told.drift == Drift(needed=model_room.NEEDED)
    assert told.feedback == {}


def test_latency_is_of_lists_that_were_made_lately_by_people(database: object) -> None:
    ann, bot = fan("ann"), fan("bot", synthetic=True)
    put("model_predictions", *(a_list(ann, float(took)) for took in range(1, 102)))
    put("model_predictions", a_list(ann, 9_000.0, cached=True), a_list(ann, 9_000.0, ago=timedelta(days=8)))
    put("model_predictions", a_list(bot, 5_000.0))
    told = health()
    assert told.latency == Latency(lists=101, p50=51.0, p95=96.0, p99=100.0)
    assert told.lists == 102
    assert told.kept == pytest.approx(1 / 102)
    assert health(synthetic=True).latency.p50 == 5_000.0


def test_lists_are_told_by_irish_day_with_the_slowest_in_twenty(database: object) -> None:
    """WTC-328: at half past midnight in Dublin it is a new day, wherever the clock of the machine stands."""
    ann, bot = fan("ann"), fan("bot", synthetic=True)
    midnight = timedelta(hours=NOW.hour, minutes=NOW.minute)
    put("model_predictions", *(a_list(ann, float(took)) for took in range(1, 102)), a_list(ann, 1.0, cached=True))
    put("model_predictions", a_list(ann, 30.0, ago=midnight), a_list(ann, 70.0, ago=midnight + timedelta(minutes=1)))
    put("model_predictions", a_list(ann, 9.0, ago=timedelta(days=7)), a_list(bot, 9.0))
    told = health().by_day
    today = NOW.date()
    assert [one.day for one in told] == [today - timedelta(days=ago) for ago in (6, 5, 4, 3, 2, 1, 0)]
    assert told[-1] == Day(day=today, fresh=102, kept=1, p95=95.95)
    assert told[-2] == Day(day=today - timedelta(days=1), fresh=1, p95=70.0)
    assert told[:5] == tuple(Day(day=one.day) for one in told[:5])
    assert sum(one.fresh for one in health(synthetic=True).by_day) == 1


def test_coverage_counts_coming_events_that_somebody_was_shown(catalogue: Catalogue) -> None:
    ann = fan("ann")
    coming = [catalogue.gig(f"Gig {n}", hours=24.0 * n) for n in (1, 2, 3)]
    catalogue.gig("Over", hours=-48.0)
    shown = {
        "surface": "home",
        "day": NOW.date(),
        "position": 1,
        "variant": "",
        "experiment_id": "",
        "model_version": "1",
        "propensity": 1.0,
        "at": NOW,
    }
    put("ml_interactions", *({"user_id": ann, "event_id": one, **shown} for one in coming[:2]))
    told = health()
    assert (told.shown, told.coming) == (2, 3)
    assert told.coverage == pytest.approx(2 / 3)
    assert health(synthetic=True).shown == 0


def test_what_fans_said_is_counted_by_action(catalogue: Catalogue) -> None:
    ann = fan("ann")
    ids = [catalogue.gig(f"Gig {n}", hours=24.0 * n) for n in (1, 2, 3)]
    word = {"reason": "", "surface": "home", "variant": "", "experiment_id": "", "model_version": "", "at": NOW}
    put("ml_feedback", *({"user_id": ann, "event_id": one, "slot": "thumb", "action": "up", **word} for one in ids))
    put("ml_feedback", {"user_id": ann, "event_id": ids[0], "slot": "hide", "action": "hide", **word})
    assert health().feedback == {"up": 3, "hide": 1}
    assert health(synthetic=True).feedback == {}


def test_drift_needs_enough_saves_on_both_sides(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_room, "NEEDED", 2)
    same, other = (catalogue.gig(name, hours=24.0, genres=(name,)) for name in ("trad", "techno"))
    fans = [fan(name) for name in ("ann", "bob", "cat", "dan")]
    save = [{"user_id": one, "event_id": same, "created_at": NOW - timedelta(days=20)} for one in fans[:3]]
    put("user_saved_events", *save)
    assert health().drift == Drift(before=3, lately=0, needed=2)
    put("user_saved_events", *({"user_id": one, "event_id": other, "created_at": NOW} for one in fans[:3]))
    moved = health().drift
    assert (moved.before, moved.lately) == (3, 3)
    assert moved.index is not None
    assert moved.index > 0.2


def test_the_log_tells_models_and_experiments_the_newest_first(database: object) -> None:
    ann = fan("ann")
    with db.writing() as session:
        audit.note(session, ann, "dj.update", "dj", 3, now=NOW)
        audit.note(session, None, "model.train", "model", "1", now=NOW, active=True)
        audit.note(session, ann, "model.activate", "model", "1", now=NOW + timedelta(minutes=1), before="2")
    told: tuple[Entry, ...] = db.read(model_room.log)
    assert [(one.who, one.action) for one in told] == [("ann", "model.activate"), ("", "model.train")]
    assert db.read(model_room.log, before=told[0].id) == told[1:]
