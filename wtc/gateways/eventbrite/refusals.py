"""How Eventbrite says no: the token, somebody else's organisation, nothing there, too much in one hour."""

from datetime import datetime, timedelta

from wtc.gateways.faults import BadQuery, Fault, Garbled, QuotaSpent, Unauthorised
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Answer

NAME = "Eventbrite"
_TOKEN = {"NO_AUTH", "INVALID_AUTH", "INVALID_AUTH_HEADER"}
TOKEN_REFUSED = (
    f"{NAME} refused the token: make a new one under Account Settings, Developer Links, API Keys, "
    "and set EVENTBRITE_API_TOKEN"
)


def judge(answer: Answer, now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is."""
    said = mapping(answer.json)
    code = text(said.get("error"), 40)
    if code in _TOKEN or answer.status == 401:
        return Unauthorised(NAME, TOKEN_REFUSED)
    if code == "HIT_RATE_LIMIT":
        hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return QuotaSpent(NAME, f"{NAME}'s hourly quota is used up", until=hour)
    if code == "NOT_AUTHORIZED":
        return BadQuery(NAME, "not open to this token: it reads what its own organisations put on", reason=code)
    if code == "NOT_FOUND":
        return BadQuery(NAME, f"{NAME} knows nothing by this id", reason=code)
    if code and 400 <= answer.status < 500:
        return BadQuery(NAME, f"{NAME} did not accept the question ({code})", reason=code)
    if answer.status == 200 and not answer.problem and not ({"events", "id", "description"} & said.keys()):
        return Garbled(NAME, f"{NAME} answered without its events")
    return None
