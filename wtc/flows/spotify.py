"""A fan's Spotify: the way there and back, how the connection stands, reading it now, and taking it all away.

What binds a sign-in to whoever began it travels in a cookie that only this house can open and only in that session.
"""

import asyncio
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from wtc import clock
from wtc.db import act, ask
from wtc.domain import spotify_words as words
from wtc.errors import BadRequest, CraicError, LimitReached, NotFound, SourceDown
from wtc.flows.jobs import bell
from wtc.flows.spotify_sync import KIND, UNLISTED, account, accounts, configured, sealed
from wtc.gateways import tokens
from wtc.gateways.faults import Fault
from wtc.gateways.http import Policy
from wtc.gateways.sealing import seal, unseal
from wtc.gateways.spotify import AskAgain, NotListed, authorize_url
from wtc.services import jobs, spotify
from wtc.settings import settings
from wtc.shapes.jobs import Job
from wtc.shapes.spotify import Connection, Keys, Profile, SpotifyCard, SpotifyProfile, SpotifyStatus

CALLBACK = "/auth/spotify/callback"
SIGN_IN = "spotify sign-in"
LIFE = timedelta(minutes=10)
EASY = timedelta(minutes=1)
HURRY = Policy(per_second=3.0, read=4.0, cap=6.0, tries=2, longest_wait=0.0)
"""Somebody waits for the answer."""
PROGRAM = "a program"
_NO = {
    "off": NotFound,
    "down": SourceDown,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where a fan is sent, and the cookie that has to come back with them."""

    url: str
    cookie: str


def redirect_uri() -> str:
    """Where Spotify sends fans back to, as it has to be registered there."""
    return settings().spotify_redirect_uri or settings().address + CALLBACK


def begin(user_id: int, mark: str) -> Begun:
    """Begin a sign-in. ``mark`` names the session it belongs to. Raises NotFound where Spotify isn't set up."""
    if not configured():
        raise NotFound(words.OUTCOMES["off"])
    chosen = settings()
    state, verifier = tokens.fresh(), tokens.fresh()
    kept = {"state": state, "verifier": verifier, "user": user_id, "ends": (clock.now() + LIFE).timestamp()}
    url = authorize_url(
        chosen.spotify_accounts_base_url,
        client_id=chosen.spotify_client_id,
        redirect_uri=redirect_uri(),
        scopes=chosen.spotify_scopes,
        state=state,
        verifier=verifier,
    )
    return Begun(url=url, cookie=seal(orjson.dumps(kept).decode(), SIGN_IN, mark))


async def complete(
    mark: str, cookie: str, state: str, code: str, error: str, *, user_id: int | None, policy: Policy | None = None
) -> str:
    """Whoever came back from Spotify with this: how it ended, a word of ``spotify_words.OUTCOMES``.

    Nothing is asked of Spotify before the state was found to be this session's, in time and unused.
    """
    now = clock.now()
    if not configured():
        return "off"
    opened = unseal(cookie, SIGN_IN, mark)
    kept = orjson.loads(opened) if opened else {}
    same = hmac.compare_digest(str(kept.get("state", "")).encode(), state.encode("utf-8", "replace"))
    if not kept or not same or (user_id is not None and kept["user"] != user_id):
        return "state"
    ends = datetime.fromtimestamp(kept["ends"], now.tzinfo)
    if ends <= now:
        return "expired"
    if not await act(spotify.spend, tokens.digest(state), now=now, until=ends):
        return "used"
    if error or not code:
        return "denied" if error == "access_denied" else "failed"
    try:
        async with accounts(clock.now, policy or HURRY) as desk:
            keys = await desk.exchange(code, verifier=kept["verifier"], redirect_uri=redirect_uri())
    except AskAgain:
        return "refused"
    except Fault:
        return "down"
    return await _connected(kept["user"], keys, now, policy or HURRY)


async def _connected(user_id: int, keys: Keys, now: datetime, policy: Policy) -> str:
    """Keep the keys and have the account read. Whose it is may be learnt later: the consent is not lost for that."""
    profile: Profile | None = None
    state, problem = spotify.CONNECTED, ""
    try:
        async with account(keys.access, clock.now, policy) as api:
            profile = await api.profile()
    except NotListed:
        state, problem = spotify.REFUSED, UNLISTED
    except Fault:
        problem = "Spotify didn't say whose account it is. We'll ask again."
    kept = sealed(user_id, keys)
    await act(
        spotify.connect,
        user_id,
        **kept,
        scopes=keys.scopes,
        profile=profile,
        state=state,
        problem=problem,
        now=now,
    )
    if state == spotify.REFUSED:
        return "unlisted"
    await _wake(user_id, since=None)
    return "connected"


def refusal(outcome: str) -> CraicError | None:
    """The refusal that an outcome is for a program; None for a good one."""
    if outcome in words.GOOD:
        return None
    return _NO.get(outcome, BadRequest)(words.OUTCOMES[outcome])


async def status(user_id: int) -> SpotifyStatus:
    """How a fan's connection stands."""
    return (await _standing(user_id))[0]


async def card(user_id: int) -> SpotifyCard:
    """The same in words, with what was read."""
    found, told = await _standing(user_id)
    return words.card(found, told, now=clock.now())


async def _standing(user_id: int) -> tuple[SpotifyStatus, Connection | None]:
    told = await ask(spotify.one, user_id)
    if told is None:
        return SpotifyStatus(configured=configured(), state="none" if configured() else "off"), None
    last = await ask(jobs.last_of, KIND, str(user_id))
    found = SpotifyStatus(
        configured=configured(),
        state=told.state,
        connected=told.state == spotify.CONNECTED,
        name=told.name,
        scopes=tuple(told.scopes.split()),
        connected_at=told.connected_at,
        consent_ends_at=told.consent_ends_at,
        last_synced_at=told.synced_at,
        syncing=last is not None and last.alive,
        problem=told.problem,
        training=told.training,
        acts=told.acts,
    )
    return found, told


async def profile(user_id: int) -> SpotifyProfile:
    """What was read of a fan's account. Raises NotFound without a connection."""
    told = await ask(spotify.one, user_id)
    if told is None:
        raise NotFound(spotify.NOT_CONNECTED)
    return SpotifyProfile(
        name=told.name,
        spotify_user_id=told.spotify_user_id,
        top_artists=told.top_artists,
        top_genres=told.top_genres,
        last_synced_at=told.synced_at,
    )


async def sync(user_id: int) -> Job:
    """Have a fan's account read now: the job. Raises NotFound without a connection, LimitReached within a minute."""
    if not configured():
        raise NotFound(words.OUTCOMES["off"])
    if await ask(spotify.one, user_id) is None:
        raise NotFound(spotify.NOT_CONNECTED)
    return await _wake(user_id, since=clock.ticking() - EASY)


async def _wake(user_id: int, *, since: datetime | None) -> Job:
    now = clock.ticking()
    job, new = await act(jobs.enqueue, KIND, str(user_id), asked_by="person", user_id=user_id, now=now, since=since)
    if not new and not job.alive:
        wait = (job.created_at + EASY - now).total_seconds()
        raise LimitReached("That was read a moment ago. Give it a minute.", retry_after=max(1.0, wait))
    await asyncio.to_thread(bell().ring)
    return job


async def disconnect(user_id: int) -> bool:
    """Delete the keys and everything that came of them; whether there was anything."""
    return await act(spotify.disconnect, user_id)


async def allow(user_id: int, training: bool) -> None:
    """Whether models may learn from what the account told."""
    await act(spotify.allow, user_id, training)
