"""A fan's Spotify account as it travels: keys to it, what it told, and how it stands on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wtc.shapes.identity import ArtistRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What opens a fan's account. ``refresh`` may be empty: then the one that stood goes on standing."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime
    scopes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Whose account it is."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that was read of an account: ``top`` by range (short, medium, long), the best first; ``saved`` with how many
    of the saved tracks are theirs, the most first.
    """

    profile: Profile
    top: Mapping[str, tuple[ArtistRecord, ...]]
    followed: tuple[ArtistRecord, ...] = ()
    saved: tuple[tuple[ArtistRecord, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """An account as it is kept. ``access`` and ``refresh`` are sealed; ``state`` is connected, ask again or refused."""

    user_id: int
    state: str
    name: str
    spotify_user_id: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    scopes: str
    expires_at: datetime | None
    connected_at: datetime
    consent_ends_at: datetime
    synced_at: datetime | None
    problem: str
    training: bool
    top_artists: Mapping[str, Any]
    top_genres: tuple[Mapping[str, Any], ...]
    acts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyStatus:
    """How a fan's connection stands. ``state`` is off, none, connected, ask again or refused."""

    configured: bool
    state: str
    connected: bool = False
    name: str = ""
    scopes: tuple[str, ...] = ()
    connected_at: datetime | None = None
    consent_ends_at: datetime | None = None
    last_synced_at: datetime | None = None
    syncing: bool = False
    problem: str = ""
    training: bool = False
    acts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyProfile:
    """What was read of a fan's account: ``top_artists`` by range as {id, name, url, artist_id, slug}, ``top_genres`` as
    {key, label, share} with shares of 1.
    """

    name: str
    spotify_user_id: str
    top_artists: Mapping[str, Any]
    top_genres: tuple[Mapping[str, Any], ...]
    last_synced_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyAct:
    """One of the acts listened to most: ``href`` is our page, ``url`` theirs at Spotify."""

    name: str
    url: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyCard:
    """The connection in words. ``state`` as in ``SpotifyStatus``; ``line`` how it stands, ``problem`` what is wrong."""

    state: str = "off"
    name: str = ""
    line: str = ""
    problem: str = ""
    read: str = ""
    consent: str = ""
    genres: tuple[str, ...] = ()
    acts: tuple[SpotifyAct, ...] = ()
    syncing: bool = False
    training: bool = False
