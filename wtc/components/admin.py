"""What the rooms of admins share: the row of doors between them."""

from typing import Any

import reflex as rx

from wtc.components.links import link

ROOMS = (
    ("sources", "Sources", "/admin/sources"),
    ("duplicates", "Duplicates", "/admin/duplicates"),
    ("mapping", "Artists", "/admin/mapping"),
    ("reports", "Reports", "/admin/reports"),
)


def desk(*children: Any, here: str, title: str) -> rx.Component:
    """A room for admins: its heading, the doors to the others, and what is in it."""
    doors = (
        link(label, to=to, custom_attrs={"aria-current": "page"} if here == key else {}) for key, label, to in ROOMS
    )
    return rx.el.div(
        rx.el.h1(title),
        rx.el.nav(*doors, class_name="tabs", aria_label="Rooms"),
        *children,
        class_name="desk",
    )
