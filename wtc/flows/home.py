"""The home page for somebody we know nothing about: this weekend in their town, what is new, and every sound."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from wtc import clock
from wtc.domain import filters, words
from wtc.domain.artwork import art_address
from wtc.domain.cards import card
from wtc.domain.genres import FAMILIES
from wtc.flows import browse, counts, performers
from wtc.shapes.discover import Filters, HomePage, Sound
from wtc.shapes.events import Deck, EventCard, EventPage, EventQuery, Price, Tally
from wtc.shapes.shell import Choice

SHOWN = 12
SOUNDS = 12
TOWNS = 9
AHEAD = timedelta(days=30)


async def build(wanted: str, viewer: int | None = None) -> HomePage:
    """The home page of the town that is ``wanted``, or of the house's own when it has no gigs.

    What ``viewer`` (an id, or None) has hidden is left out.
    """
    now = clock.now()
    known = await counts.cities()
    town = counts.town(wanted, known)
    first, last = filters.weekend(now)
    asked = Filters(city=town, first=first, last=last)
    this_weekend = replace(filters.query(asked, now=now, viewer=viewer), limit=SHOWN)
    fresh = EventQuery(city=town, sort="new", limit=SHOWN, viewer=viewer)
    held_up = asyncio.ensure_future(performers.spotlight(town, viewer))
    weekend, newest, later, price, towns, sounds = await asyncio.gather(
        browse.search(this_weekend),
        browse.search(fresh),
        browse.search(EventQuery(city=town, limit=SHOWN, viewer=viewer)),
        browse.prices(this_weekend),
        browse.tallies("city", this_weekend),
        browse.tallies("family", EventQuery(start=now, end=now + AHEAD)),
    )
    heard = await performers.heard((*weekend.events, *newest.events, *later.events))
    decks = _weekend_deck(town, asked, weekend, later, heard), _fresh_deck(town, newest, heard)
    return HomePage(
        town=town,
        dates=words.span(first, last),
        summary=summary(town, weekend.total, price),
        weekend_href=filters.address(asked),
        cities=_towns(town, known, {each.label: each.count for each in towns}),
        weekend=decks[0],
        fresh=decks[1],
        sounds=tuple(_sound(each) for each in sounds if each.key != "other")[:SOUNDS],
        spotlight=await held_up,
        samples=any(shown.sample for deck in decks for shown in deck.cards),
    )


def summary(town: str, count: int, price: Price | None) -> str:
    """'42 gigs in Dublin, from free to €55.'"""
    said = f"{words.gigs(count)} in {town}"
    if price is None or not count:
        return f"{said}."
    low, high = (words.money(cents / 100, price.currency) for cents in (price.low, price.high))
    if price.high == 0:
        return f"{said}, all free."
    if price.low == price.high:
        return f"{said}, {high} in."
    return f"{said}, from {low if price.low else 'free'} to {high}."


def _towns(town: str, known: tuple[Tally, ...], counted: Mapping[str, int]) -> tuple[Choice, ...]:
    """The towns to choose from with their gigs this weekend, most first; ``town`` is among them in any case."""
    names = sorted({each.label for each in known}, key=lambda name: (-counted.get(name, 0), name))
    shown = [name for name in names if name in {*names[:TOWNS], town}]
    return tuple(
        Choice(key=name, label=name, href=f"/?city={quote(name)}", count=counted.get(name, 0), on=name == town)
        for name in shown
    )


def _weekend_deck(town: str, asked: Filters, weekend: EventPage, later: EventPage, heard: Mapping[int, str]) -> Deck:
    if weekend.total:
        title, href = f"This weekend in {town}", filters.address(asked)
        return Deck(title=title, reason="Soonest first, whatever the sound", href=href, cards=_cards(weekend, heard))
    return Deck(
        title=f"Coming up in {town}",
        reason="Nothing this weekend, so here is what's next",
        href=filters.address(Filters(city=town)),
        cards=_cards(later, heard),
    )


def _fresh_deck(town: str, newest: EventPage, heard: Mapping[int, str]) -> Deck:
    href, reason = filters.address(Filters(city=town, sort="new")), f"The newest on our list for {town}"
    return Deck(title="Just announced", reason=reason, href=href, cards=_cards(newest, heard))


def _cards(found: EventPage, heard: Mapping[int, str]) -> tuple[EventCard, ...]:
    now = clock.now()
    return tuple(card(event, now=now, mixcloud=heard) for event in found.events)


def _sound(tally: Tally) -> Sound:
    art = art_address("genre", tally.key, "plain", title=tally.key, family=tally.key)
    href = filters.address(Filters(genres=(tally.key,)))
    return Sound(label=FAMILIES.get(tally.key, tally.label), href=href, art=art, count=tally.count)
