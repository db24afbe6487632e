"""Acts looked for in our catalogue and in live sources at once, each told once with who knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy:
    """One source that knows the act. ``certain`` is False where only the name is the same; samples lead nowhere."""

    source: str
    source_id: str = ""
    name: str = ""
    url: str = ""
    certain: bool = True
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFound:
    """An act. ``artist_id`` and ``slug`` are ours, None and empty for one that only a live source knows."""

    name: str
    artist_id: int | None = None
    slug: str = ""
    genres: tuple[str, ...] = ()
    image: str = ""
    home_city: str = ""
    next_date: datetime | None = None
    dates: int = 0
    sources: tuple[KnownBy, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsFound:
    """``asked`` says of each source how it was asked: live, catalogue, off, down or blocked."""

    performers: tuple[ActFound, ...] = ()
    count: int = 0
    asked: Mapping[str, str] = field(default_factory=dict)
