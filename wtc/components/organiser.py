"""An organiser's own pages in parts: a night as a line, and its form (``assets/night.jsx``, fetched when needed)."""

from typing import Any

import reflex as rx

from wtc.components.links import link
from wtc.shapes.local import NightGroup, NightRow

_LIBRARY = "$/public/organiser.jsx"
_form = rx.event.passthrough_event_spec(dict)


class NightForm(rx.Component):
    """The form of one night. ``on_preview`` is given what is written so far, when the typing rests."""

    library = _LIBRARY
    tag = "NightForm"
    night: rx.Var[dict[str, Any]]
    sounds: rx.Var[list[Any]]
    today: rx.Var[str]
    on_preview: rx.EventHandler[_form]


def night_row(night: NightRow) -> rx.Component:
    """A night: its day, what and where, how it does, and the way to its form and its page."""
    return rx.el.li(
        rx.el.time(
            night.weekday,
            rx.el.b(night.day),
            night.month,
            class_name="dt",
            date_time=night.moment,
            aria_hidden="true",
        ),
        rx.el.div(
            rx.el.h3(link(night.title, to=night.href)),
            rx.el.p(night.when, " · ", night.place, class_name="meta muted"),
            rx.el.p(
                rx.cond(
                    night.state,
                    rx.el.span(night.state, class_name="bdg c-" + rx.Var.create(night.kind).to(str)),
                    rx.fragment(),
                ),
                rx.el.span(night.doing),
                class_name="row wrapx cap muted num",
            ),
        ),
        rx.cond(
            night.page,
            link(
                "See it",
                rx.el.span(", ", night.title, ", ", night.when, class_name="sr"),
                to=night.page,
                class_name="btn gho sm",
            ),
            rx.fragment(),
        ),
        class_name="orow",
    )  # fmt: skip


def night_group(group: NightGroup) -> rx.Component:
    """The nights of a series under its name, or nights that stand alone."""
    return rx.el.section(
        rx.cond(
            group.title,
            rx.el.div(
                rx.el.h2(group.title), rx.el.span(group.words, class_name="cap muted"), class_name="row between wrapx"
            ),
            rx.fragment(),
        ),
        rx.el.ul(rx.foreach(group.rows, night_row)),
        class_name="ogroup",
    )
