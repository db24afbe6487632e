"""Links and buttons, alike everywhere."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from wtc.components.icons import icon

OUT = {"target": "_blank", "rel": "noopener nofollow"}
"""How a link leaves the site."""


def link(*children: Any, to: Any, **props: Any) -> rx.Component:
    """A link inside the site: the page changes without a full load, with a view transition where there is one."""
    props.setdefault("view_transition", True)
    return ReactRouterLink.create(*children, to=to, **props)


def button_link(label: Any, *, to: Any, kind: str = "", glyph: str = "", **props: Any) -> rx.Component:
    """A link that looks like a button. ``kind``: pri, gho, gls, sm, wide, or several."""
    classes = f"btn {kind} {props.pop('class_name', '')}".strip()
    return link(*([icon(glyph)] if glyph else []), label, to=to, class_name=classes, **props)


def button(label: Any, *, kind: str = "", glyph: str = "", **props: Any) -> rx.Component:
    """A button of 44 px. ``kind`` as in ``button_link``."""
    classes = f"btn {kind} {props.pop('class_name', '')}".strip()
    props.setdefault("type", "button")
    return rx.el.button(*([icon(glyph)] if glyph else []), label, class_name=classes, **props)


def icon_button(glyph: str, label: Any, **props: Any) -> rx.Component:
    """A round button of 44 px with an icon alone; ``label`` is what it is called."""
    classes = f"ib {props.pop('class_name', '')}".strip()
    props.setdefault("type", "button")
    return rx.el.button(icon(glyph), class_name=classes, aria_label=label, **props)


def see_all(to: Any, label: str = "See all", *, about: Any = "") -> rx.Component:
    """The link at the end of a heading; ``about`` is read out after it, so that two of them are told apart."""
    return link(label, rx.el.span(" ", about, class_name="sr"), icon("right", small=True), to=to, class_name="see")
