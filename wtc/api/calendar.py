"""A gig as a file for any calendar."""

from fastapi import Request, Response

from wtc import clock
from wtc.api.door import Door
from wtc.api.ids import EventId
from wtc.api.site import site
from wtc.db import ask
from wtc.domain import ics
from wtc.domain.details import in_a_few_words
from wtc.services import events

door = Door(scope="events", prefix="/v1", tags=["events"])


@door.get("/events/{event_id}/calendar")
async def calendar(event_id: EventId, request: Request) -> Response:
    """The event as an ICS file; 409 while its date is still to be announced."""
    event = await ask(events.one, event_id)
    about = in_a_few_words(event)
    file = ics.calendar(event, address=f"{site(request)}/events/{event.slug}", about=about, now=clock.now())
    headers = {
        "content-disposition": f'attachment; filename="{ics.filename(event)}"',
        "cache-control": "public, max-age=300",
    }
    return Response(file, media_type="text/calendar", headers=headers)
