"""States made as Reflex makes them: one tree, whose parts find each other."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
import reflex as rx
from reflex.istate.data import HeaderData, ReflexURL
from reflex.state import State

from tests.catalogue import NOW
from wtc import settings as config
from wtc.flows import accounts

S = TypeVar("S", bound=rx.State)


@pytest.fixture
def tree() -> State:
    """The root of one visitor's states."""
    return State(_reflex_internal_init=True)  # type: ignore[call-arg]


@pytest.fixture
def part(tree: State) -> Callable[[type[S]], S]:
    """One state of the tree: ``part(HomeState)``."""

    def find(kind: type[S]) -> S:
        found: Any = tree.get_substate(kind.get_full_name().split("."))
        return found

    return find


@pytest.fixture
def friday(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still on the catalogue's Friday evening."""
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    config.settings.cache_clear()


@pytest.fixture
async def cookie() -> str:
    """The session cookie of somebody who just signed up."""
    done = await accounts.sign_up("Aoife", "aoife@example.test", "three old fiddles 9", address="127.0.0.1")
    return f"{accounts.COOKIE}={done.cookie}"


@pytest.fixture
def at(tree: State) -> Callable[..., None]:
    """Puts the visitor at an address, with a cookie or without."""

    def go(address: str, cookie: str = "") -> None:
        tree.router = type(tree.router)(url=ReflexURL(f"http://localhost{address}"), headers=HeaderData(cookie=cookie))

    return go
