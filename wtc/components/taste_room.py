"""A fan's own taste as pictures: the wheel and its three lines, the nights of a town, and panels of both."""

from typing import Any

import reflex as rx

from wtc.components.chart import chart
from wtc.components.links import button_link, see_all
from wtc.shapes.tasteroom import Heat, TasteRoom


class Nights(rx.Component):
    """Sounds by nights, from ``assets/heat.jsx``: a cell opens its search, arrow keys move."""

    library = "$/public/heat.jsx"
    tag = "Heat"
    name: rx.Var[str]
    nights: rx.Var[tuple[str, ...]]
    rows: rx.Var[tuple[Any, ...]]


class WhenNear(rx.Component):
    """Calls ``on_near`` once, when the reader is about to come to what it holds."""

    library = "$/public/heat.jsx"
    tag = "WhenNear"
    on_near: rx.EventHandler[rx.event.no_args_event_spec]


def panel(title: str, *children: Any, name: str, more: Any = None) -> rx.Component:
    """A titled panel."""
    return rx.el.section(
        rx.el.div(rx.el.h2(title, id=f"{name}-title"), more, class_name="row spread"),
        *children,
        class_name="panel tp",
        aria_labelledby=f"{name}-title",
    )


def wheel(room: TasteRoom) -> rx.Component:
    """The wheel, and under it the top sound, the rising one and the discovery score."""
    return rx.fragment(
        chart(room.wheel, name="Shares of sounds"),
        rx.cond(
            room.crowd,
            rx.el.p(
                rx.el.span("Synthetic", class_name="bdg c-violet"),
                " Compared with ",
                room.crowd,
                ".",
                class_name="cap faint",
            ),
            None,
        ),
        rx.el.dl(
            _line("Top genre", room.top),
            rx.cond(room.rising, _line("Rising", "↑ " + rx.Var.create(room.rising).to(str), "up"), None),
            rx.cond(room.discovery.figure, _line("Discovery score", room.discovery.figure, "num"), None),
            class_name="facts-lines",
        ),
    )


def _line(name: str, value: Any, kind: str = "") -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value, class_name=kind))


def nights(heat: Heat) -> rx.Component:
    """When what is on: the finding, and the table of links; the finding alone when nothing is."""
    return rx.fragment(
        rx.el.p(heat.finding, class_name="muted meta"),
        rx.cond(
            heat.rows.length() > 0,  # type: ignore[attr-defined]
            Nights.create(name="Gigs by sound and night", nights=heat.nights, rows=heat.rows),
            None,
        ),
    )


def taste_panel(room: TasteRoom) -> rx.Component:
    """'Your taste' for another page: the wheel with its lines, or the way to make one."""
    return panel(
        "Your taste",
        rx.cond(
            room.known,
            wheel(room),
            rx.fragment(
                rx.el.p("Pick three sounds and we'll do the rest.", class_name="muted"),
                rx.el.div(button_link("Pick sounds", to="/preferences", kind="pri"), class_name="row"),
            ),
        ),
        name="your-taste",
        more=see_all("/taste", "All of it", about="about your taste"),
    )


def heat_panel(heat: Heat) -> rx.Component:
    """'When it's on' for another page."""
    return panel("When it's on", nights(heat), name="when-on")
