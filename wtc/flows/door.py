"""Who is at the door, and whether they come too often: asked by every route and every event handler."""

import hashlib
import time
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie

from wtc.domain import addresses
from wtc.errors import LimitReached
from wtc.flows import accounts
from wtc.gateways.limits import Allowance, Counter, counter
from wtc.settings import settings
from wtc.shapes.accounts import NOBODY, Visitor

LONGEST = 4_096
KNOWN = 20_000
KNOWN_FOR = 300.0

# How many times RATE_LIMIT_MAX somebody may come per window, scope by scope; each scope counts by itself.
SCOPES = {
    "gateway": 1,
    "events": 2,
    "auth": 2,
    "venues": 2,
    "artists": 2,
    "feeds": 2,
    "pages": 10,
    "touch": 20,
    "art": 40,
}
UNLIMITED = "none"

_known: dict[str, float] = {}


@lru_cache(maxsize=1)
def _counter() -> Counter:
    return counter(settings().redis)


def cookie(header: str, name: str) -> str:
    """The value of one cookie of a ``Cookie`` header; empty when it is not there or the header makes no sense."""
    if name not in header or len(header) > LONGEST:
        return ""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def bearer(authorization: str) -> str:
    """The token of an ``Authorization: Bearer`` header; empty for every other."""
    scheme, _, token = authorization[:LONGEST].partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def who(cookie_header: str, authorization: str) -> Visitor:
    """Whoever holds this bearer token, else this session cookie, read afresh from the database; else NOBODY."""
    if token := bearer(authorization):
        found = await accounts.identify_bearer(token)
    elif token := cookie(cookie_header, accounts.COOKIE):
        found = await accounts.identify(token)
    else:
        return NOBODY
    if found.signed_in:
        _remember(_mark(token), time.monotonic())
    return found


def mark(cookie_header: str) -> str:
    """A short hash of the session cookie's token: tells sessions apart and reveals none; empty when there is none."""
    token = cookie(cookie_header, accounts.COOKIE)
    return _mark(token) if token else ""


def session_mark(cookie_header: str, authorization: str) -> str:
    """The same for whoever is known by a bearer token or a cookie: it goes with ``who``; empty for nobody."""
    token = bearer(authorization) or cookie(cookie_header, accounts.COOKIE)
    return _mark(token) if token else ""


def _mark(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()[:32]


def _remember(known: str, moment: float) -> None:
    if known not in _known and len(_known) >= KNOWN:
        for old in [key for key, until in _known.items() if until <= moment] or list(_known)[: KNOWN // 10]:
            del _known[old]
    _known[known] = moment + KNOWN_FOR


def counted_as(address: str, cookie_header: str, authorization: str) -> str:
    """The name under which a caller is counted: a token that was good a moment ago, else the address.

    A token that nobody has vouched for yet counts by its address, so that inventing tokens buys nothing.
    """
    if authorization or cookie_header:
        token = bearer(authorization) or cookie(cookie_header, accounts.COOKIE)
        if token:
            known = _mark(token)
            if _known.get(known, 0.0) > time.monotonic():
                return f"t:{known}"
    return f"a:{addresses.network(address)}"


async def take(scope: str, name: str, cost: float = 1.0) -> Allowance:
    """Count one call of ``name`` in ``scope``; the caller decides what an allowance that is used up means."""
    chosen = settings()
    limit = chosen.rate_limit_max * SCOPES[scope]
    return await _counter().take(f"{scope}:{name}", cost, limit, chosen.rate_limit_window_ms / 1000)


async def admit(scope: str, name: str, cost: float = 1.0) -> Allowance:
    """The same, refusing with LimitReached when the allowance is used up."""
    left = await take(scope, name, cost)
    if not left.allowed:
        raise LimitReached(retry_after=left.reset)
    return left


def forget() -> None:
    """Drop every count and every known token (tests, and nothing else)."""
    _known.clear()
    _counter.cache_clear()
