"""Our de-duplication behind the form of the labelled listings: dicts in, one group's number a listing out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtc.domain import clusters, places, venue_names
from wtc.domain import listings as facts
from wtc.domain.clues import Clue, clue
from wtc.shapes.events import Geo, ListedArtist, ListedVenue, Listing, Status

DUBLIN = ZoneInfo("Europe/Dublin")
STATUSES = {status.value: status for status in Status} | {"canceled": Status.CANCELLED}


def dedupe(listings: Sequence[dict[str, Any]]) -> list[int]:
    """The number of the event that each of ``listings`` tells of, in their order."""
    return grouped([_listing(told) for told in listings])


def grouped(listings: Sequence[Listing]) -> list[int]:
    """The same of our own listings, by the rules that storing follows."""
    clues = [_clue(facts.fit(listing)) for listing in listings]
    found, number = [0] * len(clues), 0
    for component in clusters.components(clues):
        for group in clusters.cluster([clues[place] for place in component]).groups:
            number += 1
            for place in group:
                found[component[place]] = number
    return found


def _listing(told: dict[str, Any]) -> Listing:
    said = told["start"]
    start = datetime.fromisoformat(said).replace(tzinfo=DUBLIN) if "T" in said else None
    lat, lon = told.get("lat"), told.get("lon")
    return Listing(
        source=told["source"],
        source_id=told["id"],
        title=told["title"],
        day=date.fromisoformat(said[:10]),
        starts_at=start,
        status=STATUSES.get(told.get("status", ""), Status.SCHEDULED),
        venue=ListedVenue(
            name=told["venue"],
            city=told["city"],
            geo=Geo(lat=lat, lon=lon) if lat is not None and lon is not None else None,
        ),
        artists=tuple(ListedArtist(name=name) for name in told.get("artists", ())),
        description=told.get("note") or "",
    )


def _clue(listing: Listing) -> Clue:
    venue = listing.venue or ListedVenue(name="")
    if not venue_names.is_room(venue.name, venue.city):
        return clue(listing, "", places.town(venue.city).key)
    geo = venue.geo
    room = venue_names.identify(venue.name, venue.city, "", geo.lat if geo else None, geo.lon if geo else None)
    return clue(listing, f"{room.name_key}@{room.city_key}", room.city_key)
