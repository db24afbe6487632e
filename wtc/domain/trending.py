"""How wanted something is: the one formula of docs/formulas.md, and what is said of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from wtc.domain.text import clean
from wtc.domain.words import counted
from wtc.language import t, word

COUNTED = timedelta(days=30)
"""How far back views, saves and people count."""
WEEK = timedelta(days=7)
VIEWS, SAVES, PEOPLE = 0.3, 0.4, 0.3
DECAYS = ((7, 2.0), (30, 1.5), (90, 1.0))
"""Days until the night, and what the sum is multiplied by when it is no further off."""
BEYOND = 0.5
SUBJECTS = ("event", "artist")
PATH = "/trending"
PER_PAGE = 24
MOST_PAGES = 40
_SOON = {
    2.0: word("on within a week"),
    1.5: word("on within a month"),
    1.0: word("on within three months"),
    BEYOND: word("a long way off"),
}


def decay(starts: datetime, now: datetime) -> float:
    """What the sum is multiplied by for a night that begins at ``starts``."""
    away = starts - now
    return next((factor for days, factor in DECAYS if away <= timedelta(days=days)), BEYOND)


def score(views: int, saves: int, people: int, factor: float) -> float:
    """``(views * 0.3 + saves * 0.4 + people * 0.3) * decay``, to four decimals."""
    return round((views * VIEWS + saves * SAVES + people * PEOPLE) * factor, 4)


def change(week: int, before: int) -> float | None:
    """The share by which this week's saves pass last week's; None when there were none to pass."""
    return round((week - before) / before, 4) if before else None


def said(week: int, before: int) -> str:
    """'+38% saves this week', '3 saves this week' after a week without any, nothing where nothing moved."""
    if not before:
        return t("{saves} this week", saves=counted(week, "save")) if week else ""
    moved = round(100 * (week - before) / before)
    return t("{change}% saves this week", change=f"{'+' if moved > 0 else '−'}{abs(moved)}") if moved else ""


def added_up(views: int, saves: int, people: int, factor: float, total: float) -> str:
    """The sum as it is worked out: '(12 × 0.3 + 5 × 0.4 + 4 × 0.3) × 2 = 13.6'."""
    return f"({views} × {VIEWS} + {saves} × {SAVES} + {people} × {PEOPLE}) × {factor:g} = {total:g}"


def soon(factor: float) -> str:
    """Why the sum is multiplied by ``factor``."""
    return t(_SOON.get(factor, ""))


def subject(what: str, *, crowd: bool) -> str:
    """Under which word it is kept: what the made-up visitors want never mixes with what people want."""
    return f"crowd {what}" if crowd else what


def read(asked: Mapping[str, str]) -> tuple[str, str, bool, int]:
    """The tab, the town, whether the crowd is meant, and the page of an address; nonsense is left out."""
    tab, page = asked.get("tab", ""), asked.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return (
        tab if tab in ("events", "artists") else "events",
        clean(asked.get("city", ""), 80),
        asked.get("crowd", "") == "1",
        min(max(number, 1), MOST_PAGES),
    )


def address(tab: str, town: str, *, crowd: bool = False, page: int = 1) -> str:
    """Where a tab of the page is found."""
    said: dict[str, Any] = {"tab": tab if tab != "events" else "", "city": town, "crowd": "1" if crowd else ""}
    said["page"] = str(page) if page > 1 else ""
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{PATH}?{query}" if query else PATH
