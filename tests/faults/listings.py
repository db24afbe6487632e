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
