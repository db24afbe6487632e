"""Why an event suits a fan, for the drawer and for the event's page."""

import asyncio

from wtc.db import ask
from wtc.domain import why
from wtc.errors import NotFound
from wtc.flows import picks, rails, standing
from wtc.services import dials
from wtc.shapes.taste import Wish
from wtc.shapes.why import WhyPage


async def page(user_id: int, event_id: int, *, chosen: str = "") -> WhyPage:
    """One event explained to a fan by their own list, or by the one that was ``chosen``, a key of
    ``rails.CHOICES``.

    An event that is gone or over is told of as a ``problem``. Raises NotSignedIn for a user who is gone.
    """
    wish = Wish(ranker=rails.ranker(chosen, standing.STANDING.served))
    try:
        made, turned = await asyncio.gather(picks.study(user_id, event_id, wish), ask(dials.listed, user_id))
    except NotFound as missing:
        return WhyPage(id=event_id, problem=missing.message)
    return why.page(made, {each.factor: each.step for each in turned})
