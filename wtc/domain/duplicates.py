"""Two listings side by side in words: who said what, where they differ, and what the matcher made of them."""

from collections.abc import Iterator
from datetime import date, datetime

from wtc import clock
from wtc.domain import words
from wtc.domain.provenance import listed_price
from wtc.domain.text import fold
from wtc.shapes.events import SOURCE_NAMES, Listing, Status
from wtc.shapes.review import Asked, Duplicate, Line, Part, Side

_BECAUSE = {
    "line-up": "They share an act",
    "title": "They share a title",
    "alike": "The names are alike",
    "support": "One act alone at the minute of the other's bill",
    "not_same": "A visitor says one of these does not belong",
}
_PARTS = (("act", "Line-up"), ("show", "Title"), ("time", "Time"))
_STATES = {"same": "Same show", "different": "Different shows"}


def duplicate(asked: Asked, *, now: datetime) -> Duplicate:
    """A pair as the desk shows it."""
    today = clock.local(now).date()
    return Duplicate(
        id=asked.id,
        score=round(asked.score * 100),
        because=_BECAUSE.get(str(asked.parts.get("because", "")), ""),
        asked="Asked by a visitor" if asked.asked_by == "visitor" else "",
        note=asked.note,
        state=asked.state,
        decided=_decided(asked, today),
        one=_side(asked.one, asked.one_id, asked.one_event, asked.one_slug),
        other=_side(asked.other, asked.other_id, asked.other_event, asked.other_slug),
        lines=tuple(_lines(asked.one, asked.other, today)),
        parts=tuple(
            Part(label=label, share=round(float(str(asked.parts[name])) * 100))
            for name, label in _PARTS
            if name in asked.parts
        ),
    )


def _decided(asked: Asked, today: date) -> str:
    if asked.decided_at is None or asked.state not in _STATES:
        return ""
    by = f" by {asked.decided_by}" if asked.decided_by else ""
    on = clock.local(asked.decided_at).date()
    return f"{_STATES[asked.state]}, said{by} on {words.day(on, today)}, {words.hour(asked.decided_at)}"


def _side(listing: Listing, listing_id: int, event_id: int, slug: str) -> Side:
    return Side(
        listing_id=listing_id,
        source=listing.source,
        name=SOURCE_NAMES.get(listing.source, listing.source),
        title=listing.title,
        event_id=event_id,
        href=f"/events/{slug}",
        url="" if listing.sample else listing.url,
    )


def _status(listing: Listing) -> str:
    return "On" if listing.status is Status.SCHEDULED else listing.status.value.capitalize()


def _lines(one: Listing, other: Listing, today: date) -> Iterator[Line]:
    for label, mine, theirs in (
        ("Title", one.title, other.title),
        ("Line-up", _acts(one), _acts(other)),
        ("When", _when(one, today), _when(other, today)),
        ("Room", _room(one), _room(other)),
        ("Status", _status(one), _status(other)),
        ("Price", listed_price(one.price), listed_price(other.price)),
    ):
        if mine or theirs:
            yield Line(
                label=label, one=mine or "Not said", other=theirs or "Not said", differs=fold(mine) != fold(theirs)
            )


def _acts(listing: Listing) -> str:
    names = [artist.name for artist in listing.artists]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _when(listing: Listing, today: date) -> str:
    day = clock.local(listing.starts_at).date() if listing.starts_at else listing.day
    if day is None:
        return ""
    return words.day(day, today) + (f", {words.hour(listing.starts_at)}" if listing.starts_at else ", no time")


def _room(listing: Listing) -> str:
    room = listing.venue
    return ", ".join(dict.fromkeys(part for part in (room.name, room.city) if part)) if room else ""
