"""The home page: this weekend in a town for a stranger, a fan's own lists for a fan."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from wtc import clock
from wtc.db import ask
from wtc.domain import filters, welcome, words
from wtc.domain import home as domain
from wtc.domain.artwork import art_address
from wtc.domain.genres import label
from wtc.flows import artists, browse, counts, picks, policies, rails, trending
from wtc.flows.faces import FACES
from wtc.flows.kept import Kept
from wtc.language import t, word
from wtc.services import taste, welcoming
from wtc.shapes.discover import Filters, Hero, HomePage, Sound
from wtc.shapes.events import Deck, EventCard, EventPage, EventQuery, Price, Tally
from wtc.shapes.shell import Choice
from wtc.shapes.taste import Pick, Picks, Rails, Wish

SHOWN = 12
SOUNDS = 12
TOWNS = 9
AHEAD = timedelta(days=30)
NOTHING = word("Nothing coming up here speaks for itself by what you told us, so this is all of it, soonest first.")
FEWEST = 3
"""A list shorter than that is not worth a heading."""

_popular: Kept[Picks] = Kept(2_000, lambda made: len(made.picks) + 1)


async def build(wanted: str, viewer: int | None = None, *, chosen: str = "", agent: str = "") -> HomePage:
    """The home page of the town that is ``wanted``, or of the house's own when it has no gigs.

    ``viewer`` (an id, or None) gets their own lists, the weekend's by ``chosen``, a key of ``rails.CHOICES``; ``agent``
    is what their program calls itself. Raises NotSignedIn for a viewer who is gone.
    """
    now = clock.now()
    known = await counts.cities()
    town = counts.town(wanted, known)
    first, last = filters.weekend(now)
    asked = Filters(city=town, first=first, last=last)
    this_weekend = replace(filters.query(asked, now=now), limit=SHOWN)
    held_up = asyncio.ensure_future(artists.spotlight(town, viewer))
    weekend, price, towns, wanted_most = await asyncio.gather(
        browse.search(this_weekend),
        browse.prices(this_weekend),
        browse.tallies("city", this_weekend),
        trending.near(town, viewer),
    )
    page = HomePage(
        town=town,
        dates=words.span(first, last),
        summary=summary(town, weekend.total, price),
        weekend_href=filters.address(asked),
        cities=_towns(town, known, {each.label: each.count for each in towns}),
        trending=wanted_most if len(wanted_most.cards) >= FEWEST else Deck(),
    )
    if viewer is None:
        page = await _everything(page, asked, None)
    else:
        said, found = await asyncio.gather(
            ask(welcoming.told, viewer), rails.make(viewer, town, chosen=chosen, agent=agent)
        )
        if not found.best.picks:
            page = replace(await _everything(page, asked, viewer), mood="popular", note=t(NOTHING))
        elif found.best.personal:
            page = await _personal(page, asked, viewer, found, weekend.total, wanted)
            page = replace(page, told=welcome.line(said.genres, town, said.follows))
        else:
            page = await _common(page, viewer, found, wanted, Filters(city=town) if found.coming else asked)
    decks = (page.weekend, page.trending, page.popular, page.fresh, *page.likes, page.fans)
    shown = (page.hero.card, *(each for deck in decks for each in deck.cards))
    return replace(page, spotlight=await held_up, samples=any(each.sample for each in shown))


async def _everything(page: HomePage, asked: Filters, viewer: int | None) -> HomePage:
    """What is there for everybody: soonest first, what is popular, what is new, and every sound."""
    town, now, eyes = page.town, clock.now(), await browse.eyes(viewer)
    this_weekend = replace(filters.query(asked, now=now, viewer=eyes), limit=SHOWN)
    weekend, newest, later, popular, sounds = await asyncio.gather(
        browse.search(this_weekend),
        browse.search(EventQuery(city=town, sort="new", limit=SHOWN, viewer=eyes)),
        browse.search(EventQuery(city=town, limit=SHOWN, viewer=eyes)),
        _popular.get(town, lambda: picks.make(None, Wish(city=town, limit=SHOWN))),
        browse.tallies("family", EventQuery(start=now, end=now + AHEAD)),
    )
    wanted = [pick for pick in popular.picks if pick.word == "Popular" and viewer is None]
    heard = await artists.heard((*weekend.events, *newest.events, *later.events, *(pick.event for pick in wanted)))
    return replace(
        page,
        weekend=_weekend_deck(town, asked, weekend, later, heard),
        popular=_popular_deck(town, replace(popular, picks=tuple(wanted)), heard) if len(wanted) >= FEWEST else Deck(),
        fresh=_fresh_deck(town, newest, heard),
        sounds=tuple(_sound(each) for each in sounds if each.key != "other")[:SOUNDS],
    )


async def _common(page: HomePage, viewer: int, found: Rails, wanted: str, asked: Filters) -> HomePage:
    """What a fan sees whose list knows nothing of them: that list, which says so, and what everybody sees."""
    town = page.town
    popular = replace(found.weekend, picks=(*found.best.picks, *found.weekend.picks))
    cold = popular.policy.note == policies.COLD
    now, eyes = clock.now(), await browse.eyes(viewer)
    newest, sounds = await asyncio.gather(
        browse.search(EventQuery(city=town, sort="new", limit=SHOWN, viewer=eyes)),
        browse.tallies("family", EventQuery(start=now, end=now + AHEAD)),
    )
    heard = await artists.heard((*newest.events, *(pick.event for pick in popular.picks)))
    return replace(
        page,
        mood="cold" if cold else "popular",
        note="" if cold else domain.made_by(popular.policy),
        lists=() if cold or popular.policy.note else domain.ways(wanted, popular.policy, trained=found.trained),
        popular=replace(
            _popular_deck(town, popular, heard, coming=found.coming),
            href=filters.address(replace(asked, sort=filters.MATCH)),
        ),
        fresh=_fresh_deck(town, newest, heard),
        sounds=tuple(_sound(each) for each in sounds if each.key != "other")[:SOUNDS],
    )


async def _personal(page: HomePage, asked: Filters, viewer: int, found: Rails, total: int, wanted: str) -> HomePage:
    """A fan's own home."""
    town, now = page.town, clock.now()
    door, saved = await asyncio.gather(browse.door(filters.query(asked, now=now)), ask(taste.coming, viewer, now=now))
    lists = (found.best, found.weekend, *(each for _, each in found.likes), found.fans)
    heard = await artists.heard(pick.event for each in lists for pick in each.picks)
    best = found.best.picks[0] if found.best.picks else None
    named = Filters(city=town) if found.coming else asked
    return replace(
        page,
        mood="personal",
        hero=domain.hero(best.event, _picked(best, heard)) if best else Hero(),
        stats=domain.stats(town, total, found.weekend.strong, door, asked, saved=saved) if total else (),
        lists=domain.ways(wanted, found.weekend.policy, trained=found.trained),
        weekend=Deck(
            key="weekend",
            title=t("Coming up in {town}", town=words.place(town)) if found.coming else t("This weekend"),
            reason=t("Nothing else begins this weekend, so here is what's next, best match first")
            if found.coming
            else domain.best_first(*filters.weekend(now)),
            note=domain.made_by(found.weekend.policy),
            href=filters.address(replace(named, sort=filters.MATCH)),
            cards=_own(found.weekend, heard),
        ),
        likes=tuple(
            Deck(
                key=f"like-{family}",
                title=domain.like_title(family),
                reason=t("Coming up in {town}, best match first", town=words.place(town)),
                href=filters.address(Filters(city=town, genres=(family,), sort=filters.MATCH)),
                cards=_own(each, heard),
            )
            for family, each in found.likes
        ),
        fans=Deck(
            key="fans",
            title=t("Fans like you also saved"),
            reason=domain.made_by(found.fans.policy),
            href="/how-we-pick",
            cards=_own(found.fans, heard),
        )
        if found.fans.picks
        else Deck(),
    )


