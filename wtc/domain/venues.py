"""A room as its keepers write it down: every fact made fit to keep, or said what is wrong with it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wtc import clock
from wtc.domain import places
from wtc.domain.genres import FAMILIES
from wtc.domain.text import clean, clean_block, fold, key, web_address
from wtc.errors import Invalid

KINDS = (
    *("live venue", "music pub", "trad pub", "bar", "rock bar", "listening bar", "club", "folk club", "trad venue"),
    *("theatre", "arts centre", "concert hall", "music centre", "hall", "church", "hotel", "museum", "historic house"),
    *("arena", "stadium", "park", "outdoor", "festival site", "warehouse", "seasonal"),
)
LARGEST = 250_000
MOST_LINES = 20
SOUTH, WEST, NORTH, EAST = 51.2, -11.0, 55.6, -5.2
"""Everything of Ireland lies within."""


def tidied(changes: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """``changes`` fit to keep; ``Invalid`` names every field that won't do. Fields left out stay out."""
    wrong: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for field, limit in {"name": 160, "area": 160, "address": 255, "phone": 40}.items():
        if field in changes:
            kept[field] = clean(changes[field], limit)
    if "name" in kept and not key(kept["name"]):
        wrong["name"] = "A room needs a name."
    if "about" in changes:
        kept["about"] = clean_block(changes["about"], 4_000)
    if "city" in changes:
        kept |= _town(changes, wrong)
    if "website" in changes:
        kept["website"] = web_address(changes["website"], 500)
        if changes["website"].strip() and not kept["website"]:
            wrong["website"] = "Give the whole address, from https:// on."
    kept |= _figures(changes, wrong) | _lists(changes, wrong, now)
    if wrong:
        raise Invalid("A few things need a look first." if len(wrong) > 1 else None, details=wrong)
    return kept


def _town(changes: Mapping[str, Any], wrong: dict[str, str]) -> dict[str, Any]:
    town = places.town(changes["city"])
    if not town.key:
        wrong["city"] = "Say which town it is in."
    county = places.county(changes.get("county", ""), town, changes.get("lat"), changes.get("lon"))
    if town.key and not county:
        wrong["county"] = "We don't know that town: which county is it in?"
    return {"city": town.name, "city_key": town.key[:80], "county": county, "country": _country(county, town)}


def _country(county: str, town: places.Town) -> str:
    chief = places.chief_town(county)
    return chief.country if chief else town.country[:2]


def _figures(changes: Mapping[str, Any], wrong: dict[str, str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if "capacity" in changes:
        kept["capacity"] = int(changes["capacity"] or 0)
        if not 0 <= kept["capacity"] <= LARGEST:
            wrong["capacity"] = f"Somewhere between 0 (not known) and {LARGEST:,}."
    if "kind" in changes:
        kept["kind"] = fold(changes["kind"])
        if kept["kind"] and kept["kind"] not in KINDS:
            wrong["kind"] = f"One of: {', '.join(KINDS)}."
    if "lat" in changes or "lon" in changes:
        lat, lon = changes.get("lat"), changes.get("lon")
        kept |= {"lat": lat, "lon": lon}
        if (lat is None) != (lon is None):
            wrong["lat"] = "Give both numbers or neither."
        elif lat is not None and lon is not None and not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
            wrong["lat"] = "That point isn't in Ireland."
    return kept


def _lists(changes: Mapping[str, Any], wrong: dict[str, str], now: datetime) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field, limit in {"amenities": 60, "access": 160}.items():
        if field in changes:
            lines = [clean(line, limit) for line in changes[field]]
            kept[field] = list(dict.fromkeys(line for line in lines if line))
            if len(kept[field]) > MOST_LINES:
                wrong[field] = f"At most {MOST_LINES} of them."
    if "genre_focus" in changes:
        kept["genre_focus"] = list(dict.fromkeys(each for each in changes["genre_focus"] if each in FAMILIES))
        if unknown := [clean(each, 40) for each in changes["genre_focus"] if each not in FAMILIES]:
            wrong["genre_focus"] = f"We don't know the sound {unknown[0]}."
    if "access_checked_on" in changes:
        kept["access_checked_on"] = on = changes["access_checked_on"]
        if on is not None and not date(2000, 1, 1) <= on <= clock.local(now).date():
            wrong["access_checked_on"] = "A day in the past, or today."
    return kept
