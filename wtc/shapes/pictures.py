"""Pictures that we keep ourselves: photographs and posters, re-encoded in a few widths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A picture in our store. ``digest`` names its files; ``width`` and ``height`` are those of its largest copy.

    ``colour`` is its commonest one (#rrggbb), for the box before it has loaded; ``widths`` are the copies there are.
    """

    digest: str
    width: int
    height: int
    colour: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture at our own address, with the addresses of its smaller copies (WebP; AVIF at the same but for the end).

    ``small`` fills a square of a row, ``card`` a card.
    """

    url: str
    width: int = 0
    height: int = 0
    colour: str = ""
    srcset: str = ""
    card: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Gallery:
    """Every picture that is ready: by the address at which its source has it, and by the id of the act it shows."""

    by_url: Mapping[str, Photo] = field(default_factory=dict)
    by_act: Mapping[int, Photo] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A picture to be fetched, and how often that was tried."""

    url_hash: str
    url: str
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCount:
    """How many pictures of a source are in one state, and when one last came to it."""

    source: str
    state: str
    count: int
    last: datetime | None = None
    problem: str = ""
