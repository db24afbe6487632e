"""Alerts, the gigs they are held against, and the notifications that come of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wtc.shapes.shell import Choice


class AlertKind(StrEnum):
    """What an alert waits for."""

    ARTIST = "artist"
    VENUE = "venue"
    GENRE = "genre"
    SEARCH = "search"
    TASTE = "taste"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDraft:
    """An alert as it is typed in: ``about`` is an act, a room, a genre's key, or an address of Discover.

    ``subject_id`` is the act's or room's where it was picked. ``city`` '' is all of Ireland; ``radius_km`` None is the
    town alone; ``price_max`` is in cents, None for any price; ``least`` is the least match in per cent.
    """

    kind: AlertKind
    about: str = ""
    subject_id: int | None = None
    city: str = ""
    radius_km: int | None = None
    price_max: int | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert that is kept, as its draft says it.

    ``term`` is what it is looked up by: a folded name, a genre's key, a search; ``about`` names that for people.
    """

    id: int
    user_id: int
    kind: AlertKind
    term: str
    about: str
    subject_id: int | None = None
    city: str = ""
    radius_km: int | None = None
    price_max: int | None = None
    least: int | None = None
    paused: bool = False
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gig:
    """The facts of an event that an alert asks about: ids and folded names of its acts and room, prices in cents."""

    id: int
    slug: str = ""
    title: str = ""
    acts: tuple[int, ...] = ()
    act_keys: frozenset[str] = frozenset()
    act_names: tuple[str, ...] = ()
    venue_id: int | None = None
    venue_keys: frozenset[str] = frozenset()
    venue: str = ""
    city: str = ""
    city_key: str = ""
    county: str = ""
    lat: float | None = None
    lon: float | None = None
    family: str = "other"
    names: frozenset[str] = frozenset()
    source_mask: int = 0
    price_low: int | None = None
    price_high: int | None = None
    day: date | None = None
    starts_at: datetime | None = None
    first_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """An alert on its owner's page; ``href`` leads to what matches it now, where a search can say that."""

    id: int
    kind: str
    sentence: str
    glyph: str
    paused: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertBegun:
    """What the sentence stands at: ``id`` is 0 for a new alert; ``words`` are those of a search, ``subject`` an id."""

    id: int = 0
    kind: str = "artist"
    about: str = ""
    words: str = ""
    subject: int = 0
    city: str = ""
    radius: str = ""
    price: str = ""
    least: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """A user's alerts, how many more they may have, and what they might ask for next.

    ``unheard``: one of them waits for what matches a taste of which nothing is known.
    """

    alerts: tuple[AlertCard, ...] = ()
    room: int = 0
    suggestions: tuple[Choice, ...] = ()
    unheard: bool = False


class Road(StrEnum):
    """How a kind of news reaches a user beside their list on the site."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSettings:
    """Which news goes by mail and when: ``change`` of a saved gig, new ``show``, ``taste`` match, ``set`` played.

    Hours are Irish, 0 to 23. Mail and push are held back from ``quiet_from`` to ``quiet_to``; the two alike: never.
    ``push_*`` say which goes to the user's browsers, at once.
    """

    change: Road = Road.NOW
    show: Road = Road.DIGEST
    taste: Road = Road.DIGEST
    set: Road = Road.OFF
    digest_hour: int = 18
    quiet_from: int = 22
    quiet_to: int = 8
    push_change: bool = True
    push_show: bool = True
    push_taste: bool = True
    push_set: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Something that was told to a user: ``kind`` is change, show, taste, set, room or report."""

    id: int
    kind: str
    title: str
    body: str
    href: str
    created_at: datetime
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationPage:
    """Some of a user's notifications, unread first and then the newest; ``next`` is the offset of more."""

    notifications: tuple[Notification, ...] = ()
    unread: int = 0
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationLine:
    """One notification on the page, in words."""

    id: int
    glyph: str
    title: str
    body: str
    href: str
    when: str
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationDay:
    """The notifications of one Irish day under its name."""

    label: str
    lines: list[NotificationLine] = field(default_factory=list)
