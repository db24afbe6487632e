"""The questions behind what waits for a person's word: pairs of listings, and reports."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from wtc.models.accounts import User
from wtc.models.artists import Artist
from wtc.models.events import Correction, EventRow, EventSource, ListingPair, Report
from wtc.models.venues import VenueRow

p: Any = ListingPair
r: Any = Report
_one: Any = aliased(EventSource)
_other: Any = aliased(EventSource)
_event: Any = aliased(EventRow)
_other_event: Any = aliased(EventRow)


def pairs() -> Select[Any]:
    """Pairs with what both listings said and the events that they are in."""
    u: Any = User
    return (
        select(
            *(p.id, p.one_id, p.other_id, p.score, p.parts, p.state, p.asked_by, p.note, p.decided_at),
            u.name.label("decided_by"),
            *(_one.said.label("one"), _other.said.label("other")),
            *(_one.event_id.label("one_event"), _other.event_id.label("other_event")),
            *(_event.slug.label("one_slug"), _other_event.slug.label("other_slug")),
        )
        .join(_one, _one.id == p.one_id)
        .join(_other, _other.id == p.other_id)
        .join(_event, _event.id == _one.event_id)
        .join(_other_event, _other_event.id == _other.event_id)
        .outerjoin(u, u.id == p.user_id)
    )


def pair(pair_id: int) -> Select[Any]:
    """One of them."""
    return pairs().where(p.id == pair_id)


def waiting(today: date, limit: int, offset: int) -> Select[Any]:
    """Pairs of nights to come that wait: what visitors asked first, then the likeliest."""
    coming = pairs().where(p.state == "waiting", or_(_one.day >= today, _one.day.is_(None)))
    return coming.order_by(p.asked_by.desc(), p.score.desc(), p.id).limit(limit).offset(offset)


def waiting_count(today: date) -> Select[Any]:
    """How many wait."""
    joined = select(func.count()).select_from(p).join(_one, _one.id == p.one_id)
    return joined.where(p.state == "waiting", or_(_one.day >= today, _one.day.is_(None)))


def decided(limit: int, offset: int) -> Select[Any]:
    """Pairs that people ruled, the latest first, without those that were only ruled along with one."""
    ruled = pairs().where(p.state.in_(("same", "different")), ~p.asked_by.like("with:%"))
    return ruled.order_by(p.decided_at.desc(), p.id.desc()).limit(limit).offset(offset)


def decided_count() -> Select[Any]:
    """How many were ruled."""
    return select(func.count()).select_from(p).where(p.state.in_(("same", "different")), ~p.asked_by.like("with:%"))


def above(score: float, today: date, limit: int) -> Select[Any]:
    """The ids of waiting pairs that the matcher asked about with at least this score, the likeliest first."""
    those = select(p.id).join(_one, _one.id == p.one_id)
    coming = those.where(p.state == "waiting", p.asked_by == "matcher", p.score >= score, _one.day >= today)
    return coming.order_by(p.score.desc(), p.id).limit(limit)


def reports(state: str, limit: int, offset: int) -> Select[Any]:
    """Reports with who sent them: open ones the oldest first, others the latest closed first."""
    u: Any = User
    columns = (
        r.id,
        r.subject,
        r.subject_id,
        r.kind,
        r.note,
        r.state,
        r.answer,
        r.created_at,
        r.closed_at,
        r.user_id,
        r.pair_id,
    )
    found = select(*columns, u.name.label("by")).outerjoin(u, u.id == r.user_id)
    if state == "open":
        return found.where(r.state == "open").order_by(r.created_at, r.id).limit(limit).offset(offset)
    return found.where(r.state != "open").order_by(r.closed_at.desc(), r.id.desc()).limit(limit).offset(offset)


def reports_count(state: str) -> Select[Any]:
    """How many there are."""
    return select(func.count()).select_from(r).where(r.state == "open" if state == "open" else r.state != "open")


def subjects(kind: str, ids: set[int]) -> Select[Any]:
    """Name and slug of what was reported."""
    if kind == "event":
        e: Any = EventRow
        return select(e.id, e.title.label("name"), e.slug).where(e.id.in_(ids))
    of: Any = Artist if kind == "artist" else VenueRow
    return select(of.id, of.name, of.slug).where(of.id.in_(ids))


def corrections(event_id: int) -> Select[Any]:
    """What was set right of an event, the latest first."""
    c: Any = Correction
    s: Any = EventSource
    columns = (c.id, c.listing_id, c.field, c.value, c.at)
    return (
        select(*columns).join(s, s.id == c.listing_id).where(s.event_id == event_id).order_by(c.at.desc(), c.id.desc())
    )


def latest_corrections(limit: int) -> Select[Any]:
    """What was set right lately, with the gig's title and slug."""
    c: Any = Correction
    s: Any = EventSource
    e: Any = EventRow
    columns = (c.id, c.field, c.value, c.at, s.event_id, e.title, e.slug)
    found = select(*columns).join(s, s.id == c.listing_id).join(e, e.id == s.event_id)
    return found.order_by(c.at.desc(), c.id.desc()).limit(limit)
