"""Who looked, without knowing who: a keyed hash of the day, of the account or of network and device."""

import re

from wtc import clock
from wtc.db import act
from wtc.domain.addresses import network
from wtc.gateways import tokens
from wtc.services import footfall
from wtc.shapes.accounts import Visitor

BOTS = re.compile(r"bot\b|crawl|spider|slurp|preview|externalhit|monitor|curl|wget|scrapy", re.IGNORECASE)


async def look(event_id: int, who: Visitor, *, address: str, agent: str, device: str) -> None:
    """Count a look at an event, once a day for each visitor; programs that say they are programs do not count."""
    if agent and not BOTS.search(agent):
        viewer, there = _viewer(who, address, agent, device)
        await act(footfall.look, event_id, viewer, there, now=clock.now())


async def leave(event_id: int, source: str, who: Visitor, *, address: str, agent: str, device: str) -> None:
    """Count somebody leaving for a seller; NotFound for one who does not list this event."""
    if agent and not BOTS.search(agent):
        viewer, there = _viewer(who, address, agent, device)
        await act(footfall.leave, event_id, source, viewer, there, now=clock.now())


def _viewer(who: Visitor, address: str, agent: str, device: str) -> tuple[str, str]:
    """The visitor's mark for today, and how the marks of the same network begin (empty for an account)."""
    day = clock.local(clock.now()).date().isoformat()
    if who.id is not None:
        return tokens.mark(f"{day}|account|{who.id}")[:32], ""
    there = tokens.mark(f"{day}|network|{network(address)}")[:12]
    return there + tokens.mark(f"{day}|{there}|{agent}|{device}")[:20], there
