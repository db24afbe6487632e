"""Six thousand overlapping listings of made-up gigs in five streams: Ticketmaster of two countries, and three more."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from wtc.demo import formats
from wtc.demo.copies import Copy, copies
from wtc.demo.diary import ANCHOR, DAYS, diary
from wtc.gateways.dice import CITIES

ORGANISERS = 4


def copies_of(first: date, cycles: int) -> list[Copy]:
    """Every copy of every night of so many cycles from the day after ``first``."""
    nights = diary()
    return [
        copy
        for cycle in range(cycles)
        for night in nights
        for copy in copies(replace(night, day=first + (night.day - ANCHOR) + timedelta(days=1 + cycle * DAYS)))
    ]


def fill(server: Any, first: date, cycles: int = 2) -> dict[str, str]:
    """Let every source of ``server`` list its copies; the settings that make the program read all of them."""
    told: dict[str, list[Copy]] = {}
    for copy in copies_of(first, cycles):
        told.setdefault(copy.source, []).append(copy)
    server.events = [formats.ticketmaster(copy) for copy in told["ticketmaster"]]
    server.bandsintown.acts = _tours(told["bandsintown"])
    nights = [formats.eventbrite(copy) | {"changed": "2026-11-01T10:00:00Z"} for copy in told["eventbrite"]]
    server.eventbrite.organizations = {str(each): nights[each::ORGANISERS] for each in range(ORGANISERS)}
    server.eventbrite.descriptions = {one["id"]: one["description"]["html"] for one in nights}
    server.apify.cities = _cities(told["dice"])
    acts = list(server.bandsintown.acts)
    return {
        "BANDSINTOWN_SEED_ARTISTS": ",".join(act for act in acts if "," not in act),
        "BANDSINTOWN_MAX_ARTISTS": "500",
        "BANDSINTOWN_MAX_EVENTS": "10000",
        "BANDSINTOWN_ALLOW_ANY_ARTIST": "true",
        "EVENTBRITE_ORG_IDS": ",".join(server.eventbrite.organizations),
        "DICE_APIFY_ENABLED": "true",
        "DICE_APIFY_MAX_ITEMS": "1000",
        "INGESTION_DAYS": str(min(730, cycles * DAYS + 10)),
    }


def _tours(told: list[Copy]) -> dict[str, Any]:
    acts: dict[str, Any] = {}
    for copy in told:
        name = copy.night.bill[1 if copy.variety == "s" else 0]
        about = {"id": str(len(acts)), "name": name, "mbid": "", "image_url": ""}
        acts.setdefault(name, {"artist": about, "events": []})["events"].append(formats.bandsintown(copy))
    return acts


def _cities(told: list[Copy]) -> dict[str, list[Any]]:
    """By the city that Dice is asked for: a small town is found with the nearest large one."""
    near = {"Dundalk": "Dublin", "Kilkenny": "Cork"}
    cities: dict[str, list[Any]] = {}
    for copy in told:
        town = copy.night.room.city
        city = town if town in CITIES else near.get(town, "Belfast" if copy.night.room.country == "NI" else "Dublin")
        cities.setdefault(city, []).append(formats.dice(copy))
    return cities
