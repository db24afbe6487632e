"""Pictures of identity: a source's act beside one of ours, signed bars, and the browser parts of ``mapping.jsx``."""

from typing import Any

import reflex as rx

from wtc.shapes.mapping import Bar, Compared, PastDecision

_LIBRARY = "$/public/mapping.jsx"
_text = rx.event.passthrough_event_spec(str)


class ReviewKeys(rx.Component):
    """Lets the keys of the review press its buttons."""

    library = _LIBRARY
    tag = "ReviewKeys"


class ActFinder(rx.Component):
    """A field that asks for acts once the typing rests."""

    library = _LIBRARY
    tag = "ActFinder"
    label: rx.Var[str]
    on_find: rx.EventHandler[_text]


class SheetBox(rx.Component):
    """Takes an edited table back: tried first, then done."""

    library = _LIBRARY
    tag = "SheetBox"
    on_done: rx.EventHandler[rx.event.no_args_event_spec]


def side_by_side(fields: Any, *, theirs: Any, ours: Any) -> rx.Component:
    """Two acts field by field; what differs stands out, and says so to those who cannot see it."""
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                rx.el.th(rx.el.span("Field", class_name="sr"), scope="col"),
                rx.el.th(theirs, scope="col"),
                rx.el.th(ours, scope="col"),
            )
        ),
        rx.el.tbody(rx.foreach(fields, _field)),
        class_name="mpt",
    )


def _field(field: Compared) -> rx.Component:
    return rx.el.tr(
        rx.el.th(field.label, scope="row"),
        rx.el.td(rx.cond(field.theirs, field.theirs, rx.el.span("not said", class_name="faint"))),
        rx.el.td(
            rx.cond(field.ours, field.ours, rx.el.span("not known", class_name="faint")),
            rx.cond(field.differs, rx.el.span(" (differs)", class_name="sr"), None),
        ),
        class_name=rx.cond(field.differs, "off", ""),
    )


def bar(one: Bar) -> rx.Component:
    """One factor: what it is, what it says, and its signed share."""
    return rx.el.li(
        rx.el.span(rx.el.b(one.name), rx.el.span(one.said, class_name="faint"), class_name="grow"),
        rx.el.span(
            rx.el.i(style={"--w": one.width.to_string() + "%"}, class_name=rx.cond(one.speaks_for, "for", "against")),  # type: ignore[attr-defined]
            class_name="mpb",
            aria_hidden="true",
        ),
        rx.el.span(one.words, class_name="num"),
    )


def past_decision(line: PastDecision, *, on_undo: Any) -> rx.Component:
    """A line of the history, with the way back where there is one."""
    return rx.el.li(
        rx.el.span(
            rx.el.b(line.name),
            " ",
            line.verdict,
            " ",
            rx.el.b(line.artist_name),
            rx.el.span(line.source, " · ", line.who, " · ", line.when, class_name="meta"),
            class_name="grow",
        ),
        rx.cond(
            line.undone,
            rx.el.span("taken back", class_name="faint"),
            rx.el.button(
                "Take back",
                rx.el.span(": ", line.name, class_name="sr"),
                type="button",
                class_name="btn sm",
                on_click=on_undo,
            ),
        ),
        class_name=rx.cond(line.undone, "gone", ""),
    )
