"""Names made comparable: folded for search, keyed for identity, cleaned for keeping."""

import re
import unicodedata
from functools import lru_cache

_SPELT = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ł": "l", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_ACCENTS = re.compile(r"[\u0300-\u036f]")  # of Latin, Greek and Cyrillic; a Japanese mark makes another letter
_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\@\x00-\x1f]+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(the|na|an) ")
_STARS = {"!!!": "chk chk chk"}


def clean(text: str, limit: int = 255) -> str:
    """Text fit to keep and show: NFC, one line, no control, zero-width or direction marks, at most ``limit`` long."""
    if text.isprintable() and "  " not in text and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()[:limit].strip()  # most text is fit already, and this is six times as fast
    text = text.encode("utf-8", "ignore").decode()  # half a surrogate pair cannot be kept
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()[:limit].strip()


def clean_block(text: str, limit: int = 8_000) -> str:
    """The same for longer text, keeping its paragraphs."""
    if text.isprintable():
        return clean(text, limit)
    lines = (clean(line, limit) for line in text.replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:limit]


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Text as it is searched: no accents, no case, no punctuation, single spaces. 'Róisín O’Sé' is 'roisin ose'."""
    text = _STARS.get(text.strip(), text)
    if text.isascii():
        plain = text.lower()
    else:
        spelt = unicodedata.normalize("NFKD", text.translate(_SPELT))
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", spelt)).casefold()
    return _SPACES.sub(" ", _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain))).strip()


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """A name as identity: folded, '&' and '+' read as 'and', without a leading article. 'The Cure' is 'cure'.

    A name that folds to nothing (all symbols) keys as itself, so that '!!!' and '???' stay apart.
    """
    folded = fold(name.replace("&", " and ").replace("+", " and "))
    return _ARTICLE.sub("", folded) or folded or unicodedata.normalize("NFKC", name).strip().casefold()


def slug(*parts: str, limit: int = 80, empty: str = "event") -> str:
    """Words for an address: 'Róisín Murphy', '3Arena' is 'roisin-murphy-3arena'; ``empty`` when none is left."""
    words = fold(" ".join(parts)).encode("ascii", "ignore").decode().split()
    made = ""
    for word in words:
        if len(made) + len(word) >= limit:
            break
        made = f"{made}-{word}" if made else word
    return made or empty


def web_address(text: str, limit: int = 1_000) -> str:
    """An http or https address, or nothing: no other scheme, no credentials, no spaces or control characters."""
    text = text.strip()
    if len(text) > limit or not _ADDRESS.fullmatch(text):
        return ""
    return text
