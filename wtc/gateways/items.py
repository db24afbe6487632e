"""A source's items read one by one: a bad one is set aside with its reason and the rest go on."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from wtc.gateways.given import mapping, text
from wtc.gateways.reading import whole
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import Listing

LARGEST = 256 * 1024
Item = Mapping[str, Any]


class Unreadable(ValueError):
    """An item is of no use: why, in plain words, and which of its fields is to blame."""

    def __init__(self, why: str, field: str = "") -> None:
        super().__init__(why)
        self.field = field


def each(
    source: str, items: object, read: Callable[[Item, str, str], Listing | None]
) -> tuple[list[Listing], list[Quarantined]]:
    """Every item of a list through ``read(item, source_id, raw)``, which gives a listing, or None for what is not ours.

    ``read`` says in plain words, as ``Unreadable``, what makes an item useless.
    """
    listings: list[Listing] = []
    aside: list[Quarantined] = []
    for item in items if isinstance(items, list) else []:
        try:
            found = _one(item, read)
        except ValueError as error:
            aside.append(set_aside(source, item, error))
        else:
            if found is not None:
                listings.append(found)
    return listings, aside


def _one(item: object, read: Callable[[Item, str, str], Listing | None]) -> Listing | None:
    if not isinstance(item, Mapping):
        raise Unreadable("it is not an object")
    raw = json_of(item)
    if len(raw) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST >> 10} kB")
    return read(item, identity(item), raw)


def identity(item: Item) -> str:
    """The item's own id; the tail of its address, or its slug, where it has none."""
    for name in ("id", "slug", "url"):
        said = text(item.get(name), 1_000)
        if name == "url":
            said = said.partition("?")[0].rstrip("/").rpartition("/")[2]
        if 0 < len(said) <= 120:
            return said
    raise Unreadable("it has no usable id", "id")


def json_of(item: object) -> str:
    """The item's own JSON, its names in order, so that a reshuffled answer is the same answer."""
    try:
        return orjson.dumps(item, option=orjson.OPT_SORT_KEYS).decode()
    except (TypeError, ValueError):
        pass
    try:
        return orjson.dumps(whole(item), option=orjson.OPT_SORT_KEYS).decode()
    except (TypeError, ValueError, RecursionError):
        raise Unreadable("it is not plain JSON") from None


def set_aside(source: str, item: object, why: ValueError) -> Quarantined:
    """The item as it was, by its id or its digest, with the reason why it is of no use."""
    try:
        raw = json_of(item)
    except ValueError:
        raw = "null"
    known = text(mapping(item).get("id"), 120)
    source_id = known or "unknown-" + hashlib.blake2b(raw.encode(), digest_size=8).hexdigest()
    field = getattr(why, "field", "")
    return Quarantined(source=source, source_id=source_id, reason=str(why)[:255], field=field, raw=raw[:LARGEST])
