"""What the caller waits for, in JSON, under ``/v1/users/me/alerts`` and, as it was once called, ``/v1/alerts``."""

from typing import Annotated, Any

from fastapi import Response
from pydantic import Field

from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import RowId
from wtc.api.taste import PRIVATE
from wtc.domain.alert_words import sentence
from wtc.errors import Invalid
from wtc.flows import alerts
from wtc.language import t
from wtc.shapes.accounts import Role
from wtc.shapes.alerts import Alert, AlertDraft, AlertKind

Id = Annotated[int, Field(ge=1, lt=2**63)]
Name = Annotated[str, Field(max_length=500)]


class Wanted(Body):
    """One of the five: ``artist`` or ``artist_id``, ``venue`` or ``venue_id``, ``genre``, ``search`` or ``match``.

    ``search`` is an address of Discover. ``match`` is the least match in per cent. ``city`` '' is all of Ireland,
    without ``radius_km`` the town alone. ``price_max`` is in whole units, 0 for free, left out for any price.
    """

    artist: Name = Field("", alias="artist_name")
    artist_id: Id | None = None
    venue: Name = ""
    venue_id: Id | None = None
    genre: Name = ""
    search: Name = ""
    match: int | None = None
    city: Annotated[str, Field(max_length=80)] = ""
    radius_km: int | None = None
    price_max: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None = None

    model_config = Body.model_config | {"populate_by_name": True}

    def draft(self) -> AlertDraft:
        asked: dict[AlertKind, tuple[str, int | None]] = {
            AlertKind.ARTIST: (self.artist, self.artist_id),
            AlertKind.VENUE: (self.venue, self.venue_id),
            AlertKind.GENRE: (self.genre, None),
            AlertKind.SEARCH: (self.search, None),
            AlertKind.TASTE: ("", self.match),
        }
        said = [kind for kind, (name, number) in asked.items() if name or number is not None]
        if len(said) != 1:
            raise Invalid("Say one thing to wait for: an artist, a venue, a genre, a search or a match.")
        name, number = asked[said[0]]
        return AlertDraft(
            kind=said[0],
            about=name,
            subject_id=number if said[0] in (AlertKind.ARTIST, AlertKind.VENUE) else None,
            city=self.city,
            radius_km=self.radius_km,
            price_max=None if self.price_max is None else round(self.price_max * 100),
            least=self.match,
        )


class Pause(Body):
    paused: bool


async def listed(caller: Caller) -> Response:
    """The caller's alerts, the newest first."""
    return answer({"alerts": [_told(each) for each in await alerts.listed(caller)]}, headers=PRIVATE)


async def add(body: Wanted, caller: Caller) -> Response:
    """Wait for something: 201 with the alert. The same again is the one that is there; the 51st is a 429."""
    return answer(_told(await alerts.add(caller, body.draft())), 201, PRIVATE)


async def one(row_id: RowId, caller: Caller) -> Response:
    """One alert; 404 when it is not the caller's."""
    return answer(_told(await alerts.one(caller, row_id)), headers=PRIVATE)


async def change(row_id: RowId, body: Wanted, caller: Caller) -> Response:
    """Let an alert ask something else."""
    return answer(_told(await alerts.change(caller, row_id, body.draft())), headers=PRIVATE)


async def pause(row_id: RowId, body: Pause, caller: Caller) -> Response:
    """Let an alert rest, or wake it."""
    return answer(_told(await alerts.pause(caller, row_id, body.paused)), headers=PRIVATE)


async def drop(row_id: RowId, caller: Caller) -> Response:
    """Let an alert go: 204."""
    await alerts.drop(caller, row_id)
    return Response(status_code=204, headers=PRIVATE)


def router(prefix: str, *, documented: bool) -> Door:
    """The alert routes under one prefix."""
    door = Door(scope="touch", prefix=prefix, tags=["alerts"], include_in_schema=documented)
    door.get("", needs=Role.USER)(listed)
    door.post("", needs=Role.USER, status_code=201)(add)
    door.get("/{row_id}", needs=Role.USER)(one)
    door.put("/{row_id}", needs=Role.USER)(change)
    door.post("/{row_id}/pause", needs=Role.USER)(pause)
    door.delete("/{row_id}", needs=Role.USER, status_code=204)(drop)
    return door


def _told(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "kind": alert.kind,
        "about": alert.about,
        "search": f"/discover?{alert.term}" if alert.kind is AlertKind.SEARCH else None,
        "subject_id": alert.subject_id,
        "city": alert.city,
        "radius_km": alert.radius_km,
        "price_max": None if alert.price_max is None else alert.price_max / 100,
        "match": alert.least,
        "paused": alert.paused,
        "sentence": t("Tell me when {sentence}.", sentence=sentence(alert)),
        "created_at": alert.created_at,
    }
