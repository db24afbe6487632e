"""Where pictures are hung and wired to state."""

import reflex as rx

from wtc.pages import (
    accounts,
    admin,
    artist,
    artists,
    discover,
    dj,
    dj_import,
    djs,
    event,
    home,
    lost,
    organiser,
    preferences,
    saved,
    small_print,
    style,
    venue,
    venue_edit,
    venues,
)

PAGES = (
    home,
    discover,
    event,
    artists,
    artist,
    djs,
    dj,
    dj_import,
    venues,
    venue,
    venue_edit,
    accounts,
    preferences,
    saved,
    organiser,
    small_print,
    style,
    *admin.PAGES,
    lost,
)
"""Every page module; each has an ``add(app)``."""


def hang(app: rx.App) -> None:
    """Add every page to the app."""
    for page in PAGES:
        page.add(app)
