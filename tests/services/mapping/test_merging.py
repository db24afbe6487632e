"""Acts made one and parted again: nothing of theirs is lost, and the old address leads on."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from tests.services.mapping.test_deciding import admin  # noqa: F401
from tests.services.mapping.test_settling import NOW, act, record
from wtc.errors import Conflict, Invalid
from wtc.queries.engine import ACT_ALIASES, ACTS, EVENTS, PLAYS
from wtc.queries.mapping import RECORDS
from wtc.services import engine, mapping
from wtc.shapes.events import ListedArtist, ListedVenue, Listing

FOLLOWS = SQLModel.metadata.tables["user_followed_artists"]


def gig(number: str, *names: str, ids: tuple[str, ...] = ()) -> Listing:
    start = NOW + timedelta(days=int(number))
    listed = [ListedArtist(name=name, source_id=ids[n] if n < len(ids) else "") for n, name in enumerate(names)]
    return Listing(
        source="ticketmaster",
        source_id=number,
        title=names[0],
        url=f"https://tickets.example/{number}",
        day=start.date(),
        starts_at=start,
        venue=ListedVenue(name="Whelan's", city="Dublin"),
        artists=tuple(listed),
        raw="{}",
    )


def line_ups(session: Session) -> list[list[str]]:
    rows = session.execute(select(EVENTS.c.line_up).order_by(EVENTS.c.id)).scalars()
    return [[one["name"] for one in line_up] for line_up in rows]


def find(session: Session, name: str) -> Any:
    return session.execute(select(ACTS).where(ACTS.c.name == name)).one()


def test_a_merge_takes_bills_follows_spellings_and_the_address_along_and_back(session: Session, admin: int) -> None:  # noqa: F811
    engine.store(session, [gig("1", "Girl Band"), gig("2", "Gilla Band", "Girl Band"), gig("3", "Gilla Band")], now=NOW)
    keep, lose = find(session, "Gilla Band"), find(session, "Girl Band")
    session.execute(insert(FOLLOWS).values(user_id=admin, artist_id=lose.id, created_at=NOW))
    number = mapping.merge(session, keep.id, lose.id, by=admin, now=NOW)
    assert line_ups(session) == [["Gilla Band"]] * 3
    assert set(session.execute(select(PLAYS.c.artist_id)).scalars()) == {keep.id}
    assert session.execute(select(FOLLOWS.c.artist_id)).scalars().all() == [keep.id]
    assert mapping.leads_to(session, lose.slug) == keep.slug
    engine.store(session, [gig("4", "Girl Band")], now=NOW)
    assert line_ups(session)[3] == ["Gilla Band"]
    assert mapping.unmerge(session, number, by=admin, now=NOW) == lose.id
    assert line_ups(session) == [["Girl Band"], ["Gilla Band", "Girl Band"], ["Gilla Band"], ["Girl Band"]]
    assert session.execute(select(FOLLOWS.c.artist_id)).scalars().all() == [lose.id]
    assert find(session, "Girl Band").slug == lose.slug
    assert mapping.leads_to(session, lose.slug) == ""
    assert session.execute(select(ACT_ALIASES.c.id)).all() == []
    with pytest.raises(Conflict):
        mapping.unmerge(session, number, by=admin, now=NOW)


def test_an_act_is_not_merged_with_itself_or_with_a_sample(session: Session, admin: int) -> None:  # noqa: F811
    one, other = act(session, "One"), act(session, "Two", sample=True)
    for keep, lose in ((one, one), (one, other)):
        with pytest.raises(Invalid):
            mapping.merge(session, keep, lose, by=admin, now=NOW)


def test_attractions_are_written_down_once_and_obeyed_once_decided(session: Session, admin: int) -> None:  # noqa: F811
    engine.store(session, [gig("1", "Nirvana", ids=("K1",)), gig("2", "Nirvana", ids=("K2",))], now=NOW)
    engine.store(session, [gig("1", "Nirvana", ids=("K1",))], now=NOW + timedelta(days=1))
    rows = session.execute(select(RECORDS).order_by(RECORDS.c.source_id)).all()
    assert [(row.source_id, row.state) for row in rows] == [("K1", "accepted"), ("K2", "accepted")]
    ours = find(session, "Nirvana").id
    other = mapping.split(session, ours, [rows[1].id], "Nirvana (UK)", by=admin, now=NOW)
    assert line_ups(session) == [["Nirvana"], ["Nirvana (UK)"]]
    engine.store(session, [gig("3", "Nirvana", ids=("K2",)), gig("4", "Nirvana", ids=("K1",))], now=NOW)
    assert line_ups(session)[2:] == [["Nirvana (UK)"], ["Nirvana"]]
    assert other != ours


def test_a_record_follows_its_act_into_a_merge(session: Session, admin: int) -> None:  # noqa: F811
    keep, lose = act(session, "Lankum"), act(session, "Lynched")
    mapping.settle(session, [record("Lynched")], now=NOW)
    mapping.merge(session, keep, lose, by=admin, now=NOW)
    (known,) = mapping.artists_known(session, keep)
    assert known.name == "Lynched"
    (match,) = mapping.settle(session, [record("Lynched")], now=NOW + timedelta(days=1))
    assert match.artist_id == keep
