"""The one way to call a source: paced, with few and patient tries under a cap, and with its key kept quiet."""

import asyncio
import email.utils
import logging
import math
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx

from wtc.gateways import reading
from wtc.gateways.faults import (
    BadQuery,
    Down,
    Elsewhere,
    Fault,
    Garbled,
    Oversized,
    QuotaSpent,
    Resting,
    TooFast,
    Unauthorised,
)
from wtc.gateways.pace import Breaker, Sleep, shared

for _name in ("httpx", "httpcore"):  # both write whole addresses, keys included, into the log
    logging.getLogger(_name).setLevel(logging.WARNING)

HIDDEN = "[hidden]"
KEY_NAMES = ("apikey=", "api_key=", "app_id=", "token=", "client_secret=")
_KEY_IN_ADDRESS = re.compile(rf"((?:{'|'.join(KEY_NAMES)}))[^&\"'\s<>{{}}\\]+", re.IGNORECASE)
LONG_ENOUGH = 8  # a shorter key is found in ordinary words, and hiding those would spoil the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a source is called. Times are seconds.

    The usual pace is a little under four a second, so that not even a late first call makes five in one second.
    ``cap`` is for one call with all its tries, without a wait that the source asked for; ``longest_wait`` is the
    longest such wait we sleep through, a longer one blocks the source instead. ``wait`` is the first pause between
    two tries, doubled each time and shortened by chance by up to a half. ``breaker`` calls failing in a row stop us.
    """

    per_second: float = 3.8
    connect: float = 3.0
    read: float = 6.0
    cap: float = 10.0
    tries: int = 3
    wait: float = 0.5
    longest_wait: float = 60.0
    breaker: int = 5
    rest: float = 60.0
    largest: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the status, the headers (names in lower case) and the JSON, None when it was none."""

    status: int
    headers: Mapping[str, str]
    json: Any = None
    problem: str = ""


Judge = Callable[[Answer, datetime], Fault | None]


