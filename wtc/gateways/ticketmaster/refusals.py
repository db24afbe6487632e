"""How Ticketmaster says no: both 429s, the key, the question, and answers that only look like one."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from wtc.gateways import answers
from wtc.gateways.faults import BadQuery, Down, Fault, Garbled, QuotaSpent, TooFast, Unauthorised
from wtc.gateways.given import mapping, objects, text
from wtc.gateways.http import Answer

NAME = "Ticketmaster"
TOO_DEEP, TOO_MANY = "DIS1035", "DIS1036"


def judge(answer: Answer, now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is."""
    said = mapping(answer.json)
    if "fault" in said:
        return _gateway(answer, mapping(said["fault"]), now)
    if objects(said.get("errors")):
        return _query(objects(said["errors"])[0], answer.status)
    if answer.status == 401:
        return _key()
    if answer.status == 200 and not answer.problem and not _has_envelope(answer.json):
        return Garbled(NAME, f"{NAME} answered without its envelope")
    return None


def reset_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the quota is refilled, if the answer says so credibly."""
    return answers.reset_at(headers.get("rate-limit-reset"), now)


def _gateway(answer: Answer, fault: Mapping[str, Any], now: datetime) -> Fault | None:
    code = text(mapping(fault.get("detail")).get("errorcode"), 80)
    if "QuotaViolation" in code:
        until = reset_at(answer.headers, now) or _midnight(now)
        return QuotaSpent(NAME, f"{NAME}'s daily quota is used up", until=until)
    if "SpikeArrest" in code:
        return TooFast(NAME, f"{NAME} says we call too often in one second")
    if answer.status == 401 or code.startswith("oauth."):
        return _key()
    if answer.status == 200:
        return Down(NAME, f"{NAME} failed ({code or 'no reason given'})")
    return None


def _query(error: Mapping[str, Any], status: int) -> Fault | None:
    if status >= 500 or status in (401, 403, 429):
        return None
    code, detail = text(error.get("code"), 20), text(error.get("detail"), 120)
    words = f"{NAME} did not accept the question ({code or f'HTTP {status}'}{': ' if detail else ''}{detail})"
    return BadQuery(NAME, words, reason=code)


def _key() -> Fault:
    return Unauthorised(NAME, f"{NAME} refused the key: check TICKETMASTER_API_KEY at developer.ticketmaster.com")


def _has_envelope(said: object) -> bool:
    """A page block, or events: without results there are no events, and a broken answer has neither."""
    if not isinstance(said, Mapping):
        return False
    inside = said.get("_embedded")
    if inside is None:
        return isinstance(said.get("page"), Mapping)
    return isinstance(inside, Mapping) and isinstance(inside.get("events", []), list)


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)
