"""``python -m wtc jobs``: what is scheduled and done, one job here and now, or a worker beside the server."""

import asyncio
import signal
import sys
from contextlib import suppress
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from wtc import clock, log
from wtc.db import ask
from wtc.domain.schedules import when
from wtc.errors import CraicError
from wtc.flows import alarms
from wtc.flows import jobs as flow
from wtc.flows.kinds import KINDS
from wtc.flows.shift import end_with_parent
from wtc.flows.start import prepare
from wtc.flows.work import stand_back
from wtc.services import jobs as rows
from wtc.settings import settings
from wtc.shapes.jobs import Job, JobState

DONE, FAILED, USAGE = 0, 1, 2
LOOK = 1.0


def jobs(
    deed: Annotated[str, typer.Argument(help="list, run or work", metavar="list|run|work")] = "list",
    kind: Annotated[str, typer.Argument(help=f"Which job to run: {', '.join(KINDS)}.", show_default=False)] = "",
    about: Annotated[str, typer.Argument(help="For ingest: SOURCE or SOURCE:TOWN.", show_default=False)] = "",
    workers: Annotated[int, typer.Option(min=1, max=16, help="How many jobs a worker does at once.")] = 2,
    until_idle: Annotated[bool, typer.Option(help="Do what waits and end, as the server has it done.")] = False,
) -> None:
    """List schedules and jobs, run one now, or work as a process of its own until it is ended."""
    log.set_up()
    deeds = {"list": lambda: _list(), "run": lambda: run(kind, about), "work": lambda: _work(workers, until_idle)}
    if deed not in deeds:
        typer.echo(f"There is no jobs {deed[:20]}: list, run or work.", err=True)
        raise typer.Exit(USAGE)
    if not until_idle:  # whoever began it has done so
        prepare()
    raise typer.Exit(asyncio.run(deeds[deed]()))


async def _list() -> int:
    screen, now = Console(width=None if sys.stdout.isatty() else 120), clock.ticking()
    table = Table("job", "cron", "last", "next", "status", title="Schedules, Irish time", title_justify="left")
    for one in await alarms.standings():
        last = when(one.last.created_at, now) if one.last else "never"
        table.add_row(one.kind, one.cron, last, when(one.next_at, now), f"{one.light}: {one.words}")
    screen.print(table)
    done = Table("id", "job", "asked by", "when", "status", title="Jobs, the latest first", title_justify="left")
    for job in await ask(rows.recent, limit=15):
        done.add_row(str(job.id), f"{job.kind} {job.about}".strip(), job.asked_by, when(job.created_at, now), said(job))
    screen.print(done)
    return DONE


def said(job: Job) -> str:
    """How a job stands, in a few words."""
    more = job.problem or (job.progress.words if job.alive else "") or str(job.result.get("skipped", ""))
    return f"{job.state}: {more}" if more else str(job.state)


async def run(kind: str, about: str) -> int:
    try:
        job, _ = await flow.ask_for(kind, about, asked_by="command")
    except CraicError as refusal:
        typer.echo(refusal.message, err=True)
        return USAGE
    typer.echo(f"job {job.id}: {KINDS[kind].title}{f', {about}' if about else ''}")
    here = asyncio.create_task(flow.do_here(job))
    try:
        ended = await _follow(job, here)
    finally:
        here.cancel()
        await asyncio.gather(here, return_exceptions=True)
    typer.echo(said(ended))
    return DONE if ended.state is JobState.DONE else FAILED


async def _follow(job: Job, here: "asyncio.Task[bool]") -> Job:
    """Tell how far a job is until it is over, or waits for another try."""
    told = ""
    while True:
        await asyncio.wait({here}, timeout=LOOK)
        now = await ask(rows.one, job.id)
        if now.progress.words != told:
            told = now.progress.words
            typer.echo(told, err=True)
        if not now.alive or (here.done() and here.result() and now.state is JobState.WAITING):
            return now
        if here.done():
            await asyncio.sleep(LOOK)


async def _work(workers: int, until_idle: bool) -> int:
    stand_back()
    if until_idle:
        end_with_parent()
        working = asyncio.create_task(flow.until_idle(workers))
    else:
        typer.echo(f"working, {workers} jobs at once, woken through {'Redis' if settings().redis else 'a file'}")
        working = asyncio.create_task(flow.watch(workers, serving=False))
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ending, working.cancel)
    with suppress(asyncio.CancelledError):
        await working
    return DONE
