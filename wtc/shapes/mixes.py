"""Mixes: a cloudcast as Mixcloud tells of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMix:
    """One cloudcast. ``key`` is Mixcloud's own ("/user/slug/"); ``plays`` is None where the creator hides them.

    ``user`` is the creator's address name and ``creator`` how they call themselves.
    """

    key: str
    title: str
    user: str
    creator: str = ""
    url: str = ""
    image: str = ""
    genres: tuple[str, ...] = ()
    seconds: int = 0
    plays: int | None = None
    published_at: datetime | None = None
    sample: bool = False
