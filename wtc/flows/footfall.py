"""Who looked, without knowing who: a keyed hash of the day, of the account or of network and device."""

import re
from datetime import date, timedelta

from wtc import clock
from wtc.db import act, ask
from wtc.domain.addresses import network
from wtc.gateways import tokens
from wtc.services import consents, footfall
from wtc.shapes.accounts import Visitor
from wtc.shapes.personal import Purpose

BOTS = re.compile(r"bot\b|crawl|spider|slurp|preview|externalhit|monitor|curl|wget|scrapy", re.IGNORECASE)


async def look(event_id: int, who: Visitor, *, address: str, agent: str, device: str) -> None:
    """Count a look at an event, once a day for each visitor; programs that say they are programs do not count."""
    if await _counted(who, agent):
        viewer, there = _viewer(who, address, agent, device)
        await act(footfall.look, event_id, viewer, there, now=clock.now())


async def leave(event_id: int, source: str, who: Visitor, *, address: str, agent: str, device: str) -> None:
    """Count somebody leaving for a seller; NotFound for one who does not list this event."""
    if await _counted(who, agent):
        viewer, there = _viewer(who, address, agent, device)
        await act(footfall.leave, event_id, source, viewer, there, now=clock.now())


async def _counted(who: Visitor, agent: str) -> bool:
    """Programs are not, nor who said that they don't want to be."""
    if not agent or BOTS.search(agent):
        return False
    return who.id is None or await ask(consents.given, who.id, Purpose.COUNTING)


def marks(user_id: int, today: date) -> tuple[str, ...]:
    """Every mark that an account's looks may still be kept under."""
    days = (today - timedelta(days=back) for back in range(footfall.LONGEST.days + 2))
    return tuple(_mark(user_id, day.isoformat()) for day in days)


def _mark(user_id: int, day: str) -> str:
    return tokens.mark(f"{day}|account|{user_id}")[:32]


def _viewer(who: Visitor, address: str, agent: str, device: str) -> tuple[str, str]:
    """The visitor's mark for today, and how the marks of the same network begin (empty for an account)."""
    day = clock.local(clock.now()).date().isoformat()
    if who.id is not None:
        return _mark(who.id, day), ""
    there = tokens.mark(f"{day}|network|{network(address)}")[:12]
    return there + tokens.mark(f"{day}|{there}|{agent}|{device}")[:20], there
