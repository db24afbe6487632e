"""DJs of the directory: as they are typed in, as everybody sees them, and what an import makes of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wtc.shapes.artist_pages import ArtistCard
from wtc.shapes.events import EventCard
from wtc.shapes.players import Player
from wtc.shapes.shell import Choice, ListPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What somebody asks: in their ``words``, and in ``cents`` of ``currency`` where the words hold a sum."""

    words: str = ""
    cents: int | None = None
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class DjDraft:
    """A DJ as typed in, clean. ``email`` and ``phone`` are kept and never shown: messages are passed on."""

    dj_name: str
    city: str = ""
    genres: tuple[str, ...] = ()
    instagram: str = ""
    soundcloud: str = ""
    mixcloud: str = ""
    fee: Fee = field(default_factory=Fee)
    about: str = ""
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dj:
    """A DJ as everybody sees one: no address, no telephone. ``reachable`` says whether a message can be passed on.

    ``numeric_fee`` is cents of ``currency``; ``fee_eur`` the same in cents of euro, by the rate of ``rate_on``.
    """

    dj_id: int
    slug: str
    dj_name: str
    instagram: str = ""
    genres: tuple[str, ...] = ()
    soundcloud: str = ""
    mixcloud: str = ""
    city: str = ""
    dj_fee: str = ""
    numeric_fee: int | None = None
    currency: str = "EUR"
    fee_eur: int | None = None
    rate_on: date | None = None
    about: str = ""
    artist_id: int | None = None
    reachable: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DjQuery:
    """What is asked of the directory; empty means any. Fees are cents of euro."""

    q: str = ""
    city: str = ""
    genres: tuple[str, ...] = ()
    fee_min: int | None = None
    fee_max: int | None = None
    limit: int = 100
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DjPage:
    """One page of the directory; ``next`` is the next offset."""

    djs: tuple[Dj, ...] = ()
    count: int = 0
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One row of a file: ``what`` is new, changed, same, double or wrong; ``problems`` say why it is wrong.

    ``line`` is the row's number in the file, as a person counts.
    """

    line: int
    name: str
    city: str = ""
    fee: str = ""
    what: str = "new"
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """A file that was read, before or after it was applied. ``rows`` are some of them, the wrong ones first."""

    id: int = 0
    filename: str = ""
    rows: tuple[ImportRow, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DjCard:
    """A DJ or an act that mixes as a card, every word ready. ``listen`` leads to Mixcloud, if anywhere.

    ``href`` is empty for one who is at home elsewhere alone: then ``listen`` is the only way.
    """

    href: str
    name: str
    line: str = ""
    place: str = ""
    fee: str = ""
    listen: str = ""
    source: str = ""
    art: str = ""
    srcset: str = ""
    fallback: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DjFilters:
    """The address of the page of DJs; fees are whole euro, None for any."""

    tab: str = "directory"
    q: str = ""
    city: str = ""
    genre: str = ""
    fee_max: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DjsPage(ListPage):
    """The page of DJs in words."""

    tab: str = "directory"
    cards: tuple[DjCard, ...] = ()
    fees: tuple[Choice, ...] = ()
    fee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DjDetail:
    """One DJ on their own page, every word ready."""

    id: int = 0
    slug: str = ""
    name: str = ""
    line: str = ""
    fee: str = ""
    fee_note: str = ""
    about: tuple[str, ...] = ()
    wide: str = ""
    art: str = ""
    fallback: str = ""
    links: tuple[Choice, ...] = ()
    mixes: tuple[Player, ...] = ()
    cards: tuple[EventCard, ...] = ()
    act: ArtistCard | None = None
    reachable: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One row of a file in words; ``colour`` is that of its word."""

    line: str
    name: str
    place: str = ""
    fee: str = ""
    word: str = ""
    colour: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """An uploaded file in words. ``id`` 0 is none; ``todo`` is what its button says, empty when nothing is left."""

    id: int = 0
    filename: str = ""
    heading: str = ""
    tiles: tuple[Choice, ...] = ()
    lines: tuple[ImportLine, ...] = ()
    more: str = ""
    unread: str = ""
    todo: str = ""
    problem: str = ""
    applied: bool = False
