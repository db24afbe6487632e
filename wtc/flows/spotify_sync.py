"""Reading fans' Spotify accounts: keys renewed in time, everything read or nothing changed, and what is wrong said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from wtc import clock
from wtc.db import act, ask
from wtc.domain import listening as rules
from wtc.domain.spotify_words import OVER
from wtc.errors import Conflict, NotFound
from wtc.flows import uses
from wtc.flows.desks import patience
from wtc.flows.turns import alone
from wtc.flows.work import Work
from wtc.gateways.faults import Fault
from wtc.gateways.http import Policy
from wtc.gateways.sealing import seal, unseal
from wtc.gateways.spotify import Account, Accounts, AskAgain, NotListed, Stale
from wtc.services import listening, spotify
from wtc.settings import settings
from wtc.shapes.engine import Use
from wtc.shapes.spotify import Connection, Heard, Keys

KIND = "sync-spotify"
ACCESS, REFRESH = "spotify access", "spotify refresh"
SLACK = timedelta(minutes=1)
LOCKS = "The house changed its locks, so its keys to your Spotify no longer turn."
AGAIN = "Spotify says that your consent is over or was withdrawn."
UNLISTED = "Spotify doesn't let you use this site's app: its owner has to list you there first."
KEPT = "What was read before stays."
Progress = Callable[[str], None]
_log = structlog.get_logger(__name__)


def configured() -> bool:
    """Whether this house has an app at Spotify."""
    chosen = settings()
    return bool(chosen.spotify_client_id and chosen.spotify_client_secret.get_secret_value())


def accounts(now: Callable[[], datetime], policy: Policy | None = None) -> Accounts:
    """Spotify's token endpoint."""
    chosen = settings()
    secret = chosen.spotify_client_secret.get_secret_value()
    return Accounts(
        chosen.spotify_accounts_base_url, client_id=chosen.spotify_client_id, secret=secret, now=now, policy=policy
    )


def account(access: str, now: Callable[[], datetime], policy: Policy | None = None) -> Account:
    """What an access token opens."""
    return Account(settings().spotify_api_base_url, access=access, now=now, policy=policy)


def sealed(user_id: int, keys: Keys) -> dict[str, Any]:
    """Keys as they are kept: sealed to their fan."""
    return {
        "access": seal(keys.access, ACCESS, user_id),
        "refresh": seal(keys.refresh, REFRESH, user_id),
        "expires_at": keys.expires_at,
    }


async def job(work: Work) -> dict[str, Any]:
    """The job ``sync-spotify``: one fan, or everybody who is connected."""
    if work.job.about.isdigit():
        return await sync(int(work.job.about), progress=work.say)
    return await everybody(work)


async def everybody(work: Work) -> dict[str, Any]:
    """All connected accounts one after the other; a quota that is used up leaves the rest for the next day."""
    if not configured():
        return {"skipped": "Spotify isn't set up"}
    now = clock.now()
    over = await act(spotify.expire, now=now, words=OVER)
    told = {"read": 0, "with trouble": 0, "consent over": over}
    after = int(work.resume.get("after", 0))
    while batch := await ask(spotify.due, now=now, after=after):
        for user_id in batch:
            if why := await patience("spotify", now):
                return {**told, "problem": why}
            done = await sync(user_id)
            told["read" if "acts" in done else "with trouble"] += 1
            after = user_id
            work.say(f"{sum(told.values()):,} accounts looked at", done=told["read"], resume={"after": after})
    return told


async def sync(
    user_id: int, *, progress: Progress = lambda _words: None, policy: Policy | None = None
) -> dict[str, Any]:
    """Read one fan's account: ``acts`` and how many are ``known``, or the ``problem``. An outage changes nothing."""
    if not configured():
        return {"skipped": "Spotify isn't set up"}
    now = clock.now()
    connection = await ask(spotify.one, user_id)
    if connection is None:
        return {"skipped": "not connected"}
    if connection.consent_ends_at <= now:
        await act(spotify.stands, user_id, spotify.ASK_AGAIN, OVER)
        return {"problem": OVER}
    if why := await patience("spotify", now):
        await act(spotify.stands, user_id, connection.state, f"{why} {KEPT}")
        return {"problem": why}
    try:
        async with alone(f"spotify {user_id}"):
            return await _Reading(connection=connection, progress=progress, policy=policy).run()
    except Conflict:
        return {"skipped": "somebody reads it already"}


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One account in hand."""

    connection: Connection
    progress: Progress
    policy: Policy | None = None
    used: Use = field(default_factory=Use)

    async def run(self) -> dict[str, Any]:
        user_id = self.connection.user_id
        try:
            heard = await self._heard()
        except AskAgain:
            return await self._stands(spotify.ASK_AGAIN, AGAIN)
        except NotListed:
            return await self._stands(spotify.REFUSED, UNLISTED)
        except _Locked:
            return await self._stands(spotify.ASK_AGAIN, LOCKS)
        except Fault as fault:
            _log.warning("spotify_not_read", user=user_id, fault=fault.code)
            return await self._stands(self.connection.state, f"{fault.message}. {KEPT}")
        self.progress("Finding your acts among ours")
        liked = await ask(listening.recognise, rules.from_spotify(heard))
        try:
            await act(spotify.store, user_id, heard, liked, now=clock.now())
        except NotFound:
            return {"skipped": "disconnected meanwhile"}
        return {"acts": len(liked), "known": rules.known(liked), "calls": self.used.calls}

    async def _stands(self, state: str, words: str) -> dict[str, Any]:
        await act(spotify.stands, self.connection.user_id, state, words)
        return {"problem": words, "state": state}

    async def _heard(self) -> Heard:
        ends = self.connection.expires_at
        access = unseal(self.connection.access, ACCESS, self.connection.user_id)
        if access is not None and ends is not None and clock.now() + SLACK < ends:
            try:
                return await self._read(access)
            except Stale:
                pass
        return await self._read(await self._renewed())

    async def _read(self, access: str) -> Heard:
        api = account(access, clock.now, self.policy)
        try:
            async with api:
                return await api.heard(self.progress)
        finally:
            self.used = api.use
            await uses.count("spotify", api.use, now=clock.now())

    async def _renewed(self) -> str:
        """A new access token, kept at once: the refresh token that comes with it may be the only one that works."""
        user_id, was = self.connection.user_id, self.connection.refresh
        refresh = unseal(was, REFRESH, user_id)
        if refresh is None:
            raise _Locked
        async with accounts(clock.now, self.policy) as desk:
            keys = await desk.refresh(refresh)
        kept = sealed(user_id, Keys(access=keys.access, refresh=keys.refresh or refresh, expires_at=keys.expires_at))
        await act(spotify.renewed, user_id, was, **kept)
        return keys.access


class _Locked(Exception):
    """The keys were sealed with another secret."""
