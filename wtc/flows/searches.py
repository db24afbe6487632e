"""Counting what is searched for: heard beside the answer, held until it is typed out, and written by the minute."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from wtc import clock
from wtc.db import act, ask
from wtc.domain import searches as rules
from wtc.domain.addresses import network
from wtc.flows.footfall import BOTS
from wtc.gateways import tokens
from wtc.services import searches
from wtc.shapes.accounts import Visitor
from wtc.shapes.searches import Search, Searched, SearchesPage

STILL = 20.0
"""Seconds after which a search that was not typed on is what was meant."""
MOST = 5_000
"""So many searches are held at once by this process; further ones are let go."""
CROWD = 200
"""Searches a day that are believed of one network without an account."""
SEEN = 50_000
"""Searches of one day that are remembered, so that a visitor counts once for the same words."""
_ticks = time.monotonic


@dataclass(slots=True)
class _Typing:
    """What stands in a tab's search field: by whom (for one day), and where they fall for these words."""

    said: str
    empty: bool
    who: str
    there: str
    user_id: int | None
    at: float


@dataclass(slots=True)
class _Desk:
    typing: dict[str, _Typing] = field(default_factory=dict)
    made: list[Search] = field(default_factory=list)
    day: date | None = None
    seen: set[str] = field(default_factory=set)
    crowd: Counter[str] = field(default_factory=Counter)


_desk = _Desk()


def heard(said: str, total: int, *, tab: str, who: Visitor, address: str, agent: str) -> None:
    """Somebody searched and was shown ``total``. Never waits; programs, and who asks for privacy, have no ``agent``."""
    if not said or not agent or BOTS.search(agent):
        return
    there = network(address)
    mine = f"account|{who.id}" if who.id is not None else f"network|{there}|{agent}"
    before = _desk.typing.pop(tab, None)
    one = _Typing(said, total == 0, mine, "" if who.id is not None else there, who.id, _ticks())
    if before and not rules.same(before.said, said, one.at - before.at):
        _settle(before)
    if len(_desk.typing) < MOST:
        _desk.typing[tab] = one


async def keep(*, all_of_it: bool = False) -> int:
    """Write what is typed out; how many searches were counted. ``all_of_it``: what is still being typed, too."""
    until = _ticks() - (0 if all_of_it else STILL)
    for tab in [tab for tab, one in _desk.typing.items() if one.at <= until]:
        _settle(_desk.typing.pop(tab))
    made, _desk.made = _desk.made, []
    return await act(searches.count, made) if made else 0


def forget() -> None:
    """Drop what is held (tests, and nothing else)."""
    global _desk
    _desk = _Desk()


def _settle(one: _Typing) -> None:
    """Take a search for made, once a day for each visitor and words."""
    words, today = rules.kept(one.said), clock.local(clock.now()).date()
    if today != _desk.day:
        _desk.day, _desk.seen, _desk.crowd = today, set(), Counter()
    mark = tokens.mark(f"{today.isoformat()}|{one.who}|{words}")[:24]
    full = len(_desk.seen) >= SEEN or len(_desk.made) >= MOST or (one.there and _desk.crowd[one.there] >= CROWD)
    if not words or full or mark in _desk.seen:
        return
    _desk.seen.add(mark)
    if one.there:
        _desk.crowd[one.there] += 1
    lot = int(tokens.mark(f"lot|{words}|{one.there or one.who}"), 16) % rules.LOTS
    _desk.made.append(Search(day=today, words=words, empty=one.empty, lot=lot, user_id=one.user_id))


async def counted(days: int) -> Searched:
    """What was searched for in the last ``days``."""
    return await ask(searches.counted, days=days, now=clock.now())


async def look(days: str) -> SearchesPage:
    """The admin's room; a span that is not offered is the shortest."""
    span = int(days) if days in {str(each) for each in rules.SPANS} else rules.SPANS[0]
    return rules.page(await counted(span))
