"""What a fan listens to elsewhere, as it travels: acts with their weights, a file on its way in, sources in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Liked:
    """An act that a fan listens to. ``weight`` is 0 to 1, ``how`` says why in a few words, ``plays`` is 0 if not told.

    ``artist_id`` is ours where we know the act; the other ids are its ids elsewhere, empty where not told.
    """

    name: str
    weight: float
    how: str = ""
    genres: tuple[str, ...] = ()
    plays: int = 0
    spotify_id: str = ""
    musicbrainz_id: str = ""
    artist_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningFile:
    """A file that was read. ``source`` is spotify-file, lastfm, listenbrainz or list; ``rows`` were read, ``skipped``
    could not be; ``acts`` are all in it, ``liked`` those that are kept, the most played first.
    """

    source: str
    rows: int
    skipped: int
    acts: int
    liked: tuple[Liked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAct:
    """One act of a preview: ``known`` when we have it."""

    name: str
    how: str
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningReport:
    """What a file would bring, or brought: ``acts`` kept of ``found``, ``known`` of them ours, ``top`` the first ten.

    ``replaces`` is how many acts of the same source stand and would go.
    """

    id: int
    filename: str
    source: str
    label: str
    acts: int
    found: int
    known: int
    rows: int
    skipped: int
    top: tuple[ImportedAct, ...]
    replaces: int = 0
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningSource:
    """One source of which something is kept: how many acts, how many of them we know, and since when."""

    source: str
    label: str
    acts: int
    known: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """The same in words."""

    source: str
    label: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningPage:
    """The section of the preferences in words: what is kept, and the file in hand (``id`` 0: none)."""

    sources: tuple[SourceLine, ...] = ()
    id: int = 0
    heading: str = ""
    line: str = ""
    top: tuple[ImportedAct, ...] = ()
    todo: str = ""
    applied: bool = False
    problem: str = ""


LABELS: Mapping[str, str] = {
    "spotify": "Spotify",
    "spotify-file": "Spotify, from your file",
    "lastfm": "Last.fm",
    "listenbrainz": "ListenBrainz",
    "list": "Your own list",
}
"""The sources of listening, and the words for them."""
