"""``python -m wtc demo``: fill the house with the sample catalogue, or take it away and fill it afresh."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from wtc import log
from wtc.clock import now
from wtc.flows import demo as flow
from wtc.flows.start import prepare
from wtc.shapes.engine import IngestReport
from wtc.shapes.events import SOURCE_NAMES

COLUMNS = ("seen", "new", "changed", "unchanged", "merged")


def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Take every sample away first.")] = False,
) -> None:
    """Load the sample catalogue: made-up nights for the coming weeks, each marked Sample. Twice changes nothing."""
    log.set_up()
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


def _table(reports: tuple[IngestReport, ...]) -> Table:
    table = Table(title="Sample catalogue", title_justify="left")
    table.add_column("source", no_wrap=True)
    for name in (*COLUMNS, "aside"):
        table.add_column(name, justify="right")
    for report in reports:
        stored = (f"{getattr(report.stored, name):,}" for name in COLUMNS)
        table.add_row(SOURCE_NAMES[report.source], *stored, f"{len(report.quarantined):,}")
    return table
