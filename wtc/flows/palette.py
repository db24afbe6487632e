"""The command palette: what was typed as a search, and the acts, rooms, gigs and pages that it may mean."""

import asyncio
from dataclasses import replace

from wtc import clock
from wtc.db import ask
from wtc.domain import filters, palette, sentences
from wtc.domain.cards import card
from wtc.domain.text import clean
from wtc.flows import browse
from wtc.language import t
from wtc.services import finding
from wtc.shapes.accounts import Role
from wtc.shapes.discover import Filters, Sentence
from wtc.shapes.events import EventCard, EventPage, EventQuery
from wtc.shapes.palette import Offer, Offers, Palette

LEAST, GIGS = 2, 4
"""From how many letters on names are looked up, and how many gigs are shown."""


async def offer(text: str, role: Role, home: str = "") -> Palette:
    """What somebody of this ``role`` may mean by ``text``; ``home`` is their own town."""
    said = clean(text, filters.LONGEST)
    pages = Offers(name=t("Go to"), glyph="compass", offers=palette.places(said, role))
    if not said:
        return Palette(groups=(pages,))
    sentence = await browse.understand(said, home)
    asked = sentences.ask(sentence)
    plain = clean(_named(asked) or said, 80)
    named: tuple[tuple[Offer, ...], tuple[Offer, ...]] = ((), ())
    gigs = EventPage()
    if len(said) >= LEAST:
        named, gigs = await asyncio.gather(ask(finding.beginning, plain), browse.search(_gigs(asked, sentence)))
    now = clock.now()
    groups = (
        Offers(name=t("Acts"), glyph="music", offers=named[0]),
        Offers(name=t("Venues"), glyph="door", offers=named[1]),
        Offers(name=t("Gigs"), glyph="calendar", offers=tuple(_gig(card(event, now=now)) for event in gigs.events)),
        pages,
    )
    labels = tuple(chip.label for chip in filters.active(replace(asked, q=""), now))
    return Palette(
        read=labels,
        text=asked.q,
        href=filters.address(asked),
        groups=tuple(group for group in groups if group.offers),
    )


def _gig(shown: EventCard) -> Offer:
    note = " · ".join(filter(None, (shown.date_line.rstrip(", "), shown.place)))
    return Offer(label=shown.title, href=shown.href, note=note)


def _named(asked: Filters) -> str:
    return asked.artist or asked.venue or asked.like or asked.q


def _gigs(asked: Filters, sentence: Sentence) -> EventQuery:
    """The first gigs of that very search."""
    plain = asked if sentence.readings or asked.q else replace(asked, q=sentence.said)
    return replace(filters.query(plain, now=clock.now()), limit=GIGS)
