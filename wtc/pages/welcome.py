"""Welcome: three screens for a newcomer, each of which may be skipped, and a home that knows them after."""

from typing import Any

import reflex as rx

from wtc.components.welcome import Welcome
from wtc.domain.artwork import genre_art, island_address
from wtc.domain.genres import FAMILIES
from wtc.domain.welcome import DEAREST, LEAST, TILES
from wtc.pages.frame import hang
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState
from wtc.state.welcome import WelcomeState

PAGE: Any = WelcomeState.page
SOUNDS = [{"key": key, "label": label, "art": genre_art(key)} for key, label in FAMILIES.items()]


def welcome() -> rx.Component:
    """The three screens; the browser's part leads from one to the next by address."""
    return Welcome.create(
        page=PAGE,
        sounds=SOUNDS,
        island=island_address(),
        tiles=TILES,
        least=LEAST,
        dearest=DEAREST,
        ready=WelcomeState.ready,
        signed_in=ShellState.signed_in,
        failing=ToastState.failing,
        refused=ToastState.refusals,
        on_finish=WelcomeState.finish,
        on_retry=[ShellState.load, WelcomeState.load],
    )


def add(app: rx.App) -> None:
    hang(
        app,
        welcome,
        route="/welcome",
        title="Make it yours",
        description="Three screens, twenty seconds: your town, your sounds, your acts.",
        here="home",
        load=WelcomeState.load,
        bottom=False,
    )
