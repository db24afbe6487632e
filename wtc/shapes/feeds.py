"""Calendars to subscribe to: what one holds, how it is asked for, and how its owner sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wtc.shapes.events import Event


class Of(StrEnum):
    """What a feed is of."""

    SAVED = "saved"
    FOLLOWED = "followed"
    SEARCH = "search"
    ARTIST = "artist"
    VENUE = "venue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What gigs a feed holds: ``search`` is the query of Discover's address, the ids are of an act or a room."""

    of: Of
    artist_id: int | None = None
    venue_id: int | None = None
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed of one user. ``reminder`` is minutes before the start, None for none; ``read_on`` is all that is kept
    of when a program last asked for it. ``mark`` stands for what it last said, since ``changed_at``. ``page`` is the
    path on the site that shows the same.
    """

    id: int
    user_id: int
    subject: Subject
    name: str
    reminder: int | None = None
    created_at: datetime
    read_on: date | None = None
    revoked: bool = False
    mark: str = ""
    changed_at: datetime
    page: str = "/saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A gig as a feed tells of it: the absolute ``address`` of its page, and ``about`` it in a sentence."""

    event: Event
    address: str
    about: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A feed that could be made: what the form sends, and what it is called and holds in words."""

    key: str
    of: str
    artist_id: int | None = None
    venue_id: int | None = None
    search: str = ""
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCard:
    """A feed in its owner's list, in words. ``reminder`` is minutes, -1 for none."""

    id: int
    name: str
    words: str
    read: str
    reminder: int = -1
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The ways to one feed. Each holds the secret: told once, when the feed is made, and kept nowhere."""

    ics: str
    rss: str
    webcal: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A feed that was just made, with its addresses."""

    feed: FeedCard
    addresses: Addresses
