"""What waits for a person's word: two listings that may be one show, what visitors reported, what was set right."""

from dataclasses import dataclass
from datetime import datetime

from wtc.shapes.events import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Two listings as they are kept, with the event of each, before they are put in words."""

    id: int
    one_id: int
    other_id: int
    score: float
    parts: dict[str, object]
    state: str
    asked_by: str
    note: str
    decided_at: datetime | None
    decided_by: str
    one: Listing
    other: Listing
    one_event: int
    other_event: int
    one_slug: str
    other_slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two listings. ``href`` is its event's page, ``url`` its place at the source."""

    listing_id: int = 0
    source: str = ""
    name: str = ""
    title: str = ""
    event_id: int = 0
    href: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact as both say it."""

    label: str
    one: str
    other: str
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a score, 0 to 100."""

    label: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two listings side by side, in words. ``state`` is waiting, same or different; ``score`` 0 to 100."""

    id: int = 0
    score: int = 0
    because: str = ""
    asked: str = ""
    note: str = ""
    state: str = "waiting"
    decided: str = ""
    one: Side = Side()
    other: Side = Side()
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePage:
    """Some of the pairs, and how many there are."""

    pairs: tuple[Duplicate, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report in words. ``subject`` is event, artist or venue; ``state`` is open, fixed or declined."""

    id: int = 0
    subject: str = ""
    subject_id: int = 0
    name: str = ""
    href: str = ""
    kind: str = ""
    what: str = ""
    note: str = ""
    by: str = ""
    when: str = ""
    state: str = "open"
    answer: str = ""
    pair_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some of the reports, and how many there are."""

    reports: tuple[Report, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMessage:
    """A message to a DJ that a person looks at first, in words. Addresses in it are veiled."""

    id: int = 0
    dj: str = ""
    href: str = ""
    by: str = ""
    subject: str = ""
    body: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """Some of the messages that wait, and how many there are."""

    messages: tuple[HeldMessage, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One fact set right on an event, in words."""

    id: int = 0
    event_id: int = 0
    field: str = ""
    label: str = ""
    value: str = ""
    said: str = ""
    when: str = ""
    name: str = ""
    href: str = ""
