"""What Spotify, Mixcloud and setlist.fm would tell of the sample acts, in their forms: invented mixes and songs."""

import hashlib
from datetime import date, timedelta
from random import Random
from typing import Any

from wtc.demo.djs import DJS
from wtc.domain import ireland
from wtc.domain.genres import place
from wtc.domain.text import slug

LAST = date(2026, 10, 31)
"""Nothing of it is younger, so that all of it is past on any day that the samples are shown."""
MIXING = ("house", "techno", "electronic", "hiphop")
PLAYING = ("folk", "trad", "indie", "rock", "punk", "pop")
EACH = 9
"""How many acts of a family have something to tell."""

_PLACES = ("Back room", "Kitchen", "Attic", "Canal bank", "Spare room", "Boathouse", "Night bus", "Rooftop", "Pier")
_MOODS = ("late one", "slow start", "warm-up", "after hours", "rain mix", "b-sides only", "vinyl hour", "long way home")
_FIRST = (
    "Salt",
    "Turf",
    "Rain",
    "Lamplight",
    "Gravel",
    "Honey",
    "Smoke",
    "Winter",
    "Paper",
    "Harbour",
    "Clover",
    "Tin",
)
_REST = ("on the Window", "at the Crossroads", "in Her Coat", "and Wire", "by Morning", "for the Road", "Over Howth",
         "Underfoot", "to the Door", "of the Parish", "Before Mass", "from the Last Bus")  # fmt: skip
_TOURS = ("", "", "The back roads tour", "The small rooms tour")


def _hash(text: str, size: int = 8) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _acts(families: tuple[str, ...]) -> list[ireland.Act]:
    """The first ``EACH`` acts of each family, by the alphabet of their hashes."""
    by_family: dict[str, list[ireland.Act]] = {family: [] for family in families}
    for one in sorted(ireland.acts(), key=lambda act: _hash(act.name)):
        mine = by_family.get(place(one.genres)[0], [])
        if len(mine) < EACH:
            mine.append(one)
    return sorted((act for acts in by_family.values() for act in acts), key=lambda act: act.name)


def mixcloud() -> list[dict[str, Any]]:
    """A user with their newest cloudcasts, for each act that mixes and each DJ of the sample directory."""
    told = [(act.name, act.genres) for act in _acts(MIXING)] + [(dj.name, dj.genres) for dj in DJS]
    return [_user(name, genres) | {"cloudcasts": _cloudcasts(name, genres)} for name, genres in told]


def _user(name: str, genres: tuple[str, ...]) -> dict[str, Any]:
    key = f"/sample-{slug(name, empty=_hash(name))}/"
    return {"key": key, "username": key.strip("/"), "name": name, "pictures": {}, "biog": "", "country": "Ireland",
            "tags": [{"name": genre} for genre in genres]}  # fmt: skip


def _cloudcasts(name: str, genres: tuple[str, ...]) -> dict[str, Any]:
    dice, day = Random(f"mixes {name}"), LAST
    key = _user(name, genres)["key"]
    items = []
    for number in range(dice.randint(4, 6), 0, -1):
        day -= timedelta(days=dice.randint(5, 40))
        title = f"{dice.choice(_PLACES)} {number}: {dice.choice(_MOODS)}"
        items.append(
            {
                "key": f"{key}{slug(title)}/",
                "name": title,
                "tags": [{"name": genre.title()} for genre in genres],
                "created_time": f"{day}T{dice.randint(17, 23)}:00:00Z",
                "play_count": dice.randint(30, 900),
                "audio_length": dice.randint(50, 125) * 60,
                "pictures": {},
                "user": {"key": key, "username": key.strip("/"), "name": name},
            }
        )
    return {"paging": {}, "data": items}


def setlistfm() -> list[dict[str, Any]]:
    """A page of past shows for each act that plays songs."""
    rooms = [room for room in ireland.rooms() if room.kind in ("live venue", "theatre", "arts centre", "music pub")]
    return [_shows(act, rooms) for act in _acts(PLAYING)]


def _shows(act: ireland.Act, rooms: list[ireland.Room]) -> dict[str, Any]:
    dice, day = Random(f"setlists {act.name}"), LAST
    book = [f"{first} {rest}" for first in _FIRST for rest in _REST]
    songs = dice.sample(book, 16)
    tour, shows = dice.choice(_TOURS), []
    for _ in range(dice.randint(4, 7)):
        day -= timedelta(days=dice.randint(9, 60))
        room, played = dice.choice(rooms), dice.sample(songs[:12], 9) + dice.sample(songs[12:], 2)
        sets: list[dict[str, Any]] = [{"song": [{"name": name} for name in played[:9]]}]
        sets.append({"encore": 1, "song": [{"name": name} for name in played[9:]]})
        shows.append(
            {
                "id": f"s{_hash(f'{act.name} {day}', 5)}",
                "eventDate": f"{day:%d-%m-%Y}",
                "artist": {"mbid": "", "name": act.name},
                "venue": {
                    "name": room.name,
                    "city": {
                        "name": room.city,
                        "state": "Northern Ireland" if room.country == "NI" else "",
                        "country": {"code": "GB" if room.country == "NI" else "IE"},
                    },
                },
                "tour": {"name": tour} if tour else {},
                "sets": {"set": sets if dice.random() < 0.85 else []},
            }
        )
    return {"type": "setlists", "itemsPerPage": 20, "page": 1, "total": len(shows), "setlist": shows}


def spotify() -> list[dict[str, Any]]:
    """A search's answer for each of these acts: the genres that are known of it anyway, and nothing else."""
    acts = sorted({act.name: act for act in _acts(MIXING) + _acts(PLAYING)}.items())
    return [
        {"artists": {"items": [{"id": f"sample{_hash(name)}", "name": name, "genres": list(act.genres), "images": []}]}}
        for name, act in acts
    ]
