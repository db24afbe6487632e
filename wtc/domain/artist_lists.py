"""The address of the list of acts: read without complaint, written in one way, turned into a query and into words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from wtc.domain import filters, places, words
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import clean
from wtc.language import irish, n, t, word
from wtc.shapes.artist_pages import ArtistFilters
from wtc.shapes.artists import ArtistQuery
from wtc.shapes.shell import Choice

PATH = "/artists"
PER_PAGE = 24
MOST_PAGES = 200
TABS = {"local": word("Local"), "discovered": word("Discovered"), "following": word("Following")}
SORTS = {"soonest": word("Playing soonest"), "name": word("By name"), "followed": word("Most followed")}
GENRES = 14


def read(asked: Mapping[str, str]) -> ArtistFilters:
    """The filters of an address. What makes no sense is left out: a shared or mistyped link still opens."""
    tab, sort, page = asked.get("tab", ""), asked.get("sort", ""), asked.get("page", "")
    genres = tuple(dict.fromkeys(each for each in asked.get("genre", "").split(",")[:20] if each in FAMILIES))
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    return ArtistFilters(
        tab=tab if tab in TABS else "local",
        q=clean(asked.get("q", ""), 120),
        genres=genres,
        city=clean(asked.get("city", ""), 80),
        county=clean(asked.get("county", ""), 40),
        sort=sort if sort in SORTS else "soonest",
        page=min(max(number, 1), MOST_PAGES),
    )


def address(asked: ArtistFilters, **changes: Any) -> str:
    """Where these filters are found, with ``changes`` made; a change goes back to the first page."""
    if changes:
        asked = replace(asked, **({"page": 1} | changes))
    said = {
        "tab": asked.tab if asked.tab != "local" else "",
        "q": asked.q,
        "genre": ",".join(asked.genres),
        "city": asked.city,
        "county": asked.county,
        "sort": asked.sort if asked.sort != "soonest" else "",
        "page": str(asked.page) if asked.page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value}, safe=",")
    return f"{PATH}?{query}" if query else PATH


def query(asked: ArtistFilters) -> ArtistQuery:
    """The filters as a question: the one page that is asked for."""
    return ArtistQuery(
        tab=asked.tab,
        q=asked.q,
        genres=asked.genres,
        city=asked.city,
        county=asked.county,
        sort=asked.sort,
        limit=PER_PAGE,
        offset=(asked.page - 1) * PER_PAGE,
    )


def tabs(asked: ArtistFilters) -> tuple[Choice, ...]:
    """The three lists; going to another keeps the filters."""
    return tuple(
        Choice(key=key, label=t(said), href=address(asked, tab=key), on=asked.tab == key) for key, said in TABS.items()
    )


def sorts(asked: ArtistFilters) -> tuple[Choice, ...]:
    return tuple(
        Choice(key=key, label=t(said), href=address(asked, sort=key), on=asked.sort == key)
        for key, said in SORTS.items()
    )


def sounds(asked: ArtistFilters, counted: Mapping[str, int]) -> tuple[Choice, ...]:
    """A chip for each genre that is there, most first, and for each that was picked, even when it has none."""
    order = sorted((key for key in counted if key != "other"), key=lambda key: (-counted[key], key))[:GENRES]
    shown = [*order, *(key for key in asked.genres if key not in order)]
    return tuple(
        Choice(
            key=key,
            label=label(key),
            href=address(asked, genres=filters.toggled(asked.genres, key)),
            count=counted.get(key, 0),
            on=key in asked.genres,
        )
        for key in shown
    )


def counties(asked: ArtistFilters) -> tuple[Choice, ...]:
    """'Anywhere' and each county; a town that was asked for stands there too."""
    names = sorted({town.county for town in places.towns() if town.county})
    town = [Choice(key=asked.city, label=words.place(asked.city), href=address(asked), on=True)] if asked.city else []
    return (
        Choice(
            key="", label=t("Anywhere"), href=address(asked, city="", county=""), on=not (asked.city or asked.county)
        ),
        *town,
        *(
            Choice(
                key=name, label=words.county(name), href=address(asked, city="", county=name), on=name == asked.county
            )
            for name in names
        ),
    )


def active(asked: ArtistFilters) -> tuple[Choice, ...]:
    """A chip for each filter in force; its address is the list without it."""
    chips: list[tuple[str, str, dict[str, Any]]] = []
    if asked.q:
        chips.append(("q", f"“{asked.q}”", {"q": ""}))
    if asked.city:
        chips.append(("city", words.place(asked.city), {"city": ""}))
    if asked.county:
        chips.append(("county", words.county(asked.county), {"county": ""}))
    chips += [(f"genre-{key}", label(key), {"genres": filters.toggled(asked.genres, key)}) for key in asked.genres]
    return tuple(Choice(key=key, label=said, href=address(asked, **change), on=True) for key, said, change in chips)


def heading(asked: ArtistFilters, total: int) -> str:
    """'412 acts', '9 trad acts in Galway', 'No acts for “lankm”'."""
    sound = label(asked.genres[0]) if len(asked.genres) == 1 else ""
    if irish():
        many = n("{count} act", "{count} acts", total) if total else t("No acts")
        where = words.county(asked.county) if asked.county and not asked.city else words.place(asked.city)
        return " · ".join(filter(None, (many, sound, f"“{asked.q}”" if asked.q else "", where)))
    sound = sound if "&" in sound[:2] else sound.lower()
    said = [f"{total:,}" if total else "No", sound, "act" if total == 1 else "acts"]
    said.append(f"for “{asked.q}”" if asked.q else "")
    place = asked.city or (f"Co. {asked.county}" if asked.county else "")
    return " ".join(filter(None, [*said, f"from or playing in {place}" if place else ""]))


def empty(asked: ArtistFilters) -> str:
    """What to do about an empty list."""
    if asked.tab == "discovered" and not active(asked):
        return t("Nobody from away has a date here yet. When one does, they turn up in this list.")
    return t("Fewer words or filters often do it. Or somebody plays under another name.")
