"""DJs: the directory that organisers keep, and who else puts up mixes."""

from typing import Any

import reflex as rx

from wtc.components.adapters import AddressField, ChoiceList
from wtc.components.artists import grid_skeleton
from wtc.components.choices import chip_boxes, chips
from wtc.components.djs import dj_grid
from wtc.components.links import button_link
from wtc.components.lists import in_force, tabs, turn
from wtc.components.words import note
from wtc.pages.frame import hang, waiting
from wtc.state.djs import DjsState
from wtc.state.shell import ShellState

PAGE: Any = DjsState.page
RETRY = [ShellState.load, DjsState.load]
TABS = (("directory", "Directory"), ("discovered", "Discovered"))


def add(app: rx.App) -> None:
    """Hang the lists of DJs."""
    hang(
        app,
        page,
        route="/djs",
        title="DJs",
        description="DJs in Ireland by town, sound and fee, with their mixes. Write to them without an address.",
        here="djs",
        load=[DjsState.load],
        samples=PAGE.samples,
    )


def page() -> rx.Component:
    """Heading, tabs, and the list whose tab is open."""
    return rx.el.div(
        rx.el.h1("DJs"),
        rx.el.p("Who plays what, where, and for how much. We pass your message on.", class_name="muted lead"),
        tabs(PAGE.tabs, path="/djs", first=TABS, name="Lists of DJs"),
        rx.cond(
            DjsState.stage == "ready",
            _list(),
            waiting(
                chip_boxes(120, 90, 110, 84, 100, class_name="scroll-x"),
                grid_skeleton(12),
                told="Loading DJs",
                retry=RETRY,
            ),
        ),
        class_name="artists",
    )


def _list() -> rx.Component:
    return rx.el.div(
        _narrow(),
        chips(PAGE.genres, name="Sound", class_name="scroll-x"),
        rx.el.div(
            rx.el.h2(PAGE.heading),
            rx.el.p(PAGE.heading, class_name="sr", role="status"),
            rx.cond(
                (ShellState.role == "organizer") | (ShellState.role == "admin"),
                button_link("Bring a list", to="/organiser/djs/import", kind="sm", glyph="plus"),
                None,
            ),
            class_name="rb",
        ),
        in_force(PAGE.active, clear="/djs?tab=" + PAGE.tab),
        rx.cond(PAGE.cards.length() > 0, _found(), _nothing()),
        rx.cond(DjsState.note, note(DjsState.note), None),
        rx.cond(DjsState.suggested.length() > 0, _suggested(), None),
        rx.cond(
            PAGE.tab == "discovered",
            rx.el.p("Mixes are at Mixcloud; we keep only what they're called.", class_name="cap faint"),
            None,
        ),
        class_name=rx.cond(DjsState.busy, "busy", "still"),
        aria_busy=DjsState.busy,
    )


def _narrow() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label("Find a DJ", html_for="find-dj", class_name="lab"),
            AddressField.create(field="find-dj", param="q", type="search", value=PAGE.q, label="Find a DJ"),
            class_name="grow fld",
        ),
        rx.cond(PAGE.places.length() > 1, _choice("place", "Based in", PAGE.place, PAGE.places), None),
        rx.cond(PAGE.fees.length() > 1, _choice("fee", "Fee", PAGE.fee, PAGE.fees), None),
        class_name="narrow",
    )


def _choice(field: str, label: str, value: Any, choices: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="lab", aria_hidden="true"),
        ChoiceList.create(field=field, label=label, value=value, choices=choices),
        class_name="fld",
    )


def _found() -> rx.Component:
    return rx.fragment(
        dj_grid(PAGE.cards, first=6),
        turn(PAGE.previous, PAGE.next, rx.el.span(PAGE.turned, class_name="muted num")),
    )


def _suggested() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2("Fresh on Mixcloud", id="fresh"), rx.el.p("Put up lately in that sound")),
            class_name="sh",
        ),
        dj_grid(DjsState.suggested),
        class_name="sec",
        aria_labelledby="fresh",
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Nobody here by that"),
        rx.el.p(PAGE.empty),
        rx.el.div(
            button_link("The whole directory", to="/djs", kind="pri"),
            button_link("Who else mixes", to="/djs?tab=discovered"),
            class_name="row wrapx",
        ),
        class_name="said",
    )
