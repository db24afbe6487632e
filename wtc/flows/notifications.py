"""News on its way: new events held against what users wait for, letters written, and the one click that ends them."""

import hmac
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session

from wtc.clock import now
from wtc.db import act, ask
from wtc.domain.notifications import PUSHED, SETTLED, days
from wtc.errors import Invalid
from wtc.flows import outbox, picks
from wtc.flows.work import Work
from wtc.gateways import tokens
from wtc.services import alert_matching, fresh_events, mailings, notifications
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.alerts import Gig, NotificationDay, NotificationPage, NotificationSettings, Road

PATH = "/unsubscribe"
_ROUNDS = 50
"""Batches of letters in one go: what is left waits a minute."""
_MARK = 32
PRESSED = {"on": True, "off": False}


async def match(work: Work) -> dict[str, Any]:
    """The job ``match-alerts``: hold every event that is new or changed against alerts and follows.

    A batch is let go of when all was told; a program that ends before tells it again, and nobody twice.
    """
    seen = told = 0
    while batch := await ask(fresh_events.some):
        ids = [event_id for event_id, _ in batch]
        told += await act(_tell, work, ids)
        told += await _tell_taste(work, ids)
        await act(_done, work, batch)
        seen += len(batch)
        work.say(f"{seen:,} gigs looked at, {told:,} told of", done=seen)
        await work.save()
    return {"events": seen, "told": told}


def _tell(session: Session, work: Work, ids: Sequence[int]) -> int:
    work.confirm(session)
    return alert_matching.tell(session, ids, now=now())


def _done(session: Session, work: Work, batch: Sequence[tuple[int, Any]]) -> None:
    work.confirm(session)
    fresh_events.done(session, batch)


async def _tell_taste(work: Work, ids: Sequence[int]) -> int:
    """Score the events for each fan who waits for what matches them; whoever's taste is not known hears nothing."""
    found: tuple[Gig, ...] | None = None
    told = last = 0
    while some := await ask(alert_matching.tasters, after=last):
        last = some[-1].id
        found = found if found is not None else await ask(alert_matching.gigs, ids, now=now())
        for alert in some if found else ():
            scores = await picks.matches(alert.user_id, [gig.id for gig in found])
            scored = [(gig, scores[gig.id]) for gig in found if gig.id in scores]
            if scored:
                told += await act(alert_matching.tell_taste, alert, scored, now=now())
    return told


async def mail() -> int:
    """Write the letters that are due and send them soon; how many pieces of news went into them."""
    written = last = 0
    for _ in range(_ROUNDS):
        users = await ask(mailings.due, now=now(), after=last)
        if not users:
            break
        last = users[-1]
        for user_id in users:
            site = settings().address
            written += await act(mailings.write, user_id, site=site, unsubscribe=unsubscribe_address, now=now())
    if written:
        outbox.nudge()
    return written


def unsubscribe_address(user_id: int) -> str:
    """Where a user ends all news by mail with one click, signed in or not."""
    return f"{settings().address}{PATH}/{user_id}-{_signed(user_id)}"


def _signed(user_id: int) -> str:
    return tokens.mark(f"unsubscribe:{user_id}")[:_MARK]


def whose(token: str) -> int | None:
    """The user of such an address; None when it is not one that we wrote."""
    number, _, signed = token.partition("-")
    if not (token.isascii() and number.isdigit() and len(number) <= 18):
        return None
    return int(number) if hmac.compare_digest(signed, _signed(int(number))) else None


async def unsubscribe(token: str) -> bool:
    """End a user's news by mail; whether the address was one of ours. Again is the same as once."""
    user_id = whose(token)
    if user_id is None:
        return False
    await act(notifications.unsubscribe, user_id, now=now())
    return True


async def page(who: Visitor, *, limit: int = 50, offset: int = 0) -> NotificationPage:
    """Some of a visitor's notifications; none is marked as read."""
    return await ask(notifications.of_user, who.known_id, limit=limit, offset=offset)


def by_day(found: NotificationPage) -> tuple[NotificationDay, ...]:
    """The same in words, under their days."""
    return days(found.notifications, now=now())


async def read(who: Visitor, notification_id: int) -> None:
    """Mark one as read."""
    await act(notifications.read, who.known_id, notification_id, now=now())


async def read_all(who: Visitor) -> int:
    """Mark all as read; how many were not."""
    return await act(notifications.read_all, who.known_id, now=now())


async def settled(who: Visitor) -> NotificationSettings:
    """What goes to a visitor by mail and to their browsers."""
    return await ask(notifications.settings, who.known_id)


async def settle_one(who: Visitor, field: str, value: str) -> NotificationSettings:
    """Settle one field of it anew, given as text. ``Invalid`` when it is none of what may be said there."""
    stood = asdict(await settled(who))
    try:
        stood[field] = Road(value) if field in SETTLED else PRESSED[value] if field in PUSHED else int(value)
    except (ValueError, KeyError):
        raise Invalid from None
    return await settle(who, NotificationSettings(**stood))


async def settle(who: Visitor, told: NotificationSettings) -> NotificationSettings:
    """Settle that anew."""
    return await act(notifications.settle, who.known_id, told, now=now())
