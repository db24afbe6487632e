"""Dice through a third-party reader whose output nobody documents: both shapes seen, read by many names."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from wtc.gateways.given import mapping, number, objects, prose, text, zone
from wtc.gateways.items import Item, Unreadable, each
from wtc.gateways.worded import (
    HERE,
    acts,
    address,
    called_off,
    country,
    local_time,
    night_end,
    pictures,
    point,
    price,
    words,
)
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import ListedVenue, Listing, Price

SOURCE = "dice"


def parse(payload: Mapping[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """The events of ``{"items": [...]}`` (the source answers with the bare list). Never raises.

    One shape is flat (``title``, ``doorsOpenDate``, ``venue`` a name, ``price`` words), the other nested (``name``,
    ``startDate`` or ``date_unix``, ``venue`` an object, ``priceFrom`` a number). Shows abroad are left out.
    """
    return each(SOURCE, mapping(payload).get("items"), partial(_listing, sample))


def _first(item: Mapping[str, Any], *names: str) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "", [], {})), None)


def _listing(sample: bool, item: Item, source_id: str, raw: str) -> Listing | None:
    title, status = called_off(text(_first(item, "title", "name")))
    if not title:
        raise Unreadable("it has no name", "title")
    venue = _venue(item)
    if venue and venue.country not in HERE:
        return None
    here = zone(item.get("timezone"), mapping(item.get("venue")).get("timezone"))
    day, opens = local_time(_first(item, "doorsOpenDate"), here)
    starts_day, starts = local_time(_first(item, "datetime", "date_unix", "startDate", "date"), here)
    starts, day = starts or opens, day or starts_day
    if day is None:
        raise Unreadable("its date cannot be read", "date")
    ends = local_time(_first(item, "doorsCloseDate", "endDate"), here)[1]
    return Listing(
        source=SOURCE,
        source_id=source_id,
        title=title,
        url=address(item.get("url"), sample=sample),
        day=day,
        starts_at=starts,
        ends_at=night_end(starts, ends, here),
        doors_at=_doors(opens, starts),
        timezone=here,
        status=status,
        venue=venue,
        artists=acts(_first(item, "lineup", "artists")),
        genres=words(_first(item, "tags", "genres")),
        description=prose(item.get("description")),
        images=pictures([_first(mapping(item.get("image")), "url") or item.get("image")]),
        age=text(item.get("ageRestriction"), 40),
        price=_price(item, venue),
        sold_out=item.get("soldOut") is True or text(item.get("status"), 20).lower() in ("sold-out", "sold out"),
        sample=sample,
        raw=raw,
    )


def _doors(opens: datetime | None, starts: datetime | None) -> datetime | None:
    return opens if opens and starts and opens <= starts else None


def _venue(item: Item) -> ListedVenue | None:
    """The room: ``venue`` as a name, an object or a list of either, else ``location`` or ``place``."""
    given = _first(item, "venue", "venues", "location", "place")
    given = (objects(given) or given or [None])[0] if isinstance(given, list) else given
    place = mapping(given)
    name = text(given, 160) if isinstance(given, str) else text(place.get("name"), 160)
    if not name:
        return None
    where = mapping(_first(place, "location")) or mapping(item.get("location"))
    lat = _first(item, "latitude", "lat") or _first(place, "latitude", "lat") or _first(where, "latitude", "lat")
    lon = _first(item, "longitude", "lng") or _first(place, "longitude", "lng") or _first(where, "longitude", "lng")
    geo = point(lat, lon)
    city = _first(item, "city") or _first(place, "city") or _first(where, "city")
    city = mapping(city).get("name") if isinstance(city, Mapping) else city
    said = _first(item, "country") or _first(place, "country") or _first(where, "country")
    return ListedVenue(
        name=name,
        city=text(city, 80),
        country=country(said, "", geo) or _country_by(geo),
        address=text(_first(place, "address"), 160),
        geo=geo,
        source_id=text(place.get("id"), 40),
    )


def _country_by(geo: Any) -> str:
    return "NI" if geo is not None and country("uk", "", geo) == "NI" and geo.lon > -7.0 else "IE"


def _price(item: Item, venue: ListedVenue | None) -> Price | None:
    home = venue.country if venue else "IE"
    given, low = item.get("price"), _first(item, "priceFrom")
    if isinstance(given, Mapping):
        amount = number(given.get("amount"))
        given = None if amount is None else amount / 100
        return price(given, None, mapping(item.get("price")).get("currency"), country=home)
    if low is not None:
        return price(low, item.get("priceTo"), item.get("currency"), country=home)
    return price(given, item.get("priceTo"), item.get("currency"), country=home)
