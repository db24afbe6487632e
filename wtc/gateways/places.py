"""What a reading is to whoever runs it, and one that goes from place to place: acts, organisers, cities."""

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import date
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from wtc.gateways.faults import Fault
from wtc.gateways.given import mapping
from wtc.gateways.http import Upstream
from wtc.gateways.items import identity
from wtc.shapes.engine import Use

P = TypeVar("P")


class Reading(Protocol):
    """One reading of a source; use it as ``async with``, then ``async for`` its ``pages``.

    Afterwards ``problems`` says in plain words what could not be read, ``notes`` what is worth knowing besides,
    ``fault`` what ended it early and ``seen`` holds every id that was listed. Of what was read whole, and so of what
    is missing, tell ``whole`` (runs of days over the entire source) and ``places`` (place by place: the ids there).
    """

    problems: list[str]
    notes: list[str]
    fault: Fault | None
    seen: set[str]

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def use(self) -> Use: ...

    @property
    def waiting(self) -> int: ...

    def whole(self, today: date) -> list[tuple[date, date]]: ...

    @property
    def places(self) -> Mapping[str, frozenset[str]]: ...

    @property
    def asked(self) -> tuple[str, ...]: ...

    def pages(self) -> AsyncIterator[list[Any]]: ...


class ByPlace:
    """A ``Reading`` of one place after the other; a source says how in ``read``, and how it fails in ``missed``.

    A place is whole when every page of it came and every item said which one it is. ``asked`` are the keys of the
    places that were tried.
    """

    def __init__(self, upstream: Upstream, places: Iterable[tuple[str, Any]]) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.fault: Fault | None = None
        self.seen: set[str] = set()
        self._upstream = upstream
        self._waiting = list(places)
        self._asked: list[str] = []
        self._places: dict[str, frozenset[str]] = {}
        self._short = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._upstream.__aexit__(kind, error, trace)

    @property
    def use(self) -> Use:
        """What of the source was used so far."""
        return self._upstream.use

    @property
    def waiting(self) -> int:
        """How many places are still to be read."""
        return len(self._waiting)

    @property
    def places(self) -> Mapping[str, frozenset[str]]:
        """The places that were read whole, by their keys: the ids that are listed there."""
        return self._places

    @property
    def asked(self) -> tuple[str, ...]:
        """The places that were asked about, whatever came of it."""
        return tuple(self._asked)

    def whole(self, today: date) -> list[tuple[date, date]]:
        """None: what is missing is told place by place."""
        return []

    async def pages(self) -> AsyncIterator[list[Any]]:
        """The items of each page that were not on an earlier one, as they arrive."""
        while self._waiting and self.fault is None:
            key, place = self._waiting.pop(0)
            listed: set[str] = set()
            self._short = False
            self._asked.append(key)
            try:
                async for items in self.read(place):
                    fresh = self._fresh(items, listed)
                    if fresh:
                        yield fresh
            except Fault as fault:
                self.missed(place, fault)
                self.fault = fault if fault.fatal else self.fault
            else:
                if not self._short:
                    self._places[key] = frozenset(listed)
        self.ended()

    def read(self, place: Any) -> AsyncIterator[list[Any]]:
        """The pages of ``place``."""
        raise NotImplementedError

    def missed(self, place: Any, fault: Fault) -> None:
        """What it means that ``place`` could not be read, or not to its end."""
        self.problems.append(f"{place}: {fault.message}")

    def ended(self) -> None:
        """Say what is only known when all is read."""

    def short(self, problem: str = "") -> None:
        """The place that is being read is not whole."""
        self._short = True
        if problem:
            self.problems.append(problem)

    def _fresh(self, items: list[Any], listed: set[str]) -> list[Any]:
        fresh = []
        for item in items:
            try:
                known = identity(mapping(item))
            except ValueError:
                self._short = True  # it may be anything that was listed here before
                fresh.append(item)
                continue
            if known not in self.seen:
                fresh.append(item)
            self.seen.add(known)
            listed.add(known)
        return fresh
