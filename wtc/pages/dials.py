"""The part of the preferences about lists made for you: what you turned up and down, and ranking without history."""

from typing import Any

import reflex as rx

from wtc.components.links import button, icon_button
from wtc.shapes.taste import Dial
from wtc.state.dials import DialState

_less: Any = DialState.less  # on the class a handler makes an event, which its type does not say
_more: Any = DialState.more
_middle: Any = DialState.middle
_profile: Any = DialState.profile


def turned() -> rx.Component:
    """Every dial off the middle, with the ways to turn it on and back."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("What you turned up and down", id="dials-title"),
            rx.el.p("Press “Less of this” or “More” beside a reason, and it is kept here."),
            class_name="ksay",
        ),
        rx.cond(
            DialState.dials,
            rx.el.div(
                rx.el.ul(rx.foreach(DialState.dials, _dial), class_name="dials"),
                button("Set all back", kind="gho sm", on_click=DialState.set_back),
                class_name="kfields",
            ),
            rx.el.p("Nothing yet: everything counts as it comes.", class_name="muted"),
        ),
        class_name="panel ksec",
        aria_labelledby="dials-title",
    )


def _dial(dial: Dial) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.strong(dial.label), rx.el.span(dial.words, class_name="muted")),
        icon_button("minus", "Less: " + dial.label, disabled=dial.step <= -2, on_click=_less(dial.factor)),
        icon_button("plus", "More: " + dial.label, disabled=dial.step >= 2, on_click=_more(dial.factor)),
        button(
            rx.fragment("Undo", rx.el.span(", ", dial.label, class_name="sr")),
            kind="gho sm",
            on_click=_middle(dial.factor),
        ),
        custom_attrs={"data-dial": dial.factor},
    )


def history() -> rx.Component:
    """The switch that leaves one's history out of one's lists."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Your history", id="history-title"),
            rx.el.p("Whether the order of your lists goes by what you did here."),
            class_name="ksay",
        ),
        rx.el.div(
            rx.el.button(
                rx.el.span(aria_hidden="true", class_name="knob"),
                "Rank without my history",
                type="button",
                role="switch",
                aria_checked=~DialState.profiling,
                aria_describedby="history-words",
                class_name="switch",
                on_click=_profile(~DialState.profiling),
            ),
            rx.el.p(
                "On: your lists go by what's popular, where it is and when, and nothing you saved, hid, followed or "
                "turned counts. What you saved stays saved.",
                id="history-words",
                class_name="muted meta",
            ),
            class_name="kfields",
        ),
        class_name="panel ksec",
        aria_labelledby="history-title",
    )
