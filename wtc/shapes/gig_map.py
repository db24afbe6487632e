"""What the map of gigs shows."""

from dataclasses import dataclass, field

from wtc.shapes.events import EventCard
from wtc.shapes.shell import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class GigMap:
    """The list beside the map, in words; each card's place says how far it is where that is known.

    ``pins`` is where the map asks for its pins, ``view`` changes when it is to move: to ``lat`` and ``lon``, where the
    reader is to two places, or to the part in the address. ``ways`` are for an empty list, ``rest`` and ``more`` for
    one that goes on at Discover.
    """

    heading: str = ""
    total: int = 0
    cards: tuple[EventCard, ...] = ()
    days: tuple[Choice, ...] = ()
    sounds: tuple[Choice, ...] = ()
    free: Choice = field(default_factory=lambda: Choice(key="free", label="Free", href="/map"))
    active: tuple[Choice, ...] = ()
    clear: str = "/map"
    pins: str = ""
    view: str = ""
    lat: float = 0.0
    lon: float = 0.0
    empty: str = ""
    ways: tuple[Choice, ...] = ()
    rest: str = ""
    more: str = ""
    samples: bool = False
