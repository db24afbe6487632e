"""The source room: everything an operator sees of sources, jobs and alerts, gathered at once."""

import asyncio

from wtc import clock
from wtc.db import ask
from wtc.flows import alerts
from wtc.services import alerts as alert_rows
from wtc.services import jobs as rows
from wtc.shapes.jobs import Alert, Job, Work


async def work(*, limit: int = 20, before: int | None = None) -> Work:
    """The schedules and a page of jobs."""
    schedules, found = await asyncio.gather(alerts.standings(), ask(rows.recent, limit=limit, before=before))
    return Work(at=clock.ticking(), schedules=schedules, jobs=found)


async def job(job_id: int) -> Job:
    """One job; ``NotFound`` when there is none."""
    return await ask(rows.one, job_id)


async def alerts_of(*, closed: bool = False) -> tuple[Alert, ...]:
    """What is wrong now, or what was lately."""
    return await ask(alert_rows.closed_ones) if closed else await ask(alert_rows.open_ones)
