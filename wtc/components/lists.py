"""The parts around a list: its tabs, the filters in force, and the way from page to page."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from wtc.components.adapters import Tabs
from wtc.components.choices import removable
from wtc.components.links import button_link, link


def tabs(shown: Any, *, path: str, first: Sequence[tuple[str, str]], name: str) -> rx.Component:
    """Lists beside each other as links; ``first`` are their keys and words until they are ``shown``."""
    return Tabs.create(
        rx.cond(
            shown.length() > 0,
            rx.fragment(rx.foreach(shown, _tab)),
            rx.fragment(*(link(label, to=f"{path}?tab={key}") for key, label in first)),
        ),
        label=name,
    )


def _tab(tab: Any) -> rx.Component:
    return link(
        tab.label,
        to=tab.href,
        view_transition=False,
        custom_attrs={"aria-current": rx.cond(tab.on, "page", "false")},
    )


def in_force(active: Any, *, clear: Any) -> rx.Component:
    """A chip for each filter in force, and the address without any of them; nothing when there is none."""
    return rx.cond(
        active.length() > 0,
        rx.el.ul(
            rx.foreach(active, lambda each: rx.el.li(removable(each))),
            rx.el.li(button_link("Clear all", to=clear, kind="gho sm")),
            class_name="chips actives",
            aria_label="Filters in force",
        ),
        None,
    )


def read_as(words: Any) -> rx.Component:
    """The words of a sentence that were read as filters; pressing one searches for it as text instead."""
    return rx.cond(
        words.length() > 0,
        rx.el.div(
            rx.el.p("Read from your words. Wrong? Press one to search it as text.", id="read-as"),
            rx.el.ul(
                rx.foreach(
                    words,
                    lambda each: rx.el.li(
                        link(
                            "“",
                            each.label,
                            "”",
                            rx.el.span(", search as text", class_name="sr"),
                            to=each.href,
                            class_name="word",
                            prevent_scroll_reset=True,
                            view_transition=False,
                        )
                    ),
                ),
                aria_labelledby="read-as",
            ),
            class_name="read-as",
        ),
        None,
    )


def turn(
    previous: Any, following: Any, *between: rx.Component, words: tuple[str, str] = ("Previous", "Next"), kind: str = ""
) -> rx.Component:
    """The addresses of the pages before and after, each empty at its end, and what stands ``between``."""
    return rx.el.nav(
        rx.cond(previous, button_link(words[0], to=previous, glyph="left"), None),
        *between,
        rx.cond(following, button_link(words[1], to=following, glyph="right"), None),
        class_name=" ".join(filter(None, ("row", kind, "turn"))),
        aria_label="Pages",
    )


def row_boxes() -> rx.Component:
    """What holds the place of a list of rows beside a map until it comes."""
    return rx.el.div(*(rx.el.div(class_name="skl vbox") for _ in range(6)), class_name="vrows", aria_hidden="true")
