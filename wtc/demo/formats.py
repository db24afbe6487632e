"""Copies written down as each provider writes: Ticketmaster, Bandsintown, Eventbrite, Dice (two shapes) and our own."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtc.demo.copies import Copy

ZONE = "Europe/Dublin"
LOCAL = "%Y-%m-%dT%H:%M:%S"
_TICKETMASTER_GENRES = {
    "trad": ("Folk", "Celtic"),
    "folk": ("Folk", "Folk"),
    "indie": ("Alternative", "Indie Rock"),
    "rock": ("Rock", "Rock"),
    "punk": ("Rock", "Punk"),
    "metal": ("Metal", "Heavy Metal"),
    "pop": ("Pop", "Pop"),
    "hiphop": ("Hip-Hop/Rap", "Rap"),
    "rnb": ("R&B", "Soul"),
    "house": ("Dance/Electronic", "House"),
    "techno": ("Dance/Electronic", "Techno"),
    "electronic": ("Dance/Electronic", "Undefined"),
    "jazz": ("Jazz", "Jazz"),
    "classical": ("Classical", "Chamber Music"),
    "country": ("Country", "Country"),
    "comedy": ("Comedy", "Comedy"),
    "other": ("Other", "Undefined"),
}


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _utc(wall: datetime) -> str:
    return wall.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _currency(copy: Copy) -> str:
    return "GBP" if copy.night.room.country == "NI" else "EUR"


def _hours(copy: Copy) -> timedelta:
    return timedelta(hours=4 if copy.night.start >= "22" else 3)


def ticketmaster(copy: Copy) -> dict[str, Any]:
    """A Discovery v2 event with its venue and attractions embedded."""
    night, room = copy.night, copy.night.room
    genre, sub = _TICKETMASTER_GENRES[night.family]
    start: dict[str, Any] = {"localDate": f"{copy.start:%Y-%m-%d}", "dateTBD": False, "dateTBA": False}
    if copy.state == "time to be announced":
        start |= {"timeTBA": True, "noSpecificTime": False}
    else:
        start |= {"localTime": f"{copy.start:%H:%M:%S}", "dateTime": _utc(copy.start), "timeTBA": False}
    code = {"cancelled": "cancelled", "rescheduled": "rescheduled", "postponed": "postponed", "sold out": "offsale"}
    dates: dict[str, Any] = {"start": start, "timezone": ZONE, "status": {"code": code.get(copy.state, "onsale")}}
    if copy.state == "rescheduled":
        dates["initialStartDate"] = {"localDate": f"{copy.start - timedelta(days=14):%Y-%m-%d}"}
    venue: dict[str, Any] = {
        "id": f"KovZs{_hash(room.name + room.city)}", "name": copy.room, "timezone": ZONE, "city": {"name": room.city},
        "country": {"countryCode": "ND" if room.country == "NI" else "IE"}, "address": {"line1": room.area},
    }  # fmt: skip
    if copy.located:
        venue["location"] = {"latitude": f"{room.lat:.6f}", "longitude": f"{room.lon:.6f}"}
    item: dict[str, Any] = {
        "id": f"{'Z7r9jZs' if copy.variety == 'r' else 'G5s'}{copy.mark}", "name": copy.title, "type": "event",
        "test": False, "dates": dates, "info": night.about,
        "classifications": [
            {
                "primary": True,
                "segment": {"name": "Arts & Theatre" if night.family == "comedy" else "Music"},
                "genre": {"name": genre},
                "subGenre": {"name": sub},
            }
        ],
        "_embedded": {"venues": [venue], "attractions": [{"id": f"K8s{_hash(a)}", "name": a} for a in copy.bill]},
    }  # fmt: skip
    if copy.priced and not night.free:
        item["priceRanges"] = [{"type": "standard", "currency": _currency(copy), "min": night.low, "max": night.high}]
    return item


def bandsintown(copy: Copy) -> dict[str, Any]:
    """A v3 event in the wall time of its venue, '' where there is nothing."""
    night, room = copy.night, copy.night.room
    title = copy.title
    if copy.state == "cancelled":
        title = f"CANCELLED: {title or copy.bill[0]}"
    return {
        "id": f"s{copy.mark}", "url": "", "datetime": f"{copy.start:{LOCAL}}", "starts_at": f"{copy.start:{LOCAL}}",
        "ends_at": "", "title": title, "description": "", "lineup": list(copy.bill), "on_sale_datetime": "",
        "datetime_display_rule": "date" if copy.state == "time to be announced" else "datetime",
        "offers": [{"type": "Tickets", "url": "", "status": "sold out" if copy.state == "sold out" else "available"}],
        "sold_out": copy.state == "sold out", "free": night.free,
        "venue": {
            "name": copy.room, "city": room.city, "region": "Northern Ireland" if room.country == "NI" else "",
            "country": "United Kingdom" if room.country == "NI" else "Ireland", "street_address": "", "postal_code": "",
            "latitude": f"{room.lat:.4f}" if copy.located else "",
            "longitude": f"{room.lon:.4f}" if copy.located else "",
            "timezone": ZONE, "type": "Venue",
        },
    }  # fmt: skip


def eventbrite(copy: Copy) -> dict[str, Any]:
    """A v3 event with venue and ticket availability expanded."""
    night, room = copy.night, copy.night.room
    end = copy.start + _hours(copy)
    item: dict[str, Any] = {
        "id": f"9{int(_hash(copy.mark), 16)}", "name": {"text": copy.title, "html": copy.title}, "url": "",
        "summary": night.about, "description": {"text": night.about, "html": f"<p>{night.about}</p>"},
        "start": {"timezone": ZONE, "local": f"{copy.start:{LOCAL}}", "utc": _utc(copy.start)},
        "end": {"timezone": ZONE, "local": f"{end:{LOCAL}}", "utc": _utc(end)},
        "status": "canceled" if copy.state == "cancelled" else "live", "currency": _currency(copy),
        "is_free": night.free, "online_event": False, "category_id": "103", "logo": None,
        "subcategory": {"name": night.genres[0] if night.genres else "Other"},
        "venue": {
            "id": str(int(_hash(room.name), 16) % 10**8), "name": copy.room,
            "latitude": f"{room.lat:.5f}" if copy.located else None,
            "longitude": f"{room.lon:.5f}" if copy.located else None,
            "address": {
                "address_1": room.area, "city": room.city, "region": f"County {room.county}",
                "country": "GB" if room.country == "NI" else "IE",
            },
        },
    }  # fmt: skip
    if room.country == "NI":
        item["venue"]["address"]["region"] = "Northern Ireland"
    tickets: dict[str, Any] = {"is_sold_out": copy.state == "sold out"}
    if copy.priced and not night.free:
        for name, amount in (("minimum_ticket_price", night.low), ("maximum_ticket_price", night.high)):
            tickets[name] = {"currency": _currency(copy), "value": amount * 100, "major_value": f"{amount}.00"}
    return item | {"ticket_availability": tickets}


def dice(copy: Copy) -> dict[str, Any]:
    """One of the two shapes of the reader, by the last digit of the mark."""
    return _dice_flat(copy) if int(copy.mark[11], 16) % 2 else _dice_nested(copy)


def _dice_flat(copy: Copy) -> dict[str, Any]:
    night, room = copy.night, copy.night.room
    sign = "£" if room.country == "NI" else "€"
    item: dict[str, Any] = {
        "id": f"s{copy.mark}", "title": _called_off(copy), "doorsOpenDate": f"{copy.start:{LOCAL}}",
        "doorsCloseDate": f"{copy.start + _hours(copy):{LOCAL}}", "venue": copy.room, "city": room.city,
        "price": "Free" if night.free else f"{sign}{night.low}.00" if copy.priced else None, "tags": list(night.genres),
        "ageRestriction": "18+", "lineup": list(copy.bill), "description": night.about,
        "soldOut": copy.state == "sold out",
    }  # fmt: skip
    if room.country == "NI":
        item["country"] = "Northern Ireland"
    return item | ({"latitude": room.lat, "longitude": room.lon} if copy.located else {})


def _dice_nested(copy: Copy) -> dict[str, Any]:
    night, room = copy.night, copy.night.room
    place: dict[str, Any] = {"name": copy.room, "city": {"name": room.city}}
    if room.country == "NI":
        place["country"] = "Northern Ireland"
    if copy.located:
        place["location"] = {"lat": room.lat, "lng": room.lon}
    item: dict[str, Any] = {
        "slug": f"s{copy.mark}", "name": _called_off(copy), "startDate": f"{copy.start:{LOCAL}}",
        "endDate": f"{copy.start + _hours(copy):{LOCAL}}", "venue": place, "currency": _currency(copy),
        "artists": [{"name": act} for act in copy.bill], "tags": list(night.genres), "description": night.about,
        "ageRestriction": "18+", "status": "sold-out" if copy.state == "sold out" else "on-sale",
    }  # fmt: skip
    return item | ({"priceFrom": night.low, "priceTo": night.high} if copy.priced and not night.free else {})


def _called_off(copy: Copy) -> str:
    return f"{copy.title} (cancelled)" if copy.state == "cancelled" else copy.title


def local(copy: Copy) -> dict[str, Any]:
    """Our own form."""
    night, room = copy.night, copy.night.room
    item: dict[str, Any] = {
        "id": f"s{copy.mark}", "title": copy.title, "date": f"{night.day}", "time": f"{copy.start:%H:%M}",
        "venue": {"name": copy.room, "town": room.city, "county": room.county, "country": room.country},
        "line_up": list(copy.bill), "genres": list(night.genres), "about": night.about,
        "price": "free" if night.free else None, "sold_out": copy.state == "sold out",
    }  # fmt: skip
    if copy.state == "time to be announced":
        item["time"] = None
    if copy.state in ("cancelled", "rescheduled", "postponed"):
        item["status"] = copy.state
    if copy.state == "rescheduled":
        item["was_on"] = f"{night.day - timedelta(days=14)}"
    if copy.located:
        item["venue"] |= {"lat": room.lat, "lon": room.lon}
    if copy.priced and not night.free:
        item["price"] = {"from": night.low, "to": night.high, "currency": _currency(copy)}
    return item
