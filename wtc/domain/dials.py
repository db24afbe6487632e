"""What a fan may turn up and down: whole factors of the ranking, and single sounds, acts and rooms."""

import re

from wtc.domain.genres import FAMILIES
from wtc.domain.genres import label as sound_named
from wtc.errors import Invalid
from wtc.language import t, word

LEAST, MOST = -2, 2
LONGEST = 64
FACTORS = {
    "near": word("How near it is"),
    "home": word("Your own part of the country"),
    "budget": word("What it costs"),
    "soon": word("How soon it is"),
    "night": word("The nights you're free"),
    "hour": word("The days and hours you go out"),
    "sound": word("Gigs that sound like those you liked"),
    "wanted_genre": word("The genres you picked"),
    "wanted_act": word("The acts you named"),
    "wanted_dj": word("The DJs you named"),
    "wanted_venue": word("The rooms you named"),
    "heard_genre": word("The genres you listen to"),
    "heard_act": word("The acts you listen to"),
    "saved": word("What you saved"),
    "saved_genre": word("The genres you save"),
    "followed_act": word("The acts you follow"),
    "liked_act": word("The acts you liked"),
    "liked_venue": word("The rooms you liked"),
    "alike_act": word("Acts that sound like yours"),
    "haunts": word("Where you usually go"),
    "hidden_act": word("Acts you turned down"),
    "hidden_genre": word("Genres you turned down"),
    "hidden_venue": word("Rooms you turned down"),
    "similar_act": word("Acts that fans of yours like"),
    "similar_fans": word("Fans like you"),
    "known_act": word("Acts you know"),
    "regular_act": word("The acts you keep coming back to"),
    "regular_venue": word("The rooms you keep coming back to"),
    "series": word("The same act on your usual night"),
    "same_room": word("An act again where you saw it"),
    "drawn_genre": word("Genres behind the acts you like"),
    "local": word("What fans near you like"),
    "fresh": word("What's newly listed"),
    "ahead": word("How far ahead it is"),
    "often": word("Acts that play often"),
    "popular": word("What's popular"),
    "popular_acts": word("Acts that are popular"),
}
"""Factors of ``ml.taste`` that a fan may turn whole, in words."""
WORDS = {-2: word("Much less"), -1: word("Less"), 0: word("As it comes"), 1: word("More"), 2: word("Much more")}
_GENRE = re.compile(r"[a-z0-9&+' -]{1,50}")
_ID = re.compile(r"[1-9][0-9]{0,17}")


def read(factor: str) -> tuple[str, str]:
    """A dial's name in two: ('genre', 'techno'), ('act', '12'), ('venue', '4') or ('', 'near'). Raises ``Invalid``."""
    kind, colon, name = factor.partition(":") if ":" in factor else ("", "", factor)
    known = {
        "genre": colon and _GENRE.fullmatch(name) and name == name.strip(),
        "act": colon and _ID.fullmatch(name),
        "venue": colon and _ID.fullmatch(name),
        "": not colon and name in FACTORS,
    }.get(kind)
    if not known or len(factor) > LONGEST:
        raise Invalid("That can't be turned up or down.", details={"factor": "genre:, act:, venue: or a factor's name"})
    return kind, name


def label(kind: str, name: str) -> str:
    """A genre's or a factor's words; those of acts and rooms are their names."""
    if not kind:
        return t(FACTORS[name])
    return sound_named(name) if name in FAMILIES else name[:1].upper() + name[1:]


def named(factor: str, kept: str) -> str:
    """What a dial is about, in the language in hand; acts and rooms by the name that was kept."""
    kind, name = read(factor)
    return kept if kind in ("act", "venue") else label(kind, name)


def within(step: int) -> int:
    """``step``, or the end of the scale beyond which it lies."""
    return min(max(step, LEAST), MOST)
