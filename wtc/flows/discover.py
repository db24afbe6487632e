"""Discover: one address in, everything the page says about it out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from urllib.parse import quote

from wtc import clock
from wtc.domain import alert_words, asking, discover_markup, feeds, filters, gig_map, places, sentences, words
from wtc.domain.asking import Asked
from wtc.domain.genres import label
from wtc.flows import artists, browse, counts, personal, sources, wanted
from wtc.flows.faces import FACES
from wtc.flows.kept import Kept
from wtc.language import t, word
from wtc.language import told as in_hand
from wtc.shapes.discover import DiscoverPage, Filters, Sentence
from wtc.shapes.events import SOURCE_NAMES, EventCard, EventQuery, Tally
from wtc.shapes.shell import Choice

UNKNOWN = word("We don't know your taste yet, so this is in the order that suits most people.")
ROOM = 4_000_000
"""Bytes of first pages held at once: some fifty."""
_NOTHING = DiscoverPage()
_written: Kept[bytes] = Kept(ROOM, lambda page: 500 + len(page))


async def told(words: str, before: Filters, home: str = "") -> Filters:
    """The filters that ``words`` ask for, beside those ``before`` that an earlier sentence did not set."""
    earlier = await browse.understand(before.said, home) if before.said else Sentence()
    for reading in earlier.readings:
        before = sentences.unsaid(before, reading)
    return sentences.ask(await browse.understand(words, home), before)


async def question(asked: Asked) -> EventQuery:
    """What the API is asked: its sentence, as Discover would read it, and over that its own parameters."""
    if not asked.words:
        return asked.query
    sentence = await browse.understand(asked.words)
    return asking.over(filters.query(sentences.ask(sentence), now=clock.now()), asked.query)


async def markup(address: Mapping[str, str], viewer: int | None) -> bytes:
    """The first HTML of an address of Discover, as ``viewer`` (an id, or None) may see it.

    Empty for a sentence, whose address is not known yet, and for what a fan's own list puts in order.
    """
    asked, eyes = filters.read(address), await browse.eyes(viewer)
    if address.get("words") or (viewer and asked.sort == filters.MATCH):
        return b""

    async def make() -> bytes:
        return discover_markup.body(await look(asked, eyes)).encode()

    return await make() if eyes else await _written.get((asked, clock.local(clock.now()).date()), make)


async def look(
    asked: Filters, viewer: int | None = None, home: str = "", *, agent: str = "", before: DiscoverPage = _NOTHING
) -> DiscoverPage:
    """The page of these filters as ``viewer`` (an id, or None) may see it: what they hid is left out.

    ``home`` is the reader's own town, which 'near me' means in a sentence; ``agent`` is what their program calls
    itself. ``before`` is what they look at now: what stands there already is not noted as shown again.
    """
    now, fan = clock.now(), viewer
    wanted.looked_for(asked.city)
    viewer = await browse.eyes(viewer)
    if asked.sort == filters.MATCH and fan is None:
        asked = replace(asked, sort="distance" if asked.near else "time")
    question, here = filters.query(asked, now=now, viewer=viewer), filters.address(asked)
    had = frozenset(card.id for card in before.cards) if before.more == here else frozenset()
    found, sounds, listers, cities, silent, sentence = await asyncio.gather(
        _found(asked, question, fan, agent, had),
        browse.tallies("family", question),
        browse.tallies("source", question),
        counts.cities(),
        sources.silent(now),
        browse.understand(asked.said, home) if asked.said else _silence(),
    )
    hint, ways = ("", ()) if found.total else await _ways_on(asked, now, viewer)
    return DiscoverPage(
        address=here,
        heading=filters.heading(asked, found.total, now),
        total=found.total,
        notice=found.notice
        or words.silence(
            tuple(each.name for each in silent),
            max((each.last_synced_at for each in silent if each.last_synced_at), default=None),
            clock.local(now).date(),
        ),
        show=_show(found.total),
        cards=found.cards,
        samples=any(each.sample for each in found.cards),
        more=filters.address(asked, page=asked.page + 1) if _goes_on(asked, found) else "",
        more_label=t("Show {count} more", count=min(filters.PER_PAGE, found.total - len(found.cards))),
        capped=_capped(asked, found),
        whens=filters.whens(asked, now),
        sounds=_sounds(asked, sounds),
        sources=_sources(asked, listers),
        cities=_cities(asked, cities),
        city=asked.city,
        free=Choice(
            key="free", label=t("Free"), href=filters.address(asked, free=not asked.free, most=None), on=asked.free
        ),
        sorts=filters.sorts(asked, fan=fan is not None),
        sort=asked.sort,
        active=filters.active(asked, now),
        alert=alert_words.for_search(here),
        read=_read(asked, sentence),
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
        map=gig_map.from_discover(asked),
        subscribe=f"/calendars?search={quote(feeds.search(asked, now), safe='')}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    cards: tuple[EventCard, ...]
    total: int
    notice: str = ""


async def _found(asked: Filters, question: EventQuery, fan: int | None, agent: str, had: frozenset[int]) -> _Found:
    """The cards: as the catalogue orders them, or by a ``fan``'s own list, each with its match."""
    if fan is None or asked.sort != filters.MATCH:
        page = await browse.search(question)
        heard = await artists.heard(page.events)
        now = clock.now()
        return _Found(cards=FACES.all(page.events, now, heard), total=page.total)
    answer = await personal.search(fan, question, agent=agent, had=had)
    heard = await artists.heard(pick.event for pick in answer.made.picks)
    cards = tuple(FACES.picked(pick, heard, clock.now()) for pick in answer.made.picks)
    return _Found(cards=cards, total=answer.total, notice="" if answer.made.personal else t(UNKNOWN))


