"""The room of a fan's own taste: everything that it shows, and the nights of a town."""

import asyncio
from datetime import timedelta

from sqlmodel import Session

from wtc import clock
from wtc.charts import taste as drawn
from wtc.db import ask
from wtc.domain import filters, words
from wtc.domain import tasteroom as rules
from wtc.domain.genres import label
from wtc.flows import browse, counts, picks
from wtc.language import t
from wtc.services import tasteroom
from wtc.settings import settings
from wtc.shapes.discover import Filters
from wtc.shapes.taste import Picks, Wish
from wtc.shapes.tasteroom import Cell, Heat, HeatRow, Saves, TasteRoom, Town

NIGHTS = 7
SOUNDS = 8
LISTED = 20
"""How many picks of the list the discovery score looks at: what the feed shows at once."""


async def room(user_id: int, wanted: str = "", *, whole: bool = True) -> TasteRoom:
    """Everything about the taste of a user; ``wanted`` is the town of whoever named none.

    Without ``whole``, what a panel on another page shows: wheel, rising sound and discovery score.
    """
    city = await ask(tasteroom.home, user_id) or wanted
    city = counts.town(city, await counts.cities()) or city
    (points, saves, town), made = await asyncio.gather(
        ask(_read, user_id, city), picks.make(user_id, Wish(limit=settings().max_recommendation_count), shown=False)
    )
    shares = rules.shares(points)
    axes, told = rules.wheel(shares, town), rules.turns(saves)
    toward = rules.rising(told)
    listed = made.picks[:LISTED]
    scores = [pick.match for pick in made.picks if pick.match is not None]
    return TasteRoom(
        known=bool(axes),
        town=city,
        wheel=drawn.wheel(axes, finding=rules.leaning(axes, town), others=_others(town)),
        crowd=t("{count} made-up visitors of the demo", count=town.people) if town.crowd else "",
        top=max(axes, key=lambda each: each.you).label if axes else "",
        rising=toward.label if toward else "",
        matches=drawn.matches(
            scores,
            finding=rules.matched(scores, listed=len(made.picks), personal=made.personal, known=bool(axes)),
        ),
        note=_note(made),
        discovery=rules.discovery(
            [pick.event.family for pick in listed],
            [pick.event.artists[0].id if pick.event.artists else 0 for pick in listed],
        ),
        turning=drawn.turning(told, finding=rules.turned(told)),
        heat=await nights(city, user_id) if whole else Heat(),
    )


def _read(session: Session, user_id: int, city: str) -> tuple[dict[str, float], Saves, Town]:
    saved = tasteroom.saves(session, user_id, now=clock.now())
    return tasteroom.points(session, user_id), saved, tasteroom.town(session, user_id, city)


def _others(town: Town) -> str:
    if not town.people:
        return ""
    named = words.place(town.name)
    return t("Demo visitors, {town}", town=named) if town.crowd else t("People in {town}", town=named)


def _note(made: Picks) -> str:
    return made.policy.note if not made.personal else ""


async def nights(city: str, viewer: int | None = None) -> Heat:
    """Gigs by sound and night in a town over the coming week, each counted by the very search that its cell opens."""
    now = clock.now()
    today = filters.tonight(now)[0]
    days = [today + timedelta(days=ahead) for ahead in range(NIGHTS)]
    asked = [Filters(city=city, first=day, last=day) for day in days]
    counted = await asyncio.gather(
        *(browse.tallies("family", filters.query(one, now=now, viewer=viewer)) for one in asked)
    )
    table: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for at, tallies in enumerate(counted):
        for each in tallies:
            if each.key != "other":
                labels[each.key] = label(each.key)
                table.setdefault(each.key, [0] * NIGHTS)[at] = each.count
    chosen = sorted(table, key=lambda key: (-sum(table[key]), key))[:SOUNDS]
    most = max((count for key in chosen for count in table[key]), default=0)
    names = tuple(f"{words.weekday(day)} {day.day}" for day in days)
    rows = tuple(
        HeatRow(
            label=labels[key],
            cells=tuple(
                Cell(
                    count=count,
                    step=rules.step(count, most),
                    href=filters.address(asked[at], genres=(key,)),
                    words=f"{words.gigs(count, labels[key])}, {words.day(days[at], today, whole=True)}",
                )
                for at, count in enumerate(table[key])
            ),
        )
        for key in chosen
    )
    return Heat(town=city, finding=_busiest(rows, names, city), nights=names, rows=rows)


def _busiest(rows: tuple[HeatRow, ...], names: tuple[str, ...], city: str) -> str:
    if not rows:
        if not city:
            return t("Nothing on in the coming week.")
        return t("Nothing on in {town} in the coming week.", town=words.place(city))
    count, sound, night = max(
        ((cell.count, row.label, names[at]) for row in rows for at, cell in enumerate(row.cells)),
        key=lambda one: one[0],
    )
    return t(
        "{night} has the most of one sound in {town}: {gigs}.",
        night=night,
        town=words.place(city),
        gigs=words.gigs(count, sound),
    )
