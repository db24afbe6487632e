"""News told: savers hear what befell their gigs, followers of new shows, each once, whatever happens in between."""

import asyncio

import structlog

from wtc.clock import now
from wtc.db import act
from wtc.flows import outbox
from wtc.services import changes, pairs
from wtc.settings import settings

EVERY = 60.0
_ROUNDS = 50
"""Batches in one go: what is left waits a minute, so that readers are not held up."""
_log = structlog.get_logger(__name__)


async def tell() -> int:
    """Tell what was not told yet; how many changes were dealt with and followers told.

    What is told, and that it was, is one transaction: a program that ends in between tells it again as if never begun.
    """
    done = 0
    for deed in (changes.tell, changes.announce):
        for _ in range(_ROUNDS):
            some = await act(deed, site=settings().address, now=now())
            done += some
            if not some:
                break
    if done:
        outbox.nudge()
    return done


async def watch() -> None:
    """For as long as the program runs: tell the news every minute, and ask no more about nights that are over."""
    while True:
        try:
            await tell()
            await act(pairs.tidy, now=now())
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("news_round_failed", kind=type(error).__name__)
        await asyncio.sleep(EVERY)
