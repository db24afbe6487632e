"""What kind of thing a Ticketmaster item is: ours or not, a ticket add-on, a resale copy, and its genres."""

import re
from collections.abc import Mapping
from typing import Any

from wtc.domain.text import fold
from wtc.gateways.given import mapping, objects, text

RESALE = "Z7r9jZ"
OUR_SEGMENTS = {"music", "KZFzniwnSyZfZ7v7nJ"}
ARTS = {"arts and theatre", "arts theatre", "arts and theater", "KZFzniwnSyZfZ7v7na"}
OUR_ARTS = {"comedy", "spoken word", "classical", "opera"}
SAYS_NOTHING = {"", "undefined", "other", "miscellaneous", "unknown"}

_ADD_ON = re.compile(
    r"\b(?:vip (?:packages?|experiences?|tickets?|upgrades?|hospitality)|official platinum|platinum (?:tickets?|seats?)"
    r"|premium (?:packages?|seats?|seating|tickets?|experiences?|access)|hospitality (?:packages?|tickets?)"
    r"|(?:car|coach|bus) park(?:ing)?|parking(?: pass| permit| ticket)?$|^parking\b|meet and greet|ticket upgrades?"
    r"|gift (?:card|voucher)s?|locker (?:hire|rental)|camp(?:ing|ervan) (?:pass|ticket|upgrade)s?|add ons?$)\b"
)
_TAIL = re.compile(
    r"(?:[-–—|:(\[]|\bplus\b)\s*(?:the )?(?:vip|premium|platinum|official platinum|hospitality|parking)\b[^-|]*$"
)


def ours(item: Mapping[str, Any]) -> bool:
    """Live music, comedy or the spoken word; what does not say what it is gets the benefit of the doubt."""
    found = _classes(item)
    if not found:
        attractions = objects(mapping(item.get("_embedded")).get("attractions"))
        found = [one for attraction in attractions for one in _classes(attraction)]
    return not found or any(_is_ours(one) for one in found)


def add_on(item: Mapping[str, Any], title: str) -> bool:
    """VIP packages, platinum copies, parking: things sold beside a seat at an event."""
    for one in objects(item.get("classifications")):
        if _name(one, "type") == "upsell" or _name(one, "subType") in ("parking", "vip"):
            return True
    plain = fold(title.replace("&", " and "))
    return bool(_ADD_ON.search(plain) or _TAIL.search(title.casefold()))


def resale(source_id: str, item: Mapping[str, Any]) -> bool:
    """A copy from the resale shop."""
    source = item.get("source")
    named = mapping(source).get("name", source)
    return source_id.startswith(RESALE) or (isinstance(named, str) and named.strip().lower() == "tmr")


def genres(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Its genres, the narrow one first, without those that say nothing; at most six."""
    found: dict[str, None] = {}
    for one in sorted(objects(item.get("classifications")), key=lambda each: each.get("primary") is not True):
        for level in ("subGenre", "genre"):
            word = text(mapping(one.get(level)).get("name"), 60)
            if fold(word) not in SAYS_NOTHING:
                found.setdefault(word)
    return tuple(found)[:6]


def _classes(thing: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Its classifications that name a segment, in words or by id."""
    return [one for one in objects(thing.get("classifications")) if _segment(one)]


def _is_ours(one: Mapping[str, Any]) -> bool:
    segment = _segment(one)
    if segment & OUR_SEGMENTS:
        return True
    return bool(segment & ARTS) and bool({_name(one, "genre"), _name(one, "subGenre")} & OUR_ARTS)


def _segment(one: Mapping[str, Any]) -> set[str]:
    """What is said of the segment: its folded name and its id. Empty when the name is "Undefined"."""
    name = _name(one, "segment")
    return set() if name == "undefined" else {name, text(mapping(one.get("segment")).get("id"), 40)} - {""}


def _name(one: Mapping[str, Any], level: str) -> str:
    return fold(text(mapping(one.get(level)).get("name"), 60).replace("&", " and "))
