"""Messages queue, leave, and can be taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from wtc.state import toasts
from wtc.state.toasts import ToastState, say

Part = Callable[[type[Any]], Any]


async def told(state: Any, *texts: str, **more: Any) -> None:
    for text in texts:
        await ToastState.say.fn(state, text, **more)


async def test_three_messages_stand_in_order_and_the_fourth_pushes_the_first_out(part: Part) -> None:
    state = part(ToastState)
    await told(state, "one", "two", "three")
    assert [each.text for each in state.toasts] == ["one", "two", "three"]
    await told(state, "four")
    assert [each.text for each in state.toasts] == ["two", "three", "four"]


async def test_closing_one_leaves_the_others(part: Part) -> None:
    state = part(ToastState)
    await told(state, "one", "two")
    await ToastState.close.fn(state, state.toasts[0].id)
    assert [each.text for each in state.toasts] == ["two"]
    await ToastState.close.fn(state, 999)
    assert len(state.toasts) == 1


async def test_an_error_is_counted_so_that_early_wishes_are_taken_back(part: Part) -> None:
    state = part(ToastState)
    await told(state, "Saved.")
    assert (state.refusals, state.failing) == (0, False)
    await told(state, "No.", kind="error")
    assert (state.refusals, state.failing) == (1, True)
    assert state.toasts[-1].kind == "error"


async def test_undo_gives_the_id_back_to_what_undoes_it(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toasts, "_UNDOES", {})
    toasts.undoes("hide", lambda subject: ("unhide", subject))
    state = part(ToastState)
    await told(state, "Grand.", undo="hide", subject=7)
    assert state.toasts[0].undoable
    assert await ToastState.undo.fn(state, state.toasts[0].id) == ("unhide", 7)
    assert state.toasts == []


async def test_undo_of_what_nobody_undoes_or_of_nothing_does_nothing(part: Part) -> None:
    state = part(ToastState)
    await told(state, "Hm.", undo="unheard of", subject=7)
    assert not state.toasts[0].undoable
    assert await ToastState.undo.fn(state, 999) is None


async def test_a_message_is_cut_to_a_length_that_can_be_read(part: Part) -> None:
    state = part(ToastState)
    await told(state, "x" * 5_000)
    assert len(state.toasts[0].text) == 300


def test_saying_makes_an_event() -> None:
    assert say("Saved.").handler.fn is ToastState.say.fn
