"""A made-up Irish programme in Ticketmaster's own format, the same for the same day, for the server that misbehaves."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DUBLIN = ZoneInfo("Europe/Dublin")
ROOMS = (
    ("Vicar Street", "Dublin", "IE", "53.342800", "-6.276600"),
    ("Whelan's", "Dublin", "IE", "53.336700", "-6.265600"),
    ("Cyprus Avenue", "Cork", "IE", "51.898500", "-8.474000"),
    ("Róisín Dubh", "Galway", "IE", "53.270600", "-9.056800"),
    ("Dolan's Warehouse", "Limerick", "IE", "52.664500", "-8.638000"),
    ("Limelight", "Belfast", "ND", "54.590400", "-5.929800"),
    ("Nerve Centre", "Derry", "ND", "54.996600", "-7.320900"),
)
ACTS = (
    "Lankum",
    "Kíla",
    "Fontaines D.C.",
    "Róisín Murphy",
    "M(h)aol",
    "Cormac Begley",
    "Pillow Queens",
    "Lisa O'Neill",
)
GENRES = (("Rock", "Alternative Rock"), ("Folk", "Celtic"), ("Dance/Electronic", "House"), ("Pop", "Undefined"))


def event(number: int, day: date, *, hour: int = 20, room: int | None = None, **changes: Any) -> dict[str, Any]:
    """One event as the contract describes it; ``changes`` replace whole top-level fields."""
    name, city, country, lat, lon = ROOMS[number % len(ROOMS) if room is None else room]
    act = ACTS[number % len(ACTS)]
    genre, narrow = GENRES[number % len(GENRES)]
    start = datetime.combine(day, time(hour), tzinfo=DUBLIN)
    made: dict[str, Any] = {
        "id": f"G5v0Z{number:05d}",
        "name": f"{act} {number}",
        "type": "event",
        "test": False,
        "url": f"https://www.ticketmaster.ie/event/{number:05d}",
        "locale": "en-ie",
        "images": [
            {
                "ratio": "16_9",
                "url": f"https://s1.ticketm.net/{number}.jpg",
                "width": 1024,
                "height": 576,
                "fallback": False,
            }
        ],
        "sales": {"public": {"startDateTime": "1900-01-01T06:00:00Z", "startTBD": False, "startTBA": False}},
        "dates": {
            "start": {
                "localDate": day.isoformat(),
                "localTime": f"{hour:02d}:00:00",
                "dateTime": f"{start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "dateTBD": False,
                "dateTBA": False,
                "timeTBA": False,
                "noSpecificTime": False,
            },
            "timezone": "Europe/Dublin",
            "status": {"code": "onsale"},
        },
        "classifications": [
            {
                "primary": True,
                "segment": {"id": "KZFzniwnSyZfZ7v7nJ", "name": "Music"},
                "genre": {"name": genre},
                "subGenre": {"name": narrow},
            }
        ],
        "_embedded": {
            "venues": [
                {
                    "id": f"KovZ{ROOMS.index((name, city, country, lat, lon))}",
                    "name": name,
                    "city": {"name": city},
                    "country": {"countryCode": country},
                    "location": {"latitude": lat, "longitude": lon},
                    "timezone": "Europe/Dublin",
                }
            ],
            "attractions": [{"id": f"K8v{number % len(ACTS)}x{number}", "name": f"{act} {number}"}],
        },
    }
    return made | changes


def programme(count: int, first: date, days: int = 170) -> list[dict[str, Any]]:
    """``count`` events spread over ``days`` from the day after ``first``; each hundred has one without a date."""
    made = [event(number, first + timedelta(days=1 + number * days // count)) for number in range(count)]
    for number in range(0, count, 100):
        word = "dateTBA" if number % 200 == 0 else "dateTBD"
        made[number]["dates"] = {"start": {word: True}, "status": {"code": "onsale"}}
    return made


TOURING = ("Lankum", "Kíla", "AC/DC", "Therapy?", 'The "Odd" Ones', "Mary + Joe", "M(h)aol", "Stars * Bars")


def show(number: int, day: date, act: str) -> dict[str, Any]:
    """One of Bandsintown's shows."""
    name, city, country, lat, lon = ROOMS[number % len(ROOMS)]
    return {
        "id": f"b{number:05d}", "artist_id": act, "url": f"https://www.bandsintown.com/e/{number}?came_from=267",
        "datetime": f"{day}T20:00:00", "starts_at": f"{day}T20:00:00", "ends_at": "", "title": "", "description": "",
        "lineup": [act, "Landless"], "offers": [], "sold_out": False, "free": False, "on_sale_datetime": "",
        "venue": {
            "name": name, "city": city, "region": "Northern Ireland" if country == "ND" else "",
            "country": "United Kingdom" if country == "ND" else "Ireland", "latitude": lat, "longitude": lon,
            "timezone": "Europe/Dublin", "type": "Venue",
        },
    }  # fmt: skip


