"""A program of its own, under hard limits: a picture comes in, its clean copies go out, or one line saying why not.

Run by path with ``python -I`` and an empty environment. Whatever a hostile file makes of the decoders happens in here:
memory and time are bounded by the system, no secret is within reach, and only pixels leave.
"""

import io
import json
import os
import sys
from contextlib import suppress

from PIL import Image, ImageCms, ImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
WIDTHS = (320, 640, 960, 1280)
BUDGETS = {320: 14_000, 640: 30_000, 960: 70_000, 1280: 120_000}
"""Bytes a copy should stay under: it is squeezed a little harder twice before it may be larger."""
QUALITIES = {"webp": (78, 62, 45), "avif": (60, 46, 34)}
PIXELS = 40_000_000
SMALLEST, LONGEST, SLIMMEST = 64, 20_000, 6
MEMORY, SECONDS = 1 << 30, 20
SURFACE, PAPER = (17, 17, 17), (255, 255, 255)
_TOO_LARGE = "That picture is too large: 40 megapixels at most."
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by the orientation that its camera noted."""


class Refused(Exception):
    """This file is no picture for us; the text says why, in words for people."""


def main() -> None:
    """Read standard input, write a line of JSON and then the copies, one after another."""
    _bind()
    data = sys.stdin.buffer.read()
    try:
        head, copies = press(data)
    except Refused as why:
        head, copies = {"refused": str(why)}, []
    except Image.DecompressionBombError:
        head, copies = {"refused": _TOO_LARGE}, []
    except MemoryError:
        head, copies = {"refused": "That picture takes more room to open than we have."}, []
    except Exception:  # a decoder may fail in any way at all on a file made to break it
        head, copies = {"refused": "That picture is broken: it can't be opened to its end."}, []
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(copies))


def _bind() -> None:
    with suppress(ImportError, ValueError, OSError):  # where the system knows no limits, the caller's clock remains
        import resource

        for which, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(which, (most, most))
        os.nice(10)


def press(data: bytes) -> tuple[dict[str, object], list[bytes]]:
    """What the picture is like and its copies; ``Refused`` when it is none for us."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(io.BytesIO(data), formats=FORMATS) as found:
        _check(*found.size)  # read from the head of the file: nothing has been decoded yet
        clean = _clean(found)
    files, copies = [], []
    for place, name in enumerate(WIDTHS):
        if place and WIDTHS[place - 1] >= clean.width:
            break
        copy = clean if clean.width <= name else _scaled(clean, name / clean.width)
        for kind in QUALITIES:
            encoded = _encoded(copy, kind, BUDGETS[name])
            files.append((name, kind, len(encoded)))
            copies.append(encoded)
    head = {"width": clean.width, "height": clean.height, "colour": _colour(clean), "files": files}
    return head, copies


def _check(width: int, height: int) -> None:
    if min(width, height) < SMALLEST:
        raise Refused("That picture is too small: 64 pixels a side at least.")
    if width * height > PIXELS or max(width, height) > LONGEST:
        raise Refused(_TOO_LARGE)
    if max(width, height) > min(width, height) * SLIMMEST:
        raise Refused("That picture is too long and thin to show.")


def _clean(found: ImageFile.ImageFile) -> Image.Image:
    """Upright, in sRGB, at most as wide as the widest copy, without a transparent spot or a word of metadata."""
    noted = found.getexif().get(ORIENTATION, 1)
    across = 1 if noted in (5, 6, 7, 8) else 0
    factor = min(1.0, WIDTHS[-1] / found.size[across])
    found.draft("RGB", (round(found.width * factor), round(found.height * factor)))  # a JPEG decodes to less at once
    found.load()
    shown = _scaled(_coloured(found), WIDTHS[-1] / found.size[across])
    upright = shown.transpose(UPRIGHT[noted]) if noted in UPRIGHT else shown
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return bare


def _coloured(found: Image.Image) -> Image.Image:
    """In RGB: through its own colour profile where it has a sound one, and laid on a ground where it is see-through."""
    if found.has_transparency_data:
        layered = found.convert("RGBA")
        ground = Image.new("RGBA", layered.size, _ground(layered))
        return Image.alpha_composite(ground, layered).convert("RGB")
    profile = found.info.get("icc_profile")
    if profile and found.mode in ("RGB", "CMYK"):
        with suppress(Exception):  # a broken profile only costs the exact shade
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(found, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return shown or found.convert("RGB")
    return found.convert("RGB")


def _ground(layered: Image.Image) -> tuple[int, int, int, int]:
    """Paper under dark lettering, our own dark surface under anything else."""
    small = layered.resize((16, 16))
    light = weight = 0
    for red, green, blue, alpha in small.get_flattened_data():  # type: ignore[misc]
        light += (red + green + blue) * alpha
        weight += 3 * alpha
    return (*(PAPER if weight and light / weight < 96 else SURFACE), 255)


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    if factor >= 1:
        return picture
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(copy: Image.Image, kind: str, budget: int) -> bytes:
    how: dict[str, int] = {"method": 3} if kind == "webp" else {"speed": 8, "max_threads": 1}
    made = b""
    for quality in QUALITIES[kind]:
        out = io.BytesIO()
        copy.save(out, kind.upper(), quality=quality, **how)
        made = out.getvalue()
        if len(made) <= budget:
            break
    return made


def _colour(picture: Image.Image) -> str:
    """The commonest of four colours, as #rrggbb."""
    few = picture.resize((48, 48)).quantize(4)
    most = max(few.getcolors() or [(0, 0)])
    red, green, blue = (few.getpalette() or [0] * 12)[int(most[1]) * 3 :][:3]  # type: ignore[call-overload]
    return f"#{red:02x}{green:02x}{blue:02x}"


if __name__ == "__main__":
    main()
