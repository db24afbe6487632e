"""What organisers put on themselves: a night as it was written, and as its organiser sees it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtc.shapes.events import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One night of an organiser's: the form as written, which event it is, and how it does.

    ``version`` rises with each change; whoever changes it says which one they saw. ``series_id`` is None for a night
    that stands alone. ``views``, ``saves`` and ``clicks`` are those of the event.
    """

    id: int
    version: int
    form: dict[str, Any] = field(default_factory=dict)
    source_id: str = ""
    day: date | None = None
    cancelled: bool = False
    series_id: int | None = None
    event_id: int | None = None
    slug: str = ""
    views: int = 0
    saves: int = 0
    clicks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """Some of an organiser's nights. ``next`` is the next offset, None at the end."""

    nights: tuple[Night, ...] = ()
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A night on its way into the catalogue: its form, and the same as the parser of our own form read it.

    ``id`` and ``version`` are those of the night it changes, 0 for a new one.
    """

    source_id: str
    form: dict[str, Any]
    listing: Listing
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomName:
    """A room to choose: its name and where it is."""

    name: str
    town: str
    county: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRow:
    """A night as a line of its organiser's page, every word ready. ``kind`` colours ``state``."""

    title: str
    when: str
    place: str
    href: str
    page: str = ""
    state: str = ""
    kind: str = ""
    doing: str = ""
    day: str = ""
    weekday: str = ""
    month: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightGroup:
    """The nights of one series under its name, or nights that stand alone under none."""

    title: str = ""
    words: str = ""
    rows: tuple[NightRow, ...] = ()
