"""Roles given on the command line, on both databases."""

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from wtc import db
from wtc.__main__ import cli
from wtc.clock import now
from wtc.services import accounts
from wtc.shapes.accounts import Role

EMAIL = "aoife@example.com"


def run(words: list[str], **more: str) -> Result:
    return CliRunner().invoke(cli(words), words, **more)  # type: ignore[arg-type]


def role_of(email: str) -> Role | None:
    who = db.read(accounts.by_email, email)
    return who.role if who else None


@pytest.fixture
def aoife(database: Engine) -> None:
    db.write(accounts.create, name="Aoife", email=EMAIL, password_hash="x", now=now())


def test_makes_an_account_an_admin(aoife: None) -> None:
    done = run(["admin", " AOIFE@example.com "])
    assert done.exit_code == 0
    assert done.output == "Aoife <aoife@example.com> is now admin.\n"
    assert role_of(EMAIL) is Role.ADMIN


@pytest.mark.parametrize("word", ["organizer", "user"])
def test_gives_and_takes_a_role(aoife: None, word: str) -> None:
    assert run(["role", EMAIL, word]).exit_code == 0
    role = role_of(EMAIL)
    assert role is not None
    assert role.word == word


@pytest.mark.parametrize(
    "words", [["role", EMAIL, "king"], ["role", EMAIL, "visitor"], ["role", "not an address", "user"]]
)
def test_refuses_what_makes_no_sense_in_one_line(aoife: None, words: list[str]) -> None:
    done = run(words)
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1
    assert role_of(EMAIL) is Role.USER


def test_without_a_terminal_it_says_how_to_make_the_first_admin(database: Engine) -> None:
    done = run(["admin", EMAIL])
    assert done.exit_code == 1
    assert "/signup" in done.output
    assert role_of(EMAIL) is None


def test_in_a_terminal_it_asks_for_a_name_and_a_password(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wtc.commands.roles._in_a_terminal", lambda: True)
    done = run(["admin", EMAIL], input="Aoife\na fine password\na fine password\n")
    assert done.exit_code == 0
    assert "a fine password" not in done.output
    assert role_of(EMAIL) is Role.ADMIN
