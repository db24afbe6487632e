"""Our own form for organisers and rooms: a short JSON that anybody can write by hand (``docs/local-listings.md``)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from wtc.gateways.given import day, mapping, prose, text, wall, zone
from wtc.gateways.items import Item, Unreadable, each
from wtc.gateways.worded import acts, address, country, night_end, pictures, point, price, words
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import ListedVenue, Listing, Price, Status

SOURCE = "local"


def parse(payload: Mapping[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """The events of ``{"events": [...]}`` in our own form. Never raises."""
    return each(SOURCE, mapping(payload).get("events"), partial(_listing, sample))


def _listing(sample: bool, item: Item, source_id: str, raw: str) -> Listing:
    title = text(item.get("title"))
    if not title:
        raise Unreadable("it has no title", "title")
    here, on = zone(item.get("timezone")), day(item.get("date"))
    if on is None and item.get("date") not in (None, "", "tba"):
        raise Unreadable("its date is not YYYY-MM-DD", "date")
    starts = wall(on, item.get("time"), here)
    opens = wall(on, item.get("doors"), here)
    venue = _venue(mapping(item.get("venue")))
    return Listing(
        source=SOURCE,
        source_id=source_id,
        title=title,
        url=address(item.get("tickets"), sample=sample),
        day=on,
        starts_at=starts,
        ends_at=night_end(starts, wall(on, item.get("end"), here), here),
        doors_at=opens if opens and starts and opens <= starts else None,
        timezone=here,
        status=_status(item.get("status")),
        was_on=day(item.get("was_on")),
        venue=venue,
        artists=acts(item.get("line_up")),
        genres=words(item.get("genres")),
        description=prose(item.get("about")),
        images=pictures([item.get("image")]),
        age=text(item.get("age"), 40),
        price=_price(item.get("price"), venue.country if venue else "IE"),
        sold_out=item.get("sold_out") is True,
        sample=sample,
        raw=raw,
    )


def _status(value: object) -> Status:
    return Status(value) if isinstance(value, str) and value in set(Status) else Status.SCHEDULED


def _venue(place: Mapping[str, Any]) -> ListedVenue | None:
    name = text(place.get("name"), 160)
    if not name:
        return None
    return ListedVenue(
        name=name,
        city=text(place.get("town"), 80),
        county=text(place.get("county"), 40),
        country=country(place.get("country")) or "IE",
        address=text(place.get("address"), 160),
        geo=point(place.get("lat"), place.get("lon")),
    )


def _price(value: object, home: str) -> Price | None:
    """``{"from": 15, "to": 20, "currency": "EUR"}`` in whole units, a number, or 'free'."""
    said = mapping(value)
    if said:
        return price(said.get("from"), said.get("to"), said.get("currency"), country=home)
    return price(value, country=home)
