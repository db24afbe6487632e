"""How Apify says no: the token, the money, the reader itself, what it was asked."""

from datetime import datetime

from wtc.gateways.faults import BadQuery, Down, Fault, Unauthorised, Unpaid
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Answer

NAME = "Dice"
NO_PATH = "page-not-found"


def judge(answer: Answer, _now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is."""
    kind = text(mapping(mapping(answer.json).get("error")).get("type"), 60)
    if answer.status == 401:
        return Unauthorised(NAME, "Apify refused the token: check APIFY_TOKEN at console.apify.com, Settings, API")
    if answer.status == 402:
        return Unpaid(NAME, "Apify wants money: there is no credit left for this reader")
    if kind == "actor-is-not-rented":
        return Unpaid(NAME, "the reader DICE_APIFY_ACTOR is not rented at Apify, or its trial is over")
    if answer.status == 408:
        return Down(NAME, "the run at Apify took longer than five minutes")
    if answer.status == 404 and kind == "record-not-found":
        return BadQuery(NAME, "Apify has nothing by that name: check DICE_APIFY_ACTOR", reason=kind)
    if kind and 400 <= answer.status < 500 and answer.status not in (403, 429):
        return BadQuery(NAME, f"Apify did not accept it ({kind})", reason=kind)
    return None
