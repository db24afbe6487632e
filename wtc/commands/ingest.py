"""``python -m wtc ingest``: read a source now, show how it goes, and say what came of it."""

import asyncio
from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from wtc import log
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.flows import ingest as flow
from wtc.flows.sources import reader_of
from wtc.flows.start import prepare
from wtc.shapes.engine import IngestProgress, IngestReport
from wtc.shapes.events import SOURCE_NAMES

DONE, NOTHING, USAGE, PARTIAL = 0, 1, 2, 3
PATIENCE = 45.0  # longer than a lease lives, so that a run that was killed is not in the way of the next
SHOWN = 10


def ingest(
    source: Annotated[str, typer.Option(help="Which source to read: ticketmaster.")],
    city: Annotated[str, typer.Option(help="Read this city only.")] = "",
    days: Annotated[
        int | None, typer.Option(help="How many days ahead, 1 to 730; INGESTION_DAYS unless given.")
    ] = None,
) -> None:
    """Read a source now. Exit code 0: all of it; 3: a part; 1: nothing was possible; 2: wrong usage."""
    log.set_up()
    screen, errors = Console(), Console(stderr=True)
    try:
        reader_of(source)
        if days is not None and days not in flow.DAYS:
            raise Invalid(f"--days has to be between {flow.DAYS.start} and {flow.DAYS.stop - 1}.")
    except Invalid as refusal:
        errors.print(refusal.message, markup=False)
        raise typer.Exit(USAGE) from None
    prepare()
    report = asyncio.run(_shown(source, city, days, errors))
    screen.print(_heading(report), markup=False, highlight=False)
    if not report.skipped:
        screen.print(_table(report))
    for line in _asides(report):
        screen.print(line, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code_of(report))


def code_of(report: IngestReport) -> int:
    """The exit code: everything, a part, or nothing at all."""
    if report.complete:
        return DONE
    return PARTIAL if report.stored.seen or report.quarantined else NOTHING


async def _shown(source: str, city: str, days: int | None, errors: Console) -> IngestReport:
    """Run with a line of progress on the error stream, so that the report can be piped."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(f"Reading {SOURCE_NAMES[source]}", total=None)

        def show(at: IngestProgress) -> None:
            words = f"{at.stored.seen} listings, {at.stored.new} new, {at.calls} calls, {at.waiting} windows to go"
            bar.update(task, description=f"Reading {SOURCE_NAMES[source]}: {words}")

        return await flow.run(source, city=city, days=days, progress=show, patience=PATIENCE)


def _heading(report: IngestReport) -> str:
    place = f", {clean(report.city, 40)}" if report.city else ""
    word = {DONE: "complete", PARTIAL: "partial", NOTHING: "nothing could be read"}[code_of(report)]
    return f"{SOURCE_NAMES[report.source]}{place}: {f'skipped, {report.skipped}' if report.skipped else word}"


def _table(report: IngestReport) -> Table:
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    stored = report.stored
    for label, value in (
        ("seen", stored.seen),
        ("new", stored.new),
        ("changed", stored.changed),
        ("unchanged", stored.unchanged),
        ("merged", stored.merged),
        ("gone", report.gone),
        ("quarantined", len(report.quarantined)),
        ("not ours", report.passed_over),
        ("samples removed", report.samples_gone),
        ("calls made", report.calls),
        ("seconds", report.seconds),
    ):
        table.add_row(label, f"{value:,}" if isinstance(value, int) else f"{value:.1f}")
    return table


def _asides(report: IngestReport) -> list[str]:
    """The reasons of what was set aside with how often, then the problems."""
    reasons = Counter(item.reason for item in report.quarantined)
    lines = [f"quarantined {count} x {reason}" for reason, count in reasons.most_common(SHOWN)]
    lines += [f"problem: {problem}" for problem in report.problems[:SHOWN]]
    if len(report.problems) > SHOWN:
        lines.append(f"... and {len(report.problems) - SHOWN} more problems")
    return lines
