"""The sections of the preferences for what the reader listens to elsewhere, wired to their states."""

from typing import Any

import reflex as rx

from wtc.components.admin import Ticker
from wtc.components.forms import ComeHere
from wtc.components.listening import file_form, file_preview, kept_sources, problem
from wtc.components.spotify import spotify_panel, spotify_widget
from wtc.components.words import note
from wtc.state.listening import ListeningState
from wtc.state.spotify import SpotifyState

LOAD = [SpotifyState.load, ListeningState.load]
QUICK = 1_500
PAGE: Any = ListeningState.page
CARD: Any = SpotifyState.card


def spotify_section() -> rx.Component:
    """Spotify: offered, connected, to be asked again, or not set up."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Spotify"),
            rx.el.p("What you play there, so that the right nights find you. It's optional."),
            class_name="ksay",
        ),
        rx.el.div(
            rx.cond(
                SpotifyState.said,
                rx.fragment(
                    ComeHere.create(),
                    rx.cond(
                        SpotifyState.good,
                        note(SpotifyState.said, glyph="check", colour="emerald", role="status"),
                        note(SpotifyState.said, glyph="alert", colour="coral", role="alert"),
                    ),
                ),
                None,
            ),
            rx.cond(
                SpotifyState.stage == "ready",
                spotify_panel(
                    CARD,
                    on_sync=SpotifyState.sync,
                    on_allow=SpotifyState.allow,
                    on_disconnect=SpotifyState.disconnect,
                ),
                rx.el.div(class_name="skl", style={"height": "160px"}),
            ),
            rx.cond(CARD.syncing, Ticker.create(every=QUICK, on_tick=SpotifyState.look), None),
            class_name="kfields",
        ),
        id="spotify",
        class_name="panel ksec",
    )


def spotify_corner() -> rx.Component:
    """Spotify in small, for a page that has the fan's taste: ``SpotifyState.load`` fills it."""
    return rx.fragment(
        spotify_widget(CARD, on_sync=SpotifyState.sync),
        rx.cond(CARD.syncing, Ticker.create(every=QUICK, on_tick=SpotifyState.look), None),
    )


def listening_section() -> rx.Component:
    """A file of listening, looked at and brought in; and what was brought before."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Bring your listening"),
            rx.el.p("No account needed anywhere: a file will do, and it never leaves this house."),
            class_name="ksay",
        ),
        rx.el.div(
            rx.cond((PAGE.id > 0) | (PAGE.problem != ""), ComeHere.create(), None),
            problem(PAGE),
            rx.cond(
                PAGE.id > 0,
                file_preview(PAGE, on_apply=ListeningState.apply, on_discard=ListeningState.discard),
                None,
            ),
            kept_sources(PAGE, on_remove=ListeningState.remove),
            file_form(),
            class_name="kfields",
        ),
        id="listening",
        class_name="panel ksec",
    )
