"""An organiser's own pages in words: their nights by series, how each does, and a night as readers will see it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from wtc import clock
from wtc.domain import genres, words
from wtc.domain.artwork import genre_art
from wtc.domain.cards import card
from wtc.domain.text import slug
from wtc.shapes.events import ArtistRef, Event, EventCard, Listing, PriceTag, SourceMark, VenueRef
from wtc.shapes.local import Night, NightGroup, NightRow
from wtc.shapes.pictures import Photo

UNTITLED = "Your night"
DONE = {
    "on": "It's on. Find it in search from now.",
    "saved": "Saved. The page says so already.",
    "off": "Called off. It stays on the site, marked as cancelled.",
    "back": "Back on.",
}
"""What is said on the list after something was done, by the word in the address."""


def groups(nights: Iterable[Night], *, now: datetime) -> tuple[NightGroup, ...]:
    """The nights as they are listed: those of one series together where its first one stands."""
    listed = list(nights)
    places = {night.id: place for place, night in enumerate(listed)}
    firsts = {night.series_id or 0: places[night.id] for night in reversed(listed)}
    listed.sort(key=lambda night: (firsts[night.series_id] if night.series_id else places[night.id], places[night.id]))
    return tuple(_group(list(mine), now) for _, mine in groupby(listed, key=lambda night: night.series_id))


def _group(nights: list[Night], now: datetime) -> NightGroup:
    rows = tuple(_row(night, now) for night in nights)
    if nights[0].series_id is None:
        return NightGroup(rows=rows)
    return NightGroup(title=str(nights[0].form["title"]), words=f"Every week, {len(rows)} here", rows=rows)


def _row(night: Night, now: datetime) -> NightRow:
    form, day = night.form, night.day
    hour, _, minute = str(form.get("time") or "").partition(":")
    time = f", {words.hour(clock.at(day, int(hour), int(minute)))}" if day and hour else ""
    state, kind = _state(night)
    venue = form["venue"]
    return NightRow(
        title=str(form["title"]),
        when=(words.day(day, clock.local(now).date()) if day else "") + time,
        place=f"{venue['name']}, {venue['town']}",
        href=f"/organiser/events/{night.id}",
        page=f"/events/{night.slug}" if night.slug else "",
        state=state,
        kind=kind,
        doing=doing(night),
        day=str(day.day) if day else "",
        weekday=f"{day:%a}" if day else "",
        month=f"{day:%b}" if day else "",
        moment=day.isoformat() if day else "",
    )


def _state(night: Night) -> tuple[str, str]:
    if night.cancelled:
        return "Cancelled", "coral"
    if night.form.get("was_on"):
        return "New date", "gold"
    return ("Sold out", "coral") if night.form.get("sold_out") else ("", "")


def doing(night: Night) -> str:
    """'12 views, 3 saves, 1 ticket click'; a plain word while nobody has looked."""
    said = [
        f"{count:,} {word}{'' if count == 1 else 's'}"
        for count, word in ((night.views, "view"), (night.saves, "save"), (night.clicks, "ticket click"))
        if count
    ]
    return ", ".join(said) or "Nobody has looked yet"


def held(night: Night) -> dict[str, Any]:
    """A night as its form needs it, with who would be told of what."""
    people = f"{night.saves} {'person has' if night.saves == 1 else 'people have'} saved it"
    told = (
        f"{people} and will get a mail saying so."
        if night.saves
        else "Nobody has saved it yet, so nobody is written to."
    )
    changes = f"{people}. If the day, the time or the room changes, they get a mail." if night.saves else ""
    return {
        "id": night.id, "event_id": night.event_id, "version": night.version, "cancelled": night.cancelled,
        "series_id": night.series_id, "form": night.form, "told_off": told, "told_back": told, "told_change": changes,
    }  # fmt: skip


def preview(listing: Listing, photo: Photo | None, *, now: datetime) -> EventCard:
    """The card of a night that is not on yet, as readers will see it."""
    family, tags = genres.place(listing.genres)
    price = listing.price
    event = Event(
        id=0,
        slug=slug(listing.title, empty="preview"),
        title=listing.title,
        day=listing.day,
        start_time=listing.starts_at,
        end_time=listing.ends_at,
        city=listing.venue.city if listing.venue else "",
        venue=VenueRef(id=0, name=listing.venue.name) if listing.venue else None,
        artists=tuple(ArtistRef(id=0, name=artist.name) for artist in listing.artists),
        family=family,
        tags=tags,
        images=(photo,) if photo else (),
        price=PriceTag(min=price.low / 100, max=price.high / 100, currency=price.currency) if price else None,
        sold_out=listing.sold_out,
        sources=(SourceMark(source="local", source_id=listing.source_id),),
        first_seen_at=now,
    )
    shown = card(event, now=now)
    drawn = genre_art(family, "card")  # its own poster hangs nowhere before it is on
    return shown if photo else replace(shown, image=drawn, row_image=drawn, fallback=drawn)
