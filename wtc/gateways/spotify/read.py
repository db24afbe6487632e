"""Asking Spotify for acts: ten at most from a search, one by one otherwise; each call in a thread, paced and capped."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from wtc.gateways.faults import BadQuery, Fault, Garbled, QuotaSpent, Resting, TooFast, Unauthorised
from wtc.gateways.http import Policy
from wtc.gateways.pace import Breaker, Sleep, shared
from wtc.gateways.reading import whole
from wtc.gateways.spotify import parse
from wtc.shapes.engine import Use
from wtc.shapes.identity import ArtistRecord

if TYPE_CHECKING:
    from wtc.gateways.spotify.wire import Credentials

NAME = "Spotify"
MOST = 10
"""More from one search is refused since March 2026."""


class Spotify:
    """Spotify's catalogue; use it as ``async with``. ``use`` counts what was asked, tokens not included."""

    def __init__(
        self,
        base_url: str,
        accounts_url: str,
        *,
        client_id: str,
        secret: str,
        now: datetime,
        policy: Policy | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.policy = policy or Policy(per_second=3.0)
        self.use = Use()
        self._urls, self._key, self._now, self._sleep = (base_url, accounts_url), (client_id, secret), now, sleep
        self._pace = shared(NAME, self.policy.per_second)
        self._breaker = Breaker(self.policy.breaker, self.policy.rest)
        self._client: Any = None
        self._credentials: Credentials | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await asyncio.to_thread(self._client._session.close)

    async def search(self, words: str, limit: int = 5) -> list[ArtistRecord]:
        """The acts that a search finds, the likeliest first."""
        quoted = words.replace('"', " ")[:200]
        said = await self._ask(lambda api: api.search(q=quoted, type="artist", limit=min(limit, MOST)))
        return parse.acts(said)[:limit]

    async def act(self, spotify_id: str) -> ArtistRecord | None:
        """One act; None when there is none."""
        if not parse.is_id(spotify_id):
            return None
        try:
            return parse.act(await self._ask(lambda api: api.artist(spotify_id)))
        except BadQuery as refusal:
            if refusal.reason not in ("not there", "400"):
                raise
            return None

    async def _ask(self, question: Callable[[Any], Any]) -> Any:
        """The answer to one question after at most ``tries`` tries; a ``Fault`` when there is none."""
        if self._breaker.open:
            raise Resting(NAME, f"{NAME} failed {self.policy.breaker} times in a row: left alone for now")
        deadline, attempt = time.monotonic() + self.policy.cap, 1
        while True:
            outcome = await self._try(question)
            if not isinstance(outcome, Fault):
                self._breaker.worked()
                self._pace.recover()
                return outcome
            pause = max(self.policy.wait * 2.0 ** (attempt - 1), outcome.wait or 0.0)
            deadline += outcome.wait or 0.0
            expired = isinstance(outcome, Unauthorised) and outcome.wait == 0.0 and attempt == 1 and self._expired()
            if not (outcome.again or expired) or attempt >= self.policy.tries or time.monotonic() + pause >= deadline:
                break
            if isinstance(outcome, TooFast):
                self._pace.ease(pause)
            await self._sleep(pause)
            attempt += 1
        if not isinstance(outcome, BadQuery):
            self._breaker.failed()
        raise outcome

    def _expired(self) -> bool:
        """Whether the token may have died before its time: then the next try asks for another."""
        had = self._credentials is not None and self._credentials.cache_handler.get_cached_token() is not None
        if had and self._credentials is not None:
            self._credentials.forget()
        return had

    async def _try(self, question: Callable[[Any], Any]) -> Any:
        await self._pace.turn(self._sleep)
        outcome = await asyncio.to_thread(self._call, question)
        told = {"left": 0, "resets_at": outcome.until} if isinstance(outcome, QuotaSpent) else {}
        self.use = self.use.after(failed=isinstance(outcome, Fault) and not isinstance(outcome, BadQuery), **told)
        return outcome

    def _call(self, question: Callable[[Any], Any]) -> Any:
        """One call, in a thread. Faults are returned, so that no traceback carries what was sent."""
        from wtc.gateways.spotify.refusals import judged

        try:
            said = question(self._opened())
        except Exception as error:  # spotipy lets anything through that an odd answer makes of it
            return judged(error, self._now)
        if not isinstance(said, dict) or not ("artists" in said or "id" in said):
            return Garbled(NAME, f"{NAME} answered with something that is not what was asked for")
        return whole(said)

    def _opened(self) -> Any:
        if self._client is None:
            from wtc.gateways.spotify import wire

            chosen = self.policy
            session = wire.Session(connect=chosen.connect, read=chosen.read, cap=chosen.cap, largest=chosen.largest)
            self._credentials = wire.Credentials(self._urls[1], *self._key, session)
            self._client = wire.client(self._urls[0], self._credentials, session)
        return self._client