def tours(count: int, first: date, days: int = 170) -> dict[str, dict[str, Any]]:
    """``count`` shows of eight acts, of which some have odd names, and one act that plays nowhere."""
    made: dict[str, dict[str, Any]] = {
        act: {"artist": {"id": f"9{place}", "name": act, "mbid": "", "image_url": ""}, "events": []}
        for place, act in enumerate((*TOURING, "Nobody Now"))
    }
    for number in range(count):
        act = TOURING[number % len(TOURING)]
        made[act]["events"].append(show(number, first + timedelta(days=1 + number * days // count), act))
    return made


def night(number: int, day: date) -> dict[str, Any]:
    """One of Eventbrite's events."""
    name, city, country, lat, lon = ROOMS[number % len(ROOMS)]
    start = datetime.combine(day, time(20), tzinfo=DUBLIN)
    region = "Northern Ireland" if country == "ND" else ""
    return {
        "id": f"90{number:05d}", "name": {"text": f"Evening {number}", "html": f"<b>Evening {number}</b>"},
        "summary": "Songs, slowly.", "description": {"text": "Songs, slowly.", "html": "<p>Songs, slowly.</p>"},
        "url": f"https://www.eventbrite.ie/e/{number}", "status": "live", "currency": "EUR", "is_free": False,
        "start": {"timezone": "Europe/Dublin", "local": f"{day}T20:00:00", "utc": f"{_utc(start)}"},
        "end": {"timezone": "Europe/Dublin", "local": f"{day}T23:00:00", "utc": f"{_utc(start + timedelta(hours=3))}"},
        "online_event": False, "category_id": "103", "logo": None, "changed": "2026-11-01T10:00:00Z",
        "venue": {
            "id": f"7{number % len(ROOMS)}", "name": name, "latitude": lat, "longitude": lon,
            "address": {"city": city, "region": region, "country": "GB" if country == "ND" else "IE"},
        },
        "ticket_availability": {
            "is_sold_out": False, "minimum_ticket_price": {"currency": "EUR", "value": 1500, "major_value": "15.00"},
        },
    }  # fmt: skip


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def evenings(count: int, first: date, days: int = 170) -> list[dict[str, Any]]:
    return [night(number, first + timedelta(days=1 + number * days // count)) for number in range(count)]


def party(number: int, day: date) -> dict[str, Any]:
    """One of Dice's events, in either of its two shapes."""
    name, city, country, lat, lon = ROOMS[number % len(ROOMS)]
    title = f"Night moves {number}"
    if number % 2:
        return {
            "id": f"d{number:05d}", "title": title, "url": f"https://dice.fm/event/{number}",
            "doorsOpenDate": f"{day}T23:00:00", "doorsCloseDate": f"{day}T03:00:00", "venue": name, "city": city,
            "latitude": float(lat), "longitude": float(lon), "price": "€15.20", "tags": ["house"],
            "lineup": [f"DJ {number}"], "description": "All night long.",
        }  # fmt: skip
    return {
        "slug": f"night-{number:05d}", "name": title, "startDate": f"{day}T23:00:00",
        "endDate": f"{day + timedelta(days=1)}T03:00:00", "currency": "GBP" if country == "ND" else "EUR",
        "venue": {"name": name, "city": {"name": city}, "location": {"lat": lat, "lng": lon}}, "priceFrom": 12.5,
        "artists": [{"name": f"DJ {number}"}], "description": "All night long.",
    }  # fmt: skip


def parties(count: int, first: date, days: int = 170) -> dict[str, list[dict[str, Any]]]:
    """``count`` of them by their town."""
    made: dict[str, list[dict[str, Any]]] = {}
    for number in range(count):
        item = party(number, first + timedelta(days=1 + number * days // count))
        made.setdefault(ROOMS[number % len(ROOMS)][1], []).append(item)
    return made


def fill(server: Any, count: int, first: date) -> None:
    """Let every source of ``server`` list ``count`` events; of Eventbrite's, organiser 111 has most, venue 222 some."""
    server.bandsintown.acts = tours(count, first)
    every = evenings(count, first)
    server.eventbrite.organizations, server.eventbrite.venues = {"111": every[:-20]}, {"222": every[-30:]}
    server.eventbrite.descriptions = {one["id"]: f"<p>All about {one['name']['text']}.</p>" for one in every[::2]}
    server.apify.cities = parties(count, first)
