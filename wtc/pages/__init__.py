"""Where pictures are hung and wired to state."""

import reflex as rx


def hang(app: rx.App) -> None:
    """Add every page to the app; each page module has an ``add(app)``."""
