"""Acts: what is asked of the list of them, and all that is known about one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wtc.shapes.events import Event
from wtc.shapes.pictures import Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistQuery:
    """What is asked of the list of acts; empty means any. ``tab`` is local, discovered or all; cities are names.

    ``user`` narrows to the acts that this user follows.
    """

    tab: str = "all"
    q: str = ""
    genres: tuple[str, ...] = ()
    city: str = ""
    county: str = ""
    sort: str = "soonest"
    limit: int = 24
    offset: int = 0
    user: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """One act as the API lists it. ``dates`` counts what is to come, ``next_date`` is when the first of it begins;
    ``sample_dates`` says that they are all samples.

    ``active_at`` is the newest sign of life: a show that was announced, a mix, a past show written down.
    """

    id: int
    slug: str
    name: str
    genres: tuple[str, ...] = ()
    family: str = "other"
    home_city: str = ""
    county: str = ""
    country: str = ""
    image: Photo | None = None
    dates: int = 0
    next_date: datetime | None = None
    sample_dates: bool = False
    followers: int = 0
    active_at: datetime | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistPage:
    """One page of acts. ``families`` counts the matches of each genre family, its own filter left out."""

    artists: tuple[Artist, ...] = ()
    count: int = 0
    total: int = 0
    next: int | None = None
    families: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one source calls an act. ``confidence`` 1 is certain; ``how`` is "hard id", "alias", "scorer", "admin"."""

    source: str
    source_id: str
    name: str = ""
    url: str = ""
    confidence: float = 1.0
    how: str = "hard id"
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """One mix of an act's, as Mixcloud tells of it."""

    key: str
    title: str
    url: str = ""
    image: Photo | None = None
    seconds: int = 0
    published_at: datetime | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """One song of a past show. ``cover`` names whose it is; ``encore`` 0 is the main set."""

    name: str
    encore: int = 0
    cover: str = ""
    tape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One past show. Without ``songs`` nobody wrote down what was played."""

    id: str
    day: date
    venue: str = ""
    city: str = ""
    country: str = ""
    tour: str = ""
    url: str = ""
    songs: tuple[Song, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An act like another: how many bills they shared, which genres, and whether they are of one town."""

    artist: Artist
    bills: int = 0
    genres: tuple[str, ...] = ()
    town: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is known about one act. ``told_by`` names the source of a fact; ``links`` are addresses by kind."""

    artist: Artist
    aliases: tuple[str, ...] = ()
    kind: str = ""
    disambiguation: str = ""
    about: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    told_by: Mapping[str, str] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    mixcloud: str = ""
    events: tuple[Event, ...] = ()
    mixes: tuple[Mix, ...] = ()
    setlists: tuple[Played, ...] = ()
    similar: tuple[Alike, ...] = ()
