"""What people look at and save most just now, with the sum behind every place."""

from typing import Any

import reflex as rx

from wtc.components.choices import chips
from wtc.components.events import skeletons, surfaced
from wtc.components.links import button_link, link
from wtc.components.lists import tabs, turn
from wtc.components.trending import trend_act, trend_card
from wtc.components.words import note, said
from wtc.pages.frame import fans, hang, marks, waiting
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState
from wtc.state.trending import TrendingState

PAGE: Any = TrendingState.page
RETRY = [ShellState.load, FollowState.load, TrendingState.load]
TABS = (("events", "Gigs"), ("artists", "Artists"))


def add(app: rx.App) -> None:
    """Hang the page of what is wanted."""
    hang(
        app,
        page,
        route="/trending",
        title="Trending",
        description="The gigs and artists that people in Ireland look at and save most, and how it's counted.",
        load=[FollowState.load, TrendingState.load],
        samples=PAGE.samples,
    )


def page() -> rx.Component:
    """Heading, tabs, towns, and the list with the parts of each score."""
    return rx.el.div(
        rx.el.h1("Trending"),
        rx.el.p("What people look at and save most, and how that adds up.", class_name="muted lead"),
        tabs(PAGE.tabs, path="/trending", first=TABS, name="What is counted"),
        rx.cond(TrendingState.ready, _list(), waiting(skeletons(6, kind="row"), told="Loading the list", retry=RETRY)),
        class_name="trending",
    )


def _list() -> rx.Component:
    return rx.fragment(
        chips(PAGE.towns, name="Towns", class_name="scroll-x"),
        rx.cond(PAGE.crowd, _crowd(), None),
        rx.cond(
            PAGE.cards.length() + PAGE.acts.length() > 0,
            rx.fragment(
                rx.el.h2(rx.cond(PAGE.acts.length() > 0, "Artists", "Gigs"), class_name="sr"),
                rx.el.ol(
                    rx.foreach(PAGE.cards, lambda each, place: trend_card(each, marks=marks(), place=place)),
                    rx.foreach(PAGE.acts, lambda each: trend_act(each, fans=fans())),
                    class_name="trends",
                    custom_attrs=surfaced("trending"),
                ),
                turn(PAGE.previous, PAGE.next),
            ),
            said(
                "Nothing has caught fire yet",
                "A gig turns up here once people look at it or save it.",
                button_link("See what's on", to="/discover", kind="pri"),
            ),
        ),
        rx.el.p(
            "Views count 0.3, saves 0.4 and people 0.3, over thirty days; the sum counts double for a night within a "
            "week, half as much again within a month, and half beyond three. ",
            PAGE.told,
            class_name="muted meta",
        ),
        rx.cond(
            PAGE.crowd_href,
            rx.cond(
                PAGE.crowd,
                None,
                link("See what the demo's made-up visitors want", to=PAGE.crowd_href, class_name="see"),
            ),
            None,
        ),
    )


def _crowd() -> rx.Component:
    return rx.el.div(
        rx.el.span("Synthetic", class_name="bdg c-violet"),
        note("Counted among the demo's made-up visitors, on sample gigs only.", colour="violet"),
        link("Back to what people want", to=PAGE.crowd_href, class_name="see"),
        class_name="row wrapx",
    )
