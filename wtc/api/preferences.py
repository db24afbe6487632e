"""Preferences in JSON, under ``/auth`` and ``/v1/auth`` alike: eight fields, in whole units of money."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import AwareDatetime, Field

from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.flows import preferences
from wtc.shapes.accounts import Preferences, Role

Names = Annotated[list[Annotated[str, Field(max_length=400)]], Field(max_length=1_000, default_factory=list)]


class Likes(Body):
    """Any of the fields; those left out stay as they are. Money is in whole units of ``currency``.

    ``profiling`` off: lists are made without anything that is known of the caller.

    ``updated_at`` is the one that was read: with it, a change made elsewhere since then is a 409 and not overwritten.
    """

    genres: Names
    artists: Names
    cities: Names
    venues: Names
    djs: Names
    budget_max: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None = None
    radius_km: Annotated[int, Field(ge=0, le=100_000)] | None = None
    night_preferences: Names
    currency: Annotated[str, Field(max_length=3)] = "EUR"
    profiling: bool = True
    updated_at: Annotated[AwareDatetime | None, Field(strict=False)] = None


async def read(caller: Caller) -> Response:
    """What the caller likes: eight fields, the currency and when they were last changed."""
    return answer(_likes(await preferences.read(caller)), headers=PRIVATE)


async def change(caller: Caller, body: Likes) -> Response:
    """Change what the caller likes; the whole as it stands after."""
    changes: dict[str, Any] = {
        field: tuple(value) if isinstance(value := getattr(body, field), list) else value
        for field in body.model_fields_set - {"updated_at"}
    }
    if body.budget_max is not None:
        changes["budget_max"] = round(body.budget_max * 100)
    return answer(_likes(await preferences.change(caller, changes, seen=body.updated_at)), headers=PRIVATE)


async def names(
    of: Literal["artists", "djs", "venues", "cities"], q: Annotated[str, Query(min_length=2, max_length=80)]
) -> Response:
    """Names in the catalogue that begin so, for whoever is telling us what they like."""
    return answer({"names": await preferences.names(of, q)}, headers=PRIVATE)


def router(prefix: str, *, documented: bool) -> Door:
    """The preference routes under one prefix."""
    door = Door(scope="auth", prefix=prefix, tags=["accounts"], include_in_schema=documented)
    door.get("/preferences", needs=Role.USER)(read)
    door.post("/preferences", needs=Role.USER)(change)
    return door


suggestions = Door(scope="touch", prefix="/v1/auth/preferences", tags=["accounts"])
suggestions.get("/names", needs=Role.USER)(names)


def _likes(told: Preferences) -> dict[str, Any]:
    cents = told.budget_max
    budget = None if cents is None else cents // 100 if cents % 100 == 0 else cents / 100
    return asdict(told) | {"budget_max": budget}
