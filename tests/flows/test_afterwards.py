"""Notes: written together, each for itself when one fails, and never more than may wait."""

import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.catalogue import Catalogue
from tests.services.test_taste import a_user
from tests.serving import serving
from wtc.flows import afterwards


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """They wait until they are hurried."""
    monkeypatch.setattr(afterwards, "GATHER", 30.0)


def people(catalogue: Catalogue) -> int:
    catalogue.session.rollback()  # what was read before is not what is there now
    return int(catalogue.session.execute(text("SELECT count(*) FROM users")).scalar_one())


def test_notes_share_a_transaction_and_one_that_fails_takes_no_other_with_it(catalogue: Catalogue) -> None:
    sessions: list[Session] = []

    def one(session: Session, name: str) -> None:
        sessions.append(session)
        a_user(session, f"{name}@example.test")

    def broken(session: Session) -> None:
        one(session, "broken")
        raise ValueError

    for name in ("a", "b", "c"):
        afterwards.note(one, name)
    afterwards.settled()
    assert (people(catalogue), len({id(each) for each in sessions})) == (3, 1)
    for deed, names in ((one, ("d",)), (broken, ()), (one, ("e",))):
        afterwards.note(deed, *names)
    afterwards.settled()
    assert people(catalogue) == 5


def test_no_more_wait_than_may(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(afterwards, "MOST", 2)
    done: list[int] = []
    for each in range(4):
        afterwards.note(lambda _session, each=each: done.append(each))
    afterwards.settled()
    assert done == [0, 1]


def came(url: str, number: int) -> dict[str, Any]:
    """What somebody new brings with a question."""
    body = {"name": "Aoife", "email": f"a{number}@example.test", "password": "three old fiddles 9"}
    return {"authorization": f"Bearer {httpx.post(f'{url}/v1/auth/signup', json=body).json()['token']}"}


@pytest.mark.slow
def test_a_server_told_to_end_writes_what_it_answered(tmp_path: Path) -> None:
    """Every list that came back is in the diary, also those whose notes were being gathered when the signal came."""
    with serving(tmp_path, TICKETMASTER_API_KEY="x", SIGNUP_LIMIT_ADDRESS="1000") as running:
        fans = [came(running.url, number) for number in range(12)]

        def ask(fan: dict[str, Any]) -> int:
            return httpx.post(f"{running.url}/v1/recommendations", json={}, headers=fan, timeout=60).status_code

        ask(fans[0])  # the first one waits for the catalogue
        with ThreadPoolExecutor(12) as crowd:
            told = list(crowd.map(ask, fans))
        os.kill(running.pid, signal.SIGTERM)
        assert told == [200] * 12
        ended, until = 0, time.monotonic() + 30
        while not ended and time.monotonic() < until:
            ended, _ = os.waitpid(running.pid, os.WNOHANG)
            time.sleep(0.05)
        assert ended
        with sqlite3.connect(running.data / "wtc.db") as database:
            noted = database.execute("SELECT user_id, count(*) FROM model_predictions GROUP BY user_id").fetchall()
    assert sorted(many for _, many in noted) == [1] * 11 + [2]
