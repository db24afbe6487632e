"""What lists are made from, kept in this process: the catalogue as arrays and what is popular in it."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from wtc import clock, memory
from wtc.db import ask
from wtc.flows.kept import CATALOGUE, Mark
from wtc.ml.taste import RANKERS, Model
from wtc.ml.taste.world import Floats
from wtc.services import world
from wtc.services.world import Stock

SETTLE = 10.0
"""A catalogue that is being written is read anew no more often than every so many seconds."""
RECOUNT = 60.0
"""How old, in seconds, the counts of who took up what may be."""
NUDGE = 1e-9
"""What being first of equals is worth in a score."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """The catalogue, and the rankers that need no training. ``crowd``: popularity was counted among made-up visitors.

    ``fans`` is how many took up each event; ``first`` favours the sooner of events that are alike, below ``NUDGE``.
    """

    stock: Stock
    models: dict[str, Model]
    fans: Floats
    first: Floats
    crowd: bool


class Keeper:
    """The one shelf of this process: built when first asked for, rebuilt behind the scenes while the old one serves."""

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self._mark: Mark = ("", -1, 0)
        self._built = 0.0
        self._building: asyncio.Future[None] | None = None

    async def current(self) -> Shelf:
        """The shelf of the catalogue as it is, or as it was some seconds ago."""
        mark = await CATALOGUE.look()
        other = (mark[0], mark[2]) != (self._mark[0], self._mark[2])
        age = time.monotonic() - self._built
        if self.shelf is None or other or age > (RECOUNT if mark == self._mark else SETTLE):
            if self._building is None or self._building.done():
                self._building = asyncio.ensure_future(self._build(mark))
            if self.shelf is None or other:
                await asyncio.shield(self._building)
        if self.shelf is None:
            raise RuntimeError("the shelf was built and is not here")
        return self.shelf

    async def _build(self, mark: Mark) -> None:
        same = (mark[0], mark[2]) == (self._mark[0], self._mark[2])
        try:
            made = await ask(build, old=self.shelf if mark == self._mark else None)
        except SQLAlchemyError as error:
            if self.shelf is None or not same:
                raise
            _log.warning("shelf_not_rebuilt", kind=type(error).__name__)  # the old one serves on
            self._built = time.monotonic()
            return
        if self.shelf is None:
            memory.settle()
        self.shelf, self._mark, self._built = made, mark, time.monotonic()


KEEPER = Keeper()


def build(session: Session, *, old: Shelf | None = None) -> Shelf:
    """The shelf; of an ``old`` one whose catalogue still holds only who took up what is counted again."""
    since = clock.now() - world.STILL_ON
    stock = old.stock if old else world.stock(session, since=since)
    counts, crowd = world.popularity(session, since=since)
    popularity = RANKERS["popularity"].restore(counts)
    plain = old.models if old else {name: RANKERS[name].restore({}) for name in ("additive", "content")}
    fans = np.zeros(len(stock.items))
    here = np.isin(counts["count_items"], stock.items.ids)
    fans[np.searchsorted(stock.items.ids, counts["count_items"][here])] = counts["count_of_items"][here]
    return Shelf(stock=stock, models={**plain, "popularity": popularity}, fans=fans, first=_first(stock), crowd=crowd)


def _first(stock: Stock) -> Floats:
    order = np.argsort(np.argsort(stock.items.starts, kind="stable"), kind="stable")
    return NUDGE * (1 - order / max(1, len(order)))


@lru_cache(maxsize=1)
def workers() -> ThreadPoolExecutor:
    """Where lists are ranked: apart from the event loop and from the readers, one at a time."""
    return ThreadPoolExecutor(1, thread_name_prefix="rank")
