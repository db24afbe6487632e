"""Which words a poster carries and at what address it hangs."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from urllib.parse import quote

from wtc.domain.text import clean, fold
from wtc.shapes.events import Event

PRESS = 1
"""The edition of the drawing itself: raise it when posters are drawn differently, and every address changes."""

ISLAND = "ireland"
"""The slug of the map of the whole island; no room is called that."""

CUTS = {
    "card": (640, 480),
    "square": (480, 480),
    "wide": (1260, 540),
    "tall": (512, 640),
    "plain": (640, 480),
    "preview": (1200, 630),
    "thumb": (240, 240),
}
"""Cut to width and height. ``wide`` and ``tall`` are heroes with room for a heading; ``plain`` has no lettering.

``preview`` is for link previews: the card in their format, without the grain that no PNG can shrink. ``thumb`` is the
square without grain, for lists of hundreds: what is drawn while somebody scrolls has to be drawn at once.
"""
FLAT = ("preview", "thumb")
"""Cuts without grain and dots."""

_TAIL = re.compile(r"\s+(?:at|@|live at|live in)\s+\S.*$|\s*(?::|\||\s[-–—])\s.*$", re.IGNORECASE)
_LONGEST = 48


def headline(title: str, artists: Sequence[str] = ()) -> str:
    """The words of an event's poster: the headliner whole when the title names it, else the title without its tail."""
    title = clean(title)
    if artists and f" {fold(artists[0])} " in f" {fold(title)} ":
        return clean(artists[0])
    return _TAIL.sub("", title) or title


def shortened(words: str) -> str:
    """At most 48 characters, cut between words where that leaves anything worth setting."""
    if len(words) <= _LONGEST:
        return words
    whole = words[: _LONGEST + 1].rpartition(" ")[0]
    return whole if len(whole) > _LONGEST // 2 else words[:_LONGEST]


def edition(title: str, family: str = "") -> str:
    """Eight hex digits that change when the words or the family of a picture change."""
    return blake2b(f"{PRESS}|{title}|{family}".encode(), digest_size=4).hexdigest()


def art_address(kind: str, slug: str, cut: str = "card", *, title: str = "", family: str = "") -> str:
    """Where a picture hangs. With its ``title`` (and ``family``) the address is this edition's own, good for ever."""
    mark = f"&v={edition(title, family)}" if title else ""
    return f"/art/v1/{kind}/{quote(slug)}.svg?cut={cut}{mark}"


def event_art(event: Event, cut: str = "card") -> str:
    """The address of an event's poster."""
    words = headline(event.title, [artist.name for artist in event.artists])
    return art_address("event", event.slug, cut, title=words, family=event.family)


def preview_address(event: Event) -> str:
    """The address of an event's picture for link previews: a PNG of 1200 by 630, which every service can read."""
    words = headline(event.title, [artist.name for artist in event.artists])
    return f"/og/v1/event/{quote(event.slug)}.png?v={edition(words, event.family)}"


def venue_preview(slug: str, name: str) -> str:
    """The address of a room's picture for link previews."""
    return f"/og/v1/venue/{quote(slug)}.png?v={edition(name)}"


def artist_preview(slug: str, name: str, family: str) -> str:
    """The address of an act's picture for link previews."""
    return f"/og/v1/artist/{quote(slug)}.png?v={edition(name, family)}"


def artist_art(slug: str, name: str, family: str = "other", cut: str = "square") -> str:
    """The address of an act's poster."""
    return art_address("artist", slug, cut, title=name, family=family)


def venue_art(slug: str, name: str, cut: str = "card") -> str:
    """The address of a room's picture: its street at dusk."""
    return art_address("venue", slug, cut, title=name)


def genre_art(family: str, cut: str = "plain") -> str:
    """The address of a genre tile's picture."""
    return art_address("genre", family, cut, title=family, family=family)


def map_address(slug: str, name: str) -> str:
    """The address of the small map around a room."""
    return art_address("map", slug, title=name)


def island_address() -> str:
    """The address of the outline of the whole island, 640 by 760."""
    return art_address("map", ISLAND, title="Ireland")
