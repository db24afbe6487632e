"""One DJ: what they play and ask, what to hear, when they play next, and a way to write to them."""

from typing import Any

import reflex as rx

from wtc.components import djs
from wtc.components.artist_pages import dates, skeleton
from wtc.components.links import button_link
from wtc.components.player import mixes
from wtc.components.stage import ShareButton, Stage
from wtc.components.words import whole_page
from wtc.pages.frame import fans, hang, marks, waiting
from wtc.state.djs import DjState
from wtc.state.events.detail import DetailState
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState

RETRY = [ShellState.load, FollowState.load, DjState.load]
DJ: Any = DjState.detail
_send: Any = DjState.send


def add(app: rx.App) -> None:
    """Hang the page of one DJ."""
    hang(
        app,
        page,
        route="/djs/[slug]",
        title=DjState.title,
        here="djs",
        load=[FollowState.load, DjState.load],
        samples=DJ.sample,
        main="wrap ev",
    )


def page() -> rx.Component:
    """The DJ, or the boxes that hold its place, or the news that there is none."""
    return Stage.create(
        rx.el.div(waiting(skeleton(), told="Loading the DJ", retry=RETRY)),
        rx.el.div(rx.cond(DjState.stage == "missing", _missing(), _dj())),
        stage=DjState.stage,
        subject=DJ.slug,
    )


def _dj() -> rx.Component:
    return rx.fragment(
        djs.header(
            DJ,
            rx.cond(DJ.act, fans().button(DJ.act.id, DJ.name, words=True, class_name="btn pri fol"), None),
            ShareButton.create(
                name=DJ.name, class_name="btn gls", on_copied=DetailState.copied, on_failed=DetailState.not_copied
            ),
        ),
        rx.el.div(
            rx.el.div(
                mixes(DJ.mixes),
                rx.cond(DJ.mixes.length() == 0, _no_mixes(), None),
                dates("Next gigs", DJ.cards, "No dates listed just now.", marks=marks(), surface="dj"),
                class_name="stack",
            ),
            rx.el.div(
                _write(),
                rx.cond(DJ.about, _about(), None),
                rx.cond(DJ.links, djs.elsewhere(DJ), None),
                class_name="stack",
            ),
            class_name="g2 b",
        ),
    )


def _no_mixes() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Recent mixes"),
        rx.el.p("None that we know of. When they put one up at Mixcloud, it turns up here.", class_name="muted"),
        class_name="panel",
    )


def _about() -> rx.Component:
    return rx.el.section(rx.el.h2("About"), rx.foreach(DJ.about, lambda text: rx.el.p(text)), class_name="panel about")


def _write() -> rx.Component:
    """The form, or why there is none."""
    back = "?next=%2Fdjs%2F" + DJ.slug
    return rx.el.section(
        rx.el.h2("Write to them"),
        rx.cond(
            DJ.sample,
            rx.el.p("Made up, so nobody reads their post.", class_name="muted"),
            rx.cond(
                DJ.reachable,
                rx.cond(
                    ShellState.signed_in,
                    rx.cond(
                        DjState.sent,
                        rx.el.p("Sent. Give them a day or two.", role="status"),
                        djs.message_form(on_send=_send),
                    ),
                    rx.el.div(
                        rx.el.p(
                            "Sign in and we'll pass your message on. They hear your address; you don't hear theirs."
                        ),
                        button_link("Sign in to write", to="/login" + back, kind="pri"),
                        class_name="lines",
                    ),
                ),
                rx.el.p("They left no address with us. Their own pages may lead to them.", class_name="muted"),
            ),
        ),
        class_name="panel",
    )


def _missing() -> rx.Component:
    return whole_page(
        "We looked. No DJ by that name.",
        "They may be under another name, or the link lost its tail on the way.",
        button_link("All DJs", to="/djs", kind="pri"),
        button_link("See what's on", to="/discover"),
    )
