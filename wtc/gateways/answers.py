"""What a source answered, and what status and headers say: refused, wait, elsewhere, how many calls are left."""

import email.utils
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from wtc.gateways.faults import BadQuery, Down, Elsewhere, Fault, Garbled, QuotaSpent, TooFast, Unauthorised
from wtc.gateways.given import number

HIDDEN = "[hidden]"
KEY_NAMES = ("apikey=", "api_key=", "app_id=", "token=", "client_secret=")
_KEY_IN_ADDRESS = re.compile(rf"((?:{'|'.join(KEY_NAMES)}))[^&\"'\s<>{{}}\\]+", re.IGNORECASE)
LONG_ENOUGH = 8  # a shorter key is found in ordinary words, and hiding those would spoil the answer
MILLISECONDS_FROM = 1e11  # a Unix time above this is in milliseconds: in seconds it would be the year 5138
_LEFT = (
    ("rate-limit", "rate-limit-available", "rate-limit-reset"),
    ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the status, the headers (names in lower case) and the JSON, None when it was none.

    ``problem`` says what came instead of JSON; ``text`` is the beginning of it.
    """

    status: int
    headers: Mapping[str, str]
    json: Any = None
    problem: str = ""
    text: str = ""


Judge = Callable[[Answer, datetime], Fault | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many calls a source says are left of how many, and when there are as many again."""

    quota: int | None
    left: int
    resets_at: datetime | None


def by_status(source: str, answer: Answer, longest_wait: float, now: datetime) -> Fault | None:
    """The fault that the status alone tells; a wait longer than ``longest_wait`` blocks instead."""
    status = answer.status
    wait, until = _told(answer, longest_wait, now)
    if until is not None and (status == 429 or status >= 500):
        return QuotaSpent(source, f"{source} wants no calls for a while (HTTP {status})", until=until)
    if status == 429:
        return TooFast(source, f"{source} says we call too often", wait=wait)
    if status in (401, 403):
        return Unauthorised(source, f"{source} refused our key (HTTP {status})")
    if 300 <= status < 400:
        return Elsewhere(source, f"{source} sends us to another address (HTTP {status}): not followed")
    if 400 <= status < 500 and status != 408:
        return BadQuery(source, f"{source} did not accept the question (HTTP {status})", reason=str(status))
    if not 200 <= status < 300:
        return Down(source, f"{source} failed (HTTP {status})", wait=wait)
    if answer.problem:
        return Garbled(source, f"{source} answered with {answer.problem}")
    return None


def _told(answer: Answer, longest_wait: float, now: datetime) -> tuple[float | None, datetime | None]:
    """How long the source asks us to wait: seconds to sleep, or the moment until which it is blocked."""
    seconds = retry_after(answer.headers.get("retry-after", ""), now)
    if seconds is None or seconds <= longest_wait:
        return seconds, None
    return None, now + timedelta(seconds=seconds)


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


def left(headers: Mapping[str, str], now: datetime) -> Left | None:
    """What the headers say is left, None when they do not."""
    for quota, available, reset in _LEFT:
        count, of = number(headers.get(available)), number(headers.get(quota))
        if count is not None and 0 <= count < 1e9:
            whole = int(of) if of is not None and 0 < of < 1e9 else None
            return Left(quota=whole, left=int(count), resets_at=reset_at(headers.get(reset), now))
    return None


def reset_at(value: object, now: datetime) -> datetime | None:
    """When a quota is refilled, if ``value`` (Unix time, s or ms) says so credibly: after ``now``, within two days."""
    said = number(value)
    if said is None:
        return None
    try:
        moment = datetime.fromtimestamp(said / 1000 if said > MILLISECONDS_FROM else said, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if now < moment <= now + timedelta(days=2) else None


def quiet(text: str, secrets: tuple[str, ...]) -> str:
    """``text`` without our keys."""
    plain = text.lower()
    if any(name in plain for name in KEY_NAMES):  # cheap, and nearly always enough: the pattern is not
        text = _KEY_IN_ADDRESS.sub(rf"\1{HIDDEN}", text)
    for secret in secrets:
        if len(secret) >= LONG_ENOUGH:
            text = text.replace(secret, HIDDEN)
    return text
