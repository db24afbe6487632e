"""The list of acts: from here, from away with a date, and one's own."""

from typing import Any

import reflex as rx

from wtc.components.adapters import AddressField, ChoiceList
from wtc.components.artists import artist_grid, grid_skeleton
from wtc.components.choices import chip_boxes, chips
from wtc.components.follow import MyArtists, NamesField
from wtc.components.icons import icon
from wtc.components.links import button_link
from wtc.components.lists import in_force, tabs, turn
from wtc.pages.frame import fans, hang, waiting
from wtc.state.artists import ArtistsState
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

PAGE: Any = ArtistsState.page
RETRY = [ShellState.load, FollowState.load, ArtistsState.load]
TABS = (("local", "Local"), ("discovered", "Discovered"), ("following", "Following"))


def add(app: rx.App) -> None:
    """Hang the list of acts."""
    hang(
        app,
        page,
        route="/artists",
        title="Artists",
        description="Acts from here and acts on their way here, with their next dates. Follow the ones you like.",
        here="artists",
        load=[FollowState.load, ArtistsState.load],
        samples=PAGE.samples,
    )


def page() -> rx.Component:
    """Heading, tabs, and the list whose tab is open."""
    return rx.el.div(
        rx.el.h1("Artists"),
        rx.el.p("Who's from here, who's on the way, and who you follow.", class_name="muted lead"),
        tabs(PAGE.tabs, path="/artists", first=TABS, name="Lists of acts"),
        rx.match(
            ArtistsState.stage,
            ("denied", _signed_out()),
            ("ready", rx.cond(PAGE.tab == "following", _mine(), _list())),
            waiting(
                chip_boxes(120, 90, 110, 84, 100, class_name="scroll-x"),
                grid_skeleton(12),
                told="Loading acts",
                retry=RETRY,
            ),
        ),
        class_name="artists",
    )


def _list() -> rx.Component:
    return rx.el.div(
        _narrow(),
        chips(PAGE.genres, name="Sound", class_name="scroll-x"),
        rx.el.div(rx.el.h2(rx.el.span(PAGE.heading, role="status")), class_name="rb"),
        in_force(PAGE.active, clear="/artists?tab=" + PAGE.tab),
        rx.cond(PAGE.cards.length() > 0, _found(), _nothing()),
        class_name=rx.cond(ArtistsState.busy, "busy", "still"),
        aria_busy=ArtistsState.busy,
    )


def _narrow() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label("Find an act", html_for="find-act", class_name="lab"),
            AddressField.create(field="find-act", param="q", type="search", value=PAGE.q, label="Find an act"),
            class_name="grow fld",
        ),
        rx.el.div(
            rx.el.span("From or playing in", class_name="lab", aria_hidden="true"),
            ChoiceList.create(
                field="place", label="From or playing in", value=PAGE.place, choices=PAGE.places, class_name="grow"
            ),
            class_name="fld",
        ),
        rx.el.div(
            rx.el.span("Order", class_name="lab", aria_hidden="true"),
            ChoiceList.create(field="order", label="Order", value=PAGE.sort, choices=PAGE.sorts),
            class_name="fld",
        ),
        class_name="narrow",
    )


def _found() -> rx.Component:
    return rx.fragment(
        artist_grid(PAGE.cards, fans=fans(), first=6),
        turn(PAGE.previous, PAGE.next, rx.el.span(PAGE.turned, class_name="muted num")),
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Nobody here by that"),
        rx.el.p(PAGE.empty),
        rx.el.div(
            button_link("Everybody from here", to="/artists", kind="pri"),
            button_link("Everybody from away", to="/artists?tab=discovered"),
            class_name="row wrapx",
        ),
        class_name="said",
    )


def _mine() -> rx.Component:
    return rx.fragment(
        _several(),
        MyArtists.create(
            version=FollowState.version,
            ids=FollowState.artist_ids,
            refused=ToastState.refusals,
            on_follow=FollowState.follow,
            on_unfollow=FollowState.unfollow,
        ),
    )


def _several() -> rx.Component:
    """Follow a whole list at once: names, one a line."""
    return rx.el.details(
        rx.el.summary(icon("plus"), "Follow several at once"),
        NamesField.create(on_names=FollowState.follow_named),
        rx.cond(FollowState.told, _told(), None),
        class_name="panel several",
    )


def _told() -> rx.Component:
    """What came of a pasted list."""
    unknown: Any = FollowState.unknown
    names = rx.el.ul(rx.foreach(unknown, lambda name: rx.el.li(name, class_name="chip x")), class_name="chips")
    return rx.el.div(
        rx.el.p(FollowState.told, role="status"),
        rx.cond(
            unknown.length() > 0,
            rx.fragment(rx.el.p("Nobody here goes by these:", class_name="muted meta"), names),
            None,
        ),
        class_name="stack",
    )


def _signed_out() -> rx.Component:
    back = "?next=%2Fartists%3Ftab%3Dfollowing"
    return rx.el.div(
        rx.el.h2("Sign in to follow acts"),
        rx.el.p("Then they're all here, and you hear when one of them has a new date."),
        rx.el.div(
            button_link("Sign in", to=f"/login{back}", kind="pri"),
            button_link("Make an account", to=f"/signup{back}"),
            class_name="row wrapx",
        ),
        class_name="said",
    )
