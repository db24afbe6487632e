"""Signing up, in and out, and knowing who is there; every answer is looked up in the database, none remembered."""

from datetime import datetime, timedelta

from wtc.clock import now
from wtc.db import act, ask
from wtc.domain import display_names, emails
from wtc.domain import passwords as rules
from wtc.errors import Invalid, NotSignedIn
from wtc.flows import tries
from wtc.gateways import passwords, tokens
from wtc.services import accounts, attempts, sessions
from wtc.settings import settings
from wtc.shapes.accounts import NOBODY, SignedIn, Visitor

COOKIE = "__Host-wtc" if settings().https else "wtc"
DEVICE_COOKIE = f"{COOKIE}-device"
TOKEN_LIFE = timedelta(hours=12)
DEVICE_LIFE = timedelta(days=365)
SEEN_EVERY = timedelta(minutes=5)


async def identify(token: str) -> Visitor:
    """Whoever holds the session of this cookie's token; NOBODY when there is none."""
    return await _holder(tokens.digest(token)) if token else NOBODY


async def identify_bearer(token: str) -> Visitor:
    """Whoever holds the session an API token is bound to; NOBODY when the token or the session is no good."""
    claims = tokens.read(tokens.API, token, now=now())
    if claims is None:
        return NOBODY
    holder = await _holder(str(claims.get("sid")))
    return holder if str(holder.id) == claims["sub"] else NOBODY


async def _holder(token_hash: str) -> Visitor:
    moment = now()
    found = await ask(sessions.find, token_hash, now=moment)
    if found is None:
        return NOBODY
    if moment - found.last_seen_at > SEEN_EVERY:
        await act(sessions.touch, token_hash, now=moment)
    return found.visitor


async def sign_up(name: str, email: str, password: str, *, address: str, replaces: str = "") -> SignedIn:
    """Make an account and sign it in; ``Conflict`` when the e-mail has one, ``LimitReached`` by address."""
    kept_name, identity, ready = _fit(name, email, password)
    async with passwords.place():
        moment = now()
        limit = settings().signup_limit_address
        await tries.admit("signup", identity, address, per_account=limit, per_address=limit, moment=moment)
        kept = await passwords.hashed(ready)
        made = await act(accounts.create, name=kept_name, email=identity, password_hash=kept, now=moment)
        return await open_session(made, kept, replaces, moment)


async def log_in(email: str, password: str, *, address: str, device: str = "", replaces: str = "") -> SignedIn:
    """Sign in. ``NotSignedIn`` says the same for an unknown e-mail and a wrong password, after the same work.

    ``device`` is the cookie of a browser that signed in to this account before: it has a limit of its own, so that
    a stranger's guesses do not lock the owner out.
    """
    identity, ready = emails.identity(email), rules.given(password)
    async with passwords.place():
        moment = now()
        attempt = await tries.admit(
            "login",
            _device_key(device, identity, moment) or identity,
            address,
            per_account=settings().login_limit_account,
            per_address=settings().login_limit_address,
            moment=moment,
        )
        found = await ask(accounts.credentials, identity)
        right = await passwords.verified(ready, found.password_hash if found else None)
        if not right or found is None:
            raise NotSignedIn("That email and password don't go together.")
        kept = found.password_hash
        if passwords.outdated(kept):
            kept = await passwords.hashed(ready)
            await act(accounts.renew_hash, found.user_id, old=found.password_hash, new=kept)
        await act(attempts.forgive, attempt)
        who = Visitor(id=found.user_id, email=identity)
        return await open_session(who, kept, replaces, moment)


async def log_out(cookie: str, bearer: str, *, everywhere: bool = False) -> None:
    """End the session behind a cookie's token, an API token or both; with ``everywhere`` all of that user's."""
    claims = tokens.read(tokens.API, bearer, now=now()) or {}
    for held in (tokens.digest(cookie) if cookie else "", str(claims.get("sid", ""))):
        if not held:
            continue
        holder = await _holder(held)
        if everywhere and holder.id is not None:
            await act(sessions.end_all, holder.id)
        await act(sessions.end, held)


async def open_session(user: Visitor, password_hash: str, replaces: str, moment: datetime) -> SignedIn:
    """Open a session for an account whose password was just proved or set; ends the one whose token it ``replaces``."""
    assert user.id is not None  # noqa: S101 - only ever called for an account
    cookie = tokens.fresh()
    held = tokens.digest(cookie)
    who = await act(
        sessions.begin,
        user_id=user.id,
        password_hash=password_hash,
        token_hash=held,
        replaces=tokens.digest(replaces),
        now=moment,
    )
    token, expires_at = tokens.sign(tokens.API, str(who.id), now=moment, life=TOKEN_LIFE, sid=held)
    device, _ = tokens.sign(tokens.DEVICE, tokens.digest(who.email), now=moment, life=DEVICE_LIFE)
    return SignedIn(visitor=who, cookie=cookie, token=token, expires_at=expires_at, device=device)


def _device_key(device: str, identity: str, moment: datetime) -> str:
    claims = tokens.read(tokens.DEVICE, device, now=moment) if device else None
    if claims is None or claims["sub"] != tokens.digest(identity):
        return ""
    return f"device {claims['jti']}"


def _fit(name: str, email: str, password: str) -> tuple[str, str, str]:
    """The three in the form in which they are kept; ``Invalid`` tells of all that won't do, not only the first."""
    fit: list[str] = []
    wrong: dict[str, str] = {}
    for rule, text in ((display_names.chosen, name), (emails.identity, email), (rules.chosen, password)):
        try:
            fit.append(rule(text))
        except Invalid as refusal:
            wrong |= refusal.details
    if wrong:
        many = len(wrong) > 1
        raise Invalid("A few things need a look first." if many else "One thing needs a look first.", details=wrong)
    return fit[0], fit[1], fit[2]
