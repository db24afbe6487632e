"""What we may still ask of a source today, and the counting of what we asked."""

from datetime import datetime

from wtc.db import act, ask
from wtc.services import using
from wtc.shapes.engine import Budget, SourceUse, Use

BUDGETS = {
    "ticketmaster": Budget(calls=5_000),
    "eventbrite": Budget(calls=2_000, hourly=True),
    "setlistfm": Budget(calls=1_440),
}
"""What a source grants by its terms; of the others it is known when they say so."""


async def count(source: str, use: Use, *, now: datetime) -> None:
    """Keep what a run over ``source`` used: ``Upstream.use``, or what was used since the last count."""
    await act(using.note, source, use, budget=BUDGETS.get(source), now=now)


async def standing(now: datetime) -> dict[str, SourceUse]:
    """What was used of each source today and what is left; a source with a budget that was never used is whole."""
    known = await ask(using.standing, now=now)
    fresh = {
        source: SourceUse(source=source, day=now.date(), quota=budget.calls, left=budget.calls)
        for source, budget in BUDGETS.items()
    }
    return fresh | known


async def left(source: str, now: datetime) -> SourceUse | None:
    """What is left of ``source`` now; None when nothing limits it that we know of."""
    found = (await standing(now)).get(source)
    return found if found and found.left is not None else None
