"""Acts in words: cards, the lists of acts and the page of one."""

from dataclasses import dataclass
from datetime import datetime

from wtc.shapes.events import EventCard
from wtc.shapes.players import Player
from wtc.shapes.shell import Choice, ListPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistFilters:
    """The address of the list of acts, read: empty means any."""

    tab: str = "local"
    q: str = ""
    genres: tuple[str, ...] = ()
    city: str = ""
    county: str = ""
    sort: str = "soonest"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistCard:
    """One act as a card shows it, every word ready. ``when`` is its next date, ``why`` what it has in common."""

    id: int
    href: str
    name: str
    line: str = ""
    when: str = ""
    moment: str = ""
    more: str = ""
    why: str = ""
    art: str = ""
    srcset: str = ""
    fallback: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedArtist:
    """One act of a user's own list, for the API and for the page alike. ``lately`` is a sign of life within 30 days."""

    id: int
    slug: str
    href: str
    name: str
    line: str = ""
    when: str = ""
    more: str = ""
    next_date: datetime | None = None
    family: str = "other"
    family_name: str = ""
    genres: tuple[str, ...] = ()
    art: str = ""
    dates: int = 0
    followers: int = 0
    active_at: datetime | None = None
    lately: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPage:
    """A user's own list, the newest followed first."""

    artists: tuple[FollowedArtist, ...] = ()
    count: int = 0
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistsPage(ListPage):
    """The list of acts in words."""

    tab: str = "local"
    total: int = 0
    cards: tuple[ArtistCard, ...] = ()
    sorts: tuple[Choice, ...] = ()
    sort: str = "soonest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A way out to a source, with what comes from there. ``href`` is empty where there is nothing to link."""

    key: str
    name: str
    kind: str
    gave: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAs:
    """One line of the panel of names: the source, what it calls the act, and how sure we are."""

    key: str
    source: str
    kind: str
    name: str
    sure: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setlist:
    """One past show in words; ``songs`` are lines, empty where nobody wrote them down."""

    day: str
    moment: str
    place: str
    count: str
    tour: str = ""
    songs: tuple[str, ...] = ()
    href: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TopSong:
    """A song and how often it was played in the shows that we know of; ``share`` is that in hundredths of the most."""

    name: str
    count: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistDetail:
    """One act on its own page, every word ready."""

    id: int = 0
    slug: str = ""
    path: str = ""
    name: str = ""
    eyebrow: str = ""
    line: str = ""
    summary: str = ""
    wide: str = ""
    square: str = ""
    photo: str = ""
    photo_by: str = ""
    aliases: str = ""
    about: tuple[str, ...] = ()
    about_by: str = ""
    followers: str = ""
    dates: str = ""
    none: str = ""
    cards: tuple[EventCard, ...] = ()
    mixes: tuple[Player, ...] = ()
    mixcloud: str = ""
    similar: tuple[ArtistCard, ...] = ()
    setlists: tuple[Setlist, ...] = ()
    songs: tuple[TopSong, ...] = ()
    credits: tuple[Credit, ...] = ()
    known: tuple[KnownAs, ...] = ()
    sample: bool = False
    samples: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotlight:
    """One act held up on Home: why it is this one, who it is, its next dates and a mix to hear."""

    id: int = 0
    href: str = ""
    name: str = ""
    reason: str = ""
    eyebrow: str = ""
    about: str = ""
    about_by: str = ""
    art: str = ""
    fallback: str = ""
    cards: tuple[EventCard, ...] = ()
    mixes: tuple[Player, ...] = ()
    sample: bool = False
