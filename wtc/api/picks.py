"""What to go to, in JSON: the caller's feed, lists on request, and why one event suits them."""

from dataclasses import fields
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import Field

from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId
from wtc.domain.reasons import tier
from wtc.errors import NotAllowed, NotSignedIn
from wtc.flows import picks
from wtc.settings import settings
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.events import Event
from wtc.shapes.taste import Pick, Picks, Policy, Reason, Wish

door = Door(scope="events", prefix="/v1", tags=["recommendations"])

PRIVATE = {"cache-control": "private, no-store"}
_EVENT = tuple(field.name for field in fields(Event))
City = Annotated[str, Field(max_length=80, description="A town, in English or Irish")]
Limit = Annotated[int, Field(ge=1, le=10_000, description="More than MAX_RECOMMENDATION_COUNT is as many as that")]
Ranker = Literal["", "popularity", "collaborative", "content", "hybrid", "additive", "learned"]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Context(Body):
    """Where the list is shown, and where the caller is: ``lat`` goes with ``lon``."""

    surface: Annotated[str, Field(max_length=24, pattern=r"^[a-z][a-z0-9-]*$")] = "api"
    lat: Lat | None = None
    lon: Lon | None = None


class Asked(Body):
    """What is asked for. ``user_id`` may be left out; another's is refused."""

    user_id: int | Annotated[str, Field(max_length=40)] | None = None
    city: City = ""
    limit: Limit | None = None
    context: Context = Context()


@door.get("/users/me/feed", needs=Role.USER)
async def feed(
    caller: Caller,
    request: Request,
    city: Annotated[str, Query(max_length=80, description="A town, in English or Irish")] = "",
    limit: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    lat: Annotated[float | None, Query(ge=-90, le=90, allow_inf_nan=False, description="With lon")] = None,
    lon: Annotated[float | None, Query(ge=-180, le=180, allow_inf_nan=False, description="With lat")] = None,
    ranker: Annotated[Ranker, Query(description="Another way of picking, to compare; it counts for no test")] = "",
) -> Response:
    """The caller's feed: events as search has them, each with ``rank_score`` (0 to 1) and ``rank_reasons``."""
    wish = Wish(city=city, limit=_limit(limit), lat=lat, lon=lon, surface="feed", ranker=ranker)
    made = await picks.make(caller.known_id, wish, agent=_agent(request), shown=not ranker)
    shown = [ranked_event(pick) for pick in made.picks]
    return answer({"events": shown, "count": len(shown), **head(made)}, headers=PRIVATE)


@door.post("/recommendations")
async def recommend(body: Asked, request: Request, caller: Caller) -> Response:
    """What to go to: for the caller, or for somebody who is not signed in what most people like."""
    where = body.context
    wish = Wish(city=body.city, limit=_limit(body.limit), lat=where.lat, lon=where.lon, surface=where.surface)
    made = await picks.make(_own(caller, body.user_id), wish, agent=_agent(request))
    shown = [_ranked(pick) for pick in made.picks]
    return answer({"recommendations": shown, "count": len(shown), **head(made)}, headers=PRIVATE)


@door.get("/recommendations/{event_id}/why", needs=Role.USER)
async def why(event_id: EventId, caller: Caller) -> Response:
    """Why an event suits the caller, part by part; also one that is not on their list. 404 when it is not to come."""
    made = await picks.study(caller.known_id, event_id)
    return answer(_ranked(made.picks[0]) | head(made), headers=PRIVATE)


def _limit(asked: int | None) -> int:
    return settings().default_recommendation_count if asked is None else asked


def _own(caller: Visitor, claimed: int | str | None) -> int | None:
    """The caller's id, None for nobody. NotAllowed when the body names somebody else."""
    if claimed is not None and caller.id is None:
        raise NotSignedIn
    if claimed is not None and str(claimed) != str(caller.id):
        raise NotAllowed("A list is one's own: leave user_id out.")
    return caller.id


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")[:300]


def head(made: Picks) -> dict[str, Any]:
    """What made a list, and when."""
    return _made_by(made.policy) | {
        "personal": made.personal,
        "candidates": made.candidates,
        "cached": made.cached,
        "latency_ms": made.latency_ms,
        "generated_at": made.made_at,
    }


def _made_by(policy: Policy) -> dict[str, Any]:
    trial = {"experiment": policy.experiment, "variant": policy.variant} if policy.experiment else None
    return {
        "ranker": policy.ranker,
        "model_version": policy.model_version,
        "ab_experiment": trial,
        "crowd": policy.crowd,
        "note": policy.note,
    }


def ranked_event(pick: Pick) -> dict[str, Any]:
    """An event as search has it, with its place, its ``rank_score`` and its ``rank_reasons``."""
    event = {name: getattr(pick.event, name) for name in _EVENT}
    return event | {"rank_reasons": [_reason(reason) for reason in pick.reasons]} | _plain(pick)


def _plain(pick: Pick) -> dict[str, Any]:
    """A pick without its event and reasons."""
    return {
        "position": pick.position,
        "rank_score": pick.rank_score,
        "score": round(pick.raw, 6),
        "match": pick.match,
        "tier": None if pick.match is None else tier(pick.match / 100),
        "word": pick.word,
        "confidence": pick.confidence,
        "sentence": pick.sentence,
    }


def _ranked(pick: Pick) -> dict[str, Any]:
    told = {"event_id": pick.event.id, "event": pick.event, **_plain(pick), "instead": pick.instead}
    return told | {"reasons": [_reason(reason) for reason in pick.reasons]}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "type": reason.kind,
        "label": reason.label,
        "text": reason.chip,
        "title": reason.title,
        "evidence": reason.evidence,
        "factor": reason.factor,
        "contribution": reason.contribution,
        "share": reason.share,
        "dial": reason.dial,
    }
