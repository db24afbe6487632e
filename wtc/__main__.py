"""The command line: ``python -m wtc COMMAND``."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from wtc import frontend
from wtc.clock import now
from wtc.commands.demo import demo
from wtc.commands.ingest import ingest
from wtc.db import read, write
from wtc.domain.emails import identity
from wtc.domain.passwords import chosen
from wtc.domain.text import clean
from wtc.errors import CraicError, Invalid, NotFound
from wtc.gateways.passwords import hash_now
from wtc.services import accounts
from wtc.settings import ROOT, settings
from wtc.shapes.accounts import Role

cli = typer.Typer(name="wtc", no_args_is_help=True, help="WhatsTheCraic: live music in Ireland.")
cli.command()(ingest)
cli.command()(demo)


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
        [sys.executable, "-m", "granian", *_granian(chosen.host, chosen.port), "wtc.wtc:serve"],
        os.environ
        | {
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "REFLEX_CHECK_LATEST_VERSION": "false",
        },
    )


@cli.command()
def admin(email: str) -> None:
    """Make EMAIL an admin: the account that has it, or a new one whose name and password are asked for here."""
    with _in_words():
        address = identity(email)
        if read(accounts.by_email, address) is None:
            _sign_up(address)
        _give_role(address, Role.ADMIN)


@cli.command()
def role(email: str, name: Annotated[str, typer.Argument(metavar="ROLE")]) -> None:
    """Give the account of EMAIL a role: user, organizer or admin. Every session of it has the new role at once."""
    with _in_words():
        wanted = {each.word: each for each in Role if each is not Role.VISITOR}.get(name.lower())
        if wanted is None:
            raise Invalid(f"There is no role {name}: user, organizer or admin.")
        _give_role(identity(email), wanted)


def _give_role(address: str, wanted: Role) -> None:
    who = write(accounts.set_role, address, wanted, now=now())
    typer.echo(f"{who.name} <{who.email}> is now {wanted.word}.")


def _sign_up(address: str) -> None:
    if not sys.stdin.isatty():
        raise NotFound(
            f"There is no account for {address}. Sign up at {settings().address}/signup and run this again, "
            "or run it in a terminal to be asked for a name and a password."
        )
    typer.echo(f"There is no account for {address} yet.")
    name = clean(typer.prompt("Name"), 80)
    password = chosen(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    write(accounts.create, name=name, email=address, password_hash=hash_now(password), now=now())


@contextmanager
def _in_words() -> Iterator[None]:
    """Say a refusal on one line, with its details, and leave with exit code 1."""
    try:
        yield
    except CraicError as refusal:
        typer.echo(" ".join([refusal.message, *map(str, refusal.details.values())]), err=True)
        raise typer.Exit(1) from refusal


def _granian(host: str, port: int) -> list[str]:
    return ["--interface", "asgi", "--factory", "--host", host, "--port", str(port), "--workers", "1"]


if __name__ == "__main__":
    cli()
