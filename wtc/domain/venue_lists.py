"""The address of the rooms: read into a question, by the page without complaint and by the API with every reason."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from wtc import clock
from wtc.domain import places, words
from wtc.domain.genres import family, label
from wtc.domain.text import clean, fold
from wtc.language import irish, n, t, word
from wtc.shapes.shell import Choice
from wtc.shapes.venues import VenueQuery

PATH = "/venues"
PER_PAGE = 24
CAP = 200
FURTHEST = 10_000
SIZES: dict[str, tuple[str, int | None, int | None]] = {
    "small": (word("Up to 200"), None, 200),
    "medium": (word("200 to 600"), 200, 600),
    "large": (word("600 to 2,000"), 600, 2_000),
    "huge": (word("2,000 and up"), 2_000, None),
}
SPELT = {
    "capacityMin": ("capacityMin", "capacity_min"),
    "capacityMax": ("capacityMax", "capacity_max"),
    "genreFocus": ("genreFocus", "genre_focus", "genre"),
    "availableFrom": ("availableFrom", "available_from"),
    "availableTo": ("availableTo", "available_to"),
    "stepFree": ("stepFree", "step_free"),
}
"""What is asked, and the spellings in which it may be asked."""
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}

T = TypeVar("T")


def read(given: Mapping[str, str], *, per_page: int = PER_PAGE) -> tuple[VenueQuery, dict[str, str]]:
    """The question of an address, and what in it could not be understood and was left out."""
    wrong: dict[str, str] = {}

    def one(name: str, turn: Callable[[str], T], usual: T, told: str) -> T:
        said = next((given[each].strip() for each in SPELT.get(name, (name,)) if given.get(each, "").strip()), "")
        if not said:
            return usual
        try:
            return turn(said)
        except (ValueError, OverflowError):
            wrong[name] = told
            return usual

    whole = "a whole number from 0"
    time = "a date or time such as 2026-12-13 or 2026-12-13T20:00"
    asked = VenueQuery(
        q=one("q", lambda said: clean(said, 120), "", ""),
        city=one("city", lambda said: clean(said, 80), "", ""),
        county=one("county", _county, "", ""),
        kind=one("kind", _plain, "", ""),
        capacity_min=one("capacityMin", _whole, None, whole),
        capacity_max=one("capacityMax", _whole, None, whole),
        step_free=one(
            "stepFree", lambda said: _FLAGS[said.lower()] if said.lower() in _FLAGS else _no(), False, "true"
        ),
        genre=one("genreFocus", _sound, "", ""),
        free_from=one("availableFrom", _moment, None, time),
        free_to=one("availableTo", lambda said: _moment(said, ends=True), None, time),
        box=one("bbox", _box, None, "west,south,east,north in degrees"),
        limit=min(one("limit", lambda said: _from(said, 1), per_page, "a whole number from 1"), CAP),
        offset=min(one("offset", lambda said: _from(said, 0), 0, whole), FURTHEST),
    )
    if asked.free_from and asked.free_to and asked.free_to <= asked.free_from:
        wrong["availableTo"] = "before availableFrom"
    return asked, wrong


def page_of(given: Mapping[str, str]) -> int:
    """Which page of the list is asked for, from 1 on."""
    said = given.get("page", "")
    return min(max(int(said), 1), 100) if said.isascii() and said.isdigit() and len(said) < 5 else 1


def address(asked: VenueQuery, page: int = 1, **changes: Any) -> str:
    """Where these rooms are found, with ``changes`` made; a change goes back to the first page."""
    asked, page = (replace(asked, **changes), 1) if changes else (asked, page)
    said = {
        "q": asked.q,
        "city": asked.city,
        "county": asked.county,
        "kind": asked.kind,
        "capacityMin": "" if asked.capacity_min is None else str(asked.capacity_min),
        "capacityMax": "" if asked.capacity_max is None else str(asked.capacity_max),
        "stepFree": "1" if asked.step_free else "",
        "genreFocus": asked.genre,
        "bbox": ",".join(f"{edge:.7g}" for edge in _wsen(asked.box)) if asked.box else "",
        "page": str(page) if page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value}, safe=",")
    return f"{PATH}?{query}" if query else PATH


def sizes(asked: VenueQuery) -> tuple[Choice, ...]:
    """A chip for each size of room; picking the one that is on takes it off."""
    here = asked.capacity_min, asked.capacity_max
    return tuple(
        Choice(
            key=key,
            label=t(said),
            href=address(asked, **_within((None, None) if here == (least, most) else (least, most))),
            on=here == (least, most),
        )
        for key, (said, least, most) in SIZES.items()
    )


def kinds(asked: VenueQuery, counted: tuple[tuple[str, int], ...]) -> tuple[Choice, ...]:
    """'Any kind', then each that is there, the most first; the picked one stands there even when it has none."""
    missing = ((asked.kind, 0),) if asked.kind and asked.kind not in dict(counted) else ()
    return (
        Choice(key="", label=t("Any kind"), href=address(asked, kind=""), on=not asked.kind),
        *(
            Choice(
                key=kind,
                label=f"{t(kind.capitalize())} ({count})",
                href=address(asked, kind=kind),
                count=count,
                on=kind == asked.kind,
            )
            for kind, count in (*counted[:30], *missing)
        ),
    )


def counties(asked: VenueQuery, counted: tuple[tuple[str, int], ...]) -> tuple[Choice, ...]:
    """'All of Ireland', then each county that has rooms, by name."""
    known = dict(counted) | ({asked.county: 0} if asked.county and asked.county not in dict(counted) else {})
    everywhere = Choice(
        key="", label=t("All of Ireland"), href=address(asked, county="", box=None), on=not asked.county
    )
    return (
        everywhere,
        *(
            Choice(
                key=name,
                label=f"{words.place(name)} ({known[name]})",
                href=address(asked, county=name, box=None),
                count=known[name],
                on=name == asked.county,
            )
            for name in sorted(known, key=words.place)
        ),
    )


def active(asked: VenueQuery) -> tuple[Choice, ...]:
    """A chip for each filter in force; its address is the search without it."""
    size = next(
        (k for k, (_, low, high) in SIZES.items() if (low, high) == (asked.capacity_min, asked.capacity_max)), ""
    )
    held = asked.capacity_min is not None or asked.capacity_max is not None
    chips: list[tuple[str, str, dict[str, Any], bool]] = [
        ("q", f"“{asked.q}”", {"q": ""}, bool(asked.q)),
        ("city", words.place(asked.city), {"city": ""}, bool(asked.city)),
        ("county", words.county(asked.county), {"county": ""}, bool(asked.county)),
        ("kind", t(asked.kind.capitalize()), {"kind": ""}, bool(asked.kind)),
        ("size", t(SIZES[size][0]) if size else _held(asked) if held else "", _within((None, None)), held),
        ("step", t("Step-free"), {"step_free": False}, asked.step_free),
        ("genre", t("Plays {sound}", sound=label(asked.genre)), {"genre": ""}, bool(asked.genre)),
        ("box", t("This part of the map"), {"box": None}, asked.box is not None),
    ]
    return tuple(
        Choice(key=key, label=said, href=address(asked, **change), on=True) for key, said, change, on in chips if on
    )


def heading(asked: VenueQuery, total: int) -> str:
    """'180 rooms', '1 theatre in Kerry', 'No rooms like “whelen”'."""
    if irish():
        return _irish_heading(asked, total)
    many = f"{asked.kind}s" if asked.kind and not asked.kind.endswith(("s", "ch", "l")) else "rooms"
    one = asked.kind if many != "rooms" else "room"
    said = [f"{total:,} {one if total == 1 else many}" if total else f"No {many}"]
    if asked.q:
        said.append(f"like “{asked.q}”")
    if asked.city or asked.county:
        said.append(f"in {asked.city or asked.county}")
    elif asked.box:
        said.append("in this part of the map")
    return " ".join(said)


def _irish_heading(asked: VenueQuery, total: int) -> str:
    many = n("{count} room", "{count} rooms", total) if total else t("No rooms")
    kind = t(asked.kind.capitalize()) if asked.kind else ""
    like = f"“{asked.q}”" if asked.q else ""
    where = words.place(asked.city) if asked.city else words.county(asked.county) if asked.county else ""
    if asked.box and not where:
        where = t("in this part of the map")
    return " · ".join(part for part in (many, kind, like, where) if part)


def _held(asked: VenueQuery) -> str:
    if asked.capacity_min is None:
        return t("Up to {price}", price=f"{asked.capacity_max:,}")
    if asked.capacity_max is None:
        return t("{low} and up", low=f"{asked.capacity_min:,}")
    return t("{low} to {high}", low=f"{asked.capacity_min:,}", high=f"{asked.capacity_max:,}")


def _within(size: tuple[int | None, int | None]) -> dict[str, Any]:
    return {"capacity_min": size[0], "capacity_max": size[1]}


def _wsen(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    south, west, north, east = box
    return west, south, east, north


def _county(said: str) -> str:
    chief = places.chief_town("derry" if fold(said).endswith("londonderry") else said)
    return chief.county if chief else _plain(said).title()


def _plain(said: str) -> str:
    """A word as addresses carry it: one that we don't know finds nothing, and comes back the same."""
    return " ".join(fold(said).encode("ascii", "ignore").decode()[:40].split())


def _sound(said: str) -> str:
    found = family(clean(said, 80))
    return found if found != "other" or fold(said) == "other" else _plain(said)


def _whole(said: str) -> int | None:
    return _from(said, 0)


def _from(said: str, least: int) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10) or int(said) < least:
        raise ValueError
    return int(said)


def _no() -> bool:
    raise ValueError


def _box(said: str) -> tuple[float, float, float, float]:
    west, south, east, north = (float(edge) for edge in said.split(","))
    if not all(map(math.isfinite, (west, south, east, north))) or south > north or west > east:
        raise ValueError
    if not (south >= -90 and north <= 90 and west >= -180 and east <= 180):
        raise ValueError
    return south, west, north, east


def _moment(said: str, *, ends: bool = False) -> datetime:
    if len(said) == 10:
        day = date.fromisoformat(said)
        _year(day.year)
        return clock.at(day + timedelta(days=1)) if ends else clock.at(day)
    found = datetime.fromisoformat(said[:40].replace(" ", "+"))
    _year(found.year)
    return (found if found.tzinfo else found.replace(tzinfo=clock.DUBLIN)).astimezone(UTC)


def _year(year: int) -> None:
    if not 1970 <= year <= 2100:
        raise ValueError