def _own(made: Picks, heard: Mapping[int, str]) -> tuple[EventCard, ...]:
    return tuple(_picked(pick, heard) for pick in made.picks)


def _picked(pick: Pick, heard: Mapping[int, str]) -> EventCard:
    return FACES.picked(pick, heard, clock.now())


def _popular_deck(town: str, made: Picks, heard: Mapping[int, str], *, coming: bool = False) -> Deck:
    """What most people keep; where nobody kept anything yet it does not say that they did."""
    taken_up = domain.liked_by_many(made)
    named = words.place(town)
    plain = t("Coming up in {town}", town=named) if coming else t("This weekend in {town}", town=named)
    return Deck(
        key="popular",
        title=t("Popular now in {town}", town=named) if taken_up else plain,
        reason=t("What most people keep and open, then what's soonest") if taken_up else t("Soonest first"),
        note=t(domain.CROWD_COUNTED) if taken_up and made.policy.crowd else "",
        href=filters.address(Filters(city=town)),
        cards=_own(made, heard),
    )


def summary(town: str, count: int, price: Price | None) -> str:
    """'42 gigs in Dublin, from free to €55.'"""
    said = t("{gigs} in {town}", gigs=words.gigs(count), town=words.place(town))
    if price is None or not count:
        return f"{said}."
    low, high = (words.money(cents / 100, price.currency) for cents in (price.low, price.high))
    if price.high == 0:
        return t("{gigs}, all free.", gigs=said)
    if price.low == price.high:
        return t("{gigs}, {price} in.", gigs=said, price=high)
    return t("{gigs}, from {low} to {high}.", gigs=said, low=low if price.low else t("free"), high=high)


def _towns(town: str, known: tuple[Tally, ...], counted: Mapping[str, int]) -> tuple[Choice, ...]:
    """The towns to choose from with their gigs this weekend, most first; ``town`` is among them in any case."""
    names = sorted({each.label for each in known}, key=lambda name: (-counted.get(name, 0), name))
    shown = [name for name in names if name in {*names[:TOWNS], town}]
    return tuple(
        Choice(
            key=name, label=words.place(name), href=f"/?city={quote(name)}", count=counted.get(name, 0), on=name == town
        )
        for name in shown
    )


def _weekend_deck(town: str, asked: Filters, weekend: EventPage, later: EventPage, heard: Mapping[int, str]) -> Deck:
    if weekend.total:
        title, href = t("This weekend in {town}", town=words.place(town)), filters.address(asked)
        return Deck(title=title, reason=t("Soonest first, whatever the sound"), href=href, cards=_cards(weekend, heard))
    return Deck(
        title=t("Coming up in {town}", town=words.place(town)),
        reason=t("Nothing this weekend, so here is what's next"),
        href=filters.address(Filters(city=town)),
        cards=_cards(later, heard),
    )


def _fresh_deck(town: str, newest: EventPage, heard: Mapping[int, str]) -> Deck:
    href = filters.address(Filters(city=town, sort="new"))
    reason = t("The newest on our list for {town}", town=words.place(town))
    return Deck(title=t("Just announced"), reason=reason, href=href, cards=_cards(newest, heard))


def _cards(found: EventPage, heard: Mapping[int, str]) -> tuple[EventCard, ...]:
    return FACES.all(found.events, clock.now(), heard)


def _sound(tally: Tally) -> Sound:
    art = art_address("genre", tally.key, "plain", title=tally.key, family=tally.key)
    href = filters.address(Filters(genres=(tally.key,)))
    return Sound(label=label(tally.key), href=href, art=art, count=tally.count)
