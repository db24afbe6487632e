"""``python -m wtc pictures``: fetch the sources' pictures now, and say how they stand."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from wtc import log
from wtc.errors import Conflict
from wtc.flows import picturing
from wtc.flows.picturing import Round
from wtc.flows.start import prepare
from wtc.flows.turns import alone
from wtc.shapes.pictures import PictureCount

PATIENCE = 45.0


def pictures(
    status: Annotated[bool, typer.Option("--status", help="Only say how they stand.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Try anew what failed or was refused.")] = False,
) -> None:
    """Fetch every picture that is due. Exit code 0: done; 1: it had to stop, or another process is at it."""
    log.set_up()
    screen, errors = Console(), Console(stderr=True)
    prepare()
    stopped = "" if status else asyncio.run(_fetched(again, errors))
    counts, size = asyncio.run(_standing())
    screen.print(_table(counts))
    screen.print(f"{size / 1_048_576:,.1f} MB in the store.", highlight=False)
    if stopped:
        errors.print(f"Stopped: {stopped}.", markup=False)
        raise typer.Exit(1)


async def _fetched(again: bool, errors: Console) -> str:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("Looking for pictures", total=None)

        def show(at: Round) -> None:
            words = f"{at.ready} ready, {at.failed} failed, {at.refused} refused"
            bar.update(task, description=f"Fetching pictures: {words}")

        try:
            async with alone("pictures", patience=PATIENCE):
                await picturing.note()
                if again:
                    await picturing.again()
                done = await picturing.fetch(progress=show)
                await picturing.tidy()
        except Conflict:
            return "the running server is fetching them already"
    return done.stopped


async def _standing() -> tuple[tuple[PictureCount, ...], int]:
    return await picturing.counts(), await picturing.size()


def _table(counts: tuple[PictureCount, ...]) -> Table:
    table = Table("source", "state", "pictures", "last", "why")
    for each in counts:
        last = f"{each.last:%d %b %H:%M}" if each.last else ""
        table.add_row(each.source or "not allowed", each.state, f"{each.count:,}", last, each.problem)
    return table
