"""Asking setlist.fm: at most two calls a second and 1,440 a day (``flows.uses``); what it does not have is a 404."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from types import TracebackType
from typing import Self

from wtc.gateways.faults import BadQuery, Fault, Garbled, QuotaSpent, TooFast, Unauthorised
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Answer, Policy, Upstream
from wtc.gateways.setlistfm import parse
from wtc.shapes.engine import Use
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.setlists import PastShow

NAME = "setlist.fm"
NOT_THERE = "not there"


class SetlistFm:
    """setlist.fm as we ask it; use it as ``async with``. ``use`` counts what was sent."""

    def __init__(
        self, base_url: str, *, key: str, now: datetime, policy: Policy | None = None, most: int | None = None
    ) -> None:
        self._api = Upstream(
            NAME,
            base_url,
            now=lambda: now,
            secrets=(key,),
            policy=policy or Policy(per_second=1.9),
            judge=judge,
            headers={"x-api-key": key, "Accept": "application/json"},
            most=most,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._api.__aexit__(kind, error, trace)

    @property
    def use(self) -> Use:
        """What was asked, how much of it failed, and what is left as far as it says so."""
        return self._api.use

    async def search(self, name: str, limit: int = 5) -> list[ArtistRecord]:
        """The acts of this name, the likeliest first."""
        asked = {"artistName": name, "sort": "relevance", "p": "1"}
        return parse.acts(await self._asked("/search/artists", asked))[:limit]

    async def shows_of(self, musicbrainz_id: str, pages: int = 1) -> list[PastShow]:
        """An act's past shows, the latest first: twenty a page, ``pages`` at most."""
        found: list[PastShow] = []
        for page in range(1, pages + 1):
            said = await self._asked(f"/artist/{musicbrainz_id}/setlists", {"p": str(page)})
            found += parse.shows(said)
            if not parse.more(said):
                break
        return found

    async def _asked(self, path: str, params: Mapping[str, str]) -> object:
        """The answer; None for nothing found and for a page past the end, which are both a 404."""
        try:
            return (await self._api.get(path, params)).json
        except BadQuery as refusal:
            if refusal.reason != NOT_THERE:
                raise
            return None


def judge(answer: Answer, now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is."""
    said = mapping(answer.json)
    if answer.status == 404:
        return BadQuery(NAME, f"{NAME} has nothing there", reason=NOT_THERE)
    if answer.status in (401, 403):
        return Unauthorised(NAME, f"{NAME} refused the key: check SETLISTFM_API_KEY at api.setlist.fm")
    if answer.status == 429 and "retry-after" not in answer.headers:
        if "limit exceeded" in text(said.get("message"), 80).lower():
            return QuotaSpent(NAME, f"{NAME}'s daily quota is used up", until=_midnight(now))
        return TooFast(NAME, f"{NAME} says we call too often")
    if answer.status == 200 and not answer.problem and not _has_envelope(said):
        return Garbled(NAME, f"{NAME} answered without its envelope")
    return None


def _has_envelope(said: Mapping[str, object]) -> bool:
    return isinstance(said.get("setlist"), list) or isinstance(said.get("artist"), list)


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)
