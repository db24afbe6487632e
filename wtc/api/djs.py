"""The directory of DJs in JSON: read by anybody, written by organisers, messages passed on, files taken in.

``/djs`` and ``/djs/{id}`` are pages as well: whoever accepts HTML gets the page, every other reader the JSON.
"""

from typing import Annotated, Any

from fastapi import Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from wtc.api.answers import answer
from wtc.api.crawl import page, said
from wtc.api.door import Caller, Door
from wtc.api.ids import DjId, ImportId, number
from wtc.api.site import site
from wtc.api.wanted import page_wanted
from wtc.domain import fees
from wtc.domain.markup import nothing_here
from wtc.flows import dj_pages, djs
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.djs import Dj, DjPage, DjQuery, ImportReport

PRIVATE = {"cache-control": "private, no-store"}
EITHER = {"vary": "accept"}
Words = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Query(max_length=120)]
Limit = Annotated[int, Query(ge=1, description=f"How many at most; more than {djs.CAP} is {djs.CAP}")]
Offset = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over")]
Euro = Annotated[float | None, Query(ge=0, le=100_000, description="Whole units of currency")]


class Body(BaseModel):
    """A DJ as organisers write one. ``email`` and ``phone`` are kept and never told again: left out, they stay."""

    model_config = ConfigDict(extra="forbid", strict=True)

    dj_name: Annotated[str, Field(min_length=1, max_length=400)]
    city: Words = ""
    genres: list[Annotated[str, Field(max_length=80)]] = Field(default_factory=list, max_length=20)
    instagram: Words = ""
    soundcloud: Words = ""
    mixcloud: Words = ""
    dj_fee: Words = ""
    currency: Annotated[str, Field(max_length=3)] = ""
    about: Annotated[str, Field(max_length=4_000)] = ""
    email: Annotated[str, Field(max_length=400, repr=False)] = ""
    phone: Annotated[str, Field(max_length=80, repr=False)] = ""

    def given(self) -> dict[str, str]:
        said: dict[str, Any] = self.model_dump()
        return said | {"genres": ";".join(self.genres)}

    @property
    def silent_of(self) -> tuple[str, ...]:
        """The contacts that are not mentioned; who cannot read them cannot send them back."""
        return tuple(name for name in ("email", "phone") if name not in self.model_fields_set)


class Message(BaseModel):
    """``website`` is a trap: people do not see it, and whoever fills it in is no person."""

    model_config = ConfigDict(extra="forbid", strict=True)

    subject: Annotated[str, Field(max_length=400)] = ""
    body: Annotated[str, Field(min_length=1, max_length=8_000)]
    website: Annotated[str, Field(max_length=400)] = ""


async def search(
    q: Text = "",
    city: Text = "",
    genres: Annotated[str, Query(max_length=400, description="Families by key or free words; with commas")] = "",
    feeMin: Euro = None,
    feeMax: Euro = None,
    currency: Annotated[str, Query(pattern="^(EUR|GBP)$", description="Of feeMin and feeMax")] = "EUR",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """DJs by name that answer a question, all without one: ``{djs, count, total, next}``. Fees are compared in euro."""
    asked = DjQuery(
        q=q,
        city=city,
        genres=tuple(filter(None, (each.strip() for each in genres.split(",")))),
        fee_min=_cents(feeMin, currency),
        fee_max=_cents(feeMax, currency),
        limit=min(limit, djs.CAP),
        offset=offset,
    )
    return answer(await djs.search(asked), headers=EITHER)


def _cents(amount: float | None, currency: str) -> int | None:
    return None if amount is None else fees.in_euro(round(amount * 100), currency, settings().eur_per_gbp)


async def one(dj: str, request: Request) -> Response:
    """One DJ: the page for whoever accepts HTML, by address; JSON for everybody else, by id (400, 404)."""
    if not page_wanted(request.scope):
        return answer(await djs.one(number(dj, "A DJ's")), headers=EITHER)
    written = await dj_pages.markup(dj, site(request))
    told = page("djs", written or said(nothing_here()), 200 if written else 404)
    told.headers.update(EITHER)
    return told


async def create(body: Body, caller: Caller) -> Response:
    """Add a DJ: 201; 409 when one of that name and town is there."""
    return answer(await djs.create(caller.known_id, body.given()), 201, PRIVATE)


async def change(dj_id: DjId, body: Body, caller: Caller) -> Response:
    """Make a DJ what is sent, all of it."""
    return answer(await djs.change(caller.known_id, dj_id, body.given(), keep=body.silent_of), headers=PRIVATE)


async def remove(dj_id: DjId, caller: Caller) -> Response:
    """Take a DJ out of the directory."""
    await djs.remove(caller.known_id, dj_id)
    return answer({"removed": True}, headers=PRIVATE)


async def export(_caller: Caller) -> Response:
    """The directory as CSV, without addresses and telephones; no cell of it can be a formula."""
    headers = {**PRIVATE, "content-disposition": 'attachment; filename="djs.csv"'}
    return Response(await djs.exported(), media_type="text/csv; charset=utf-8", headers=headers)


async def message(dj_id: DjId, body: Message, caller: Caller) -> Response:
    """Pass a message on to a DJ: ten an hour of one user, three a day to one DJ."""
    await djs.send(caller.known_id, dj_id, body.subject, body.body, trap=body.website)
    return answer({"sent": True}, headers=PRIVATE)


async def upload(file: UploadFile, request: Request, caller: Caller) -> Response:
    """Read a CSV or XLSX of DJs and tell what it would do; nothing is changed yet. A form is led to the page."""
    data = await file.read(djs.LARGEST + 1)
    if page_wanted(request.scope):
        there = await dj_pages.taken(caller.known_id, file.filename or "", data)
        return RedirectResponse(there, 303, headers=PRIVATE)
    return answer(await djs.upload(caller.known_id, file.filename or "", data), 201, PRIVATE)


async def report(import_id: ImportId, caller: Caller) -> Response:
    """What an uploaded file would do, or did; 404 for another's."""
    return answer(await djs.report(caller.known_id, import_id), headers=PRIVATE)


async def apply(import_id: ImportId, caller: Caller) -> Response:
    """Do what the report says. Again changes nothing and tells the same."""
    return answer(await djs.apply(caller.known_id, import_id), headers=PRIVATE)


def router(prefix: str, *, documented: bool) -> Door:
    """The directory under ``prefix``."""
    made = Door(scope="artists", prefix=prefix, tags=["djs"], include_in_schema=documented)
    made.get("", responses={200: {"model": DjPage}})(search)
    made.post("", needs=Role.ORGANIZER, status_code=201, responses={201: {"model": Dj}})(create)
    if documented:
        made.get("/search", responses={200: {"model": DjPage}})(search)
        made.get("/export.csv", needs=Role.ADMIN)(export)
        made.post("/imports", needs=Role.ORGANIZER, status_code=201, responses={201: {"model": ImportReport}})(upload)
        made.get("/imports/{import_id}", needs=Role.ORGANIZER, responses={200: {"model": ImportReport}})(report)
        made.post("/imports/{import_id}/apply", needs=Role.ORGANIZER, responses={200: {"model": ImportReport}})(apply)
        made.post("/{dj_id}/messages", needs=Role.USER)(message)
    made.get("/{dj}", responses={200: {"model": Dj}})(one)
    made.put("/{dj_id}", needs=Role.ORGANIZER, responses={200: {"model": Dj}})(change)
    made.delete("/{dj_id}", needs=Role.ORGANIZER)(remove)
    return made
