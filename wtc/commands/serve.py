"""``python -m wtc serve``, ``build`` and ``migrate``: from a fresh clone to a page on a port."""

import os
import sys
from pathlib import Path

import typer
from alembic import command
from alembic.config import Config

from wtc import frontend
from wtc.flows.start import prepare
from wtc.settings import ROOT, settings

LOGS = Path(__file__).with_name("granian.json")


def build() -> None:
    """Build the frontend if any of its inputs has changed."""
    try:
        took = frontend.build()
    except frontend.BuildFailed as trouble:
        typer.echo(f"The frontend could not be built:\n{trouble}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"frontend built in {took:.1f} s" if took else "frontend is current")


def migrate() -> None:
    """Bring the database to the newest migration, and do nothing else."""
    command.upgrade(Config(str(ROOT / "alembic.ini")), "head")
    typer.echo("the database is on the newest migration")


def serve() -> None:
    """Prepare the database, build what is stale and serve on HOST and PORT."""
    prepare()
    build()
    typer.echo(f"WhatsTheCraic is on {settings().address}")
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(  # noqa: S606  (the server takes over this process, and with it the signals)
        sys.executable,
        [sys.executable, "-m", "granian", *_granian(settings().host, settings().port), "wtc.wtc:serve"],
        {"MALLOC_ARENA_MAX": "2"}  # many threads share two heaps: what one lets go, another uses
        | os.environ
        | {
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "REFLEX_CHECK_LATEST_VERSION": "false",
        },
    )


def _granian(host: str, port: int) -> list[str]:
    chosen = {
        "interface": "asgi",
        "host": host,
        "port": port,
        "workers": 1,
        "http": 1,  # behind a proxy that is what is spoken; HTTP/2 would only be one more thing to attack
        "http1-header-read-timeout": 15_000,
        "http1-buffer-size": 65_536,
        "backlog": 2_048,
        "backpressure": 4_096,
        "workers-kill-timeout": 10,  # open sockets must not hold up a shut-down for ever
        "log-config": LOGS,
    }
    return ["--factory", *(part for name, value in chosen.items() for part in (f"--{name}", str(value)))]
