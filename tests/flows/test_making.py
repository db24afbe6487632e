"""Lists are made in turn, the same one once, and one that failed is made again."""

import asyncio

import pytest
from sqlmodel import Session

from wtc.errors import NotFound
from wtc.flows import making
from wtc.flows.making import Making, in_turn

pytestmark = pytest.mark.usefixtures("catalogue")


def test_who_asks_for_the_same_meanwhile_is_given_the_same() -> None:
    calls: list[str] = []

    def make(_session: Session, name: str) -> str:
        calls.append(name)
        return f"{name} {len(calls)}"

    async def ask() -> list[tuple[str, bool]]:
        lists: Making[str] = Making()
        first = await asyncio.gather(*(lists.get(key, make, key) for key in ("a", "a", "b", "", "")))
        return [*first, await lists.get("a", make, "a")]

    told = asyncio.run(ask())
    assert told == [("a 1", False), ("a 1", True), ("b 2", False), (" 3", False), (" 4", False), ("a 1", True)]


def test_what_failed_is_made_again_and_what_was_made_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "LINGER", 0.01)
    calls: list[int] = []

    def make(_session: Session) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise NotFound
        return len(calls)

    async def ask() -> tuple[tuple[int, bool], tuple[int, bool]]:
        lists: Making[int] = Making()
        with pytest.raises(NotFound):
            await lists.get("a", make)
        await asyncio.sleep(0.01)
        second = await lists.get("a", make)
        await asyncio.sleep(0.1)
        return second, await lists.get("a", make)

    assert asyncio.run(ask()) == ((2, False), (3, False))


def test_lists_are_made_in_the_order_they_are_asked_for() -> None:
    done: list[int] = []

    async def ask() -> None:
        await asyncio.gather(*(in_turn(lambda _session, each=each: done.append(each)) for each in range(9)))

    asyncio.run(ask())
    assert done == list(range(9))
