"""One at a time: a piece of work that only one process does, kept by a lease that a dead process loses."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from wtc import clock
from wtc.db import act
from wtc.errors import Conflict
from wtc.services import leases

LIFE = timedelta(seconds=30)
BEAT = 8.0
LOOK = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Our turn at the work ``name``."""

    name: str
    holder: str

    def confirm(self, session: Session) -> None:
        """Renew it inside a writing transaction; ``Conflict``, and so nothing written, when it is another's by now."""
        leases.keep(session, self.name, self.holder, now=clock.ticking(), life=LIFE)


@asynccontextmanager
async def alone(name: str, *, patience: float = 0.0) -> AsyncIterator[Turn]:
    """Do the work ``name`` while nobody else does; ``Conflict`` when another still does after ``patience`` seconds."""
    turn = Turn(name=name, holder=secrets.token_hex(8))
    await _take(turn, patience)
    beat = asyncio.create_task(_beat(turn))
    try:
        yield turn
    finally:
        beat.cancel()
        await act(leases.drop, turn.name, turn.holder)


async def _take(turn: Turn, patience: float) -> None:
    end = asyncio.get_running_loop().time() + patience
    while True:
        try:
            await act(leases.take, turn.name, turn.holder, now=clock.ticking(), life=LIFE)
        except Conflict:
            if asyncio.get_running_loop().time() >= end:
                raise
            await asyncio.sleep(LOOK)
        else:
            return


async def _beat(turn: Turn) -> None:
    """Renew the turn while the work waits on something else; when it is lost, the next ``confirm`` says so."""
    while True:
        await asyncio.sleep(BEAT)
        try:
            await act(turn.confirm)
        except Conflict:
            return
