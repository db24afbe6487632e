"""What an organiser may write: checked field by field, put in our own form, repeated weekly, moved with its history."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from wtc.domain.places import town
from wtc.domain.text import clean, clean_block, web_address
from wtc.errors import Invalid
from wtc.shapes.events import Status

AHEAD = timedelta(days=730)
DATES = 60
"""Dates in one series."""
WEEK = timedelta(days=7)
NORTH = {"Antrim", "Armagh", "Derry", "Down", "Fermanagh", "Tyrone"}
FIELDS = (
    *("title", "date", "time", "doors", "end", "venue", "line_up", "genres", "price"),
    *("about", "age", "tickets", "picture", "sold_out"),
)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DEAREST = 10_000


def checked(said: Mapping[str, Any], *, today: date, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The form as it is kept; ``Invalid`` names every field that makes no sense. ``known`` is how it stood before.

    A night that is over may be put right but not moved.
    """
    form, wrong = _read(said, today, known)
    if wrong:
        raise Invalid("A thing or two needs another look.", details=wrong)
    return form


def sketched(said: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """A form half written, as far as it makes sense: for looking at it, never for keeping."""
    form, _ = _read(said, today, None)
    return {**form, "title": form["title"] or "Your night"}


def _read(
    said: Mapping[str, Any], today: date, known: Mapping[str, Any] | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The form, and what is wrong with which field of it."""
    wrong: dict[str, str] = {}
    form: dict[str, Any] = {
        "title": clean(_text(said, "title"), 160),
        "date": _day(_text(said, "date"), today, known, wrong),
        "venue": _venue(said.get("venue"), wrong),
        "line_up": _names(said.get("line_up"), 20, 160),
        "genres": _names(said.get("genres"), 6, 60),
        "price": _price(said.get("price"), wrong),
        "about": clean_block(_text(said, "about"), 4_000),
        "age": clean(_text(said, "age"), 40),
        "sold_out": said.get("sold_out") is True,
        "tickets": _link(_text(said, "tickets"), wrong),
        "picture": _text(said, "picture") if _DIGEST.fullmatch(_text(said, "picture")) else "",
    }
    for name in ("time", "doors", "end"):
        form[name] = _clock(_text(said, name), name, wrong)
    if not form["title"]:
        wrong["title"] = "What is it called?"
    if form["doors"] and form["time"] and form["doors"] > form["time"]:
        wrong["doors"] = "Doors come before the music."
    if form["price"] and form["price"] != "free":
        form["price"]["currency"] = "GBP" if form["venue"]["country"] == "NI" else "EUR"
    return form, wrong


def _text(said: Mapping[str, Any], name: str) -> str:
    """A field's text, without its ends; nothing when it is not even text."""
    value = said.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(value: str, today: date, known: Mapping[str, Any] | None, wrong: dict[str, str]) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        wrong["date"] = "Which day?"
        return ""
    if known and day.isoformat() == known.get("date"):
        return day.isoformat()
    if day < today:
        wrong["date"] = "That day is over."
    elif day > today + AHEAD:
        wrong["date"] = "That is more than two years off."
    return day.isoformat()


def _clock(text: str, name: str, wrong: dict[str, str]) -> str:
    if text and not _TIME.fullmatch(text):
        wrong[name] = "A time such as 20:00."
    return text


def _venue(value: object, wrong: dict[str, str]) -> dict[str, str]:
    said = value if isinstance(value, Mapping) else {}
    name, place = clean(_text(said, "name"), 160), clean(_text(said, "town"), 80)
    if not name:
        wrong["venue"] = "Which room?"
    if not place:
        wrong["town"] = "Which town is it in?"
    county = clean(_text(said, "county"), 40) or (town(place).county if place else "")
    return {"name": name, "town": place, "county": county, "country": "NI" if county in NORTH else "IE"}


def _names(value: object, most: int, longest: int) -> list[str]:
    said = value if isinstance(value, Sequence) and not isinstance(value, str) else []
    names = (clean(one, longest) for one in said if isinstance(one, str))
    return list(dict.fromkeys(name for name in names if name))[:most]


def _price(value: object, wrong: dict[str, str]) -> Any:
    if value in (None, "", "free"):
        return value or None
    said = value if isinstance(value, Mapping) else {}
    low, high = (_amount(said.get(name)) for name in ("from", "to"))
    if low is None:
        wrong["price"] = "A price in figures, or tick that it is free."
        return None
    if high is not None and high < low:
        wrong["price"] = "The dearest ticket costs less than the cheapest."
    return {"from": low, "to": high if high is not None else low}


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _DEAREST:
        return None
    return round(value, 2)


def _link(text: str, wrong: dict[str, str]) -> str:
    if text and not web_address(text):
        wrong["tickets"] = "A whole address, from https:// on."
        return ""
    return text


def weekly(form: Mapping[str, Any], until: date | None) -> list[dict[str, Any]]:
    """The form once for each week to ``until``, that day included: at the same hour on the wall all year round."""
    first = date.fromisoformat(form["date"])
    if until is None:
        return [dict(form)]
    if until < first:
        raise Invalid(details={"repeat_until": "The last night comes before the first."})
    count = (until - first).days // 7 + 1
    if count > DATES:
        raise Invalid(details={"repeat_until": f"That is {count} nights. A series has {DATES} at most."})
    return [{**form, "date": (first + WEEK * week).isoformat()} for week in range(count)]


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The changed form with what readers have to know: that the day is another, and which it was."""
    origin = before.get("was_on") or before["date"]
    if after["date"] == origin:
        return {**after, "status": Status.SCHEDULED.value}
    return {**after, "status": Status.RESCHEDULED.value, "was_on": origin}


def shifted(form: Mapping[str, Any], changes: Mapping[str, Any], days: int) -> dict[str, Any]:
    """A later night of a series, changed as its sister was: everything but the day, which moves by as many days."""
    day = date.fromisoformat(form["date"]) + timedelta(days=days)
    return moved(form, {**changes, "date": day.isoformat()})


def item(source_id: str, form: Mapping[str, Any], *, cancelled: bool, picture: str) -> dict[str, Any]:
    """The night in our own form (docs/local-listings.md), for its parser. ``picture`` is the whole address."""
    status = Status.CANCELLED.value if cancelled else form.get("status", Status.SCHEDULED.value)
    said = {name: form.get(name) for name in FIELDS if name != "picture"}
    return {**said, "id": source_id, "status": status, "was_on": form.get("was_on"), "image": picture or None}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that differ, for the audit log."""
    return [name for name in FIELDS if before.get(name) != after.get(name)]
