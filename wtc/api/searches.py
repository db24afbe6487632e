"""What is searched for, in JSON, for admins: counts of words, and of nobody."""

from typing import Annotated

from fastapi import Query, Response

from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.flows import searches
from wtc.shapes.accounts import Role
from wtc.shapes.searches import Searched

door = Door(scope="gateway", prefix="/v1/admin", tags=["admin"])

PRIVATE = {"cache-control": "private, no-store"}


@door.get("/searches", needs=Role.ADMIN, responses={200: {"model": Searched}})
async def counted(days: Annotated[int, Query(ge=1, le=28)] = 7) -> Response:
    """What was searched for on Discover in the last ``days`` and what found nothing, most often first: each visitor
    once a day for the same words. Words are told only when at least three visitors typed them.
    """
    return answer(await searches.counted(days), headers=PRIVATE)
