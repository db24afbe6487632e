"""What is kept is kept once, for a while, within bounds, and only as long as the catalogue stands."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Engine, text

from wtc.flows import kept
from wtc.flows.kept import CATALOGUE, Kept


def shelf(room: int = 100) -> Kept[str]:
    return Kept(room, len)


async def test_a_crowd_that_asks_the_same_is_one_question(database: Engine) -> None:
    asked = 0

    async def make() -> str:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.02)
        return "answer"

    answers = shelf()
    assert set(await asyncio.gather(*(answers.get("q", make) for _ in range(50)))) == {"answer"}
    await answers.get("q", make)
    assert asked == 1


async def test_one_who_leaves_does_not_take_the_answer_away_from_the_others(database: Engine) -> None:
    async def make() -> str:
        await asyncio.sleep(0.05)
        return "answer"

    answers = shelf()
    first = asyncio.ensure_future(answers.get("q", make))
    second = asyncio.ensure_future(answers.get("q", make))
    await asyncio.sleep(0.02)
    first.cancel()
    assert await second == "answer"


async def test_what_fails_is_not_kept(database: Engine) -> None:
    tries = iter([ValueError("down"), "up"])

    async def make() -> str:
        outcome = next(tries)
        if isinstance(outcome, ValueError):
            raise outcome
        return str(outcome)

    answers = shelf()
    with pytest.raises(ValueError, match="down"):
        await answers.get("q", make)
    assert await answers.get("q", make) == "up"


async def test_holds_no_more_than_its_room_and_drops_the_least_lately_asked(database: Engine) -> None:
    made: list[str] = []

    def maker(name: str) -> Callable[[], Awaitable[str]]:
        async def make() -> str:
            made.append(name)
            return name * 10

        return make

    answers = shelf(room=30)
    for name in "abcad":
        await answers.get(name, maker(name))
    assert answers.weight == 30
    await answers.get("a", maker("a"))
    await answers.get("b", maker("b"))
    assert made == ["a", "b", "c", "d", "b"]


async def test_forgets_when_the_catalogue_changes(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LOOK", 0.0)
    monkeypatch.setattr(kept, "WAIT", 0.0)
    answers = shelf()
    said = iter("abc")

    async def make() -> str:
        return next(said)

    with database.begin() as connection:
        connection.execute(text("DELETE FROM catalogue_version"))
        connection.execute(text("INSERT INTO catalogue_version VALUES (1, 1, '2026-11-27 00:00:00')"))
    assert [await answers.get("q", make), await answers.get("q", make)] == ["a", "a"]
    with database.begin() as connection:
        connection.execute(text("UPDATE catalogue_version SET version = 2"))
    assert await answers.get("q", make) == "b"


async def test_forgets_after_a_while(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SECONDS", 0.0)
    answers = shelf()
    said = iter("ab")

    async def make() -> str:
        return next(said)

    assert [await answers.get("q", make), await answers.get("q", make)] == ["a", "b"]


async def test_an_answer_of_the_old_catalogue_is_not_kept_for_the_new(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LOOK", 0.0)
    monkeypatch.setattr(kept, "WAIT", 0.0)
    answers = shelf()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> str:
        begun.set()
        await go_on.wait()
        return "old"

    async def quick() -> str:
        return "new"

    asked = asyncio.ensure_future(answers.get("q", slow))
    await begun.wait()
    CATALOGUE.forget()
    assert await answers.get("q", quick) == "new"
    go_on.set()
    assert await asked == "old"
    assert await answers.get("q", quick) == "new"


async def test_a_busy_server_answers_while_it_looks_and_sees_the_change_after(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = shelf()
    said = iter("abc")

    async def make() -> str:
        return next(said)

    assert await answers.get("q", make) == "a"
    monkeypatch.setattr(kept, "LOOK", 0.0)
    with database.begin() as connection:
        connection.execute(text("DELETE FROM catalogue_version"))
        connection.execute(text("INSERT INTO catalogue_version VALUES (1, 5, '2026-11-27 00:00:00')"))
    assert await answers.get("q", make) == "a"
    monkeypatch.setattr(kept, "WAIT", 0.0)
    await CATALOGUE.look()
    assert await answers.get("q", make) == "b"
