"""The messages at the foot of the window."""

from typing import Any

import reflex as rx

from wtc.components.adapters import ToastCard


def toasts(shown: Any, *, on_close: Any, on_undo: Any) -> rx.Component:
    """At most three messages, newest last, announced as they come."""
    return rx.el.ul(
        rx.foreach(
            shown,
            lambda each: ToastCard.create(
                toast=each.id,
                name=each.text,
                kind=each.kind,
                undoable=each.undoable,
                on_close=on_close,
                on_undo=on_undo,
                key=each.id.to_string(),
            ),
        ),
        class_name="toasts",
        aria_live="polite",
        aria_label="Messages",
    )
