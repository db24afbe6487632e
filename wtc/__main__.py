"""The command line: ``python -m wtc COMMAND``."""

import importlib
import sys

import typer

COMMANDS = {
    "serve": "serve",
    "build": "serve",
    "migrate": "serve",
    "ingest": "ingest",
    "jobs": "jobs",
    "demo": "demo",
    "train": "train",
    "evaluate": "train",
    "doctor": "doctor",
    "openapi": "doctor",
    "admin": "roles",
    "role": "roles",
    "pictures": "pictures",
    "sync-artists": "knowledge",
    "import-setlists": "knowledge",
}
"""Each command and the module of ``wtc.commands`` that has the function of its name, with _ for -."""


def cli(arguments: list[str]) -> typer.Typer:
    """The command line with the one command that is asked for, so that no other's imports are waited for; else all."""
    made = typer.Typer(name="wtc", no_args_is_help=True, help="WhatsTheCraic: live music in Ireland.")
    made.callback()(lambda: None)  # keeps a lone command a command
    asked = arguments[0] if arguments else ""
    for name in [asked] if asked in COMMANDS else COMMANDS:
        found = getattr(importlib.import_module(f"wtc.commands.{COMMANDS[name]}"), name.replace("-", "_"))
        if isinstance(found, typer.Typer):
            made.add_typer(found, name=name)
        else:
            made.command(name)(found)
    return made


if __name__ == "__main__":
    cli(sys.argv[1:])()
