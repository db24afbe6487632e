"""``python -m wtc renormalise``: read every stored payload again, offline."""

import asyncio

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from wtc import clock, log
from wtc.flows import renormalise as flow
from wtc.flows.start import prepare
from wtc.gateways import bandsintown, dice, eventbrite, local, ticketmaster

PARSERS = {source.SOURCE: source.parse for source in (local, ticketmaster, bandsintown, eventbrite, dice)}


def renormalise() -> None:
    """Make the catalogue anew from the stored payloads; no source is asked anything."""
    log.set_up()
    screen = Console()
    prepare()
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=screen) as progress:
        task = progress.add_task("Reading again")
        report, unread = asyncio.run(
            flow.run(
                PARSERS,
                now=clock.now(),
                progress=lambda so_far: progress.update(task, description=f"Read again: {so_far.seen:,}"),
            )
        )
    typer.echo(f"{report.seen:,} read again: {report.changed:,} say something else now, {report.events:,} new events.")
    if unread:
        typer.echo(f"{unread:,} could not be read any more and keep what they said.")
