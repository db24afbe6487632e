"""Where pictures are hung and wired to state."""

import reflex as rx

from wtc.pages import style

PAGES = (style,)
"""Every page module; each has an ``add(app)``."""


def hang(app: rx.App) -> None:
    """Add every page to the app."""
    for page in PAGES:
        page.add(app)
