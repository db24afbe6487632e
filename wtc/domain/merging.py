"""One event made of all its listings: which source is believed for which fact. Order of arrival plays no part."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from wtc.domain import genres, titles
from wtc.domain.clues import Clue
from wtc.domain.text import fold, key
from wtc.shapes.events import Image, ListedArtist, Listing, Price, Status

FIRM = ("local", "ticketmaster")
"""Sources that know when a show is off: one of them is enough."""
TICKETING = ("ticketmaster", "dice", "eventbrite", "bandsintown")
"""Sources whose word that a show is on stands against an organiser's listing of it, which anybody may have copied."""

IMAGES = 6
LINE_UP = 40


@dataclass(slots=True, kw_only=True)
class Word:
    """One listing of an event, with its clue and whether its source has stopped showing it."""

    listing: Listing
    clue: Clue
    gone: bool = False
    place: int = 0


@dataclass(slots=True, kw_only=True)
class Facts:
    """What we say of an event. ``venue_from`` is the ``place`` of the word that knows the room, or None."""

    title: str
    description: str
    night: date | None
    day: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    doors_at: datetime | None
    timezone: str
    status: Status
    sold_out: bool
    venue_from: int | None
    artists: tuple[ListedArtist, ...]
    family: str
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    images: tuple[Image, ...]
    age: str
    price: Price | None
    ticket_url: str
    sample: bool


def merge(words: Sequence[Word], acts_genres: Mapping[str, Sequence[str]]) -> Facts:
    """The event that ``words`` tell of. ``acts_genres`` maps an act's key to what is known of it otherwise.

    An add-on or a resale copy speaks only when nobody else does, and so does a listing that its source has withdrawn.
    """
    told = _speakers(words)
    timed = _of_date(told)
    lead, when = told[0].listing, timed[0].listing
    artists = _line_up(told)
    seller = next((w.listing for w in told if w.listing.url), None)
    said = tuple(dict.fromkeys([genre for w in told for genre in w.listing.genres]))
    known: tuple[str, ...] = ()
    family, tags = genres.place(said)
    if family == "other" or not said:
        known = tuple(dict.fromkeys([genre for artist in artists for genre in acts_genres.get(key(artist.name), ())]))
    if family == "other":
        family, more = genres.place(known)
        tags = tags or more
    return Facts(
        title=_title(told),
        description=_first(w.listing.description for w in told),
        night=timed[0].clue.night,
        day=when.day or timed[0].clue.night,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        doors_at=_doors(timed),
        timezone=when.timezone,
        status=_status(words, told),
        sold_out=(seller or lead).sold_out,
        venue_from=next((w.place for w in told if w.clue.room), None),
        artists=artists,
        family=family,
        genres=(said or known)[:6],
        tags=tags,
        images=_images(told, artists),
        age=_first(w.listing.age for w in told),
        price=next((w.listing.price for w in told if w.listing.price), None),
        ticket_url="" if lead.sample or not seller else seller.url,
        sample=lead.sample,
    )


def _speakers(words: Sequence[Word]) -> list[Word]:
    """Who is believed, best first: present before gone, the show before its add-ons, the bill before its supports."""
    if len(words) == 1:
        return list(words)
    ordered = sorted(words, key=_trust(words))
    present = [word for word in ordered if not word.gone] or ordered
    own = [word for word in present if not word.clue.add_on] or present
    heads = [word.clue.billed[0] for word in own if word.clue.billed]
    if not heads:
        return own
    most = max(heads.count(head) for head in heads)
    head = next(head for head in heads if heads.count(head) == most)
    named = [w for w in own if head in w.clue.billed[:1] or w.clue.core == head or not w.clue.billed]
    return named + [word for word in own if word not in named]


def _trust(words: Sequence[Word]) -> Callable[[Word], tuple[object, ...]]:
    """The order of trust: an organiser's listing leads, except where Ticketmaster lists the show itself."""
    listed = any(w.listing.source == "ticketmaster" and not w.gone and not w.clue.add_on for w in words)

    return lambda word: (listed and word.listing.source != "ticketmaster", *word.clue.order)


