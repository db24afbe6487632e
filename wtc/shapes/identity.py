"""Acts: as a source knows one, and which of ours it is held to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistRecord:
    """One source's word about one act. ``billed_with`` are acts on the same bills; ``links`` addresses by kind.

    ``country`` is two letters, ``kind`` person, group, dj or ''; ``followers`` is None where nobody counts.
    """

    source: str
    source_id: str
    name: str
    url: str = ""
    image: str = ""
    genres: tuple[str, ...] = ()
    country: str = ""
    kind: str = ""
    disambiguation: str = ""
    about: str = ""
    aliases: tuple[str, ...] = ()
    billed_with: tuple[str, ...] = ()
    musicbrainz_id: str = ""
    spotify_id: str = ""
    ticketmaster_id: str = ""
    followers: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False


class Standing(StrEnum):
    """How sure we are which of our acts a record is."""

    NEW = "new"
    ACCEPTED = "accepted"
    REVIEW = "review"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One named part of a confidence; ``weight`` is its share of the log-odds, signed."""

    name: str
    said: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which of our acts a record is. ``artist_id`` is certain when accepted and the best guess while in review."""

    source: str
    source_id: str
    artist_id: int | None = None
    state: Standing = Standing.NEW
    confidence: float = 0.0
    factors: tuple[Factor, ...] = ()
    decided_by: str = ""
