"""Answers kept in this process until the catalogue changes or half a minute has passed."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from wtc.db import ask, engine
from wtc.language import spoken
from wtc.services import catalogue

V = TypeVar("V")
Mark = tuple[str, int, int]

SECONDS = 30.0
LOOK = 1.0
"""How often, in seconds, the catalogue's version is looked up: so soon another process's ingestion shows."""
WAIT = 3.0
"""From what age on, in seconds, the version is waited for; while it is younger, it is looked up behind the scenes."""


class Catalogue:
    """Which catalogue this process reads, and which version of it: looked up at most once a second.

    ``mark`` is the database's address, the catalogue's version, and how often all was forgotten.
    """

    def __init__(self) -> None:
        self.mark: Mark = ("", -1, 0)
        self._looked = 0.0
        self._forgotten = 0
        self._looking: asyncio.Future[None] | None = None

    async def look(self) -> Mark:
        """The database and its version; one look serves everybody, and a busy server never stops for it."""
        age = time.monotonic() - self._looked
        if age >= LOOK:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.ensure_future(self._look())
            if age >= WAIT:
                await asyncio.shield(self._looking)
        return self.mark

    async def _look(self) -> None:
        self.mark = (str(engine().url), await ask(catalogue.version), self._forgotten)
        self._looked = time.monotonic()

    def hurry(self) -> None:
        """Look at once: somebody has just changed the catalogue here and wants to see it."""
        self._looked = 0.0

    def forget(self) -> None:
        """Hold nothing that was kept for true any more: another database stands behind the same address."""
        self._forgotten += 1
        self._looked, self._looking = 0.0, None


CATALOGUE = Catalogue()


class Kept(Generic[V]):
    """Answers by question, the least lately asked thrown out first; many who ask the same at once are one question.

    ``weigh`` says how much room an answer takes of ``room``.
    """

    def __init__(self, room: int, weigh: Callable[[V], int]) -> None:
        self._room = room
        self._weigh = weigh
        self._answers: OrderedDict[Hashable, tuple[V, float]] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[V]] = {}
        self._mark: Mark = ("", -1, 0)
        self.weight = 0

    async def get(self, key: Hashable, make: Callable[[], Awaitable[V]]) -> V:
        """The kept answer to ``key``, or the one that ``make`` makes. What it raises is not kept."""
        mark = await CATALOGUE.look()
        if mark != self._mark:
            self._answers.clear()
            self._making.clear()
            self.weight, self._mark = 0, mark
        key = (spoken(), key)
        kept = self._answers.get(key)
        if kept is not None and time.monotonic() < kept[1]:
            self._answers.move_to_end(key)
            return kept[0]
        making = self._making.get(key)
        if making is None or making.done():
            making = self._making[key] = asyncio.ensure_future(self._make(key, make, mark))
        return await asyncio.shield(making)

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[V]], mark: Mark) -> V:
        try:
            made = await make()
        finally:
            self._making.pop(key, None)
        if mark == self._mark:
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: V) -> None:
        self._drop(key)
        self._answers[key] = (made, time.monotonic() + SECONDS)
        self.weight += self._weigh(made)
        while self.weight > self._room and self._answers:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: Hashable) -> None:
        old = self._answers.pop(key, None)
        if old is not None:
            self.weight -= self._weigh(old[0])
