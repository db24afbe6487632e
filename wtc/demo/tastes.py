"""What the sample catalogue assumes of rooms and acts: who fits where, on which nights, for how much."""

from wtc.domain.ireland import Room

CITIES = ("Dublin", "Belfast", "Cork", "Galway", "Limerick", "Derry", "Sligo", "Waterford")
"""Cities with something on every night."""

RESTING = {"The Cranberries", "The Chieftains", "The Dubliners", "Enya", "The Gloaming", "U2"}
"""Acts that we do not make up dates for."""

ARENA = {
    "Westlife", "Hozier", "Dermot Kennedy", "The Script", "Snow Patrol", "Niall Horan", "The Corrs", "Fontaines D.C.",
    "Kodaline", "Picture This", "Inhaler", "Two Door Cinema Club", "Kneecap", "CMAT", "Bicep", "Nathan Carter",
    "The 2 Johnnies", "Boyzone", "Van Morrison", "The Wolfe Tones", "Kingfishr", "The Saw Doctors",
}  # fmt: skip
LARGE = {
    "Lankum", "The Mary Wallopers", "Christy Moore", "Damien Rice", "Glen Hansard", "Imelda May", "Róisín Murphy",
    "The Coronas", "The Frames", "The Divine Comedy", "Villagers", "The Murder Capital", "Gavin James", "Clannad",
    "Sharon Shannon", "Mary Black", "Daniel O'Donnell", "Declan Nerney", "Mike Denver", "Derek Ryan", "Lisa McHugh",
    "Therapy?", "Ash", "Stiff Little Fingers", "The Undertones", "James Vincent McMorrow", "Lisa Hannigan", "Kojaque",
    "Lisa O'Neill", "My Bloody Valentine", "The Boomtown Rats", "Hothouse Flowers", "Horslips", "The Stunning",
    "Paul Brady", "Damien Dempsey", "Cara Dillon", "Altan", "Dervish", "Martin Hayes", "Aslan", "Bell X1",
    "The Scratch",
    "National Symphony Orchestra Ireland", "RTÉ Concert Orchestra", "Ulster Orchestra", "Irish Chamber Orchestra",
    "Irish Baroque Orchestra", "Irish National Opera", "Celtic Woman", "Celtic Thunder", "The High Kings",
    "The Fureys", "Foy Vance", "NewDad", "Sprints", "For Those I Love", "KETTAMA", "Mano Le Tough", "Ronan Keating",
    "Shane Filan", "Moving Hearts", "The Bothy Band", "Hermitage Green", "Wild Youth", "Belters Only", "Jazzy",
}  # fmt: skip

FITS: dict[str, dict[str, float]] = {
    "arena": {"pop": 4, "rock": 3, "indie": 3, "country": 2, "folk": 1, "hiphop": 1, "electronic": 1, "comedy": 1},
    "theatre": {"folk": 3, "country": 3, "trad": 2, "pop": 2, "comedy": 2, "classical": 1.5, "indie": 1.5, "rock": 1},
    "concert hall": {"classical": 5, "folk": 2, "trad": 2, "jazz": 2, "rock": 1.5, "pop": 1, "indie": 1, "country": 1},
    "live venue": {
        "indie": 5, "rock": 4, "punk": 3, "folk": 3, "hiphop": 2, "pop": 2, "metal": 2, "electronic": 1.5, "rnb": 1.5,
    },
    "club": {"house": 5, "techno": 5, "electronic": 3, "hiphop": 2, "rnb": 1},
    "warehouse": {"techno": 5, "house": 4, "electronic": 3, "hiphop": 1},
    "arts centre": {"folk": 4, "trad": 3, "classical": 2, "jazz": 2, "indie": 2, "country": 1, "comedy": 1},
    "music pub": {"folk": 4, "trad": 3, "indie": 3, "rock": 2, "country": 1, "jazz": 1.5, "punk": 0.5},
    "trad pub": {"trad": 8, "folk": 3},
    "trad venue": {"trad": 8, "folk": 2},
    "folk club": {"folk": 6, "trad": 3},
    "church": {"folk": 4, "classical": 4, "trad": 2, "indie": 1.5},
    "hall": {"country": 3, "rock": 2, "indie": 2, "pop": 2, "trad": 1, "classical": 1},
    "bar": {"indie": 2, "house": 2, "electronic": 2, "hiphop": 2, "jazz": 2, "rnb": 1, "folk": 1},
    "rock bar": {"metal": 5, "punk": 5, "rock": 4},
    "listening bar": {"jazz": 4, "electronic": 3, "house": 2, "rnb": 2},
    "historic house": {"classical": 5, "folk": 2, "trad": 2},
    "music centre": {"indie": 4, "punk": 3, "hiphop": 3, "pop": 2, "metal": 2},
}  # fmt: skip
"""Room kind to the families that play there. Kinds that are missing (parks, stadiums) are out of season."""

