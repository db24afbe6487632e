"""The words of the sample catalogue: titles, weekly fixtures and descriptions, made for it."""

from random import Random

from wtc.domain.ireland import Room

_TITLES: dict[str, tuple[str, ...]] = {
    "club": ("{act} all night long", "{act}: extended set", "{act} in the round", "{act} and friends"),
    "classical": ("{act}: an evening in two halves", "{act} by candlelight", "{act}: new work and old favourites"),
    "trad": ("{act} in concert", "An evening with {act}", "{act}: airs and reels", "{act}, unamplified"),
    "comedy": ("{act} live", "{act}: the new hour", "{act}: work in progress"),
    "big": ("{act}: live in {city}", "{act}: the long way home tour", "{act} in concert", "{act}: the big nights"),
    "song": ("{act}, solo", "An evening with {act}", "{act} unplugged", "{act}: songs from the new record"),
    "any": (
        "{act}: live in {city}",
        "{act}: the small rooms tour",
        "{act}: one night only",
        "{act}: album launch",
        "{act}: home for the weekend",
        "{act}: the long way home tour",
        "{act}: the back roads tour",
    ),
}

FIXTURES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "trad pub": (
        ("Trad session", "trad", "21:30"),
        ("The early session", "trad", "18:00"),
        ("Session in the snug", "trad", "21:00"),
        ("Singers' night", "folk", "21:00"),
        ("Set dancing and tunes", "trad", "20:30"),
    ),
    "music pub": (
        ("Open mic in the back room", "folk", "20:30"),
        ("Songwriters in the round", "folk", "20:00"),
        ("Blues in the afternoon", "jazz", "16:00"),
        ("The weekly tune swap", "trad", "21:00"),
    ),
    "bar": (("Selectors: vinyl only", "house", "21:00"), ("Jazz at the bar", "jazz", "20:00")),
    "listening bar": (("Deep listening: one record, start to finish", "jazz", "19:30"),),
    "club": (("The residents", "house", "23:00"), ("Low ceiling: techno till late", "techno", "23:00")),
    "live venue": (("New bands night", "indie", "20:00"), ("Stand-up downstairs", "comedy", "20:30")),
    "arts centre": (("Coffee concert", "classical", "11:30"), ("Comedy in the studio", "comedy", "20:30")),
    "theatre": (("Foyer session", "folk", "20:00"), ("Stage side: jazz after dark", "jazz", "21:00")),
    "rock bar": (("Loud night: three bands", "metal", "20:30"),),
    "folk club": (("Folk club singaround", "folk", "21:00"),),
}
"""Room kind to what it puts on every week: title, family, start."""

FESTIVALS = (
    ("{city} Folk Weekend", "folk"),
    ("{city} Jazz Trail", "jazz"),
    ("{city} Fleadh Nights", "trad"),
    ("{city} Loud", "punk"),
    ("{city} Voices", "indie"),
    ("{city} After Hours", "techno"),
)

_LINES: dict[str, tuple[str, ...]] = {
    "trad": (
        "Tunes first, talk second.",
        "Reels, slow airs and a song or two if the room is quiet.",
        "Bring an instrument or an ear.",
    ),
    "folk": (
        "Songs that take their time.",
        "Harmonies up close, stories in between.",
        "A listening crowd and a long night of songs.",
    ),
    "indie": (
        "Guitars up, house lights down.",
        "Hooks, feedback and a set that doesn't hang about.",
        "New songs next to the ones you know.",
    ),
    "rock": (
        "Big riffs, no backing track.",
        "Two guitars, one drum kit, plenty of it.",
        "Loud, tight and over before your last bus.",
    ),
    "punk": ("Short songs, fast.", "Come for the noise, stay for the choruses.", "Earplugs at the bar."),
    "metal": ("Slow, heavy and louder than you think.", "Riffs the size of a bus.", "Bring earplugs. Really."),
    "pop": (
        "Every chorus a sing-along.",
        "A set built for the back row as much as the front.",
        "Glitter optional, singing not.",
    ),
    "hiphop": (
        "Bars, bass and a DJ who knows when to stop.",
        "New verses and a packed floor.",
        "Sharp words over heavy beats.",
    ),
    "rnb": ("Slow grooves and a band that breathes.", "Soul voices, warm keys.", "Late, low-lit and smooth."),
    "house": (
        "Four to the floor until they turn the lights on.",
        "Warm chords, long blends.",
        "A proper sound system and a small floor.",
    ),
    "techno": ("Dark room, steady kick.", "Long sets, few lights.", "Straight through to closing."),
    "electronic": (
        "Machines, played by hand.",
        "Synths, slow builds and a good screen.",
        "Between a gig and a club night.",
    ),
    "jazz": (
        "Standards, own tunes and no setlist.",
        "A quartet, a low stage and a quiet bar.",
        "Two sets with a breather between.",
    ),
    "classical": (
        "Two halves and an interval.",
        "New work beside old favourites.",
        "Seats are unreserved; early birds get the front.",
    ),
    "country": (
        "Waltzes, heartbreak and a dance floor.",
        "Steel guitar and good boots.",
        "Songs about home, sung by people who left it.",
    ),
    "comedy": ("Jokes, some of them finished.", "Front row at your own risk.", "A full hour and a warm-up."),
    "other": ("Something you won't hear elsewhere this week.", "Hard to file, easy to like.", "Come curious."),
}
_ROOM_LINES: dict[str, tuple[str, ...]] = {
    "seated": ("All seated, bar before and at the interval.", "Numbered seats.", "Doors half an hour before."),
    "pub": ("Pay at the door or book ahead.", "Stools go early.", "Food until eight."),
    "club": ("Over 18s, bring ID.", "Cloakroom at the door.", "Last entry an hour and a half before closing."),
    "room": ("Mostly standing.", "Standing, with a few stools at the back.", "Doors half an hour before."),
}
_SEATED_KINDS = {"theatre", "concert hall", "arts centre", "church", "historic house", "arena"}
_PUB_KINDS = {"trad pub", "music pub", "bar", "folk club", "listening bar", "rock bar"}


def gig_title(act: str, family: str, room: Room, dice: Random) -> str:
    """A title for ``act`` in ``room``: the plain name as often as not, else the one name of its present tour."""
    if dice.random() < 0.5:
        return act
    tour = Random(f"tour {act}").choice(_TITLES[_style(act, family, room)])
    return tour.format(act=act, city=room.city)


def _style(act: str, family: str, room: Room) -> str:
    if room.kind in ("club", "warehouse"):
        return "club"
    if family in ("classical", "trad", "comedy"):
        return family
    if room.capacity >= 900:
        return "big"
    return "song" if family in ("folk", "country", "jazz") and not act.startswith("The ") else "any"


def description(family: str, room: Room, dice: Random) -> str:
    """Two short sentences, one about the music and one about the room."""
    kind = "seated" if room.kind in _SEATED_KINDS else "pub" if room.kind in _PUB_KINDS else "room"
    kind = "club" if room.kind in ("club", "warehouse") else kind
    return f"{dice.choice(_LINES[family])} {dice.choice(_ROOM_LINES[kind])}"
