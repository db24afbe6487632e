"""The drawer 'Why this?', wired: pages that show picks hang it beside what they show."""

from typing import Any

import reflex as rx

from wtc.components.why import WhyDrawer
from wtc.state.taste import TasteState
from wtc.state.toasts import ToastState
from wtc.state.why import WhyState

# On the class a handler makes an event, which its type does not say.
_marks: Any = TasteState
_why: Any = WhyState


def drawer() -> rx.Component:
    """Opens at ``?why=<event>``."""
    return WhyDrawer.create(
        page=WhyState.page,
        stage=WhyState.stage,
        said=WhyState.said,
        undoable=WhyState.back != 0,
        awake=rx.State.is_hydrated,
        failing=ToastState.failing,
        refused=ToastState.refusals,
        up=TasteState.up_ids,
        down=TasteState.down_ids,
        on_open=WhyState.open,
        on_turn=WhyState.turn,
        on_turn_back=WhyState.turn_back,
        on_up=lambda subject: [_marks.up(subject), _why.again(subject)],
        on_down=lambda subject: [_marks.down(subject), _why.again(subject)],
        on_unthumb=lambda subject: [_marks.unthumb(subject), _why.again(subject)],
    )