PER_WEEK = {
    "arena": 0.7, "theatre": 0.5, "concert hall": 0.9, "live venue": 2.2, "club": 1.4, "warehouse": 0.7,
    "arts centre": 0.45, "music pub": 1.2, "trad pub": 0.9, "trad venue": 0.5, "folk club": 1.0, "church": 0.35,
    "hall": 0.35, "bar": 0.9, "rock bar": 1.2, "listening bar": 1.0, "historic house": 0.3, "music centre": 0.9,
}  # fmt: skip
"""Gigs a week of one room, besides its weekly fixtures."""

FIXTURE_SHARE = {
    "trad pub": 1.0, "folk club": 1.0, "listening bar": 1.0, "rock bar": 0.6, "music pub": 0.4, "bar": 0.5,
    "club": 0.4, "live venue": 0.2, "arts centre": 0.08,
}  # fmt: skip
"""The share of rooms of a kind that put on the same thing every week."""

LIVELY = {"Cork": 1.6, "Galway": 1.7, "Limerick": 1.8, "Derry": 1.2, "Sligo": 2.5, "Waterford": 2.0}
"""How much more is on in a room of these towns: they have few rooms in the list for what goes on in them."""

_EVEN = (0.4, 0.5, 0.8, 1.5, 2.8, 3.0, 1.0)
_LATE = (0.1, 0.2, 0.3, 0.8, 3.0, 3.4, 0.6)
_SEATED = (0.2, 0.3, 0.6, 1.3, 2.6, 3.0, 0.9)
_PUB = (0.5, 0.6, 0.9, 1.4, 2.2, 2.4, 1.5)
WEEKDAYS = {
    "club": _LATE, "warehouse": _LATE, "theatre": _SEATED, "arts centre": _SEATED, "concert hall": _SEATED,
    "church": _SEATED, "historic house": _SEATED, "trad pub": _PUB, "music pub": _PUB, "folk club": _PUB, "bar": _PUB,
}  # fmt: skip
"""Room kind to the pull of each weekday, Monday first."""

STARTS: dict[str, tuple[str, ...]] = {
    "arena": ("18:30", "19:00"), "theatre": ("19:30", "20:00", "20:00"), "concert hall": ("19:30", "20:00"),
    "live venue": ("19:30", "20:00", "20:00", "19:00"), "club": ("22:30", "23:00", "23:00"),
    "warehouse": ("21:00", "22:00"), "arts centre": ("20:00", "20:00", "19:30"),
    "music pub": ("20:30", "21:00", "20:00"),
    "trad pub": ("20:30", "21:00", "21:30"), "church": ("19:30", "20:00"), "rock bar": ("20:00", "20:30"),
    "bar": ("20:30", "21:00"), "listening bar": ("20:00", "21:00"), "historic house": ("19:30", "15:00"),
}  # fmt: skip


def even_week(kind: str) -> tuple[float, ...]:
    """The pull of each weekday on a room of ``kind``."""
    return WEEKDAYS.get(kind, _EVEN)


def tier(act: str, chance: float) -> tuple[int, int]:
    """(smallest, largest) capacity that an act plays; ``chance`` (0 to 1) places the acts that nobody listed."""
    if act in ARENA:
        return 1_400, 14_000
    if act in LARGE:
        return 400, 2_600
    return (200, 950) if chance < 0.45 else (0, 420)


def price(room: Room, family: str, tier_low: int, chance: float) -> tuple[int, int]:
    """(low, high) in whole units of the room's currency: by the size of the room and of the act."""
    size = room.capacity
    if room.kind in ("club", "warehouse"):
        low, spread = 10 + 10 * chance, 6.0
    elif size >= 3_000:
        low, spread = 48 + 30 * chance, 45.0
    elif size >= 900:
        low, spread = 28 + 16 * chance, 18.0
    elif size >= 350:
        low, spread = 19 + 9 * chance, 6.0
    else:
        low, spread = 10 + 10 * chance, 3.0
    low += 6 if tier_low >= 400 and size < 3_000 else 0
    low -= 3 if family in ("comedy", "jazz") and low > 14 else 0
    share = 0.87 if room.country == "NI" else 1.0
    return round(low * share), round((low + spread * (chance > 0.35)) * share)
