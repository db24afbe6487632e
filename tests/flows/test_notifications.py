"""The job that holds new events against alerts: resumable, alone, told once; and the address that ends its mail."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.services.test_rulings import listing, user
from wtc import clock, db
from wtc.errors import Conflict
from wtc.flows import jobs, notifications, picks
from wtc.flows.work import Work
from wtc.services import alert_matching, alerts, engine, fresh_events
from wtc.services import jobs as rows
from wtc.shapes.alerts import AlertDraft, AlertKind
from wtc.shapes.events import Listing

NOW = "2026-11-21T12:00:00Z"
ARTIST = AlertDraft(kind=AlertKind.ARTIST, about="Lankum")


@pytest.fixture
def waiting(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Two users wait for an act, and three of its shows came in."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(NOW))
    monkeypatch.setattr(notifications, "now", clock.now)
    with db.writing() as session:
        for email in ("una@example.org", "bob@example.org"):
            alerts.add(session, user(session, email), ARTIST, now=clock.now())
    db.write(engine.store, [show(number) for number in range(3)], now=clock.now())
    return database


def show(number: int) -> Listing:
    return listing("ticketmaster", "Lankum", source_id=str(number), room=f"Room {number}")


def told(database: Engine) -> int:
    with database.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM notifications")).scalar_one())


async def job() -> Work:
    """The job, claimed."""
    made, _ = await jobs.ask_for("match-alerts", asked_by="test")
    await db.act(rows.claim, "me", now=clock.ticking(), life=timedelta(seconds=60), only=made.id)
    return Work(made, "me")


async def test_every_new_event_is_told_once_whatever_stops_the_job(
    waiting: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh_events, "AT_ONCE", 1)
    work, done = await job(), fresh_events.done
    stops = iter((True, False, True, False, False, False, False))

    def dies(*args: Any) -> None:
        if next(stops):
            raise RuntimeError("the program ends here")
        done(*args)

    monkeypatch.setattr(fresh_events, "done", dies)
    ended = {}
    while not ended:
        try:
            ended = await notifications.match(work)
        except RuntimeError:
            continue
    assert ended["events"] >= 1
    assert told(waiting) == 6
    assert not db.read(fresh_events.waits)


async def test_a_job_that_is_anothers_by_now_tells_nothing(waiting: Engine) -> None:
    work = await job()
    work.holder = "somebody who was lost"
    with pytest.raises(Conflict):
        await notifications.match(work)
    assert told(waiting) == 0
    assert db.read(fresh_events.waits)


async def test_several_at_once_tell_once(waiting: Engine) -> None:
    ids = [event_id for event_id, _ in db.read(fresh_events.some)]
    many = await asyncio.gather(*(db.act(alert_matching.tell, ids, now=clock.now()) for _ in range(6)))
    assert sum(many) == told(waiting) == 6


async def test_letters_are_written_once_by_several_at_once(waiting: Engine) -> None:
    await notifications.match(await job())
    with waiting.begin() as connection:
        connection.execute(text("UPDATE notifications SET mail_at = created_at"))
    await asyncio.gather(*(notifications.mail() for _ in range(5)))
    with waiting.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 2


async def test_a_taste_alert_tells_of_what_matches_and_of_nothing_while_taste_is_unknown(
    waiting: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.writing() as session:
        me = user(session, "taste@example.org")
        alerts.add(session, me, AlertDraft(kind=AlertKind.TASTE, least=80), now=clock.now())
    ids = [event_id for event_id, _ in db.read(fresh_events.some)]
    assert await picks.matches(me, ids) == {}
    await notifications.match(await job())
    assert told(waiting) == 6

    async def matches(_user: int, _ids: list[int]) -> dict[int, int]:
        return {ids[0]: 88, ids[1]: 79}

    monkeypatch.setattr(picks, "matches", matches)
    await db.act(fresh_events.note, ids, now=clock.now())
    work = await job()
    assert (await notifications.match(work))["told"] == 1
    with waiting.connect() as connection:
        mine = connection.execute(text("SELECT kind, title FROM notifications WHERE kind = 'taste'")).all()
    assert [tuple(row) for row in mine] == [("taste", "88 % match: Lankum")]


def test_only_our_own_address_ends_mail(database: Engine) -> None:
    address = notifications.unsubscribe_address(7)
    token = address.rpartition("/")[2]
    assert notifications.whose(token) == 7
    for wrong in ("", "7", "7-", f"8{token[1:]}", token[:-1], f"{token}0", "٧-x", "9" * 30 + "-x"):
        assert notifications.whose(wrong) is None
