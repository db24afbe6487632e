"""What every page knows of its reader."""

from collections.abc import Callable
from typing import Any

from reflex.istate.data import HeaderData
from reflex.state import State
from sqlalchemy import Engine

from wtc.flows import accounts
from wtc.state.shell import ShellState


async def test_a_browser_tells_its_readers_apart_and_knows_when_it_does_not_know(
    database: Engine, tree: State, part: Callable[[type[Any]], Any]
) -> None:
    shell = part(ShellState)
    assert shell.reader == ""
    await ShellState.load.fn(shell)
    assert shell.reader == "nobody"
    done = await accounts.sign_up("Aoife", "aoife@example.test", "three old fiddles 9", address="127.0.0.1")
    tree.router = type(tree.router)(headers=HeaderData(cookie=f"{accounts.COOKIE}={done.cookie}"))
    await ShellState.load.fn(shell)
    assert shell.reader == str(done.visitor.known_id)
