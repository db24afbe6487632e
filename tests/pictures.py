"""Picture files for tests, good and bad, made on the spot."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def photo(width: int = 800, height: int = 600, kind: str = "JPEG", colour: Any = (180, 40, 60), **how: Any) -> bytes:
    """A plain picture with a bright corner at the top left, so that one sees which way up it is."""
    made = Image.new("RGBA" if len(colour) == 4 else "RGB", (width, height), colour)
    made.paste((255, 255, 255), (0, 0, width // 4, height // 4))
    out = io.BytesIO()
    made.save(out, kind, **how)
    return out.getvalue()


def turned(width: int = 800, height: int = 600) -> bytes:
    """A photograph taken with the camera on its side, with the words a camera adds."""
    made = Image.open(io.BytesIO(photo(width, height)))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret camera"
    exif[0x8825] = {1: "N", 2: (53.0, 20.0, 0.0)}
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif, comment=b"a secret comment")
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG that says it is huge and would unpack into gigabytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 40_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
