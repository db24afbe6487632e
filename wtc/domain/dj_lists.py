"""The address of the page of DJs: read without complaint, written in one way, and put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from wtc.domain import words
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import clean
from wtc.language import irish, n, t, word
from wtc.shapes.djs import DjFilters, DjQuery
from wtc.shapes.shell import Choice

PATH = "/djs"
PER_PAGE = 24
MOST_PAGES = 200
TABS = {"directory": word("Directory"), "discovered": word("Discovered")}
FEES = (150, 250, 400, 600)
GENRES = 14


def read(asked: Mapping[str, str]) -> DjFilters:
    """The filters of an address. What makes no sense is left out: a shared or mistyped link still opens."""
    tab, genre = asked.get("tab", ""), asked.get("genre", "")
    fee, page = _number(asked.get("fee", "")), _number(asked.get("page", ""))
    return DjFilters(
        tab=tab if tab in TABS else "directory",
        q=clean(asked.get("q", ""), 120),
        city=clean(asked.get("city", ""), 80),
        genre=genre if genre in FAMILIES else "",
        fee_max=fee if fee and fee <= 10_000 else None,
        page=min(max(page or 1, 1), MOST_PAGES),
    )


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None


def address(asked: DjFilters, **changes: Any) -> str:
    """Where these filters are found, with ``changes`` made; a change goes back to the first page."""
    if changes:
        asked = replace(asked, **({"page": 1} | changes))
    said = {
        "tab": asked.tab if asked.tab != "directory" else "",
        "q": asked.q,
        "genre": asked.genre,
        "city": asked.city,
        "fee": str(asked.fee_max) if asked.fee_max else "",
        "page": str(asked.page) if asked.page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{PATH}?{query}" if query else PATH


def query(asked: DjFilters) -> DjQuery:
    """The filters as a question to the directory: the one page that is asked for."""
    return DjQuery(
        q=asked.q,
        city=asked.city,
        genres=(asked.genre,) if asked.genre else (),
        fee_max=asked.fee_max * 100 if asked.fee_max else None,
        limit=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
    )


def tabs(asked: DjFilters) -> tuple[Choice, ...]:
    """The two lists; going to the other keeps the sound that was picked."""
    bare = DjFilters(genre=asked.genre)
    return tuple(
        Choice(key=key, label=t(said), href=address(bare, tab=key), on=asked.tab == key) for key, said in TABS.items()
    )


def sounds(asked: DjFilters, counted: Mapping[str, int]) -> tuple[Choice, ...]:
    """A chip for each genre that is there, most first, and for the one that was picked."""
    order = sorted(counted, key=lambda key: (-counted[key], key))[:GENRES]
    shown = order if not asked.genre or asked.genre in order else [*order, asked.genre]
    return tuple(
        Choice(
            key=key,
            label=label(key),
            href=address(asked, genre="" if key == asked.genre else key),
            count=counted.get(key, 0),
            on=key == asked.genre,
        )
        for key in shown
    )


def towns(asked: DjFilters, counted: Sequence[tuple[str, int]]) -> tuple[Choice, ...]:
    """'Anywhere' and each town of the directory."""
    anywhere = Choice(key="", label=t("Anywhere"), href=address(asked, city=""), on=not asked.city)
    here = [
        Choice(key=city, label=words.place(city), href=address(asked, city=city), on=city == asked.city)
        for city, _ in counted
    ]
    return (anywhere, *here)


def fees(asked: DjFilters) -> tuple[Choice, ...]:
    """'Any fee' and a few ceilings in euro."""
    known = sorted({*FEES, *([asked.fee_max] if asked.fee_max else [])})
    anything = Choice(key="", label=t("Any fee"), href=address(asked, fee_max=None), on=asked.fee_max is None)
    return (
        anything,
        *(
            Choice(
                key=str(most), label=t("Up to {price}", price=words.money(most)), href=address(asked, fee_max=most),
                on=most == asked.fee_max,
            )
            for most in known
        ),
    )  # fmt: skip


def active(asked: DjFilters) -> tuple[Choice, ...]:
    """A chip for each filter in force; its address is the list without it."""
    chips: list[tuple[str, str, dict[str, Any]]] = []
    if asked.q:
        chips.append(("q", f"“{asked.q}”", {"q": ""}))
    if asked.city:
        chips.append(("city", words.place(asked.city), {"city": ""}))
    if asked.genre:
        chips.append(("genre", label(asked.genre), {"genre": ""}))
    if asked.fee_max:
        chips.append(("fee", t("Up to {price}", price=words.money(asked.fee_max)), {"fee_max": None}))
    return tuple(Choice(key=key, label=said, href=address(asked, **change), on=True) for key, said, change in chips)


def heading(asked: DjFilters, total: int) -> str:
    """'30 DJs', '4 techno DJs in Cork', 'No DJs for “lankm”', '36 house acts who put up mixes'."""
    sound = label(asked.genre) if asked.genre else ""
    if irish():
        return _irish_heading(asked, sound, total)
    sound = sound if "&" in sound[:2] else sound.lower()
    what = ("DJ" if total == 1 else "DJs") if asked.tab == "directory" else ("act" if total == 1 else "acts")
    said = [f"{total:,}" if total else "No", sound, what, f"for “{asked.q}”" if asked.q else ""]
    said.append(f"in {asked.city}" if asked.city and asked.tab == "directory" else "")
    said.append("with mixes" if asked.tab == "discovered" else "")
    return " ".join(filter(None, said))


def _irish_heading(asked: DjFilters, sound: str, total: int) -> str:
    if asked.tab == "directory":
        many = n("{count} DJ", "{count} DJs", total) if total else t("No DJs")
    else:
        many = n("{count} act with mixes", "{count} acts with mixes", total) if total else t("No acts with mixes")
    where = words.place(asked.city) if asked.city and asked.tab == "directory" else ""
    return " · ".join(part for part in (many, sound, f"“{asked.q}”" if asked.q else "", where) if part)


def empty(asked: DjFilters) -> str:
    """What to do about an empty list."""
    if active(asked):
        return t("Fewer words or filters often do it.")
    if asked.tab == "discovered":
        return t("Nobody has put up a mix that we know of yet. They turn up here by themselves.")
    return t("Nobody is in the directory yet. Organisers add DJs one by one, or a whole list at once.")
