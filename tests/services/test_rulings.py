"""What people rule binds every later reading, can be taken back, and what is in doubt waits for them."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, text
from sqlmodel import Session

from tests.services.test_order import catalogue, heard
from wtc import db
from wtc.errors import Invalid, NotFound
from wtc.models.accounts import SavedEvent, User
from wtc.queries import engine as queries
from wtc.services import engine, pairs
from wtc.shapes.events import ListedArtist, ListedVenue, Listing

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def listing(source: str, title: str, *, hour: int | None = 20, room: str = "Whelan's", **more: Any) -> Listing:
    day = date(2026, 11, 27)
    return Listing(
        source=source,
        source_id=more.pop("source_id", f"{source}-{title}"),
        title=title,
        day=day,
        starts_at=None if hour is None else datetime(2026, 11, 27, hour, tzinfo=UTC),
        venue=ListedVenue(name=room, city="Dublin"),
        artists=(ListedArtist(name=title),),
        **more,
    )


def user(session: Session, email: str = "una@example.org") -> int:
    row = User(name="Una", email=email, password_hash="x", role=3, created_at=NOW, updated_at=NOW)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def events(session: Session) -> dict[str, int]:
    """The event of each listing."""
    rows = session.execute(text("SELECT source, title, event_id FROM event_sources"))
    return {f"{row.source} {row.title}": row.event_id for row in rows}


def waiting(session: Session) -> list[tuple[str, str]]:
    return [(pair.one.title, pair.other.title) for pair in pairs.waiting(session, now=NOW).pairs]


JAMES = (listing("ticketmaster", "James"), listing("dice", "James Vincent McMorrow"))


def test_names_that_are_alike_wait_for_a_person_and_once(session: Session) -> None:
    engine.store(session, JAMES, now=NOW)
    assert waiting(session) == [("James", "James Vincent McMorrow")]
    engine.store(session, [listing("dice", "James Vincent McMorrow", url="https://a.example/1")], now=NOW)
    engine.store(session, JAMES, now=NOW)
    found = pairs.waiting(session, now=NOW)
    assert found.total == 1
    pair = found.pairs[0]
    assert pair.because == "The names are alike"
    assert [part.label for part in pair.parts] == ["Line-up", "Title", "Time"]
    assert [line.label for line in pair.lines if line.differs] == ["Title", "Line-up"]


def test_a_doubt_goes_when_it_is_overtaken(session: Session) -> None:
    engine.store(session, JAMES, now=NOW)
    engine.store(session, [listing("dice", "Kneecap", source_id="dice-James Vincent McMorrow")], now=NOW)
    assert waiting(session) == []


def test_nights_that_are_over_are_not_asked_about(session: Session) -> None:
    engine.store(session, JAMES, now=NOW + timedelta(days=30))
    assert waiting(session) == []
    engine.store(session, [listing("local", "James May")], now=NOW)
    assert pairs.waiting(session, now=NOW).total == 2
    pairs.tidy(session, now=NOW + timedelta(days=30))
    assert pairs.waiting(session, now=NOW).total == 0


def test_same_joins_and_holds_and_goes_back(session: Session) -> None:
    admin = user(session)
    engine.store(session, JAMES, now=NOW)
    before = events(session)
    (pair,) = pairs.waiting(session, now=NOW).pairs
    session.add(SavedEvent(user_id=admin, event_id=before["dice James Vincent McMorrow"], created_at=NOW))
    session.flush()
    assert pairs.decide(session, admin, pair.id, "same", now=NOW).decided.startswith("Same show, said by Una")
    assert set(events(session).values()) == {before["ticketmaster James"]}
    engine.store(session, [listing("dice", "James Vincent McMorrow", url="https://a.example/2")], now=NOW)
    assert set(events(session).values()) == {before["ticketmaster James"]}
    assert session.execute(text("SELECT event_id FROM user_saved_events")).scalar() == before["ticketmaster James"]
    pairs.decide(session, admin, pair.id, "waiting", now=NOW)
    after = events(session)
    assert after["ticketmaster James"] == before["ticketmaster James"] != after["dice James Vincent McMorrow"]
    assert waiting(session) == [("James", "James Vincent McMorrow")]
    said = session.execute(text("SELECT action FROM audit_log ORDER BY id")).scalars().all()
    assert said == ["pair.same", "pair.waiting"]


def test_different_parts_a_merged_event_and_the_best_listing_keeps_its_address(session: Session) -> None:
    admin = user(session)
    three = (listing("ticketmaster", "Lankum"), listing("bandsintown", "Lankum"), listing("dice", "Lankum"))
    engine.store(session, three, now=NOW)
    event_id = events(session)["ticketmaster Lankum"]
    odd = session.execute(text("SELECT id FROM event_sources WHERE source = 'dice'")).scalar_one()
    pair_id = pairs.ask(session, event_id, odd, "Another Lankum", now=NOW)
    assert pairs.waiting(session, now=NOW).pairs[0].asked == "Asked by a visitor"
    pairs.decide(session, admin, pair_id, "different", now=NOW)
    assert events(session)["ticketmaster Lankum"] == events(session)["bandsintown Lankum"] == event_id
    assert events(session)["dice Lankum"] != event_id
    engine.store(session, [listing("bandsintown", "Lankum", url="https://b.example/3")], now=NOW)
    assert events(session)["dice Lankum"] != event_id
    assert pairs.decided(session, now=NOW).total == 1
    pairs.decide(session, admin, pair_id, "waiting", now=NOW)
    assert set(events(session).values()) == {event_id}


def test_a_ruling_joins_across_rooms_and_nights(session: Session) -> None:
    admin = user(session)
    engine.store(session, [listing("ticketmaster", "Kila"), listing("dice", "Kila", room="Vicar Street")], now=NOW)
    one, other = session.execute(text("SELECT id FROM event_sources ORDER BY id")).scalars().all()
    row = {"one_id": one, "other_id": other, "score": 0.5, "parts": {}, "state": "waiting", "asked_by": "visitor"}
    session.execute(insert(queries.PAIRS), row | {"note": "", "created_at": NOW})
    (pair,) = pairs.waiting(session, now=NOW).pairs
    pairs.decide(session, admin, pair.id, "same", now=NOW)
    assert len(set(events(session).values())) == 1
    for again in (
        listing("dice", "Kila", room="Vicar Street", url="https://c.example"),
        listing("ticketmaster", "Kila", url="https://d.example"),
    ):
        engine.store(session, [again], now=NOW)
        assert len(set(events(session).values())) == 1


def test_nothing_rules_a_sample_and_the_real_one_together(session: Session) -> None:
    admin = user(session)
    engine.store(session, [listing("ticketmaster", "Lankum"), listing("dice", "Lankum", sample=True)], now=NOW)
    one, other = session.execute(text("SELECT id FROM event_sources ORDER BY id")).scalars().all()
    row = {"one_id": one, "other_id": other, "score": 1.0, "parts": {}, "state": "waiting", "asked_by": "visitor"}
    session.execute(insert(queries.PAIRS), row | {"note": "", "created_at": NOW})
    pair_id = session.execute(text("SELECT id FROM listing_pairs")).scalar_one()
    with pytest.raises(Invalid):
        pairs.decide(session, admin, pair_id, "same", now=NOW)
    with pytest.raises(NotFound):
        pairs.decide(session, admin, pair_id + 1, "same", now=NOW)
    with pytest.raises(Invalid):
        pairs.decide(session, admin, pair_id, "perhaps", now=NOW)


def _ruled(listings: list[Listing], rulings: list[tuple[int, int, bool]], sizes: list[int]) -> set[tuple[Any, ...]]:
    """The catalogue after storing in batches, ruling on what stands in the middle, and storing all again."""
    with db.engine().connect() as connection, Session(connection.execution_options(writes=True)) as session:
        rest = list(listings)
        while rest:
            size = sizes.pop(0) if sizes else len(rest)
            engine.store(session, rest[:size], now=NOW)
            rest = rest[size:]
        rows = session.execute(text("SELECT id, source, source_id, block FROM event_sources")).all()
        ids = {int(row.source_id): row for row in rows}
        session.execute(text("DELETE FROM listing_pairs"))
        for one, other, same in rulings:
            first, second = sorted((ids[one].id, ids[other].id))
            row = {"one_id": first, "other_id": second, "score": 1.0, "parts": {}, "asked_by": "matcher", "note": ""}
            session.execute(insert(queries.PAIRS), row | {"state": "same" if same else "different", "created_at": NOW})
        engine.read_again(session, listings, now=NOW)
        found = catalogue(session)
        session.rollback()
    return found


@given(
    heard(), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=3), st.integers(0, 99)
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rulings_make_the_same_catalogue_in_any_order(
    database: Engine, listings: list[Listing], ruled: list[tuple[int, int, bool]], seed: int
) -> None:
    size = len(listings)
    wanted = {(min(a % size, b % size), max(a % size, b % size)): same for a, b, same in ruled if a % size != b % size}
    rulings = [(*pair, same) for pair, same in wanted.items()]
    shuffled = random.Random(seed).sample(listings, size)
    assert _ruled(listings, rulings, []) == _ruled(shuffled, rulings[::-1], [2, 1, 3])
