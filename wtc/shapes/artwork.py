"""Artwork: what a picture is of, and the picture."""

from dataclasses import dataclass

from wtc.shapes.events import Geo


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a picture is of. ``title`` is what its poster says; ``room`` is the kind of a venue."""

    kind: str
    slug: str
    title: str
    family: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSubject:
    """What a map is of: a room, where it is, and the rooms around it by name."""

    slug: str
    name: str
    geo: Geo
    near: tuple[tuple[str, Geo], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn picture. ``edition`` is the digest of its words: an address that carries it is good for ever."""

    data: bytes
    etag: str
    edition: str