class Upstream:
    """A source as we call it; use it as ``async with``. ``calls`` counts every request that was sent.

    ``judge`` reads a source's own way of refusing; what it does not know is judged by status. Fault texts, and every
    text of an answer, are free of ``secrets``.
    """

    def __init__(
        self,
        source: str,
        base_url: str,
        *,
        now: Callable[[], datetime],
        secrets: tuple[str, ...] = (),
        policy: Policy | None = None,
        judge: Judge = lambda _answer, _now: None,
        sleep: Sleep = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.source, self.base_url, self.now = source, base_url.rstrip("/"), now
        self.policy = policy or Policy()
        self.calls = 0
        self._secrets, self._judge, self._sleep, self._chance = secrets, judge, sleep, chance
        self._pace = shared(source, self.policy.per_second)
        self._breaker = Breaker(self.policy.breaker, self.policy.rest)
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(self.policy.read, connect=self.policy.connect),
            follow_redirects=False,
            headers={"Accept": "application/json", "User-Agent": "WhatsTheCraic (gig listings)"},
            limits=httpx.Limits(max_connections=4),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, path: str, params: Mapping[str, str]) -> Answer:
        """The good answer to one question, after at most ``tries`` tries; a ``Fault`` when there is none."""
        if self._breaker.open:
            raise Resting(self.source, f"{self.source} failed {self.policy.breaker} times in a row: left alone for now")
        deadline = time.monotonic() + self.policy.cap
        attempt = 1
        while True:
            outcome = await self._try(path, params, max(0.05, deadline - time.monotonic()))
            if isinstance(outcome, Answer):
                self._breaker.worked()
                self._pace.recover()
                return outcome
            pause = self._pause(outcome, attempt)
            deadline += outcome.wait or 0.0
            if not outcome.again or attempt >= self.policy.tries or time.monotonic() + pause >= deadline:
                break
            if isinstance(outcome, TooFast):
                self._pace.ease(pause)
            await self._sleep(pause)
            attempt += 1
        if not isinstance(outcome, BadQuery):
            self._breaker.failed()
        raise outcome

    def _pause(self, fault: Fault, attempt: int) -> float:
        usual = self.policy.wait * 2.0 ** (attempt - 1) * (1 - self._chance() / 2)
        if isinstance(fault, TooFast):
            usual *= 4
        return max(usual, fault.wait or 0.0)

    async def _try(self, path: str, params: Mapping[str, str], left: float) -> Answer | Fault:
        """One request. Faults are returned, not raised, so that no traceback carries the address with the key."""
        await self._pace.turn(self._sleep)
        self.calls += 1
        try:
            async with asyncio.timeout(left):
                answer = await self._ask(path, params)
        except (TimeoutError, httpx.TimeoutException):
            return Down(self.source, f"{self.source} did not answer in time")
        except httpx.HTTPError as error:
            return Down(self.source, f"{self.source} could not be reached ({type(error).__name__})")
        except (httpx.InvalidURL, UnicodeError):
            return Elsewhere(self.source, f"the address of {self.source} in the settings is not one")
        if isinstance(answer, Fault):
            return answer
        return self._judge(answer, self.now()) or self._by_status(answer) or answer

    async def _ask(self, path: str, params: Mapping[str, str]) -> Answer | Fault:
        async with self._client.stream("GET", self.base_url + path, params=dict(params)) as response:
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > self.policy.largest:
                    return Oversized(self.source, f"{self.source} sent more than {self.policy.largest >> 20} MB")
            headers = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
        try:
            said = reading.loads(self.quiet(reading.decode(bytes(body), headers.get("content-type", ""))))
        except ValueError:
            return Answer(status=status, headers=headers, problem="something that is not JSON" if body else "nothing")
        return Answer(status=status, headers=headers, json=said)

    def _by_status(self, answer: Answer) -> Fault | None:
        status, source = answer.status, self.source
        wait, until = self._told(answer)
        if until is not None and (status == 429 or status >= 500):
            return QuotaSpent(source, f"{source} wants no calls for a while (HTTP {status})", until=until)
        if status == 429:
            return TooFast(source, f"{source} says we call too often", wait=wait)
        if status in (401, 403):
            return Unauthorised(source, f"{source} refused our key (HTTP {status})")
        if 300 <= status < 400:
            return Elsewhere(source, f"{source} sends us to another address (HTTP {status}): not followed")
        if 400 <= status < 500 and status != 408:
            return BadQuery(source, f"{source} did not accept the question (HTTP {status})")
        if not 200 <= status < 300:
            return Down(source, f"{source} failed (HTTP {status})", wait=wait)
        if answer.problem:
            return Garbled(source, f"{source} answered with {answer.problem}")
        return None

    def _told(self, answer: Answer) -> tuple[float | None, datetime | None]:
        """How long the source asks us to wait: seconds to sleep, or the moment until which it is blocked."""
        seconds = retry_after(answer.headers.get("retry-after", ""), self.now())
        if seconds is None or seconds <= self.policy.longest_wait:
            return seconds, None
        return None, self.now() + timedelta(seconds=seconds)

    def quiet(self, text: str) -> str:
        """``text`` without our keys."""
        plain = text.lower()
        if any(name in plain for name in KEY_NAMES):  # cheap, and nearly always enough: the pattern is not
            text = _KEY_IN_ADDRESS.sub(rf"\1{HIDDEN}", text)
        for secret in self._secrets:
            if len(secret) >= LONG_ENOUGH:
                text = text.replace(secret, HIDDEN)
        return text


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds meant by a Retry-After header (a number or an HTTP date), at most a week; None when it says nothing."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (email.utils.parsedate_to_datetime(value) - now).total_seconds()
        except (ValueError, TypeError):
            return None
    if not math.isfinite(seconds):
        return None
    return min(max(seconds, 0.0), 7 * 86_400.0)
