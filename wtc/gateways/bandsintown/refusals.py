"""How Bandsintown says no: a wrong key for this act, an act it does not know, a name it cannot read."""

from datetime import datetime

from wtc.gateways.faults import BadQuery, Fault, Garbled
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Answer

NAME = "Bandsintown"
DENIED, UNKNOWN, UNREADABLE = "denied", "unknown", "unreadable"


def judge(answer: Answer, _now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is.

    Its refusals are often not JSON, and some of them come with the status of another.
    """
    said = mapping(answer.json)
    words = f"{answer.text} {text(said.get('errorMessage'), 200)} {text(said.get('Message'), 200)}".lower()
    if "warn=not found" in words or "[notfound]" in words:
        return BadQuery(NAME, f"{NAME} knows no such act", reason=UNKNOWN)
    if "invalid parameter" in words:
        return BadQuery(NAME, f"{NAME} cannot read the name", reason=UNREADABLE)
    if answer.status in (401, 403) or "not authorized" in words:
        return BadQuery(NAME, f"{NAME} does not open this act to our key (HTTP {answer.status})", reason=DENIED)
    if answer.status == 200 and not answer.problem and not isinstance(answer.json, list) and "id" not in said:
        return Garbled(NAME, f"{NAME} answered without its list")
    return None
