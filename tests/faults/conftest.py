"""One running server for the faults, four identities at its door, and the fingerprint of its database."""

import hashlib
import json
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.serving import Served, serving
from wtc.settings import ROOT
from wtc.shapes.accounts import Role

WEEK = timedelta(days=7)
PASSWORD = "a long enough pass phrase"

# Rows that move without anybody having done anything they may not: tries are counted, mail goes out, jobs take leases.
MOVING = frozenset({"login_attempts", "sqlite_sequence", "leases", "outbox", "jobs", "ops_alerts", "source_use"})


@dataclass(frozen=True)
class Identity:
    """Somebody at the door; ``cookie`` is empty for the anonymous."""

    name: str
    role: Role
    cookie: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"cookie": self.cookie} if self.cookie else {}


@dataclass(frozen=True)
class Handler:
    """One event handler as the guard knows it."""

    name: str
    needs: Role
    server: bool
    arguments: tuple[str, ...]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program itself, with limits out of the way; the tests of limits start their own."""
    with serving(tmp_path_factory.mktemp("matrix"), SIGNUP_LIMIT_ADDRESS="1000") as running:
        yield running


@pytest.fixture(scope="session")
def identities(served: Served) -> tuple[Identity, ...]:
    """Anonymous, user, organizer, admin."""
    known = [sign_up(served, role.word, role) for role in (Role.USER, Role.ORGANIZER, Role.ADMIN)]
    return (Identity("anonymous", Role.VISITOR), *known)


def sign_up(served: Served, name: str, role: Role = Role.USER) -> Identity:
    """An account of this role with a session of its own."""
    body = {"name": name.title(), "email": f"{name}@example.org", "password": PASSWORD}
    response = httpx.post(f"{served.url}/v1/auth/signup", json=body, timeout=30)
    assert response.status_code == 201, response.text
    with closing(sqlite3.connect(served.data / "wtc.db", timeout=10)) as database:
        database.execute("UPDATE users SET role = ? WHERE email = ?", (int(role), body["email"]))
        database.commit()
    cookie = "; ".join(f"{key}={value}" for key, value in response.cookies.items())
    return Identity(name, role, cookie, response.json()["token"])


def afresh(served: Served, identity: Identity) -> Identity:
    """The same person with a new session, whatever became of the last one."""
    if identity.role is Role.VISITOR:
        return identity
    token = secrets.token_urlsafe(32)
    moment = datetime.now(UTC).replace(tzinfo=None)
    row = (hashlib.sha256(token.encode()).hexdigest(), f"{identity.name}@example.org", moment, moment, moment + WEEK)
    with closing(sqlite3.connect(served.data / "wtc.db", timeout=10)) as database:
        database.execute(
            "INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at)"
            " SELECT ?, id, ?, ?, ? FROM users WHERE email = ?",
            (row[0], *(str(time) for time in row[2:]), row[1]),
        )
        database.commit()
    return replace(identity, cookie=f"wtc={token}")


def fingerprint(served: Served) -> str:
    """A hash over every row of the database but those that move by themselves."""
    with closing(sqlite3.connect(f"file:{served.data / 'wtc.db'}?mode=ro", uri=True, timeout=10)) as database:
        total = hashlib.sha256()
        names = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        for (name,) in names.fetchall():
            if name not in MOVING:
                for row in database.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
                    total.update(repr((name, row)).encode())
        return total.hexdigest()


def records(served: Served, since: int = 0) -> list[dict[str, Any]]:
    """The log's records from byte ``since`` on."""
    lines = served.log.read_bytes()[since:].splitlines()
    return [json.loads(line) for line in lines if line.startswith(b"{")]


@pytest.fixture(scope="session")
def handlers(served: Served) -> tuple[Handler, ...]:
    """Every handler that the program registers, found by asking the program."""
    return tuple(
        Handler(name, Role(needs), server, tuple(arguments)) for name, needs, server, arguments in _ask(LIST_HANDLERS)
    )


LIST_HANDLERS = """
import json, wtc.wtc
from wtc.state.rules import build_rules
from reflex_base.registry import RegistrationContext
rules = build_rules()
rows = []
for name in RegistrationContext.get().event_handlers:
    rule = rules.get(name)
    if rule is None:
        rows.append((name, 3, True, ["var_name", "value"]))
    else:
        rows.append((name, int(rule.policy.needs), rule.policy.server, list(rule.arguments)))
print("ANSWER" + json.dumps(rows))
"""


def _ask(program: str) -> list[Any]:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    answer = next(line for line in done.stdout.splitlines() if line.startswith("ANSWER"))
    found: list[Any] = json.loads(answer.removeprefix("ANSWER"))
    return found
