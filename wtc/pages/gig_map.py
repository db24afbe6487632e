"""The map of gigs: tonight's by where they are, with the list beside it."""

from typing import Any

import reflex as rx

from wtc.components.adapters import NearMe
from wtc.components.cards import event_card
from wtc.components.choices import chip, chip_boxes
from wtc.components.links import button_link
from wtc.components.lists import in_force, row_boxes
from wtc.components.map import MapPanel, MapSheet
from wtc.domain.artwork import island_address
from wtc.domain.gig_map import PATH
from wtc.pages.frame import hang, waiting
from wtc.state.gig_map import MapState
from wtc.state.shell import ShellState

PAGE: Any = MapState.page
RETRY = [ShellState.load, MapState.load]
CLOSE = 11
"""How near the map comes to somebody who asked what is near."""


def gig_map() -> rx.Component:
    """List and map, side by side where there is room, else the list as a sheet under the map."""
    return rx.el.div(
        MapSheet.create(_top(), _filters(), _list()),
        MapPanel.create(
            rx.el.img(src=island_address(), alt="", custom_attrs={"width": 640, "height": 760}),
            src=PAGE.pins,
            label="Map of the gigs; the list has the same",
            keep=True,
            gigs=True,
            view=PAGE.view,
            lat=PAGE.lat,
            lon=PAGE.lon,
            zoom=CLOSE,
            class_name="vmap",
        ),
        class_name="vpage gmap",
    )


def _top() -> rx.Component:
    return rx.el.div(
        rx.el.h1(rx.cond(MapState.ready, PAGE.heading, "Looking for gigs")),
        rx.el.p(rx.cond(MapState.busy, "", PAGE.heading), class_name="sr", role="status"),
        button_link("List", to=rx.cond(PAGE.more, PAGE.more, "/discover"), kind="sm", glyph="rows"),
        class_name="rb",
    )


def _filters() -> rx.Component:
    return rx.el.div(
        rx.cond(
            MapState.ready,
            rx.el.ul(
                rx.foreach(PAGE.days, lambda each: rx.el.li(chip(each))),
                rx.el.li(chip(PAGE.free)),
                rx.foreach(PAGE.sounds, lambda each: rx.el.li(chip(each))),
                class_name="scroll-x vchips",
                aria_label="Day, price and sound",
            ),
            chip_boxes(86, 98, 110, 60, 104, class_name="scroll-x"),
        ),
        rx.el.div(
            NearMe.create(
                label="Near me",
                class_name="btn sm",
                to=PATH,
                places=3,
                note="Asked when pressed, kept nowhere: only this address has it, to the nearest 100 metres.",
            ),
            class_name="row",
        ),
        in_force(PAGE.active, clear=PAGE.clear),
        class_name="vfil",
    )


def _list() -> rx.Component:
    return rx.cond(
        MapState.ready,
        rx.cond(PAGE.total > 0, _found(), _nothing()),
        waiting(row_boxes(), retry=RETRY),
    )


def _found() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Gigs", class_name="sr"),
        rx.el.ul(
            rx.foreach(
                PAGE.cards,
                lambda card, place: rx.el.li(
                    event_card(card, size="row", eager=place < 4, place=place), custom_attrs={"data-pin": card.id}
                ),
            ),
            class_name="vrows",
        ),
        rx.cond(
            PAGE.rest,
            rx.el.p(PAGE.rest, " ", button_link("All of them", to=PAGE.more, kind="sm"), class_name="more muted"),
            None,
        ),
        class_name=rx.cond(MapState.busy, "busy", "still"),
        aria_busy=MapState.busy,
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.h2(PAGE.empty),
        rx.cond(
            PAGE.ways.length() > 0,
            rx.el.ul(
                rx.foreach(PAGE.ways, lambda each: rx.el.li(chip(each))), class_name="chips", aria_label="Instead"
            ),
            rx.el.p("Take a filter off, or look at another day."),
        ),
        class_name="said",
    )


def add(app: rx.App) -> None:
    hang(
        app,
        gig_map,
        route=PATH,
        title="Map of tonight's gigs",
        description="Tonight's live music on a map of Ireland: what is on, where it is and how far.",
        here="map",
        load=MapState.load,
        main="wrap vens",
        samples=PAGE.samples,
    )