async def _silence() -> Sentence:
    return Sentence()


def _read(asked: Filters, sentence: Sentence) -> tuple[Choice, ...]:
    """The words of the sentence that are filters here, each with the address at which they are searched as text."""
    return tuple(
        Choice(
            key=f"{at}",
            label=reading.said,
            href=filters.address(
                replace(sentences.unsaid(asked, reading), q=sentences.with_text(asked.q, sentence, at))
            ),
            on=True,
        )
        for at, reading in enumerate(sentence.readings)
        if sentences.in_force(asked, reading)
    )


def _goes_on(asked: Filters, found: _Found) -> bool:
    return found.total > len(found.cards) and asked.page < filters.MOST_PAGES


def _capped(asked: Filters, found: _Found) -> str:
    if found.total <= len(found.cards) or asked.page < filters.MOST_PAGES:
        return ""
    return t(
        "That's {count} of {total}. A filter or two will find yours faster.",
        count=len(found.cards),
        total=f"{found.total:,}",
    )


def _sounds(asked: Filters, tallies: tuple[Tally, ...]) -> tuple[Choice, ...]:
    """A chip for each sound that is there, and for each that was picked, even when it has none."""
    counted = {tally.key: tally.count for tally in tallies} | {
        key: 0 for key in asked.genres if key not in {tally.key for tally in tallies}
    }
    return tuple(
        Choice(
            key=key,
            label=label(key),
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
            label=in_hand(SOURCE_NAMES[key]),
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
        Choice(key="", label=t("All of Ireland"), href=filters.address(asked, city="", near=None), on=not asked.city),
        *(
            Choice(
                key=name,
                label=words.place(name),
                href=filters.address(asked, city=name, near=None),
                on=asked.city == name,
            )
            for name in (*labels, *extra)
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
    said = ""
    if nearby:
        said = t("{place} has {count}.", place=nearby[0].label, count=words.count(nearby[0].count))
    if not said and ways:
        said = t("Loosen one thing and there's something.")
    return said or t("Nothing like it on our list yet."), (*nearby, *ways)[:5]


async def _elsewhere(asked: Filters, now: datetime, viewer: int | None) -> list[Choice]:
    if not (asked.city or asked.county or asked.near):
        return []
    anywhere = replace(asked, city="", county="", near=None, sort="time", page=1)
    tallies = await browse.tallies("city", filters.query(anywhere, now=now, viewer=viewer))
    return [
        Choice(
            key=each.key,
            label=words.place(each.label),
            href=filters.address(anywhere, city=each.label),
            count=each.count,
        )
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
        (asked.first or asked.last, t("On any day"), {"first": None, "last": None}),
        (asked.most is not None or asked.free, t("At any price"), {"most": None, "free": False}),
        (asked.genres, t("Any sound"), {"genres": ()}),
        (asked.sources, t("From any source"), {"sources": ()}),
        (asked.q and (asked.city or asked.first), t("{words}, anywhere, any day", words=asked.q), _only_words(asked)),
    ]
    return [(label, replace(whole, **change)) for on, label, change in offers if on]  # type: ignore[arg-type]


def _only_words(asked: Filters) -> dict[str, object]:
    plain = Filters(q=asked.q)
    return {
        name: getattr(plain, name)
        for name in ("city", "county", "genres", "first", "last", "most", "free", "sources", "near", "sort")
    }


def _show(total: int) -> str:
    return t("Show {gigs}", gigs=words.gigs(total)) if total else t("Nothing like that: change a filter")
