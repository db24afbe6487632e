"""What the source room shows: cards that carry their words."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a report and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCard:
    """A job: ``percent`` is how far it is, below 0 when that is not known; ``busy`` while it waits or runs."""

    id: int
    title: str
    about: str = ""
    state: str
    tone: str
    words: str = ""
    asked: str = ""
    took: str = ""
    busy: bool = False
    percent: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One city that a source was asked about."""

    city: str
    read: str
    state: str
    tone: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """One source: how it is, what to do about it, what is left of it, and what came of the last reading."""

    key: str
    name: str
    state: str
    tone: str
    fix: str = ""
    message: str = ""
    read: str = ""
    left: str = ""
    share: int = -1
    low: bool = False
    figures: list[Figure] = field(default_factory=list)
    towns: str = ""
    places: list[PlaceRow] = field(default_factory=list)
    aside: int = 0
    can_read: bool = False
    by_city: bool = False
    job: list[JobCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideCard:
    """Something a source sent that could not be read: which field, why, and how it begins."""

    id: str
    reason: str
    field: str = ""
    raw: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleCard:
    """A schedule: ``state`` is the light in a word."""

    kind: str
    title: str
    cron: str
    state: str
    tone: str
    words: str
    last: str
    next: str
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """Something that is wrong; ``taken`` once an admin took it on."""

    id: int
    level: str
    tone: str
    title: str
    message: str = ""
    fix: str = ""
    since: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """The whole room. ``busy`` while any job waits or runs; ``older`` is the job id from which older ones follow."""

    sentence: str
    alerts: list[AlertCard] = field(default_factory=list)
    sources: list[SourceCard] = field(default_factory=list)
    schedules: list[ScheduleCard] = field(default_factory=list)
    jobs: list[JobCard] = field(default_factory=list)
    busy: bool = False
    older: int = 0
