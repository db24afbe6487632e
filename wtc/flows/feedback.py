"""What fans say, as far as it is people who do: programs that say they are programs neither click nor skip."""

from collections.abc import Mapping

from wtc import clock
from wtc.db import act
from wtc.domain.feedback import PASSING
from wtc.flows.footfall import BOTS
from wtc.services import feedback
from wtc.shapes.taste import Action, Sighting


async def say(
    user_id: int, event_id: int, action: Action, *, reason: str = "", sighting: Sighting, agent: str = ""
) -> bool:
    """Note a word on an event; whether it was news. Clicks and skips of programs are none."""
    if action in PASSING and _program(agent):
        return False
    now = clock.now()
    return await act(feedback.say, user_id, event_id, action, reason=reason, sighting=sighting, now=now)


async def skipped(user_id: int, seen: Mapping[int, Sighting], *, agent: str = "") -> int:
    """Note events that were scrolled past; how many were news."""
    return 0 if _program(agent) or not seen else await act(feedback.skipped, user_id, seen, now=clock.now())


def _program(agent: str) -> bool:
    return BOTS.search(agent) is not None
