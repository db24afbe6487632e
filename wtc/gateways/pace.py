"""How often a source may be called and when it is left alone, on the machine's monotonic clock."""

import time
from collections.abc import Awaitable, Callable
from functools import lru_cache

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Turns at most ``per_second`` times a second, evenly; shared by all who call one source from this process."""

    def __init__(self, per_second: float, *, clock: Clock = time.monotonic) -> None:
        self._usual = self._gap = 1.0 / per_second
        self._clock = clock
        self._next = clock()

    @property
    def gap(self) -> float:
        """Seconds between two calls as things stand."""
        return self._gap

    async def turn(self, sleep: Sleep) -> None:
        """Wait for our turn. Turns are handed out before waiting, so that callers at the same time queue up."""
        now = self._clock()
        mine = max(now, self._next)
        self._next = mine + self._gap
        if mine > now:
            await sleep(mine - now)

    def ease(self, pause: float) -> None:
        """Go half as fast, down to a quarter of the usual pace, after ``pause`` seconds of silence."""
        self._gap = min(self._gap * 2, self._usual * 4)
        self._next = max(self._next, self._clock() + pause)

    def recover(self) -> None:
        """Come back towards the usual pace, a tenth at a time."""
        self._gap = max(self._gap * 0.9, self._usual)


@lru_cache(maxsize=32)
def shared(source: str, per_second: float) -> Pace:
    """The one pace of ``source`` in this process, so that two runs in a row do not add up to a burst."""
    return Pace(per_second)


class Breaker:
    """Opens after ``limit`` failures in a row and lets one call through again after ``rest`` seconds."""

    def __init__(self, limit: int, rest: float, *, clock: Clock = time.monotonic) -> None:
        self._limit, self._rest, self._clock = limit, rest, clock
        self._failures = 0
        self._opened = 0.0

    @property
    def open(self) -> bool:
        return self._failures >= self._limit and self._clock() - self._opened < self._rest

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._opened = self._clock()

    def worked(self) -> None:
        self._failures = 0
