"""``python -m wtc train`` and ``python -m wtc evaluate``: learn anew, and how good the lists are."""

import asyncio
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from wtc import clock, log
from wtc.commands import jobs
from wtc.db import read
from wtc.errors import CraicError
from wtc.flows import evaluating
from wtc.flows.start import prepare
from wtc.flows.training import KIND
from wtc.ml.offpolicy import Estimate
from wtc.services import jobs as rows
from wtc.shapes.recommenders import CROWD, PEOPLE

COLUMNS = ("lists", "precision", "recall", "ndcg", "map", "coverage", "similarity")
_TIGHT: dict[str, Any] = {"collapse_padding": True, "pad_edge": False}
"""Tables stand whole in eighty columns, which is what a pipe or a log has."""


def train(crowd: Annotated[bool, typer.Option("--crowd", help="Of the demo's crowd alone.")] = False) -> None:
    """Learn anew from what people did, and from the demo's crowd by itself; it serves when it is no worse."""
    log.set_up()
    prepare()
    ended = asyncio.run(jobs.run(KIND, "crowd" if crowd else ""))
    for job in read(rows.recent, limit=1, kind=KIND):
        for who, told in job.result.items():
            if isinstance(told, dict):
                typer.echo(_words(who, told))
    raise typer.Exit(ended)


def _words(who: str, told: dict[str, Any]) -> str:
    """What came of a training, for people."""
    if "skipped" in told:
        return str(told["skipped"])
    sources = ", ".join(f"{name} {many:,}" for name, many in told["samples_by_source"].items())
    serves = "serves" if told["active"] else "does not serve"
    return f"Version {told['version']} of {who} {serves}. {told['note']}\nLearned from {sources}."


def evaluate(
    crowd: Annotated[bool, typer.Option("--crowd", help="Of the demo's crowd, and by its hidden tastes too.")] = False,
) -> None:
    """How every ranker would have done on the latest week, which it was not told of. Nothing is kept."""
    log.set_up()
    prepare()
    screen, kind = Console(), CROWD if crowd else PEOPLE
    try:
        held, hidden = read(evaluating.evaluated, kind, clock.now())
        test, logged = read(evaluating.logged, kind)
    except CraicError as refusal:
        typer.echo(refusal.message, err=True)
        raise typer.Exit(2) from None
    screen.print(_table("Learned without the latest week, asked for that week", COLUMNS, held))
    if hidden:
        screen.print(_table("Learned from all, held against hidden tastes", tuple(next(iter(hidden.values()))), hidden))
    if logged:
        screen.print(_instead(test, logged))


def _instead(test: str, logged: dict[str, Estimate]) -> Table:
    title = f"Had everybody had one list, by the draws of “{test}”: share of what a fan is shown that they take up"
    table = Table("ranker", title=title, title_justify="left", **_TIGHT)
    table.add_column("worth fans", justify="right")
    table.add_column("share", justify="right")
    table.add_column("95 %", justify="right")
    table.add_column("said of it")
    for name, one in logged.items():
        figures = (
            (f"{one.normalised:.3f}", f"{one.interval.low:.3f} to {one.interval.high:.3f}") if one.enough else ("", "")
        )
        table.add_row(name, f"{one.effective:,.0f}", *figures, one.words)
    return table


def _table(title: str, columns: tuple[str, ...], rows: dict[str, dict[str, Any]]) -> Table:
    table = Table("ranker", title=title, title_justify="left", **_TIGHT)
    for name in columns:
        table.add_column(name, justify="right")
    for name, row in rows.items():
        table.add_row(name, *(f"{row[one]:,}" if row[one] == int(row[one]) else f"{row[one]:.3f}" for one in columns))
    return table
