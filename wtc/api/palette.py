"""What was typed so far, read: the search it is, and the acts, rooms, gigs and pages it may mean."""

from typing import Annotated
from urllib.parse import unquote

from fastapi import Query, Request, Response

from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.flows import palette
from wtc.shapes.palette import Palette

door = Door(scope="events", prefix="/v1", tags=["events"])

Words = Annotated[str, Query(max_length=200, description="A sentence, or the beginning of one, in English or Irish")]
PRIVATE = {"cache-control": "private, no-store"}


@door.get("/suggest", responses={200: {"model": Palette}})
async def suggest(request: Request, caller: Caller, words: Words = "") -> Response:
    """How ``/v1/events/search?words=`` reads these words: filters (``read``), ``text``, and what else they may mean."""
    home = unquote(request.cookies.get("wtc_city", ""))[:80]
    return answer(await palette.offer(words, caller.role, home), headers=PRIVATE)
