"""New events are held against alerts and follows, found by what changed, and told once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from tests.services.test_rulings import listing, user
from wtc.models.artists import Follow
from wtc.services import alert_matching, alerts, engine, fresh_events
from wtc.shapes.alerts import AlertDraft, AlertKind
from wtc.shapes.events import Price, Status

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LANKUM = replace(listing("ticketmaster", "Lankum"), price=Price(low=3000, high=3000))


def told(session: Session) -> list[tuple[int, str]]:
    rows = session.execute(text("SELECT user_id, title FROM notifications ORDER BY id"))
    return [(row.user_id, row.title) for row in rows]


def match(session: Session) -> int:
    """What the job does of it, in one transaction."""
    many = 0
    while batch := fresh_events.some(session):
        many += alert_matching.tell(session, [event_id for event_id, _ in batch], now=NOW)
        fresh_events.done(session, batch)
    return many


def wait(session: Session, who: int, kind: AlertKind, about: str, price_max: int | None = None) -> int:
    draft = AlertDraft(kind=kind, about=about, price_max=price_max)
    return alerts.add(session, who, draft, now=NOW).id


def test_an_event_is_told_once_of_whoever_waits_for_it_in_many_ways(session: Session) -> None:
    me, other = user(session), user(session, "other@example.org")
    for kind, about in (
        (AlertKind.ARTIST, "Lankum"),
        (AlertKind.VENUE, "Whelan's"),
        (AlertKind.SEARCH, "/discover?city=Dublin"),
    ):
        wait(session, me, kind, about)
    wait(session, other, AlertKind.ARTIST, "The Scratch")
    engine.store(session, [LANKUM], now=NOW)
    assert match(session) == 1
    assert told(session) == [(me, "Lankum: a new show")]
    assert not fresh_events.waits(session)
    engine.store(session, [LANKUM], now=NOW)
    assert match(session) == 0
    alert_matching.tell(session, [1], now=NOW)  # a program that died before it let go of the batch tells it again
    assert len(told(session)) == 1


def test_a_follower_is_told_of_shows_that_came_after(session: Session) -> None:
    me = user(session)
    engine.store(session, [LANKUM], now=NOW - timedelta(hours=1))
    act = session.execute(text("SELECT id FROM artists")).scalar_one()
    session.add(Follow(user_id=me, artist_id=act, created_at=NOW - timedelta(minutes=1)))
    session.flush()
    assert match(session) == 0
    wait(session, me, AlertKind.ARTIST, "Lankum")
    again = replace(listing("ticketmaster", "Lankum", source_id="2", room="Vicar Street"), day=LANKUM.day)
    later = replace(again, day=datetime(2026, 11, 28, tzinfo=UTC).date(), starts_at=NOW + timedelta(days=7))
    engine.store(session, [later], now=NOW)
    assert match(session) == 1
    assert told(session) == [(me, "Lankum: a new show")]


def test_a_price_that_falls_within_reach_is_found_by_the_change(session: Session) -> None:
    me = user(session)
    wait(session, me, AlertKind.ARTIST, "Lankum", 2500)
    engine.store(session, [LANKUM], now=NOW)
    assert match(session) == 0
    engine.store(session, [replace(LANKUM, price=Price(low=2500, high=3000))], now=NOW)
    assert fresh_events.waits(session)
    assert match(session) == 1


def test_words_alone_make_no_event_fresh(session: Session) -> None:
    engine.store(session, [LANKUM], now=NOW)
    match(session)
    engine.store(session, [replace(LANKUM, description="Another text.")], now=NOW)
    assert not fresh_events.waits(session)


def test_what_is_off_over_made_up_or_paused_is_told_to_nobody(session: Session) -> None:
    me = user(session)
    number = wait(session, me, AlertKind.ARTIST, "Lankum")
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW)
    assert match(session) == 0
    engine.store(session, [replace(listing("dice", "Lankum"), sample=True)], now=NOW)
    assert match(session) == 0
    alerts.pause(session, me, number, True, now=NOW)
    engine.store(session, [LANKUM], now=NOW)
    assert match(session) == 0
    assert told(session) == []


def test_an_event_that_changes_while_it_is_matched_waits_on(session: Session) -> None:
    engine.store(session, [LANKUM], now=NOW)
    batch = fresh_events.some(session)
    fresh_events.note(session, [batch[0][0]], now=NOW + timedelta(seconds=1))
    fresh_events.done(session, batch)
    assert fresh_events.waits(session)


def test_an_act_that_nobody_knew_is_waited_for_by_name(session: Session) -> None:
    me = user(session)
    wait(session, me, AlertKind.ARTIST, "lankum")
    engine.store(session, [LANKUM], now=NOW)
    assert match(session) == 1
