"""The checks behind /ready and ``doctor``: database, disk, scheduler and model, each by itself."""

import asyncio
import shutil
from functools import lru_cache

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from wtc import clock
from wtc.db import ask
from wtc.flows import jobs, standing
from wtc.services import health, serving
from wtc.services import jobs as rows
from wtc.settings import ROOT, settings
from wtc.shapes.health import Check, Health

PATIENCE = 3.0
LATE = 120.0
LEAST_FREE = 200_000_000
FULL = 20_000_000


async def ready() -> tuple[Check, ...]:
    """Every check; the program is ready unless one has failed."""
    return (await database(), disk(), await scheduler(), await model())


async def database() -> Check:
    """Whether the database answers within three seconds and stands on the newest migration."""
    try:
        async with asyncio.timeout(PATIENCE):
            stands_on = await ask(health.revision)
    except TimeoutError:
        return Check(name="database", status=Health.FAILED, message="does not answer in time")
    except SQLAlchemyError as error:
        return Check(name="database", status=Health.FAILED, message=f"does not answer: {type(error).__name__}")
    if stands_on != newest():
        message = f"stands on migration {stands_on or 'none'} of {newest()}: run python -m wtc migrate"
        return Check(name="database", status=Health.FAILED, message=message)
    return Check(name="database", status=Health.OK)


@lru_cache(maxsize=1)
def newest() -> str:
    """The newest migration that this program knows."""
    return ScriptDirectory.from_config(Config(str(ROOT / "alembic.ini"))).get_current_head() or ""


def disk() -> Check:
    """Whether the data folder has room: a warning under 200 MB, a failure under 20 MB."""
    folder = settings().data_dir
    try:
        free = shutil.disk_usage(folder if folder.exists() else ROOT).free
    except OSError as error:
        return Check(name="disk", status=Health.FAILED, message=f"cannot be read: {type(error).__name__}")
    if free < FULL:
        return Check(name="disk", status=Health.FAILED, message="is full")
    low = free < LEAST_FREE
    message = f"{free // 1_000_000:,} MB free"
    return Check(name="disk", status=Health.WARNING if low else Health.OK, message=message)


async def scheduler() -> Check:
    """Whether the jobs of this house are done: by a worker that this process begins, or by others."""
    standing, here = jobs.STANDING, bool(settings().job_workers)
    try:
        async with asyncio.timeout(PATIENCE):
            waits, doing = await ask(rows.oldest_due, now=clock.ticking()), await ask(rows.running)
    except (TimeoutError, SQLAlchemyError):
        return Check(name="scheduler", status=Health.WARNING, message="not known: the database does not answer")
    late = (clock.ticking() - waits).total_seconds() if waits else 0.0
    if late > LATE:
        message = f"a job has waited for {late:,.0f} s: is there a worker, and are they enough?"
        return Check(name="scheduler", status=Health.WARNING, message=message)
    if not here:
        return Check(name="scheduler", status=Health.OK, message="left to python -m wtc jobs work; no job is late")
    if standing.since is None:
        return Check(name="scheduler", status=Health.WARNING, message="not started in this process")
    if standing.trouble:
        return Check(name="scheduler", status=Health.WARNING, message=f"the last look failed: {standing.trouble}")
    if standing.shift.trouble:
        return Check(name="scheduler", status=Health.WARNING, message=standing.shift.trouble)
    if standing.looked and (clock.ticking() - standing.looked).total_seconds() > LATE:
        return Check(name="scheduler", status=Health.WARNING, message="it has not looked for minutes")
    return Check(name="scheduler", status=Health.OK, message=f"{doing} jobs under way" if doing else "waiting")


async def model() -> Check:
    """Whether lists are made with a trained model; without one they are made by the table of points."""
    try:
        async with asyncio.timeout(PATIENCE):
            served, refused = await ask(standing.serving), await ask(serving.refused)
    except (TimeoutError, SQLAlchemyError):
        return Check(name="model", status=Health.WARNING, message="not known: the database does not answer")
    if refused:
        return Check(name="model", status=Health.WARNING, message=refused)
    if served is None:
        return Check(name="model", status=Health.ABSENT, message="none is trained yet: lists are made by points")
    return Check(name="model", status=Health.OK, message=f"version {served.label}")
