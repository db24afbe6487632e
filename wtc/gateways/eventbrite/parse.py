"""Eventbrite v3: what a configured organiser or venue puts on; prices in minor units, HTML in its texts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from wtc.gateways.given import mapping, moment, number, prose, text, zone
from wtc.gateways.items import Item, Unreadable, each
from wtc.gateways.worded import HERE, address, called_off, country, local_time, night_end, pictures, point, words
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import ListedVenue, Listing, Price, Status

SOURCE = "eventbrite"
_NOT_OURS = {"101", "102", "107", "108", "110", "112", "118"}
"""Categories that hold no music: business, science, health, sport, food, government, motors."""
LARGEST_SUM = 10_000_000


def parse(payload: Mapping[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """The events of one page ``{"events": [...]}`` with their venues expanded. Never raises.

    Left out without a word: drafts, online events, the parents of series, and what is plainly not a night out.
    """
    return each(SOURCE, mapping(payload).get("events"), partial(_listing, sample))


def _listing(sample: bool, item: Item, source_id: str, raw: str) -> Listing | None:
    if item.get("online_event") is True or item.get("is_series_parent") is True or item.get("status") == "draft":
        return None
    venue = _venue(mapping(item.get("venue")))
    if text(item.get("category_id"), 10) in _NOT_OURS or (venue and venue.country not in HERE):
        return None
    title, status = called_off(_words_of(item.get("name"), 255))
    if not title:
        raise Unreadable("it has no name", "name")
    start, end, music = mapping(item.get("start")), mapping(item.get("end")), mapping(item.get("music_properties"))
    here = zone(start.get("timezone"))
    day, starts = local_time(start.get("utc") or start.get("local"), here)
    if day is None:
        day, starts = local_time(start.get("local"), here)
    if day is None:
        raise Unreadable("its date cannot be read", "start")
    tickets = mapping(item.get("ticket_availability"))
    return Listing(
        source=SOURCE,
        source_id=source_id,
        title=title,
        url=address(item.get("url"), sample=sample),
        day=day,
        starts_at=starts,
        ends_at=night_end(starts, local_time(end.get("utc") or end.get("local"), here)[1], here),
        doors_at=_doors(moment(music.get("door_time")), starts),
        timezone=here,
        status=Status.CANCELLED if item.get("status") in ("canceled", "cancelled") else status,
        venue=venue,
        genres=words([item.get("subcategory"), item.get("category")]),
        description=_words_of(item.get("description"), 8_000) or prose(item.get("summary")),
        images=_images(mapping(item.get("logo"))),
        age=text(music.get("age_restriction"), 40),
        price=_price(item, tickets),
        sold_out=tickets.get("is_sold_out") is True,
        sample=sample,
        raw=raw,
    )


def _words_of(value: object, limit: int) -> str:
    """The words of ``{"text": ..., "html": ...}`` without mark-up, whichever is there."""
    said = mapping(value)
    found = prose(said.get("text"), limit) or prose(said.get("html"), limit) or prose(value, limit)
    return text(found, limit) if limit <= 255 else found


def _venue(place: Mapping[str, Any]) -> ListedVenue | None:
    name = text(place.get("name"), 160)
    if not name:
        return None
    where = mapping(place.get("address"))
    geo = point(place.get("latitude"), place.get("longitude")) or point(where.get("latitude"), where.get("longitude"))
    lines = (text(where.get("address_1"), 80), text(where.get("postal_code"), 12))
    return ListedVenue(
        name=name,
        city=text(where.get("city"), 80),
        county=text(where.get("region"), 40),
        country=country(where.get("country"), where.get("region"), geo) or "IE",
        address=", ".join(filter(None, lines)),
        geo=geo,
        source_id=text(place.get("id"), 40),
    )


def _doors(opens: Any, starts: Any) -> Any:
    return opens if opens and starts and opens <= starts else None


def _price(item: Item, tickets: Mapping[str, Any]) -> Price | None:
    lowest, highest = mapping(tickets.get("minimum_ticket_price")), mapping(tickets.get("maximum_ticket_price"))
    currency = text(lowest.get("currency"), 3).upper() or text(item.get("currency"), 3).upper() or "EUR"
    low, high = _minor(lowest), _minor(highest)
    if low is None:
        return Price(low=0, high=0, currency=currency) if item.get("is_free") is True else None
    return Price(low=low, high=max(low, high or low), currency=currency)


def _minor(sum_: Mapping[str, Any]) -> int | None:
    """Cents of ``{"value": 1520, "major_value": "15.20"}``."""
    amount = number(sum_.get("value"))
    if amount is None:
        major = number(sum_.get("major_value"))
        amount = None if major is None else major * 100
    return round(amount) if amount is not None and 0 <= amount <= LARGEST_SUM else None


def _images(logo: Mapping[str, Any]) -> Any:
    return pictures([mapping(logo.get("original")).get("url") or logo.get("url")])
