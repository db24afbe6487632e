"""A feed from its secret to its bytes: found by hash, filled, marked, and written only when it says something new."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import orjson

from wtc import clock
from wtc.db import act, ask
from wtc.domain import feeds as rules
from wtc.domain import ics, rss
from wtc.domain.details import in_a_few_words
from wtc.errors import NotFound
from wtc.flows import browse
from wtc.gateways import tokens
from wtc.language import speak, spoken
from wtc.services import accounts, feeds
from wtc.shapes.events import Event
from wtc.shapes.feeds import Entry, Feed, Made, Of, Subject

Form = Literal["ics", "rss"]
EDITION = "1"
"""Raised when what is written of the same gigs changes, so that nobody keeps the old."""
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a feed says: its tag, since when it says so, and the gigs, for ``written``."""

    feed: Feed
    etag: str
    changed_at: datetime
    events: tuple[Event, ...]
    stamps: dict[int, datetime]


async def make(user_id: int, subject: Subject, *, name: str = "", reminder: int | None = None, site: str) -> Made:
    """Make a feed and tell its addresses, this once. Raises Invalid, NotFound and LimitReached."""
    token, now = tokens.fresh(), clock.now()
    kept = tokens.digest(token)
    feed = await act(feeds.make, user_id, subject, token_hash=kept, name=name, reminder=reminder, now=now)
    return Made(feed=rules.card(feed, now), addresses=rules.addresses(site, token, feed.name))


async def read(token: str, form: Form) -> Told | None:
    """What the feed with this secret says; None for one that was revoked. Raises NotFound for a secret of none."""
    if not token or len(token) > _LONGEST:
        raise NotFound("There's no calendar at this address.")
    feed, now = await ask(feeds.find, tokens.digest(token)), clock.now()
    if feed.revoked:
        return None
    if feed.user_id is not None:
        speak(await ask(accounts.spoken, feed.user_id))
    found = await _search(feed, now) if feed.subject.of is Of.SEARCH else await ask(feeds.gigs, feed, now=now)
    stamps = dict(await ask(feeds.changed, [event.id for event in found]))
    mark = _mark(feed, found, stamps)
    since = feed.changed_at
    if mark != feed.mark or feed.read_on != clock.local(now).date():
        since = await act(feeds.told, feed, mark, now=now)
    return Told(feed=feed, etag=f'"{mark}-{form}"', changed_at=since, events=found, stamps=stamps)


async def written(told: Told, form: Form, site: str) -> bytes:
    """The bytes of a feed, with absolute links to ``site``."""
    return await asyncio.to_thread(_written, told, form, site)


def _written(told: Told, form: Form, site: str) -> bytes:
    entries = [
        Entry(
            event=event,
            address=f"{site}/events/{event.slug}",
            about=in_a_few_words(event),
            changed_at=told.stamps.get(event.id, told.changed_at),
        )
        for event in told.events
    ]
    if form == "rss":
        return rss.feed(entries, name=told.feed.name, home=site + told.feed.page)
    return ics.feed(entries, name=told.feed.name, reminder=told.feed.reminder)


async def _search(feed: Feed, now: datetime) -> tuple[Event, ...]:
    coming, past = rules.queries(feed, now)
    found = (await browse.search(coming)).events
    if len(found) < rules.MOST_GIGS and past.start and past.end and past.start < past.end:
        found += (await browse.search(past)).events
    return found[: rules.MOST_GIGS]


def _mark(feed: Feed, events: tuple[Event, ...], stamps: dict[int, datetime]) -> str:
    """A hash of all that a feed says but the address of the site."""
    said = [EDITION, spoken(), feed.name, feed.reminder, [(event.id, stamps.get(event.id)) for event in events]]
    return hashlib.blake2b(orjson.dumps(said), digest_size=16).hexdigest()
