"""One act: who they are, when they play next, what to hear, and who is like them."""

from typing import Any

import reflex as rx

from wtc.components import artist_pages as parts
from wtc.components.artists import artist_grid
from wtc.components.calendars import subscribe_link
from wtc.components.links import button_link
from wtc.components.player import mixes
from wtc.components.stage import ShareButton, Stage
from wtc.components.words import whole_page
from wtc.pages.frame import fans, hang, marks, waiting
from wtc.pages.wrong import wrong
from wtc.state.artists import ArtistState
from wtc.state.events.detail import DetailState
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState

RETRY = [ShellState.load, FollowState.load, ArtistState.load]
ACT: Any = ArtistState.detail


def add(app: rx.App) -> None:
    """Hang the page of one act."""
    hang(
        app,
        page,
        route="/artists/[slug]",
        title=ArtistState.title,
        here="artists",
        load=[FollowState.load, ArtistState.load],
        samples=ACT.samples,
        main="wrap ev",
    )


def page() -> rx.Component:
    """The act, or the boxes that hold its place, or the news that there is none."""
    return Stage.create(
        rx.el.div(waiting(parts.skeleton(), told="Loading the act", retry=RETRY)),
        rx.el.div(rx.cond(ArtistState.stage == "missing", _missing(), _act())),
        stage=ArtistState.stage,
        subject=ACT.slug,
    )


def _act() -> rx.Component:
    return rx.fragment(
        parts.header(
            ACT,
            fans().button(ACT.id, ACT.name, words=True, class_name="btn pri fol"),
            button_link("Alert me", to="/alerts?kind=artist&id=" + ACT.id.to(str), kind="gls", glyph="bell"),
            ShareButton.create(
                name=ACT.name, class_name="btn gls", on_copied=DetailState.copied, on_failed=DetailState.not_copied
            ),
            subscribe_link("/calendars?artist=" + ACT.slug, ACT.name, kind="gls"),
        ),
        rx.el.div(
            rx.el.div(
                parts.dates("Next dates", ACT.cards, ACT.none, marks=marks(), surface="artist"),
                rx.cond(ACT.setlists, parts.setlists(ACT), None),
                class_name="stack",
            ),
            rx.el.div(
                rx.cond(ACT.about, parts.about(ACT), None),
                mixes(ACT.mixes),
                rx.cond(ACT.credits, parts.credits(ACT), None),
                rx.cond(ACT.known.length() + ACT.aliases.length() > 0, parts.known_as(ACT), None),
                wrong("artist", ACT.id, ACT.slug),
                class_name="stack",
            ),
            class_name="g2 b",
        ),
        rx.cond(
            ACT.similar,
            rx.el.section(
                rx.el.div(
                    rx.el.div(
                        rx.el.h2("Similar acts", id="similar-title"),
                        rx.el.p("By bills they shared, sound and town"),
                    ),
                    class_name="sh",
                ),
                artist_grid(ACT.similar),
                class_name="sec",
                aria_labelledby="similar-title",
            ),
            None,
        ),
    )


def _missing() -> rx.Component:
    return whole_page(
        "We looked. Nobody by that name.",
        "They may go by another name now, or the link lost its tail on the way.",
        button_link("All artists", to="/artists", kind="pri"),
        button_link("See what's on", to="/discover"),
    )
