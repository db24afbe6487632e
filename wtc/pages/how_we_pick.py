"""How we pick: what is being compared, what the reader is on, what is noted, and how to stay out of it."""

from typing import Any

import reflex as rx

from wtc.components.experiments import TwoLists, way
from wtc.components.links import link
from wtc.components.words import failed
from wtc.pages.frame import hang
from wtc.state.experiments import HowState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

State: Any = HowState


def how_we_pick() -> rx.Component:
    """The page; what does not change is readable before anything was asked."""
    return rx.el.article(
        rx.el.h1("How we pick"),
        rx.el.p(
            "When you're signed in, your list of gigs is picked for you. There are several ways to do that, and nobody "
            "knows beforehand which one people like best. So we try them side by side."
        ),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, State.load]),
            rx.cond(
                State.ready,
                _now(),
                rx.el.div(
                    rx.el.div(class_name="skl panel"),
                    rx.el.p("Loading what is compared", class_name="sr", role="status"),
                ),
            ),
        ),
        rx.el.h2("How the test works"),
        _points(
            "A draw by your account number puts you on one list. You stay on it until the test ends, on every device.",
            "We compare how many people keep or open a gig after they were shown their list, and how many hide one.",
            "We say that one is better only when the figures would still say so had we looked every day. Otherwise we "
            "say that we can't tell.",
        ),
        rx.el.h2("What we note"),
        _points(
            "Which list you were shown first, and when.",
            "When you first kept or opened a gig after that, and when you first hid one.",
            "Which gigs your list showed, in which order, and what you said of them.",
            "It is deleted with your account. Nothing of it leaves this site, and signed-out visitors are in no test.",
        ),
        rx.el.h2("Staying out of it"),
        rx.el.p(
            "Switch on “Rank without my history” in ",
            link("Preferences", to="/preferences", class_name="lk"),
            ". You then see what is popular and what is soon, nothing more is noted for the test, and the rest of the "
            "site works as before.",
        ),
        class_name="prose how",
    )


def _now() -> rx.Component:
    page = State.page
    return rx.fragment(
        rx.el.h2("Your list"),
        rx.el.p(page.mine),
        rx.cond(
            page.lists,
            rx.fragment(
                rx.el.h2("Two ways, side by side"),
                rx.el.p(
                    "Points come from a fixed table, with nothing learned. Beside them is the list that you are given "
                    "everywhere else."
                ),
                TwoLists.create(names=page.lists),
            ),
            None,
        ),
        rx.cond(
            page.ways,
            rx.fragment(
                rx.el.h2(rx.cond(page.running, "What is being compared", "What was compared last")),
                rx.el.p(page.name, ", ", page.test, ". ", page.ended),
                rx.el.ul(rx.foreach(page.ways, way), class_name="pickways"),
            ),
            None,
        ),
    )


def _points(*points: str) -> rx.Component:
    return rx.el.ul(*(rx.el.li(point) for point in points))


def add(app: rx.App) -> None:
    hang(
        app,
        how_we_pick,
        route="/how-we-pick",
        title="How we pick",
        description="Which ways of picking gigs we compare, what we note, and how to stay out of it.",
        load=State.load,
    )