def _of_date(told: Sequence[Word]) -> list[Word]:
    """Those whose date stands: not the old date of a moved show; with a start before without; best source first."""
    if len(told) == 1:
        return list(told)
    standing = [w for w in told if w.listing.day is None or w.clue.night is None or not _stale(w)] or list(told)
    return sorted(standing, key=lambda word: (word.listing.starts_at is None, word.listing.day is None))


def _stale(word: Word) -> bool:
    day, night = word.listing.day, word.clue.night
    return bool(day and night and abs((night - day).days) > 1)


def _title(told: Sequence[Word]) -> str:
    """The title of the most trusted listing, in the spelling that kept its fadas: 'Soulé' where others say 'Soule'."""
    lead = _shown(told[0].listing)
    same = (title for title in map(_shown, (word.listing for word in told)) if fold(title) == fold(lead))
    return max(same, key=lambda title: (_marks(title), title.isupper() == lead.isupper())) or "To be announced"


def _shown(listing: Listing) -> str:
    room = listing.venue
    return titles.read(listing.title, room.name if room else "", room.city if room else "").shown


def _marks(title: str) -> int:
    return sum(not letter.isascii() and letter.isalpha() for letter in title)


def _line_up(told: Sequence[Word]) -> tuple[ListedArtist, ...]:
    """Every act in billing order: the first bill, then who only others name, each with the ids anybody knows."""
    acts: dict[str, ListedArtist] = {}
    for word in told:
        for artist in word.listing.artists:
            own = known_as(artist, word.listing.source)
            name = key(artist.name)
            known = acts.get(name)
            acts[name] = own if known in (None, own) else _joined(known or own, own)
    return tuple(acts.values())[:LINE_UP]


def known_as(artist: ListedArtist, source: str) -> ListedArtist:
    """The act with those ids alone that mean something elsewhere: of the sources' own only Ticketmaster's."""
    return artist if source == "ticketmaster" or not artist.source_id else replace(artist, source_id="")


def _joined(one: ListedArtist, other: ListedArtist) -> ListedArtist:
    return ListedArtist(
        name=one.name,
        source_id=one.source_id or other.source_id,
        musicbrainz_id=one.musicbrainz_id or other.musicbrainz_id,
        spotify_id=one.spotify_id or other.spotify_id,
        image=one.image or other.image,
    )


def _doors(timed: Sequence[Word]) -> datetime | None:
    """Doors as a source says them, when they are before the start that we show."""
    start = timed[0].listing.starts_at
    said = (w.listing.doors_at for w in timed)
    return next((doors for doors in said if doors and (start is None or doors <= start)), None)


def _status(words: Sequence[Word], told: Sequence[Word]) -> Status:
    """Off when a firm source says so, or when every source does; withdrawn when all of them stopped listing it.

    An organiser's word that it is off, put off or moved counts only when no ticketing source still has it on.
    """
    if len(words) == 1 and not words[0].gone:
        return words[0].listing.status
    if all(word.gone for word in words):
        return Status.CANCELLED if any(w.listing.status is Status.CANCELLED for w in told) else Status.WITHDRAWN
    sold = [w for w in told if w.listing.source in TICKETING]
    if any(w.listing.status is not Status.CANCELLED for w in sold):
        told = sold
    firm = [w.listing.status for w in told if w.listing.source in FIRM]
    said = firm or [w.listing.status for w in told]
    if Status.CANCELLED in firm or all(status is Status.CANCELLED for status in said):
        return Status.CANCELLED
    others = [status for status in (*said, *(w.listing.status for w in told)) if status is not Status.CANCELLED]
    return next((status for status in others if status is not Status.SCHEDULED), Status.SCHEDULED)


def _images(told: Sequence[Word], artists: Sequence[ListedArtist]) -> tuple[Image, ...]:
    """Real pictures before stock ones: the listings', else the acts'."""
    found = {image.url: image for w in told for image in w.listing.images}
    real = [image for image in found.values() if not image.generic]
    acts = [artist.image for artist in artists if artist.image and artist.image.url]
    return tuple((real or acts or list(found.values()))[:IMAGES])


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
