"""Chips that are links: each leads to the address in which it is picked, or is not any more."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import link
from wtc.shapes.shell import Choice


def chip(choice: Choice, *, keep_place: bool = True) -> rx.Component:
    """A filter that can be on or off, with its count when that is known. ``keep_place`` does not scroll to the top."""
    return link(
        rx.cond(choice.on, icon("check", small=True), None),
        choice.label,
        rx.cond(choice.count >= 0, rx.el.span("(", choice.count, ")", class_name="n num"), None),
        to=choice.href,
        class_name=rx.cond(choice.on, "chip on", rx.cond(choice.count == 0, "chip none", "chip")),
        custom_attrs={"aria-current": rx.cond(choice.on, "true", "false")},
        prevent_scroll_reset=keep_place,
        view_transition=False,
    )


def chips(choices: Any, *, name: str, class_name: str = "chips") -> rx.Component:
    """A row of filters called ``name``."""
    return rx.el.ul(rx.foreach(choices, lambda each: rx.el.li(chip(each))), class_name=class_name, aria_label=name)


def removable(choice: Choice) -> rx.Component:
    """A filter in force, ending in a cross that takes it off."""
    return link(
        choice.label,
        rx.el.span(", remove", class_name="sr"),
        icon("close", small=True),
        to=choice.href,
        class_name="chip x",
        prevent_scroll_reset=True,
        view_transition=False,
    )


def chip_boxes(*widths: int, class_name: str = "chips") -> rx.Component:
    """Boxes where chips will be, of these widths in pixels."""
    return rx.el.ul(
        *(rx.el.li(class_name="skl chip-box", style={"width": f"{width}px"}) for width in widths),
        class_name=class_name,
        aria_hidden="true",
    )
