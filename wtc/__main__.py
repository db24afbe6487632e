"""The command line: ``python -m wtc COMMAND``."""

import importlib.util
import os
import sys

import typer

from wtc import frontend
from wtc.settings import ROOT, settings

cli = typer.Typer(name="wtc", no_args_is_help=True, help="WhatsTheCraic: live music in Ireland.")


@cli.command()
def build() -> None:
    """Build the frontend if any of its inputs has changed."""
    took = frontend.build()
    typer.echo(f"frontend built in {took:.1f} s" if took else "frontend is current")


@cli.command()
def serve() -> None:
    """Prepare the database, build what is stale and serve on HOST and PORT."""
    chosen = settings()
    if importlib.util.find_spec("wtc.flows.start"):
        importlib.import_module("wtc.flows.start").prepare()
    build()
    os.chdir(ROOT)
    os.execve(  # noqa: S606  (the server takes over this process, and with it the signals)
        sys.executable,
        [sys.executable, "-m", "granian", *_granian(chosen.host, chosen.port), "wtc.wtc:app"],
        os.environ
        | {
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "REFLEX_CHECK_LATEST_VERSION": "false",
        },
    )


def _granian(host: str, port: int) -> list[str]:
    return ["--interface", "asgi", "--factory", "--host", host, "--port", str(port), "--workers", "1"]


if __name__ == "__main__":
    cli()
