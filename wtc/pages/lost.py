"""Pages for when there is no page: not found, and not yours."""

import reflex as rx

from wtc.components.links import button_link
from wtc.components.words import denied, whole_page
from wtc.pages.frame import hang
from wtc.state.shell import ShellState


def not_found() -> rx.Component:
    """No such address."""
    return whole_page(
        "We looked. It isn't there",
        "The link may be old, or the gig may have been taken down. Plenty more on.",
        button_link("Find a gig", to="/discover", kind="pri", glyph="compass"),
        button_link("Home", to="/"),
        family="rock",
    )


def add(app: rx.App) -> None:
    hang(app, not_found, route="404", title="Not found")
    hang(
        app,
        lambda: denied(signed_in=ShellState.signed_in),
        route="/403",
        title="Not yours to open",
    )
