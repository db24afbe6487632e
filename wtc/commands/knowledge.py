"""``python -m wtc sync-artists`` and ``import-setlists``: ask about our acts now, and say what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from wtc import log
from wtc.flows import enrich, setlists
from wtc.flows.start import prepare
from wtc.shapes.enriching import EnrichReport

DONE, NOTHING, PARTIAL = 0, 1, 3
Most = Annotated[int, typer.Option(help="How many acts at most.", min=1, max=2_000)]


def sync_artists(most: Most = 200) -> None:
    """Ask Spotify and Mixcloud about our acts. Exit code 0: all of them; 3: a part; 1: nothing was possible."""
    _run(lambda tell: enrich.run(most=most, progress=tell), "mixes")


def import_setlists(most: Most = 200) -> None:
    """Ask setlist.fm what our acts played. Exit code 0: all of them; 3: a part; 1: nothing was possible."""
    _run(lambda tell: setlists.run(most=most, progress=tell), "past shows")


def _run(flow: Callable[[Callable[..., Any]], Awaitable[EnrichReport]], what: str) -> None:
    log.set_up()
    screen, errors = Console(), Console(stderr=True)
    prepare(samples=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())

    async def shown() -> EnrichReport:
        with Progress(*columns, console=errors, transient=True) as bar:
            task = bar.add_task("Asking", total=None)
            return await flow(
                lambda words, done, total: bar.update(task, description=words, completed=done, total=total)
            )

    report = asyncio.run(shown())
    for problem in report.problems:
        errors.print(problem, style="yellow", markup=False)
    if report.skipped:
        errors.print(f"Not asked: {report.skipped}.")
        raise typer.Exit(NOTHING)
    kept = report.kept
    screen.print(
        f"{report.synced} of {report.acts} acts asked about, {report.matched} found; "
        f"{what}: {kept.new} new, {kept.changed} changed, {kept.unchanged} as before."
    )
    raise typer.Exit(PARTIAL if report.problems else DONE)
