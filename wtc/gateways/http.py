"""The one way to call a source: paced, with few and patient tries under a cap, and with its key kept quiet."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx

from wtc.gateways import reading
from wtc.gateways.answers import HIDDEN, Answer, Judge, by_status, left, quiet, retry_after
from wtc.gateways.faults import BadQuery, Down, Elsewhere, Enough, Fault, Oversized, QuotaSpent, Resting, TooFast
from wtc.gateways.pace import Breaker, Sleep, shared
from wtc.shapes.engine import Use

__all__ = ["HIDDEN", "Answer", "Judge", "Policy", "Upstream", "retry_after"]

for _name in ("httpx", "httpcore"):  # both write whole addresses, keys included, into the log
    logging.getLogger(_name).setLevel(logging.WARNING)

TOLD = 500
"""How much of an answer that is not JSON is kept, in characters."""


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
class _Question:
    """One question: ``again`` says whether it may be put twice when it is not known what became of it."""

    method: str
    path: str
    given: Mapping[str, Any]
    patience: float | None = None
    again: bool = True

    def worth(self, fault: Fault) -> bool:
        """Whether asking again after ``fault`` may help and can do no harm."""
        return fault.again and (self.again or isinstance(fault, TooFast))


class Upstream:
    """A source as we call it; use it as ``async with``. ``use`` counts what was sent and what is left.

    ``judge`` reads a source's own way of refusing; what it does not know is judged by status. ``headers`` go with
    every request, such as one with the key. Fault texts, and every text of an answer, are free of ``secrets``.
    After ``most`` calls it is ``Enough``.
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
        headers: Mapping[str, str] | None = None,
        most: int | None = None,
        sleep: Sleep = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.source, self.base_url, self.now = source, base_url.rstrip("/"), now
        self.policy = policy or Policy()
        self.use = Use()
        self._secrets, self._judge, self._sleep, self._chance, self._most = secrets, judge, sleep, chance, most
        self._pace = shared(source, self.policy.per_second)
        self._breaker = Breaker(self.policy.breaker, self.policy.rest)
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(self.policy.read, connect=self.policy.connect),
            follow_redirects=False,
            headers={"Accept": "application/json", "User-Agent": "WhatsTheCraic (gig listings)", **(headers or {})},
            limits=httpx.Limits(max_connections=4),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    @property
    def calls(self) -> int:
        """Every request that was sent."""
        return self.use.calls

    async def get(self, path: str, params: Mapping[str, str] | None = None, *, patience: float | None = None) -> Answer:
        """The good answer to one question, after at most ``tries`` tries; a ``Fault`` when there is none.

        ``patience`` is how many seconds this answer may take, for one that is slow by nature.
        """
        return await self._answer(_Question(method="GET", path=path, given={"params": params}, patience=patience))

    async def post(
        self,
        path: str,
        *,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        patience: float | None = None,
        again: bool = False,
    ) -> Answer:
        """The same with a body: ``json`` or ``form``. Sent once, unless refused for haste or ``again`` is set."""
        given = {"params": params, "json": json, "data": form}
        return await self._answer(_Question(method="POST", path=path, given=given, patience=patience, again=again))

    async def _answer(self, question: _Question) -> Answer:
        if self._breaker.open:
            raise Resting(self.source, f"{self.source} failed {self.policy.breaker} times in a row: left alone for now")
        deadline = time.monotonic() + max(self.policy.cap, question.patience or 0.0)
        attempt = 1
        while True:
            if self._most is not None and self.calls >= self._most:
                raise Enough(self.source, f"{self._most} calls are enough for one run")
            outcome = await self._try(question, max(0.05, deadline - time.monotonic()))
            if isinstance(outcome, Answer):
                self._breaker.worked()
                self._pace.recover()
                return outcome
            pause = self._pause(outcome, attempt)
            deadline += outcome.wait or 0.0
            if not question.worth(outcome) or attempt >= self.policy.tries or time.monotonic() + pause >= deadline:
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

    async def _try(self, question: _Question, most: float) -> Answer | Fault:
        """One request. Faults are returned, not raised, so that no traceback carries the address with the key."""
        await self._pace.turn(self._sleep)
        outcome = await self._outcome(question, most)
        if isinstance(outcome, Answer):
            said = left(outcome.headers, self.now())
            told = {"quota": said.quota, "left": said.left, "resets_at": said.resets_at} if said else {}
        else:
            spent = isinstance(outcome, QuotaSpent)
            told = {"left": 0, "resets_at": outcome.until} if spent else {}
        self.use = self.use.after(failed=isinstance(outcome, Fault) and not isinstance(outcome, BadQuery), **told)
        return outcome

    async def _outcome(self, question: _Question, most: float) -> Answer | Fault:
        try:
            async with asyncio.timeout(most):
                answer = await self._ask(question)
        except (TimeoutError, httpx.TimeoutException):
            return Down(self.source, f"{self.source} did not answer in time")
        except httpx.HTTPError as error:
            return Down(self.source, f"{self.source} could not be reached ({type(error).__name__})")
        except (httpx.InvalidURL, UnicodeError):
            return Elsewhere(self.source, f"the address of {self.source} in the settings is not one")
        if isinstance(answer, Fault):
            return answer
        now = self.now()
        return self._judge(answer, now) or by_status(self.source, answer, self.policy.longest_wait, now) or answer

    async def _ask(self, question: _Question) -> Answer | Fault:
        given = {name: value for name, value in question.given.items() if value is not None}
        if question.patience is not None:
            given["timeout"] = httpx.Timeout(question.patience, connect=self.policy.connect)
        async with self._client.stream(question.method, self.base_url + question.path, **given) as response:
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > self.policy.largest:
                    return Oversized(self.source, f"{self.source} sent more than {self.policy.largest >> 20} MB")
            headers = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
        text = ""
        try:
            text = self.quiet(reading.decode(bytes(body), headers.get("content-type", "")))
            said = reading.loads(text)
        except ValueError:
            problem = "something that is not JSON" if body else "nothing"
            return Answer(status=status, headers=headers, problem=problem, text=text[:TOLD])
        return Answer(status=status, headers=headers, json=said)

    def quiet(self, text: str) -> str:
        """``text`` without our keys."""
        return quiet(text, self._secrets)
