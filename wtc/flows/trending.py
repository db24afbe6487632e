"""What is wanted most: counted by the job ``calculate-trending``, and read for pages and rails."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from wtc import clock
from wtc.db import act, ask
from wtc.domain import artists as said
from wtc.domain import trending as rules
from wtc.domain import words
from wtc.flows import artists, counts
from wtc.flows.faces import FACES
from wtc.flows.work import Work
from wtc.language import n, t
from wtc.services import trending
from wtc.shapes.events import Badge, Deck, EventCard
from wtc.shapes.shell import Choice
from wtc.shapes.trending import Trend, TrendAct, TrendCard, Trending, TrendingPage

SHOWN = 12
TOWNS = 9
_MOST_BADGES = 2


async def calculate(_work: Work) -> dict[str, Any]:
    """Count everything anew and swap it in at once; how many events and acts are wanted."""
    counted: dict[str, Any] = await act(trending.recount, now=clock.now())
    return counted


async def near(city: str, viewer: int | None = None) -> Deck:
    """The rail of what is wanted in a town; without cards when nothing is."""
    now = clock.now()
    found = await ask(trending.near, city, now=now, viewer=viewer, limit=SHOWN)
    heard = await artists.heard([each.event for each in found])
    return Deck(
        title=t("Trending near you"),
        reason=t("What people look at and save in {place}", place=words.place(city))
        if city
        else t("What people look at and save"),
        href=rules.address("events", city),
        cards=tuple(trend_card(FACES.of(each.event, heard, now), each.trend) for each in found),
    )


def trend_card(shown: EventCard, trend: Trend) -> EventCard:
    """The card with its trend as a badge when it is on the rise."""
    if not trend.rising or not trend.said:
        return shown
    rise = Badge(kind="emerald", label=f"↑ {trend.said}", key="trend")
    return replace(shown, badges=(rise, *shown.badges)[:_MOST_BADGES])


async def page(asked: dict[str, str], viewer: int | None = None) -> TrendingPage:
    """The page that an address names."""
    now = clock.now()
    tab, town, crowd, number = rules.read(asked)
    found = await ask(
        trending.page,
        tab.removesuffix("s"),
        now=now,
        city=town,
        crowd=crowd,
        viewer=viewer,
        limit=rules.PER_PAGE,
        offset=rules.PER_PAGE * (number - 1),
    )
    whole = await _crowd(tab, town, crowd, now)
    cards = tuple(TrendCard(card=FACES.of(each.event, {}, now), trend=each.trend) for each in found.events)
    acts = tuple(TrendAct(card=said.artist_card(each.artist, now=now), trend=each.trend) for each in found.artists)
    return TrendingPage(
        tab=tab,
        town=town,
        cards=cards,
        acts=acts,
        tabs=tuple(
            Choice(key=key, label=label, href=rules.address(key, town, crowd=crowd), on=key == tab)
            for key, label in (("events", t("Gigs")), ("artists", t("Artists")))
        ),
        towns=await _towns(tab, town, crowd),
        told=_told(found, now),
        crowd=crowd,
        crowd_href=whole,
        previous=rules.address(tab, town, crowd=crowd, page=number - 1) if number > 1 else "",
        next=rules.address(tab, town, crowd=crowd, page=number + 1) if found.next and number < rules.MOST_PAGES else "",
        samples=any(each.card.sample for each in cards) or any(each.card.sample for each in acts),
    )


async def _crowd(tab: str, town: str, crowd: bool, now: datetime) -> str:
    """Where the crowd's own list is, when there is one and it is not shown already."""
    if crowd:
        return rules.address(tab, town)
    made_up = await ask(trending.page, tab.removesuffix("s"), now=now, city=town, crowd=True, limit=1)
    return rules.address(tab, town, crowd=True) if made_up.total else ""


async def _towns(tab: str, town: str, crowd: bool) -> tuple[Choice, ...]:
    names = [each.label for each in (await counts.cities())[:TOWNS]]
    if town and town not in names:
        names.append(town)
    everywhere = Choice(key="", label=t("All Ireland"), href=rules.address(tab, "", crowd=crowd), on=not town)
    return (
        everywhere,
        *(
            Choice(key=name, label=words.place(name), href=rules.address(tab, name, crowd=crowd), on=name == town)
            for name in names
        ),
    )


def _told(found: Trending, now: datetime) -> str:
    """When it was counted: 'Counted 20 minutes ago.'"""
    if found.counted_at is None:
        return ""
    minutes = max(0, int((now - found.counted_at).total_seconds() // 60))
    if minutes < 1:
        return t("Counted just now.")
    if minutes < 60:
        return n("Counted {count} minute ago.", "Counted {count} minutes ago.", minutes)
    return n("Counted {count} hour ago.", "Counted {count} hours ago.", minutes // 60)
