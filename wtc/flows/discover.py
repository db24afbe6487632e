"""Discover: one address in, everything the page says about it out."""

import asyncio
from dataclasses import replace
from datetime import datetime
from math import inf

from wtc import clock
from wtc.domain import filters, places, words
from wtc.domain.cards import card
from wtc.domain.genres import FAMILIES
from wtc.flows import browse, counts, performers, sources, wanted
from wtc.shapes.discover import DiscoverPage, Filters
from wtc.shapes.events import SOURCE_NAMES, EventPage, Tally
from wtc.shapes.shell import Choice


async def look(asked: Filters, viewer: int | None = None) -> DiscoverPage:
    """The page of these filters as ``viewer`` (an id, or None) may see it: what they hid is left out."""
    now = clock.now()
    wanted.looked_for(asked.city)
    question = filters.query(asked, now=now, viewer=viewer)
    found, sounds, listers, cities, silent = await asyncio.gather(
        browse.search(question),
        browse.tallies("family", question),
        browse.tallies("source", question),
        counts.cities(),
        sources.silent(now),
    )
    heard = await performers.heard(found.events)
    hint, ways = ("", ()) if found.total else await _ways_on(asked, now, viewer)
    return DiscoverPage(
        heading=filters.heading(asked, found.total, now),
        total=found.total,
        notice=words.silence(
            tuple(each.name for each in silent),
            max((each.last_synced_at for each in silent if each.last_synced_at), default=None),
            clock.local(now).date(),
        ),
        show=_show(found.total),
        cards=tuple(card(event, now=now, mixcloud=heard) for event in found.events),
        samples=any(event.sample for event in found.events),
        more=filters.address(asked, page=asked.page + 1) if _goes_on(asked, found) else "",
        more_label=f"Show {min(filters.PER_PAGE, found.total - found.count)} more",
        capped=_capped(asked, found),
        whens=filters.whens(asked, now),
        sounds=_sounds(asked, sounds),
        sources=_sources(asked, listers),
        cities=_cities(asked, cities),
        city=asked.city,
        free=Choice(
            key="free", label="Free", href=filters.address(asked, free=not asked.free, most=None), on=asked.free
        ),
        sorts=filters.sorts(asked),
        sort=asked.sort,
        active=filters.active(asked, now),
        first=asked.first.isoformat() if asked.first else "",
        last=asked.last.isoformat() if asked.last else "",
        today=clock.local(now).date().isoformat(),
        most="0"
        if asked.free
        else str(min(asked.most, filters.DEAREST))
        if asked.most is not None
        else str(filters.DEAREST),
        hint=hint,
        ways=ways,
    )


def _goes_on(asked: Filters, found: EventPage) -> bool:
    return found.total > found.count and asked.page < filters.MOST_PAGES


def _capped(asked: Filters, found: EventPage) -> str:
    if found.total <= found.count or asked.page < filters.MOST_PAGES:
        return ""
    return f"That's {found.count} of {found.total:,}. A filter or two will find yours faster."


def _sounds(asked: Filters, tallies: tuple[Tally, ...]) -> tuple[Choice, ...]:
    """A chip for each sound that is there, and for each that was picked, even when it has none."""
    counted = {tally.key: tally.count for tally in tallies} | {
        key: 0 for key in asked.genres if key not in {tally.key for tally in tallies}
    }
    return tuple(
        Choice(
            key=key,
            label=FAMILIES.get(key, key),
            href=filters.address(asked, genres=filters.toggled(asked.genres, key)),
            count=count,
            on=key in asked.genres,
        )
        for key, count in counted.items()
    )


def _sources(asked: Filters, tallies: tuple[Tally, ...]) -> tuple[Choice, ...]:
    counted = {tally.key: tally.count for tally in tallies}
    shown = [key for key in SOURCE_NAMES if key in counted or key in asked.sources]
    return tuple(
        Choice(
            key=key,
            label=SOURCE_NAMES[key],
            href=filters.address(asked, sources=filters.toggled(asked.sources, key)),
            count=counted.get(key, 0),
            on=key in asked.sources,
        )
        for key in shown
    )


def _cities(asked: Filters, known: tuple[Tally, ...]) -> tuple[Choice, ...]:
    """'All of Ireland' and each town; one that was asked for and is not known stands there too."""
    labels = [each.label for each in known]
    extra = [asked.city] if asked.city and asked.city not in labels else []
    return (
        Choice(key="", label="All of Ireland", href=filters.address(asked, city="", near=None), on=not asked.city),
        *(
            Choice(key=label, label=label, href=filters.address(asked, city=label, near=None), on=asked.city == label)
            for label in (*labels, *extra)
        ),
    )


async def _ways_on(asked: Filters, now: datetime, viewer: int | None) -> tuple[str, tuple[Choice, ...]]:
    """Nothing was found: a sentence, and the nearest places and the looser searches that do find something."""
    nearby = await _elsewhere(asked, now, viewer)
    looser = [(label, changed) for label, changed in _looser(asked)]
    pages = await asyncio.gather(
        *(browse.search(replace(filters.query(changed, now=now, viewer=viewer), limit=1)) for _, changed in looser)
    )
    ways = [
        Choice(key=label, label=label, href=filters.address(changed), count=page.total)
        for (label, changed), page in zip(looser, pages, strict=True)
        if page.total
    ]
    said = f"{nearby[0].label} has {words.count(nearby[0].count)}." if nearby else ""
    if not said and ways:
        said = "Loosen one thing and there's something."
    return said or "Nothing like it on our list yet.", (*nearby, *ways)[:5]


async def _elsewhere(asked: Filters, now: datetime, viewer: int | None) -> list[Choice]:
    if not (asked.city or asked.county or asked.near):
        return []
    anywhere = replace(asked, city="", county="", near=None, sort="time", page=1)
    tallies = await browse.tallies("city", filters.query(anywhere, now=now, viewer=viewer))
    return [
        Choice(key=each.key, label=each.label, href=filters.address(anywhere, city=each.label), count=each.count)
        for each in sorted(tallies, key=lambda each: _how_far(asked, each.label))[:3]
    ]


def _how_far(asked: Filters, label: str) -> float:
    """Kilometres from where was looked to a town; as far as can be when either is not known."""
    wanted, other = asked.near or places.whereabouts(asked.city or asked.county), places.town(label)
    if wanted is None or wanted.lat is None or wanted.lon is None or other.lat is None or other.lon is None:
        return inf
    return places.kilometres(wanted.lat, wanted.lon, other.lat, other.lon)


def _looser(asked: Filters) -> list[tuple[str, Filters]]:
    """The same search without one of its filters, the likeliest to be given up first."""
    whole = replace(asked, page=1)
    offers = [
        (asked.first or asked.last, "On any day", {"first": None, "last": None}),
        (asked.most is not None or asked.free, "At any price", {"most": None, "free": False}),
        (asked.genres, "Any sound", {"genres": ()}),
        (asked.sources, "From any source", {"sources": ()}),
        (asked.q and (asked.city or asked.first), f"{asked.q}, anywhere, any day", _only_words(asked)),
    ]
    return [(label, replace(whole, **change)) for on, label, change in offers if on]  # type: ignore[arg-type]


def _only_words(asked: Filters) -> dict[str, object]:
    plain = Filters(q=asked.q)
    return {
        name: getattr(plain, name)
        for name in ("city", "county", "genres", "first", "last", "most", "free", "sources", "near", "sort")
    }


def _show(total: int) -> str:
    return f"Show {words.gigs(total)}" if total else "Nothing like that: change a filter"
