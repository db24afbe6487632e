"""``python -m wtc demo``: the sample catalogue; ``python -m wtc demo crowd``: made-up visitors who look at it."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from wtc import log
from wtc.clock import now
from wtc.db import read
from wtc.demo.crowd import SEED
from wtc.errors import CraicError
from wtc.flows import crowd as flow_crowd
from wtc.flows import demo as flow
from wtc.flows.start import prepare
from wtc.services import crowd as rows
from wtc.shapes.crowd import CrowdReport
from wtc.shapes.engine import IngestReport
from wtc.shapes.events import SOURCE_NAMES

COLUMNS = ("seen", "new", "changed", "unchanged", "merged")
USAGE = 2
demo = typer.Typer(invoke_without_command=True, help="Sample nights, and made-up visitors who look at them.")


@demo.callback()
def nights(
    context: typer.Context,
    reset: Annotated[
        bool, typer.Option("--reset", help="Take every sample away first, and the crowd with it.")
    ] = False,
) -> None:
    """Load the sample catalogue: made-up nights for the coming weeks, each marked Sample. Twice changes nothing."""
    log.set_up()
    if context.invoked_subcommand:
        return
    screen, errors = Console(), Console(stderr=True)
    prepare(samples=False)
    if reset:
        screen.print(f"{asyncio.run(flow.reset(now())):,} sample events taken away")
    screen.print(_table(asyncio.run(_shown(errors))))


async def _shown(errors: Console) -> tuple[IngestReport, ...]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("Loading samples", total=None)
        return await flow.load(
            now(), lambda source: bar.update(task, description=f"Loading samples: {SOURCE_NAMES[source]}")
        )


@demo.command()
def crowd(
    users: Annotated[int, typer.Option(min=1, max=5_000, help="How many visitors there are to be.")] = 500,
    days: Annotated[int, typer.Option(min=7, max=365, help="Over how many days they have looked in.")] = 60,
    seed: Annotated[int, typer.Option(min=0, max=10**6, help="Another seed, another crowd.")] = SEED,
    visit: Annotated[
        bool, typer.Option("--visit", help="Then show each the list of their experiment's arm, once, by its model.")
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Take the crowd away, and add none.")] = False,
) -> None:
    """Add made-up visitors with hidden tastes who saw, saved, hid and followed sample nights. Twice changes nothing.

    They are marked synthetic, cannot sign in, are sent nothing, and are never mixed with people.
    """
    screen = Console()
    prepare(samples=False)
    if reset:
        screen.print(f"{asyncio.run(flow_crowd.reset()):,} made-up visitors taken away")
        return
    try:
        report = asyncio.run(_crowded(users, days, seed))
        if visit:
            screen.print(f"{asyncio.run(flow_crowd.visit(now())):,} made-up visitors were shown the list of their arm")
            report = read(rows.report, added=report.added)
    except CraicError as refusal:
        typer.echo(refusal.message, err=True)
        raise typer.Exit(USAGE) from None
    table = Table("in the crowd", "rows", title="Synthetic crowd", title_justify="left")
    for name, many in asdict(report).items():
        table.add_row(name, f"{many:,}")
    screen.print(table)


async def _crowded(users: int, days: int, seed: int) -> CrowdReport:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Making up visitors", total=users)
        return await flow_crowd.load(
            now(), users=users, days=days, seed=seed, tell=lambda done: bar.update(task, completed=done)
        )


def _table(reports: tuple[IngestReport, ...]) -> Table:
    table = Table(title="Sample catalogue", title_justify="left")
    table.add_column("source", no_wrap=True)
    for name in (*COLUMNS, "aside"):
        table.add_column(name, justify="right")
    for report in reports:
        stored = (f"{getattr(report.stored, name):,}" for name in COLUMNS)
        table.add_row(SOURCE_NAMES[report.source], *stored, f"{len(report.quarantined):,}")
    return table
