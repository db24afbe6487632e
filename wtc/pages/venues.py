"""Every room: a list beside a map, narrowed down by what stands in the address."""

from typing import Any

import reflex as rx

from wtc.components.adapters import ChoiceList
from wtc.components.choices import chip
from wtc.components.links import button_link
from wtc.components.lists import in_force, row_boxes, turn
from wtc.components.map import MapPanel
from wtc.components.venues import RoomFinder, venue_row
from wtc.domain.artwork import island_address
from wtc.pages.frame import hang, waiting
from wtc.state.shell import ShellState
from wtc.state.venues.list import VenuesState

PAGE: Any = VenuesState.page
RETRY = [ShellState.load, VenuesState.load]


def add(app: rx.App) -> None:
    """Hang the list of rooms."""
    hang(
        app,
        page,
        route="/venues",
        title="Rooms and venues",
        description="Every room with live music in Ireland: where it is, how many it holds and what's on there.",
        here="venues",
        load=VenuesState.load,
        main="wrap vens",
    )


def page() -> rx.Component:
    """List and map, side by side where there is room."""
    return rx.el.div(
        rx.el.div(_top(), _filters(), _list(), class_name="vlist"),
        MapPanel.create(
            rx.el.img(src=island_address(), alt="", custom_attrs={"width": 640, "height": 760}),
            src=PAGE.pins,
            label="Map of the rooms; the list has the same",
            keep=True,
            class_name="vmap",
        ),
        class_name="vpage",
    )


def _top() -> rx.Component:
    return rx.el.div(
        rx.el.h1(rx.cond(VenuesState.ready, PAGE.heading, "Looking for rooms")),
        rx.el.p(rx.cond(VenuesState.busy, "", PAGE.heading), class_name="sr", role="status"),
        rx.cond(
            VenuesState.keeper, button_link("Add a room", to="/venues/new", kind="sm", glyph="plus"), rx.fragment()
        ),
        class_name="rb",
    )


def _filters() -> rx.Component:
    return rx.el.div(
        RoomFinder.create(q=PAGE.q),
        rx.el.div(
            ChoiceList.create(
                field="county", label="County", value=PAGE.county, choices=PAGE.counties, class_name="grow"
            ),
            ChoiceList.create(
                field="kind", label="Kind of room", value=PAGE.kind, choices=PAGE.kinds, class_name="grow"
            ),
            class_name="row",
        ),
        rx.el.ul(
            rx.foreach(PAGE.sizes, lambda each: rx.el.li(chip(each))),
            rx.el.li(chip(PAGE.step)),
            class_name="scroll-x vchips",
            aria_label="Size and access",
        ),
        in_force(PAGE.active, clear="/venues"),
        class_name="vfil",
    )


def _list() -> rx.Component:
    return rx.cond(
        VenuesState.ready,
        rx.cond(PAGE.total > 0, _found(), _nothing()),
        waiting(row_boxes(), retry=RETRY),
    )


def _found() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Rooms", class_name="sr"),
        rx.el.ul(
            rx.foreach(PAGE.cards, lambda card, place: rx.el.li(venue_row(card, eager=place < 4))), class_name="vrows"
        ),
        turn(
            PAGE.previous,
            PAGE.more,
            rx.el.span(PAGE.span, class_name="muted meta num"),
            words=("Before", "More rooms"),
            kind="between",
        ),
        class_name=rx.cond(VenuesState.busy, "busy", "still"),
        aria_busy=VenuesState.busy,
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.h2("No room like that on our list"),
        rx.el.p("Take a filter off, or look at a bigger part of the map."),
        button_link("Every room", to="/venues", glyph="compass"),
        class_name="said",
    )
