"""Every stored payload read again by today's rules, offline: what better parsers and matching make of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from wtc.db import act, ask
from wtc.services import engine
from wtc.shapes.engine import Payload, Quarantined, StoreReport
from wtc.shapes.events import Listing

Parse = Callable[..., tuple[list[Listing], list[Quarantined]]]
WRAPPED: dict[str, Callable[[list[Any]], dict[str, Any]]] = {
    "ticketmaster": lambda items: {"_embedded": {"events": items}},
    "dice": lambda items: {"items": items},
}
"""How a source wraps its items in a page, where that is not ``{"events": [...]}``."""


async def run(
    parsers: Mapping[str, Parse], *, now: datetime, progress: Callable[[StoreReport], None] = lambda report: None
) -> tuple[StoreReport, int]:
    """Read all payloads of the sources in ``parsers`` again; what was stored, and how many could not be read.

    A payload that cannot be read any more keeps what it said before. No source is asked anything.
    """
    report, unread, after = StoreReport(), 0, 0
    while page := await ask(engine.payloads, after):
        after = page[-1].id
        listings = _read(page, parsers)
        unread += len(page) - len(listings)
        report += await act(engine.read_again, listings, now=now)
        progress(report)
    return report, unread


def _read(page: Sequence[Payload], parsers: Mapping[str, Parse]) -> list[Listing]:
    """The listings of one page of payloads: those that still say which one they are."""
    groups: dict[tuple[str, bool], list[Payload]] = {}
    for payload in page:
        if payload.source in parsers:
            groups.setdefault((payload.source, payload.sample), []).append(payload)
    listings: list[Listing] = []
    for (source, sample), payloads in groups.items():
        items = [item for payload in payloads if (item := _item(payload.raw))]
        wrap = WRAPPED.get(source, _plain)
        found, _ = parsers[source](wrap(items), sample=sample)
        known = {payload.source_id for payload in payloads}
        listings += [listing for listing in found if listing.source_id in known]
    return listings


def _plain(items: list[Any]) -> dict[str, Any]:
    return {"events": items}


def _item(raw: str) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
