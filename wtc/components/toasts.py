"""The messages at the foot of the window, and the pill that says the connection is gone."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

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


def reconnecting() -> rx.Component:
    """Shown two seconds after the connection is lost; everything on the page stays where it is."""
    return rx.cond(has_connection_errors, rx.el.p("Reconnecting", class_name="lost", role="status"), None)
