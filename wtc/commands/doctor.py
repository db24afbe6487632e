"""``python -m wtc doctor`` and ``openapi``: how this installation stands, without showing the value of any setting."""

import asyncio
import sys

import orjson
import typer
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from wtc import frontend
from wtc.api.app import make
from wtc.api.docs import described
from wtc.flows import health
from wtc.settings import Settings, settings
from wtc.shapes.health import Check, Health

MARKS = {Health.OK: "[green]ok[/]", Health.WARNING: "[yellow]warning[/]", Health.FAILED: "[red]failed[/]"}


def doctor() -> None:
    """Say which settings are set, and whether database, disk, frontend and sources are well. Exit code 1 if not."""
    screen = Console(width=None if sys.stdout.isatty() else 120)
    screen.print(_settings(settings()))
    checks = [*asyncio.run(health.ready()), _built(), *_sources(settings())]
    table = Table("check", "", "", title="Checks", title_justify="left")
    for check in checks:
        table.add_row(check.name, MARKS.get(check.status, check.status.value), check.message)
    screen.print(table)
    if any(check.status is Health.FAILED for check in checks):
        raise typer.Exit(1)


def _settings(chosen: Settings) -> Table:
    table = Table("setting", "", "", title="Settings", title_justify="left")
    for name, field in Settings.model_fields.items():
        value = getattr(chosen, name)
        empty = value.get_secret_value() == "" if isinstance(value, SecretStr) else value == ""
        standing = "unset" if empty else "set" if name in chosen.model_fields_set else "default"
        table.add_row(name.upper(), standing, "secret" if isinstance(field.default, SecretStr) else "")
    return table


def _built() -> Check:
    if frontend.current():
        return Check(name="frontend", status=Health.OK)
    if frontend.FALLBACK.is_file():
        return Check(
            name="frontend", status=Health.WARNING, message="is older than its inputs: run python -m wtc build"
        )
    return Check(name="frontend", status=Health.FAILED, message="is not built: run python -m wtc build")


def _sources(chosen: Settings) -> list[Check]:
    if not chosen.ingestion_enabled:
        return [Check(name="sources", status=Health.ABSENT, message="all off: INGESTION_ENABLED is false")]
    has_key = bool(chosen.ticketmaster_api_key.get_secret_value())
    message = "" if has_key else "off: TICKETMASTER_API_KEY is unset"
    return [Check(name="ticketmaster", status=Health.OK if has_key else Health.ABSENT, message=message)]


def openapi() -> None:
    """Print the OpenAPI description of the API."""
    sys.stdout.buffer.write(orjson.dumps(described(make()), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
