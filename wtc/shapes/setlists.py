"""Past shows and what was played at them, as setlist.fm tells of them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """One song of a set. ``encore`` is 0 for the main set; ``cover`` names whose song it is, '' when their own."""

    name: str
    encore: int = 0
    cover: str = ""
    tape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastShow:
    """One past show; without ``songs`` nobody wrote down what was played. ``url`` is to be linked where it is shown."""

    source_id: str
    day: date
    musicbrainz_id: str = ""
    artist: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    tour: str = ""
    url: str = ""
    songs: tuple[Song, ...] = ()
    changed_at: datetime | None = None
    sample: bool = False
