"""Alerts and notifications as pictures: the sentence with blanks, a row for each, and the bell."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import button, button_link, icon_button, link
from wtc.shapes.alerts import AlertBegun, AlertCard, NotificationLine


class SentenceForm(rx.Component):
    """An alert as a sentence with blanks; ``begun`` fills them. It keeps the alert itself and says so."""

    library = "$/public/alerts.jsx"
    tag = "SentenceForm"
    begun: rx.Var[AlertBegun]
    genres: rx.Var[list[Any]]
    towns: rx.Var[list[Any]]
    on_kept: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_left: rx.EventHandler[rx.event.no_args_event_spec]


def bell(unread: Any, *, current: dict[str, str]) -> rx.Component:
    """The way to the notifications, with how many were not read."""
    return link(
        icon("bell"),
        rx.cond(
            unread,
            rx.fragment(
                rx.el.span("Notifications, ", rx.cond(unread > 99, "99+", unread), " new", class_name="sr"),
                rx.el.b(rx.cond(unread > 99, "99+", unread), aria_hidden="true"),
            ),
            rx.el.span("Notifications", class_name="sr"),
        ),
        to="/notifications",
        class_name="bell",
        custom_attrs=current,
    )


def alert_row(alert: AlertCard, *, on_edit: Any, on_pause: Any, on_wake: Any, on_drop: Any) -> rx.Component:
    """One alert with what may be done about it."""

    def deed(label: str, on_click: Any) -> rx.Component:
        said = rx.fragment(label, rx.el.span(": ", alert.sentence, class_name="sr"))
        return button(said, kind="gho sm", on_click=on_click(alert.id))

    return rx.el.li(
        icon(alert.glyph),
        rx.el.p(alert.sentence, rx.cond(alert.paused, rx.el.small("Resting"), None), class_name="say"),
        rx.el.div(
            rx.cond(alert.href, button_link("See now", to=alert.href, kind="gho sm"), None),
            rx.cond(alert.kind != "search", deed("Edit", on_edit), None),
            rx.cond(alert.paused, deed("Wake", on_wake), deed("Pause", on_pause)),
            deed("Delete", on_drop),
            class_name="do",
        ),
        class_name=rx.cond(alert.paused, "arow off", "arow"),
    )


def notification_row(line: NotificationLine, *, on_read: Any) -> rx.Component:
    """One piece of news: following it marks it as read, and so does the button."""
    return rx.el.li(
        icon(line.glyph),
        rx.el.div(link(line.title, to=line.href, on_click=on_read(line.id)), rx.el.p(line.body)),
        rx.el.div(
            rx.el.span(line.when, class_name="at num"),
            rx.cond(line.read, None, icon_button("check", "Mark as read: " + line.title, on_click=on_read(line.id))),
            class_name="row",
        ),
        class_name=rx.cond(line.read, "nrow read", "nrow"),
    )
