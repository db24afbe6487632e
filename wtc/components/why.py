"""Why an event was picked: the drawer that says all of it, the way to it, and the panel of the event's own page."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.shapes.why import WhyPage

_LIBRARY = "$/public/why.jsx"
_number = rx.event.passthrough_event_spec(int)
_nothing = rx.event.no_args_event_spec


def _dial_and_way(factor: rx.Var[str], by: rx.Var[int]) -> tuple[rx.Var[str], rx.Var[int]]:
    return factor, by


class WhyDrawer(rx.Component):
    """Opens while the address holds ``?why=<event>``. What is inside comes to the browser when it is first opened.

    ``awake`` says that the server can be asked; ``up`` and ``down`` are the ids that the reader gave a thumb.
    """

    library = _LIBRARY
    tag = "WhyDrawer"
    page: rx.Var[Any]
    stage: rx.Var[str]
    said: rx.Var[str]
    undoable: rx.Var[bool]
    awake: rx.Var[bool]
    failing: rx.Var[bool]
    refused: rx.Var[int]
    up: rx.Var[list[int]]
    down: rx.Var[list[int]]
    on_open: rx.EventHandler[_number]
    on_turn: rx.EventHandler[_dial_and_way]
    on_turn_back: rx.EventHandler[_nothing]
    on_up: rx.EventHandler[_number]
    on_down: rx.EventHandler[_number]
    on_unthumb: rx.EventHandler[_number]


class WhyLink(rx.Component):
    """The way to the drawer, from anywhere on a page that has it."""

    library = _LIBRARY
    tag = "WhyLink"
    subject: rx.Var[int]
    name: rx.Var[str]


def why_link(subject: Any, name: Any, *, class_name: str = "btn gls") -> rx.Component:
    """'Why this?' as a button."""
    return WhyLink.create(subject=subject, name=name, class_name=class_name)


def suits(page: WhyPage) -> rx.Component:
    """The panel of the event's page: the ring, a sentence, the weightiest reasons, and the way to all of them."""
    return rx.el.section(
        rx.el.div(
            rx.el.span(
                rx.el.span(page.match_said, class_name="sr"),
                rx.el.span(page.match, aria_hidden="true"),
                class_name="sc big " + rx.Var.create(page.tier).to(str),
                custom_attrs={"style": {"--p": page.match}},
            ),
            rx.el.div(
                rx.el.h2("Why it suits you", id="suits-title"),
                rx.el.p(page.sentence, class_name="muted"),
                class_name="grow",
            ),
            why_link(page.id, page.title, class_name="btn"),
            class_name="row suits-top",
        ),
        rx.el.ul(
            rx.foreach(
                page.chips,
                lambda chip: rx.el.li(
                    icon(chip.key, small=True),
                    rx.el.span(chip.label),
                    class_name="why c-" + rx.Var.create(chip.kind).to(str),
                ),
            ),
            class_name="chips",
            aria_label="Reasons",
        ),
        class_name="panel suits",
        aria_labelledby="suits-title",
    )
