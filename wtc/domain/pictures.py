"""Where a picture of our own store hangs, in which widths and kinds."""

import re

from wtc.shapes.pictures import Kept

WIDTHS = (320, 640, 960, 1280)
KINDS = {"webp": "image/webp", "avif": "image/avif"}
_ADDRESS = re.compile(r"/pictures/([0-9a-f]{64})/(?:320|640|960|1280)\.(?:webp|avif)")
_DIGEST = re.compile(r"[0-9a-f]{64}")


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
