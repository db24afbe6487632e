"""The job ``calculate-trending``: what people look at and save these days."""

from typing import Any

from wtc import clock
from wtc.db import ask
from wtc.flows.work import Work
from wtc.services import trending


async def calculate(_work: Work) -> dict[str, Any]:
    """The fifty coming events that are wanted most; the last job's result is where they are found."""
    now = clock.now()
    return {"events": await ask(trending.most_wanted, today=clock.local(now).date(), now=now)}
