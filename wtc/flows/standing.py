"""What this process makes lists with, at hand before anybody asks and known without asking a database."""

import asyncio
from dataclasses import dataclass

import structlog
from sqlmodel import Session

from wtc.db import ask
from wtc.flows import shelves
from wtc.services import serving as models
from wtc.services.serving import Served

FIRST, EVERY = 2.0, 60.0
"""Seconds after the start, and then between looks: whoever comes at once is not kept waiting by this."""
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Standing:
    """The trained model that was found to serve when it was last looked for; None when lists do without."""

    served: Served | None = None


STANDING = Standing()


def serving(session: Session) -> Served | None:
    """The model that serves now, and stands from now on."""
    STANDING.served = models.active(session)
    return STANDING.served


async def watch() -> None:
    """For as long as the program runs: have the catalogue's arrays and the model ready."""
    await asyncio.sleep(FIRST)
    while True:
        try:
            await shelves.KEEPER.current()
            await ask(serving)
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("lists_round_failed", kind=type(error).__name__)
        await asyncio.sleep(EVERY)
