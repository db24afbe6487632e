"""``python -m wtc ingest``: read one source, or all, now; show how it goes, and say what came of it."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from wtc import log
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.flows import ingest as flow
from wtc.flows.readers import READERS, reader_of, ready
from wtc.flows.start import prepare
from wtc.shapes.engine import IngestProgress, IngestReport
from wtc.shapes.events import SOURCE_NAMES

DONE, NOTHING, USAGE, PARTIAL = 0, 1, 2, 3
PATIENCE = 45.0  # longer than a lease lives, so that a run that was killed is not in the way of the next
SHOWN = 10
WORDS = {DONE: "complete", PARTIAL: "partial", NOTHING: "nothing could be read"}


def ingest(
    source: Annotated[str, typer.Option(help=f"Which source to read: {', '.join(READERS)}.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Read every source that is set up, side by side.")] = False,
    city: Annotated[str, typer.Option(help="Read this city only.")] = "",
    days: Annotated[
        int | None, typer.Option(help="How many days ahead, 1 to 730; INGESTION_DAYS unless given.")
    ] = None,
) -> None:
    """Read a source, or --all, now. Exit code 0: all of it; 3: a part; 1: nothing was possible; 2: wrong usage."""
    log.set_up()
    screen, errors = Console(), Console(stderr=True)
    try:
        if bool(source) is every:
            raise Invalid("Say which: --source NAME, or --all.")
        if source:
            reader_of(source)
        if days is not None and days not in flow.DAYS:
            raise Invalid(f"--days has to be between {flow.DAYS.start} and {flow.DAYS.stop - 1}.")
    except Invalid as refusal:
        errors.print(refusal.message, markup=False)
        raise typer.Exit(USAGE) from None
    prepare()
    reports = asyncio.run(_shown(source, city, days, errors))
    for report in reports:
        _tell(report, screen, table=not every)
    if every:
        screen.print(_table(reports))
    raise typer.Exit(code_of_all(reports) if every else code_of(reports[0]))


def code_of(report: IngestReport) -> int:
    """The exit code: everything, a part, or nothing at all."""
    if report.complete:
        return DONE
    return PARTIAL if report.stored.seen or report.quarantined else NOTHING


def code_of_all(reports: Sequence[IngestReport]) -> int:
    """The same for several: those that are not set up do not count, unless none is."""
    wanted = ready()
    codes = {code_of(report) for report in reports if report.source in wanted} or {NOTHING}
    return codes.pop() if len(codes) == 1 else PARTIAL


async def _shown(source: str, city: str, days: int | None, errors: Console) -> tuple[IngestReport, ...]:
    """Run with a line of progress for each source on the error stream, so that the report can be piped."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        names = [source] if source else ready()
        tasks = {name: bar.add_task(f"Reading {SOURCE_NAMES[name]}", total=None) for name in names}

        def show(name: str, at: IngestProgress) -> None:
            words = f"{at.stored.seen} listings, {at.stored.new} new, {at.calls} calls, {at.waiting} to go"
            bar.update(tasks[name], description=f"Reading {SOURCE_NAMES[name]}: {words}")

        if not source:
            return await flow.run_all(city=city, days=days, progress=show, patience=PATIENCE)
        report = await flow.run(source, city=city, days=days, progress=lambda at: show(source, at), patience=PATIENCE)
        return (report,)


def _tell(report: IngestReport, screen: Console, *, table: bool) -> None:
    screen.print(_heading(report), markup=False, highlight=False)
    if table and not report.skipped:
        screen.print(_table((report,)))
    for line in _asides(report):
        screen.print(line, markup=False, highlight=False, soft_wrap=True)


def _heading(report: IngestReport) -> str:
    place = f", {clean(report.city, 40)}" if report.city else ""
    said = f"skipped, {report.skipped}" if report.skipped else WORDS[code_of(report)]
    return f"{SOURCE_NAMES[report.source]}{place}: {said}"


def _table(reports: Sequence[IngestReport]) -> Table:
    """A column for each report that there was a run for."""
    told = [report for report in reports if not report.skipped]
    table = Table(show_header=len(reports) > 1)
    table.add_column()
    for report in told:
        table.add_column(SOURCE_NAMES[report.source], justify="right")
    columns = [_figures(report) for report in told]
    for label in columns[0] if columns else {}:
        table.add_row(label, *(each[label] for each in columns))
    return table


def _figures(report: IngestReport) -> dict[str, str]:
    stored = report.stored
    counts = {
        "seen": stored.seen,
        "new": stored.new,
        "changed": stored.changed,
        "unchanged": stored.unchanged,
        "merged": stored.merged,
        "gone": report.gone,
        "quarantined": len(report.quarantined),
        "not ours": report.passed_over,
        "samples removed": report.samples_gone,
        "calls made": report.calls,
    }
    return {label: f"{value:,}" for label, value in counts.items()} | {"seconds": f"{report.seconds:.1f}"}


def _asides(report: IngestReport) -> list[str]:
    """The reasons of what was set aside with how often, then the problems and the notes."""
    reasons = Counter(item.reason for item in report.quarantined)
    lines = [f"quarantined {count} x {reason}" for reason, count in reasons.most_common(SHOWN)]
    lines += [f"problem: {problem}" for problem in report.problems[:SHOWN]]
    if len(report.problems) > SHOWN:
        lines.append(f"... and {len(report.problems) - SHOWN} more problems")
    return lines + [f"note: {note}" for note in report.notes[:SHOWN]]
