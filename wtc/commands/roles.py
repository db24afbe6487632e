"""``python -m wtc admin`` and ``role``: roles are given here and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from wtc.clock import now
from wtc.db import read, write
from wtc.domain import display_names
from wtc.domain.emails import identity
from wtc.domain.passwords import chosen
from wtc.errors import CraicError, Invalid, NotFound
from wtc.gateways.passwords import hash_now
from wtc.services import accounts
from wtc.settings import settings
from wtc.shapes.accounts import Role


def admin(email: str) -> None:
    """Make EMAIL an admin: the account that has it, or a new one whose name and password are asked for here."""
    with _in_words():
        address = identity(email)
        if read(accounts.by_email, address) is None:
            _sign_up(address)
        _give_role(address, Role.ADMIN)


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
    if not _in_a_terminal():
        raise NotFound(
            f"There is no account for {address}. Sign up at {settings().address}/signup and run this again, "
            "or run it in a terminal to be asked for a name and a password."
        )
    typer.echo(f"There is no account for {address} yet.")
    name = display_names.chosen(typer.prompt("Name"))
    password = chosen(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    write(accounts.create, name=name, email=address, password_hash=hash_now(password), now=now())


def _in_a_terminal() -> bool:
    return sys.stdin.isatty()


@contextmanager
def _in_words() -> Iterator[None]:
    """Say a refusal on one line, with its details, and leave with exit code 1."""
    try:
        yield
    except CraicError as refusal:
        typer.echo(" ".join([refusal.message, *map(str, refusal.details.values())]), err=True)
        raise typer.Exit(1) from refusal
