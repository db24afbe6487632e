"""States made as Reflex makes them: one tree, whose parts find each other."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
import reflex as rx
from reflex.state import State

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
