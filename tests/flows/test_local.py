"""Whoever saved an organiser's night hears when it moves, when it is called off and when it is on again."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_local import change, found, put_on, somebody
from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc.errors import Conflict
from wtc.flows import changes, local, notifications
from wtc.shapes.accounts import Role, Visitor


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


async def mails(catalogue: Catalogue) -> list[Any]:
    await changes.tell()
    await notifications.mail()
    catalogue.session.rollback()
    rows = catalogue.session.execute(
        text("SELECT recipient, subject FROM outbox WHERE subject LIKE '%ession%' ORDER BY id")
    )
    return [tuple(row) for row in rows]


async def test_savers_are_mailed_what_befalls_a_night_and_nobody_else(client: TestClient, catalogue: Catalogue) -> None:
    orla, una = somebody(client, catalogue, "orla", 2), somebody(client, catalogue, "una", 1)
    somebody(client, catalogue, "idle", 1)
    (night,) = put_on(client, orla)
    where = f"/v1/events/{night['event_id']}"
    assert client.post(f"{where}/save", headers=una).status_code == 200
    assert await mails(catalogue) == []
    night = change(client, orla, night, about="Only the words change.").json()
    assert await mails(catalogue) == [], "a change of words is no news"
    night = change(client, orla, night, date="2026-12-06").json()
    told = [("una@example.org", "New date: Saturday session")]
    assert await mails(catalogue) == told
    client.delete(where, headers=orla)
    told += [("una@example.org", "Cancelled: Saturday session")]
    assert await mails(catalogue) == told
    assert await mails(catalogue) == told, "told once"
    client.post(f"{where}/restore", headers=orla)
    assert (await mails(catalogue))[2][1] == "Back on: Saturday session"
    assert found(client)[0]["sequence"] >= 3


async def test_asking_for_a_key_is_kept_once_for_an_admin(client: TestClient, catalogue: Catalogue) -> None:
    somebody(client, catalogue, "una", 1)
    user = catalogue.session.execute(text("SELECT id FROM users")).scalar_one()
    who = Visitor(id=user, name="Una", role=Role.USER)
    assert not await local.asked_in(who)
    await local.ask_in(who)
    await local.ask_in(who)
    assert await local.asked_in(who)
    catalogue.session.rollback()
    rows = catalogue.session.execute(text("SELECT subject, kind, state FROM reports")).all()
    assert [tuple(row) for row in rows] == [("user", "organiser", "open")]


async def test_of_two_who_write_at_once_one_is_told(client: TestClient, catalogue: Catalogue) -> None:
    orla = somebody(client, catalogue, "orla", 2)
    put_on(client, orla)
    owner = catalogue.session.execute(text("SELECT id FROM users")).scalar_one()
    who = Visitor(id=owner, name="Orla", role=Role.ORGANIZER)
    mine = (await local.mine(who, "upcoming")).nights[0]
    edits = [local.edit(who, mine, mine.form | {"title": f"Session {n}"}, version=1) for n in range(4)]
    outcomes = await asyncio.gather(*edits, return_exceptions=True)
    assert sum(isinstance(each, Conflict) for each in outcomes) == 3
    assert (await local.mine(who, "upcoming")).nights[0].version == 2
