"""What the rooms of admins share: the row of doors between them, and the parts of the source room."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Tabs
from wtc.components.links import link

ROOMS = (
    ("sources", "Sources", "/admin/sources"),
    ("duplicates", "Duplicates", "/admin/duplicates"),
    ("mapping", "Artists", "/admin/mapping"),
    ("reports", "Reports", "/admin/reports"),
    ("searches", "Searches", "/admin/searches"),
    ("ml", "ML room", "/admin/ml"),
    ("experiments", "Experiments", "/admin/experiments"),
    ("djs", "DJ lists", "/organiser/djs/import"),
)


class Ticker(rx.Component):
    """Looks again every ``every`` milliseconds while the page is looked at."""

    library = "$/public/admin.jsx"
    tag = "Ticker"
    every: rx.Var[int]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]


class TownForm(rx.Component):
    """Takes the name of a town: ``on_read`` gets the source and what was typed."""

    library = "$/public/admin.jsx"
    tag = "TownForm"
    source: rx.Var[str]
    label: rx.Var[str]
    on_read: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


class Keys(rx.Component):
    """Lets one key press the button that carries its letter in ``data-key``, unless somebody is writing."""

    library = "$/public/admin.jsx"
    tag = "Keys"


def desk(*children: Any, here: str, title: str, alerts: Any = 0) -> rx.Component:
    """A room for admins: its heading, the doors to the others, and what is in it. ``alerts`` are those nobody took."""
    doors = (
        link(
            label,
            rx.cond(alerts, rx.el.span(alerts, rx.el.span(" new alerts", class_name="sr"), class_name="n num"), None)
            if key == "sources"
            else None,
            to=to,
            custom_attrs={"aria-current": "page"} if here == key else {},
        )
        for key, label, to in ROOMS
    )
    return rx.el.div(
        rx.el.h1(title),
        Tabs.create(*doors, label="Rooms"),
        *children,
        class_name="desk",
    )


def lamp(words: Any, tone: Any) -> rx.Component:
    """A state: a dot in its colour, and the word that says the same."""
    return rx.el.span(words, class_name="lamp c-" + rx.Var.create(tone).to(str))


def tile(one: Any, *, href: Any) -> rx.Component:
    """A figure that leads to where a machine reads it."""
    return rx.el.li(
        rx.el.a(
            rx.el.b(one.value, class_name="num"),
            rx.el.span(one.label),
            rx.el.small(one.note, class_name="num c-" + one.tone.to(str)),
            href=href,
            custom_attrs={"target": "_blank", "rel": "noopener"},
            class_name="panel mltile",
        ),
        key=one.key,
    )


def meter(percent: Any, *, label: Any, low: Any = False) -> rx.Component:
    """A bar of a hundred; below 0 it is not known how far, and the bar says so by moving."""
    return rx.cond(
        percent >= 0,
        rx.el.progress(value=percent, max="100", aria_label=label, class_name=rx.cond(low, "meter low", "meter")),
        rx.el.progress(aria_label=label, class_name="meter"),
    )
