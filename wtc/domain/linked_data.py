"""An event as schema.org reads it: a MusicEvent in JSON-LD, with only what a source said."""

from typing import Any

import orjson

from wtc import clock
from wtc.domain.details import street_address
from wtc.shapes.details import EventDetail, Story
from wtc.shapes.events import ArtistRef, Event, Status
from wtc.shapes.venues import Venue

_STANDING = {
    Status.SCHEDULED: "EventScheduled",
    Status.RESCHEDULED: "EventRescheduled",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
    Status.WITHDRAWN: "EventScheduled",  # schema.org has no word for it, and nobody called it off
}
_NORTH = {"Antrim", "Armagh", "Derry", "Down", "Fermanagh", "Tyrone"}
_ESCAPED = (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def music_event(story: Story, detail: EventDetail, *, site: str, image: str) -> str:
    """The JSON-LD of one event, safe inside a script element. ``site`` and ``image`` are absolute addresses."""
    event = story.event
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MusicEvent",
        "@id": f"{site}{detail.path}",
        "url": f"{site}{detail.path}",
        "name": event.title,
        "description": f"{detail.summary} {event.description}".strip()[:1_000],
        "eventStatus": f"https://schema.org/{_STANDING[event.status]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "image": [*(f"{site}{photo.url}" for photo in event.images), image],
        **_times(event, story),
        "performer": [_performer(artist, site) for artist in event.artists],
        "location": _location(event, story.venue, street_address(story)),
        "offers": _offer(event, detail),
    }
    return safe(orjson.dumps({name: value for name, value in said.items() if value}).decode())


def safe(text: str) -> str:
    """JSON that no reader of HTML takes for the end of its script element."""
    for sign, escaped in _ESCAPED:
        text = text.replace(sign, escaped)
    return text


def _performer(artist: ArtistRef, site: str) -> dict[str, Any]:
    page = {"url": f"{site}/artists/{artist.slug}"} if artist.slug else {}
    return {"@type": "MusicGroup", "name": artist.name, **page}


def _times(event: Event, story: Story) -> dict[str, str]:
    times = {"startDate": event.start_time, "endDate": event.end_time, "doorTime": event.doors_time}
    said = {name: clock.local(moment).isoformat(timespec="minutes") for name, moment in times.items() if moment}
    if event.start_time is None and event.day:
        said["startDate"] = event.day.isoformat()
    was = next((one.listing.was_on for one in story.heard if one.listing.was_on), None)
    if was and event.status is Status.RESCHEDULED:
        said["previousStartDate"] = was.isoformat()
    return said


def _location(event: Event, room: Venue | None, street: str) -> dict[str, Any]:
    if event.venue is None and not event.city:
        return {}
    country = "GB" if event.county in _NORTH else room.country if room else "IE"
    address = {"streetAddress": street, "addressLocality": event.city, "addressRegion": event.county}
    place: dict[str, Any] = {
        "@type": "MusicVenue" if event.venue else "Place",
        "name": event.venue.name if event.venue else event.city,
        "address": {"@type": "PostalAddress"} | {k: v for k, v in address.items() if v} | {"addressCountry": country},
    }
    if event.geo:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": event.geo.lat, "longitude": event.geo.lon}
    if room and room.capacity:
        place["maximumAttendeeCapacity"] = room.capacity
    return place


def _offer(event: Event, detail: EventDetail) -> dict[str, Any]:
    """Only where there is a real way to a ticket; whether any are left is said only when a source said they are not."""
    if not detail.ticket.href:
        return {}
    offer: dict[str, Any] = {"@type": "Offer", "url": detail.ticket.href}
    if event.price:
        offer |= {"price": event.price.min, "priceCurrency": event.price.currency}
    return offer
