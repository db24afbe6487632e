"""Counting how often somebody came: in this process, or in Redis for several processes, never not at all."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

KEYS = 50_000
PAUSE = 5.0
PATIENCE = 0.25
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left to somebody: ``reset`` is in seconds from now; ``allowed`` says whether this call still fits."""

    allowed: bool
    limit: int
    remaining: int
    reset: float


class Counter(Protocol):
    """Counts per key in windows that begin with the first call of a key."""

    async def take(self, key: str, cost: float, limit: int, window: float) -> Allowance:
        """Count ``cost`` against ``key``; ``window`` is in seconds."""
        ...


def _allowance(used: float, limit: int, reset: float) -> Allowance:
    return Allowance(used <= limit, limit, max(0, int(limit - used)), max(0.0, reset))


class InProcess:
    """Counts in a dictionary of at most 50,000 keys; the oldest window goes first when there are more."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, float]] = {}

    async def take(self, key: str, cost: float, limit: int, window: float) -> Allowance:
        """Count at once; see Counter."""
        return self.count(key, cost, limit, window)

    def count(self, key: str, cost: float, limit: int, window: float) -> Allowance:
        """The same without waiting."""
        moment = self._clock()
        used, ends = self._windows.get(key, (0.0, 0.0))
        if ends <= moment:
            self._windows.pop(key, None)  # so that a new window goes to the back of the line
            used, ends = 0.0, moment + window
            if len(self._windows) >= KEYS:
                self._make_room(moment)
        self._windows[key] = (used + cost, ends)
        return _allowance(used + cost, limit, ends - moment)

    def _make_room(self, moment: float) -> None:
        self._windows = {key: kept for key, kept in self._windows.items() if kept[1] > moment}
        while len(self._windows) >= KEYS:
            self._windows.pop(next(iter(self._windows)))


class InRedis:
    """Counts in Redis, one round trip each; while Redis is away, this process counts by itself."""

    SCRIPT = """
    local used = redis.call('INCRBYFLOAT', KEYS[1], ARGV[1])
    local left = redis.call('PTTL', KEYS[1])
    if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]); left = tonumber(ARGV[2]) end
    return {used, left}
    """

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis: Any = Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self._script = self._redis.register_script(self.SCRIPT)
        self._own = InProcess(clock)
        self._clock = clock
        self._again = 0.0

    async def take(self, key: str, cost: float, limit: int, window: float) -> Allowance:
        """Count in Redis; on any trouble count here, and do not ask Redis again for five seconds."""
        own = self._own.count(key, cost, limit, window)
        if self._clock() < self._again:
            return own
        try:
            used, left = await self._script(keys=[f"wtc:limit:{key}"], args=[cost, int(window * 1000)])
        except (RedisError, OSError) as trouble:
            self._again = self._clock() + PAUSE
            logger.warning("Redis does not answer: limits are counted in this process", error=type(trouble).__name__)
            return own
        return _allowance(float(used), limit, left / 1000)


def counter(redis_url: str) -> Counter:
    """The counter for these settings."""
    return InRedis(redis_url) if redis_url else InProcess()
