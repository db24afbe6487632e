"""Which picture of a source is wanted, and where one of our own store hangs, in which widths and kinds."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from wtc.shapes.events import Image
from wtc.shapes.pictures import Kept, Photo

WIDTHS = (320, 640, 960, 1280)
KINDS = {"webp": "image/webp", "avif": "image/avif"}
POSTER_SIZES = "(min-width: 1024px) 680px, 75vw"
"""How wide the poster of an event's page stands; on a phone's fine screen a little less, for its wire's sake."""
_ADDRESS = re.compile(r"/pictures/([0-9a-f]{64})/(?:320|640|960|1280)\.(?:webp|avif)")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_WIDE, _CARD, _SMALL = 1280, 640, 320


def url_hash(url: str) -> str:
    """What a source's address is known by."""
    return blake2b(url.encode(), digest_size=16).hexdigest()


def wanted(images: Iterable[Image]) -> Image | None:
    """The picture to fetch: the one that fills the widest copy with the least waste, else the widest.

    A stock picture of a genre is never wanted: our poster at least names the act.
    """
    own = [image for image in images if image.url and not image.generic]
    wide = [image for image in own if image.width >= _WIDE]
    return min(wide, key=lambda image: image.width) if wide else max(own, key=lambda image: image.width, default=None)


def photo(kept: Kept) -> Photo:
    """A kept picture with all its addresses."""
    largest, card, small = (fitting(kept.width, each) for each in (_WIDE, _CARD, _SMALL))
    return Photo(
        url=address(kept.digest, largest),
        width=kept.width,
        height=kept.height,
        colour=kept.colour,
        srcset=srcset(kept),
        card=address(kept.digest, card),
        small=address(kept.digest, small),
    )


def widths(width: int) -> tuple[int, ...]:
    """The copies made of a picture so wide: none is wider than it but the last, which then has its own width."""
    return tuple(each for place, each in enumerate(WIDTHS) if place == 0 or WIDTHS[place - 1] < width)


def fitting(width: int, wanted: int) -> int:
    """The copy that fills ``wanted`` pixels, of a picture so wide."""
    made = widths(width)
    return next((each for each in made if each >= wanted), made[-1])


def address(digest: str, width: int, kind: str = "webp") -> str:
    """The address of one copy, good for ever."""
    return f"/pictures/{digest}/{width}.{kind}"


def srcset(kept: Kept, kind: str = "webp") -> str:
    """Every copy with its true width, for the ``srcset`` of an image; AVIF has the same addresses but for the end."""
    return ", ".join(f"{address(kept.digest, each, kind)} {min(each, kept.width)}w" for each in widths(kept.width))


def well_formed(digest: str, width: int, kind: str) -> bool:
    """Whether there could be such a copy."""
    return _DIGEST.fullmatch(digest) is not None and width in WIDTHS and kind in KINDS


def digest_of(url: str) -> str:
    """The digest in an address of our own, whatever stands before the path; empty for every other address."""
    found = _ADDRESS.search(url)
    return found[1] if found and found.end() == len(url) else ""
