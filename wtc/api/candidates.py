"""Acts by name in JSON, from our catalogue and from live sources, each with the marks of those who know it."""

from typing import Annotated

from fastapi import Query, Response

from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.errors import Invalid
from wtc.flows import candidates
from wtc.shapes.candidates import ActsFound

door = Door(scope="artists", prefix="/v1", tags=["artists"])


@door.get("/performers", responses={200: {"model": ActsFound}})
async def performers(
    q: Annotated[str, Query(max_length=120, description="Words of the name")] = "",
    city: Annotated[str, Query(max_length=80, description="From there or playing there")] = "",
    include: Annotated[str, Query(max_length=80, description="ticketmaster, spotify, mixcloud; with commas")] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most")] = 24,
) -> Response:
    """Acts with who knows them: ``{performers, count, asked}``; ``asked`` says which source was live, off or down."""
    wanted = tuple(filter(None, (each.strip().lower() for each in include.split(","))))
    if odd := [each for each in wanted if each not in candidates.SOURCES]:
        raise Invalid(f"There is no source called {odd[0]!r} here.", details={"include": ", ".join(candidates.SOURCES)})
    return answer(await candidates.find(q, city=city, include=wanted, limit=limit))
