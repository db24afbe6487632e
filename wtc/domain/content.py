"""The content lines of RFC 5545: text that starts no line of its own, folded at 75 octets between characters."""

import re
from collections.abc import Iterable, Iterator

WIDTH = 75
_BREAK = re.compile(r"\r\n?|\n")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"([\\;,])")


def text(value: str) -> str:
    """A value of the type TEXT: backslash, semicolon, comma and line breaks escaped, control characters left out."""
    broken = _BREAK.sub("\n", value.encode("utf-8", "ignore").decode())  # half a surrogate pair has no UTF-8
    return _SPECIAL.sub(r"\\\1", _UNSEEN.sub("", broken)).replace("\n", "\\n")


def plain(value: str) -> str:
    """A value that is not escaped, such as an address: on one line, without control characters."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", value.encode("utf-8", "ignore").decode())


def folded(lines: Iterable[str]) -> bytes:
    """The lines as they are sent: each ends in CRLF, none is longer than 75 octets."""
    return b"".join(part for line in lines for part in _parts(line.encode()))


def _parts(line: bytes) -> Iterator[bytes]:
    start, room, lead = 0, WIDTH, b""
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        yield lead + line[start:end] + b"\r\n"
        start, room, lead = end, WIDTH - 1, b" "
    yield lead + line[start:] + b"\r\n"
