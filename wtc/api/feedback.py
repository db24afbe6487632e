"""What the caller says of events, in JSON: who they are is known by their session, whatever a body claims."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import AliasChoices, ConfigDict, Field

from wtc import clock
from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.taste import PRIVATE, Limit, Offset
from wtc.db import act, ask
from wtc.domain import feedback as rules
from wtc.errors import NotAllowed
from wtc.flows import feedback as flow
from wtc.services import dials, feedback
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.taste import Action, SaidPage, Sighting

door = Door(scope="touch", prefix="/v1", tags=["feedback"])

Id = Annotated[int, Field(ge=1, lt=2**63)]
Word = Annotated[str, Field(min_length=1, max_length=24)]


class Context(Body):
    """Where the event stood: ``position`` counts from 1, ``session`` is a random word of the browser's tab."""

    surface: Annotated[str, Field(max_length=24)] = ""
    position: int | None = None
    session: Annotated[str, Field(max_length=64)] = ""

    def sighting(self) -> Sighting:
        return rules.sighting(self.surface, self.position, self.session)


class Said(Body):
    """``action``: save, hide, up, down, click, skip or attended; its older name ``interaction_type`` is read too.

    ``reason`` goes with down: too_far, not_my_music, too_dear or seen_them. ``user_id`` may be left out; another's is
    refused.
    """

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    event_id: Id
    action: Annotated[Word, Field(validation_alias=AliasChoices("action", "interaction_type"))]
    reason: Annotated[str, Field(max_length=24)] = ""
    context: Context = Context()
    user_id: int | str | None = None


class Passed(Context):
    event_id: Id


class Skips(Body):
    """Up to fifty events that were scrolled past in one tab."""

    session: Annotated[str, Field(max_length=64)] = ""
    skipped: Annotated[list[Passed], Field(min_length=1, max_length=feedback.TOGETHER)]


class Turn(Body):
    """``factor``: genre:<family or tag>, act:<id>, venue:<id> or a factor's name. ``step``: -2 to 2, 0 for neither."""

    factor: Annotated[str, Field(min_length=1, max_length=64)]
    step: Annotated[int, Field(ge=-2, le=2)]


@door.post("/feedback", needs=Role.USER)
async def say(body: Said, request: Request, caller: Caller) -> Response:
    """Say a word on an event. Again is the same as once; up and down replace each other."""
    me = _own(caller, body.user_id)
    action = rules.action(body.action)
    reason = rules.reason(action, body.reason)
    news = await flow.say(
        me, body.event_id, action, reason=reason, sighting=body.context.sighting(), agent=_agent(request)
    )
    return answer({"event_id": body.event_id, "action": action.value, "new": news}, headers=PRIVATE)


@door.post("/feedback/skips", needs=Role.USER)
async def skip(body: Skips, request: Request, caller: Caller) -> Response:
    """Say which events were scrolled past, all at once: each counts once a tab."""
    seen = {each.event_id: rules.sighting(each.surface, each.position, body.session) for each in body.skipped}
    return answer({"new": await flow.skipped(caller.known_id, seen, agent=_agent(request))}, headers=PRIVATE)


@door.delete("/feedback", needs=Role.USER)
async def unsay(
    caller: Caller,
    event_id: Annotated[int, Query(ge=1, lt=2**63)],
    action: Annotated[str, Query(max_length=24)] = "",
    interaction_type: Annotated[str, Query(max_length=24)] = "",
    session: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Take a word back. Again is the same as once."""
    word = rules.action(action or interaction_type)
    tab = rules.sighting(session=session).session
    await act(feedback.unsay, caller.known_id, event_id, word, tab=tab)
    return answer({"event_id": event_id, "action": word.value, "new": False}, headers=PRIVATE)


@door.get("/users/me/feedback", needs=Role.USER, responses={200: {"model": SaidPage}})
async def mine(caller: Caller, action: Action | None = None, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What the caller said, the newest first."""
    page = await ask(feedback.mine, caller.known_id, action=action or "", limit=limit, offset=offset)
    return answer(page, headers=PRIVATE)


@door.get("/users/me/dials", needs=Role.USER)
async def turned(caller: Caller) -> Response:
    """What the caller turned up and down, the latest first."""
    return answer({"dials": await ask(dials.listed, caller.known_id)}, headers=PRIVATE)


@door.put("/users/me/dials", needs=Role.USER)
async def turn(body: Turn, caller: Caller) -> Response:
    """Set one dial; 0 sets it back to the middle."""
    dial, before = await act(dials.turn, caller.known_id, body.factor, body.step, now=clock.now())
    return answer(asdict(dial) | {"before": before}, headers=PRIVATE)


@door.delete("/users/me/dials", needs=Role.USER)
async def reset(caller: Caller, factor: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Set one dial back to the middle, or without a ``factor`` all of them."""
    if factor:
        _, before = await act(dials.turn, caller.known_id, factor, 0, now=clock.now())
        return answer({"reset": int(before != 0)}, headers=PRIVATE)
    return answer({"reset": await act(dials.reset, caller.known_id)}, headers=PRIVATE)


def _own(caller: Visitor, claimed: int | str | None) -> int:
    """The caller's id. NotAllowed when the body names somebody else."""
    if claimed is not None and str(claimed) != str(caller.known_id):
        raise NotAllowed("Feedback is one's own: leave user_id out.")
    return caller.known_id


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")[:300]
