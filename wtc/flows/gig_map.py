"""The map of gigs: pins for the whole island, and the list of the part that is looked at."""

import asyncio
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any

from wtc import clock
from wtc.db import ask
from wtc.domain import boxes, filters, gig_map, places, words
from wtc.domain.genres import FAMILIES, label
from wtc.flows import artists, browse, venues
from wtc.flows.faces import FACES
from wtc.flows.kept import Kept
from wtc.language import t
from wtc.services import events
from wtc.shapes.discover import Filters
from wtc.shapes.events import Event, EventCard, Tally
from wtc.shapes.gig_map import GigMap
from wtc.shapes.shell import Choice

SHOWN = 50
MOST_PINS = 1_000
SOUNDS = 6
"""How many sounds are offered: those with the most gigs, and what is picked."""
_pins: Kept[dict[str, Any]] = Kept(20_000, lambda answer: len(answer["pins"]) + 1)


async def look(asked: Filters, viewer: int | None = None) -> GigMap:
    """What the page says of these filters, as ``viewer`` may see it: what they hid is left out of the list."""
    now = clock.now()
    question = replace(filters.query(asked, now=now, viewer=viewer), limit=SHOWN)
    found, sounds = await asyncio.gather(browse.search(question), browse.tallies("family", question))
    heard = await artists.heard(found.events)
    empty, ways = ("", ()) if found.total else await _elsewhere(asked, now, viewer)
    query = gig_map.address(replace(asked, box=None, near=None, sort="time"), now).partition("?")[2]
    near = asked.near
    return GigMap(
        heading=gig_map.heading(asked, found.total, now),
        total=found.total,
        cards=tuple(_placed(event, FACES.of(event, heard, now), asked) for event in found.events),
        days=gig_map.days(asked, now),
        sounds=_sounds(asked, sounds, now),
        free=Choice(
            key="free", label=t("Free"), href=gig_map.address(asked, now, free=not asked.free, most=None), on=asked.free
        ),
        active=gig_map.active(asked, now),
        clear=gig_map.address(Filters(first=asked.first, last=asked.last), now),
        pins="/v1/events/pins" + (f"?{query}" if query else ""),
        view=f"{boxes.written(asked.box) if asked.box else ''}|{near.lat if near else ''}|{near.lon if near else ''}",
        lat=near.lat if near else 0.0,
        lon=near.lon if near else 0.0,
        empty=empty,
        ways=ways,
        rest=t("The first {count} of {total}.", count=found.count, total=f"{found.total:,}")
        if found.total > found.count
        else "",
        more=filters.address(asked),
        samples=any(event.sample for event in found.events),
    )


async def pins(asked: Filters) -> dict[str, Any]:
    """Where the gigs are: each pin is id, slug, title, town, latitude, longitude, and when and where in words.

    At most ``MOST_PINS``, the soonest; ``total`` counts them all.
    """
    question = browse.settled(replace(filters.query(asked, now=clock.now()), sort="time", limit=1))

    async def make() -> dict[str, Any]:
        now = clock.now()
        several = asked.first != asked.last
        rows = await ask(events.pins, question, now=now, limit=MOST_PINS)
        total = len(rows) if len(rows) < MOST_PINS else (await browse.search(question)).total
        return {"pins": [_pin(row, several) for row in rows], "total": total, "tiles": venues.tiles()}

    return await _pins.get(question, make)


def _pin(row: Any, several: bool) -> tuple[Any, ...]:
    said = ", ".join(filter(None, (gig_map.when(row.day, row.starts_at, several=several), row.venue)))
    return row.id, row.slug, row.title, words.place(row.city), row.lat, row.lon, said


def _placed(event: Event, shown: EventCard, asked: Filters) -> EventCard:
    far = gig_map.far(event, asked.near)
    return replace(shown, place=f"{shown.place} · {far}") if far else shown


def _sounds(asked: Filters, tallies: tuple[Tally, ...], now: datetime) -> tuple[Choice, ...]:
    """A chip for each sound that was picked and for those with the most gigs."""
    counted = {tally.key: tally.count for tally in tallies}
    return tuple(
        Choice(
            key=key,
            label=label(key),
            href=gig_map.address(asked, now, genres=filters.toggled(asked.genres, key)),
            count=counted.get(key, 0),
            on=key in asked.genres,
        )
        for key in dict.fromkeys((*asked.genres, *list(counted)[:SOUNDS]))
        if key in FAMILIES
    )


async def _elsewhere(asked: Filters, now: datetime, viewer: int | None) -> tuple[str, tuple[Choice, ...]]:
    """Nothing is on here: the nearest towns where something is, else the first later day that has something."""
    anywhere = replace(asked, city="", county="", km=None, near=None, box=None, sort="time", page=1)
    tallies = await browse.tallies("city", filters.query(anywhere, now=now, viewer=viewer))
    found = sorted(tallies, key=lambda each: (_how_far(asked, each.label), -each.count))[:3]
    if found:
        ways = tuple(
            Choice(
                key=each.key,
                label=words.place(each.label),
                href=gig_map.around(asked, each.label, now),
                count=each.count,
            )
            for each in found
        )
        nothing = gig_map.on_day(t("Nothing on in this part"), asked, now)
        return f"{nothing}. {_has(ways[0])}", ways
    later = [each for each in gig_map.days(asked, now) if not each.on]
    counts = await asyncio.gather(*(_count(each, viewer, now) for each in later))
    ways = tuple(replace(each, count=count) for each, count in zip(later, counts, strict=True) if count)
    return " ".join((f"{gig_map.on_day(t('Nothing on anywhere'), asked, now)}.", *map(_has, ways[:1]))), ways


def _has(way: Choice) -> str:
    return t("{place} has {count}.", place=way.label, count=words.count(way.count))


async def _count(day: Choice, viewer: int | None, now: datetime) -> int:
    asked = gig_map.of(day.href, now)
    return (await browse.search(replace(filters.query(asked, now=now, viewer=viewer), limit=1))).total


def _how_far(asked: Filters, label: str) -> float:
    """Kilometres from what is looked at to a town; as far as can be when either is not known."""
    other = places.town(label)
    if asked.box:
        here: tuple[float | None, float | None] = boxes.middle(asked.box)
    else:
        middle = asked.near or places.whereabouts(asked.city or asked.county)
        here = (middle.lat, middle.lon) if middle else (None, None)
    if here[0] is None or here[1] is None or other.lat is None or other.lon is None:
        return inf
    return places.kilometres(here[0], here[1], other.lat, other.lon)
