"""Where pictures are hung and wired to state."""

import reflex as rx

from wtc.pages import (
    accounts,
    admin,
    alerts,
    artist,
    artists,
    calendars,
    discover,
    dj,
    dj_import,
    djs,
    event,
    gig_map,
    home,
    how_we_pick,
    lost,
    notifications,
    organiser,
    preferences,
    saved,
    small_print,
    style,
    taste,
    trending,
    venue,
    venue_edit,
    venues,
    welcome,
    yours,
)

PAGES = (
    home,
    discover,
    gig_map,
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
    welcome,
    preferences,
    yours,
    saved,
    calendars,
    alerts,
    notifications,
    organiser,
    small_print,
    how_we_pick,
    taste,
    trending,
    style,
    *admin.PAGES,
    lost,
)
"""Every page module; each has an ``add(app)``."""


def hang(app: rx.App) -> None:
    """Add every page to the app."""
    for page in PAGES:
        page.add(app)
