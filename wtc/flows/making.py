"""Making lists in a thread apart: one after the other in the order they are asked for, and each of them once."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlmodel import Session

from wtc.db import read
from wtc.flows import shelves
from wtc.flows.kept import CATALOGUE, Mark

P = ParamSpec("P")
V = TypeVar("V")

LINGER = 2.0
"""For how many seconds a list that was made is at hand here, as long as it may take until it is written down."""


def in_turn(deed: Callable[Concatenate[Session, P], V], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[V]:
    """What a reading service makes, when its turn comes."""
    said = copy_context()
    return asyncio.get_running_loop().run_in_executor(
        shelves.workers(), lambda: said.run(lambda: read(deed, *args, **kwargs))
    )


class Making(Generic[V]):
    """Lists in the making and those just made, by the key of everything that they are made from."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Mark, str], asyncio.Future[V]] = {}

    async def get(
        self, key: str, deed: Callable[Concatenate[Session, P], V], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[V, bool]:
        """What the reading service ``deed`` makes, and whether it was being made already; without a ``key`` it is not.

        Who waits and goes away does not take the list from the others.
        """
        name = (CATALOGUE.mark, key)
        going = self._lists.get(name)
        if going is not None and going.get_loop() is asyncio.get_running_loop():
            return await asyncio.shield(going), True
        going = in_turn(deed, *args, **kwargs)
        if key:
            self._lists[name] = going
            going.add_done_callback(lambda done: self._made(name, done))
        return await asyncio.shield(going), False

    def _made(self, name: tuple[Mark, str], done: asyncio.Future[V]) -> None:
        failed = done.cancelled() or done.exception() is not None
        done.get_loop().call_later(0 if failed else LINGER, self._forget, name, done)

    def _forget(self, name: tuple[Mark, str], done: asyncio.Future[V]) -> None:
        if self._lists.get(name) is done:
            del self._lists[name]
