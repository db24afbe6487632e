"""The room of one's own taste: what it is made of, how it turns, and how well the list suits it."""

from typing import Any

import reflex as rx

from wtc.components.chart import chart
from wtc.components.events import skeletons
from wtc.components.links import button_link, link
from wtc.components.taste_room import nights, panel, wheel
from wtc.components.words import note, said, whole_page
from wtc.pages.frame import hang, waiting
from wtc.state.shell import ShellState
from wtc.state.taste_room import TasteRoomState

ROOM: Any = TasteRoomState.room
HEAT: Any = TasteRoomState.heat
RETRY = [ShellState.load, TasteRoomState.load]


def add(app: rx.App) -> None:
    """Hang the page."""
    hang(
        app,
        page,
        route="/taste",
        title="Your taste",
        description="The sounds you lean to, how your taste is turning, and how well your list suits it.",
        load=TasteRoomState.load,
    )


def page() -> rx.Component:
    """The charts, or the way to sign in and come back here."""
    return rx.el.div(
        rx.match(
            TasteRoomState.stage,
            ("denied", _signed_out()),
            ("ready", _room()),
            rx.fragment(_head(), waiting(skeletons(4), told="Working out your taste", retry=RETRY)),
        ),
        class_name="taste-room",
    )


def _head() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Your taste"),
        rx.el.p(
            "Drawn from what you save, follow, ask for and listen to. Yours alone to see.", class_name="muted lead"
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        _head(),
        rx.cond(ROOM.known, _charts(), _nothing()),
        panel("When it's on", nights(HEAT), name="heat"),
    )


def _charts() -> rx.Component:
    """Two columns of about one length: while a taste has no turn to draw, changing it stands under the second."""
    turned = ROOM.turning.rows.length() > 0
    return rx.el.div(
        rx.el.div(panel("Sounds", wheel(ROOM), name="sounds"), rx.cond(turned, _change(), None)),
        rx.el.div(_matches(), _turning(), rx.cond(turned, None, _change())),
        class_name="taste-grid",
    )


def _matches() -> rx.Component:
    return panel(
        "How well your list suits you",
        rx.cond(ROOM.note, note(ROOM.note), None),
        chart(ROOM.matches, name="Gigs by match"),
        rx.el.p(ROOM.discovery.words, class_name="muted meta"),
        name="matches",
    )


def _turning() -> rx.Component:
    return panel(
        "How your taste is turning", chart(ROOM.turning, name="Saves by sound, before and of late"), name="turn"
    )


def _change() -> rx.Component:
    return panel(
        "Change it",
        rx.el.p(
            "Say what you want more and less of, or save and hide gigs, and this page follows.", class_name="muted"
        ),
        rx.el.div(
            button_link("Edit my taste", to="/preferences", kind="pri"),
            link("How we pick", to="/how-we-pick", class_name="see"),
            class_name="row wrapx",
        ),
        name="change",
    )


def _nothing() -> rx.Component:
    return said(
        "Nothing to draw yet",
        "Pick three sounds, save a gig or bring in what you listen to, and your taste takes shape here.",
        button_link("Pick sounds", to="/preferences", kind="pri"),
        button_link("See what's on", to="/discover"),
    )


def _signed_out() -> rx.Component:
    return whole_page(
        "Sign in to see your taste",
        "It's drawn from what you save and follow, so we need to know it's you. You come straight back here.",
        button_link("Sign in", to="/login?next=%2Ftaste", kind="pri"),
        button_link("Make an account", to="/signup?next=%2Ftaste"),
        family="techno",
    )
