"""News told: savers hear what befell their gigs, and new events go to whoever waits for them, each once."""

import asyncio

import structlog

from wtc.clock import now
from wtc.db import act, ask
from wtc.flows import jobs, notifications
from wtc.services import changes, fresh_events, pairs

EVERY = 60.0
_ROUNDS = 50
"""Batches in one go: what is left waits a minute, so that readers are not held up."""
_log = structlog.get_logger(__name__)


async def tell() -> int:
    """Tell what was not told yet; how many changes were dealt with and followers told of sets.

    What is told, and that it was, is one transaction: a program that ends in between tells it again as if never begun.
    """
    done = 0
    for deed in (changes.tell, changes.recall):
        for _ in range(_ROUNDS):
            some = await act(deed, now=now())
            done += some
            if not some:
                break
    return done


async def watch() -> None:
    """For as long as the program runs, every minute: tell of changes, have new events held against alerts, write the
    letters that are due, and ask no more about nights that are over.
    """
    while True:
        try:
            await tell()
            if await ask(fresh_events.waits):
                await jobs.ask_for("match-alerts", asked_by="clock")
            await notifications.mail()
            await act(pairs.tidy, now=now())
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("news_round_failed", kind=type(error).__name__)
        await asyncio.sleep(EVERY)
