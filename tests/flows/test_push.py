"""News on the whole road to a push service that misbehaves: once for each browser, whoever sends and however often."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.flows.test_notifications import job, waiting
from tests.push import Browser, Service, service
from tests.services.test_notifications import WORDS
from tests.services.test_pushes import on, sign_in
from tests.services.test_rulings import user
from wtc import db
from wtc.flows import notifications as news
from wtc.flows import push as flow
from wtc.gateways import push, vapid
from wtc.services import devices, notifications

__all__ = ["waiting"]
NOON = datetime.fromisoformat("2026-11-21T12:00:00Z")


class Clock:
    """The time, which goes on when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(flow, "now", made)
    monkeypatch.setattr(flow, "ticking", made)
    return made


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Service]:
    async with service(tmp_path) as made:
        yield made


@pytest.fixture
def house(database: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> list[Browser]:
    """Two users with two browsers each, and one piece of news for both."""
    monkeypatch.setattr(vapid, "mark", lambda: "k")
    browsers = [Browser(str(number)) for number in range(4)]
    with db.writing() as session:
        for email, own in (("una@example.org", browsers[:2]), ("bob@example.org", browsers[2:])):
            me = user(session, email)
            sign_in(session, me)
            for each in own:
                on(session, me, each)
    tell("show:1")
    return browsers


def tell(key: str) -> None:
    with db.writing() as session:
        users = session.execute(text("SELECT id FROM users")).scalars().all()
        notifications.tell(session, users, key, kind="show", now=NOON, **WORDS)


def heard(far: Service, browser: Browser) -> list[str]:
    """The titles that a browser was sent, as it reads them."""
    path = browser.subscription.endpoint.partition(".com")[2]
    return [browser.read(body)["title"] for asked, _, body in far.asked if asked == path]


async def test_several_at_once_send_each_message_once(house: list[Browser], far: Service) -> None:
    sent = await asyncio.gather(*(flow.send(far.sender) for _ in range(5)))
    assert sum(sent) == 4
    assert [heard(far, each) for each in house] == [["Lankum: a new show"]] * 4
    assert await flow.send(far.sender) == 0
    assert len(far.asked) == 4


async def test_a_browser_that_is_gone_goes_and_one_that_is_busy_waits_as_it_asks(
    house: list[Browser], far: Service, clock: Clock, database: Engine
) -> None:
    far.say("0", 410)
    far.say("1", 429, retry_after="120")
    assert await flow.send(far.sender) == 2
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM push_devices")).scalar_one() == 3
    del far.answers["/wpush/v2/1"]
    for seconds, sent in ((100, 0), (19, 0), (1, 1), (0, 0)):
        clock.now += timedelta(seconds=seconds)
        assert await flow.send(far.sender) == sent
    assert [len(heard(far, each)) for each in house] == [1, 2, 1, 1]


async def test_one_that_hangs_keeps_nobody_waiting_and_is_asked_once_a_round(
    house: list[Browser], far: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "SECONDS", 0.6)
    far.answers["/wpush/v2/0"] = b"stall"
    for number in range(2, 4):
        tell(f"show:{number}")
    assert await flow.send(far.sender) == 9
    assert [len(heard(far, each)) for each in house] == [1, 3, 3, 3]
    assert far.busiest > 1


async def test_a_browser_for_a_key_of_before_is_let_go_without_a_call(
    house: list[Browser], far: Service, monkeypatch: pytest.MonkeyPatch, database: Engine
) -> None:
    monkeypatch.setattr(vapid, "mark", lambda: "another")
    assert await flow.send(far.sender) == 0
    assert far.asked == []
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM push_devices")).scalar_one() == 0


async def test_who_switched_off_meanwhile_is_sent_nothing_and_irish_is_spoken(
    house: list[Browser], far: Service, database: Engine
) -> None:
    with db.writing() as session:
        me, other = session.execute(text("SELECT id FROM users ORDER BY id")).scalars().all()
        for each in devices.of_user(session, me):
            devices.switch_off(session, me, each.id)
        session.execute(text("UPDATE users SET language = 'ga' WHERE id = :id"), {"id": other})
    for number in range(5):
        tell(f"more:{number}")
    assert await flow.send(far.sender) == 2
    assert [heard(far, each) for each in house] == [[], [], *[["6 rud duit: Lankum: a new show"]] * 2]


async def test_a_new_show_comes_from_an_alert_to_the_browser(
    waiting: Engine, far: Service, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vapid, "mark", lambda: "k")
    browser = Browser()
    with db.writing() as session:
        me = session.execute(text("SELECT id FROM users ORDER BY id")).scalars().first() or 0
        sign_in(session, me)
        on(session, me, browser)
    await news.match(await job())
    assert await flow.send(far.sender) == 3
    said = [browser.read(body) for _, _, body in far.asked]
    assert {each["title"] for each in said} == {"Lankum: a new show"}
    assert len({each["href"] for each in said}) == 3
    assert all(each["href"].startswith("/events/") for each in said)
