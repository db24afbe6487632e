"""Asking Mixcloud: users and their mixes, mixes of a genre; no key, and its 403 is often only a call for patience."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import quote

from wtc.domain import mixes as addresses
from wtc.gateways.faults import BadQuery, Down, Fault, Garbled, QuotaSpent, TooFast, Unauthorised
from wtc.gateways.given import mapping, number, text
from wtc.gateways.http import Answer, Policy, Upstream
from wtc.gateways.mixcloud import parse
from wtc.shapes.engine import Use
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.mixes import ListedMix

NAME = "Mixcloud"
NOT_THERE = "not there"
PAGE = 100
PATIENCE = 60.0


class Mixcloud:
    """Mixcloud as we ask it; use it as ``async with``. ``use`` counts what was sent."""

    def __init__(self, base_url: str, oembed_url: str = "", *, now: datetime, policy: Policy | None = None) -> None:
        chosen = policy or Policy(per_second=3.8)
        self._api = Upstream(NAME, base_url, now=lambda: now, policy=chosen, judge=judge)
        self._site = Upstream(NAME, oembed_url, now=lambda: now, policy=chosen, judge=judge)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._api.__aexit__(kind, error, trace)
        await self._site.__aexit__(kind, error, trace)

    @property
    def use(self) -> Use:
        """What was asked, how much of it failed, and until when it wants no more."""
        api, site = self._api.use, self._site.use
        return replace(api, calls=api.calls + site.calls, failed=api.failed + site.failed)

    async def search_users(self, words: str, limit: int = 5) -> list[ArtistRecord]:
        """The users that a search finds."""
        return parse.users(await self._asked("/search/", {"q": words, "type": "user", "limit": str(limit)}))[:limit]

    async def search_mixes(self, words: str, limit: int = 20) -> list[ListedMix]:
        """The mixes that a search, of a genre or of a name, finds."""
        return await self._list("/search/", {"q": words, "type": "cloudcast"}, limit)

    async def user(self, name: str) -> ArtistRecord | None:
        """One user, None when there is none of this name."""
        if not addresses.is_user(name):
            return None
        return parse.user(await self._asked(f"/{quote(name, safe='%')}/", {}))

    async def mixes_of(self, name: str, limit: int = 10) -> list[ListedMix]:
        """A user's mixes, the newest first."""
        if not addresses.is_user(name):
            return []
        return await self._list(f"/{quote(name, safe='%')}/cloudcasts/", {}, limit)

    async def about(self, key: str) -> Mapping[str, str]:
        """What oEmbed says of one mix; nothing when there is none."""
        address = addresses.page(key)
        if not address:
            return {}
        try:
            return parse.facts((await self._site.get("", {"url": address, "format": "json"})).json)
        except BadQuery as refusal:
            if refusal.reason != NOT_THERE:
                raise
            return {}

    async def _list(self, path: str, asked: Mapping[str, str], limit: int) -> list[ListedMix]:
        """Up to ``limit`` of a list. Its ``next`` is believed to be there or not, and never followed as an address."""
        found: dict[str, ListedMix] = {}
        for begin in range(0, limit, PAGE):
            size = min(PAGE, limit - begin)
            page = await self._asked(path, {**asked, "limit": str(size), "offset": str(begin)})
            found |= {mix.key: mix for mix in parse.mixes(page)}
            if not parse.more(page):
                break
        return list(found.values())[:limit]

    async def _asked(self, path: str, params: Mapping[str, str]) -> object:
        try:
            return (await self._api.get(path, params)).json
        except BadQuery as refusal:
            if refusal.reason != NOT_THERE:
                raise
            return None


def judge(answer: Answer, now: datetime) -> Fault | None:
    """The fault in ``answer``, None when it is good or when its status says all there is."""
    error = mapping(mapping(answer.json).get("error"))
    kind = text(error.get("type"), 60)
    if kind == "RateLimitException":
        wait = number(error.get("retry_after"))
        wait = min(max(wait, 0.0), 86_400.0) if wait is not None else None
        if wait is not None and wait > PATIENCE:
            return QuotaSpent(NAME, f"{NAME} wants no calls for a while", until=now + timedelta(seconds=wait))
        return TooFast(NAME, f"{NAME} says we call too often", wait=wait)
    if answer.status == 404:
        return BadQuery(NAME, f"{NAME} has nothing there", reason=NOT_THERE)
    if answer.status in (401, 403):
        if kind:
            return BadQuery(NAME, f"{NAME} does not show that to everybody ({kind})", reason=NOT_THERE)
        return Unauthorised(NAME, f"{NAME} turned us away (HTTP {answer.status})")
    if answer.status == 200 and error:
        return Down(NAME, f"{NAME} failed ({kind or 'no reason given'})")
    if answer.status == 200 and not answer.problem and not _has_envelope(answer.json):
        return Garbled(NAME, f"{NAME} answered without its envelope")
    return None


def _has_envelope(said: object) -> bool:
    """A list of data, one user or mix, or oEmbed's facts."""
    inside = mapping(said)
    return isinstance(inside.get("data"), list) or bool(inside.get("key")) or inside.get("type") == "rich"
