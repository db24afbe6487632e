"""The same services spoken in JSON, plain HTML for crawlers and ICS."""

from wtc.api import (
    accounts,
    art,
    calendar,
    candidates,
    crawl,
    cron,
    docs,
    engine,
    events,
    footfall,
    health,
    local,
    performers,
    photos,
    pictures,
    preferences,
    slots,
    taste,
    venues,
)
from wtc.api.door import Door


def doors() -> tuple[Door, ...]:
    """Every router, in the order in which they are tried."""
    return (
        health.door,
        docs.door,
        art.door,
        art.previews,
        pictures.door,
        taste.door,
        performers.door,
        candidates.door,
        local.own,
        local.router("/v1", documented=True),
        local.router("", documented=False),
        events.door,
        footfall.door,
        calendar.door,
        engine.door,
        cron.door,
        crawl.door,
        slots.door,
        photos.door,
        venues.router("/venues", documented=False),
        venues.router("/v1/venues", documented=True),
        venues.pages,
        accounts.router("/auth", documented=False),
        accounts.router("/v1/auth", documented=True),
        preferences.router("/auth", documented=False),
        preferences.router("/v1/auth", documented=True),
        preferences.suggestions,
    )
