"""What is wanted most, in JSON, with the parts of every score."""

from typing import Annotated, Any

from fastapi import Query, Response

from wtc import clock
from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.api.taste import Limit, Offset
from wtc.db import ask
from wtc.services import trending
from wtc.shapes.trending import Trend, Trending

door = Door(scope="events", prefix="/v1/trending", tags=["trending"])

SHARED = {"cache-control": "public, max-age=30"}
City = Annotated[str, Query(max_length=80, description="A town, in English or Irish")]
Crowd = Annotated[bool, Query(description="What the demo's made-up visitors want, and not what people want")]


@door.get("/events")
async def events(city: City = "", crowd: Crowd = False, limit: Limit = 24, offset: Offset = 0) -> Response:
    """Coming events that are wanted most: ``score`` = (``views`` 0.3 + ``saves`` 0.4 + ``people`` 0.3) by ``decay``."""
    found = await ask(trending.page, "event", now=clock.now(), city=city, crowd=crowd, limit=limit, offset=offset)
    told = [_parts(each.trend) | {"event": each.event} for each in found.events]
    return answer({"events": told, **_head(found)}, headers=SHARED)


@door.get("/artists")
async def artists(city: City = "", crowd: Crowd = False, limit: Limit = 24, offset: Offset = 0) -> Response:
    """The acts with a date that are wanted most, by their dates together and who began to follow them."""
    found = await ask(trending.page, "artist", now=clock.now(), city=city, crowd=crowd, limit=limit, offset=offset)
    told = [_parts(each.trend) | {"artist": each.artist} for each in found.artists]
    return answer({"artists": told, **_head(found)}, headers=SHARED)


def _parts(trend: Trend) -> dict[str, Any]:
    return {
        "rank": trend.rank,
        "score": trend.score,
        "views": trend.views,
        "saves": trend.saves,
        "people": trend.people,
        "decay": trend.decay,
        "saves_week": trend.week,
        "saves_week_before": trend.week_before,
        "change": trend.change,
        "trend": trend.said,
        "counted_at": trend.at,
    }


def _head(found: Trending) -> dict[str, Any]:
    return {
        "total": found.total,
        "next": found.next,
        "synthetic": found.crowd,
        "counted_at": found.counted_at,
    }
