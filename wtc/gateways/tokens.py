"""Secrets that travel: random tokens, and the signed ones of API clients and known browsers."""

import hashlib
import hmac
import os
import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt

from wtc.settings import settings

ISSUER = "whatsthecraic"
API = "whatsthecraic-api"
DEVICE = "whatsthecraic-device"
ALGORITHM = "HS256"
LONGEST = 2_000


def fresh() -> str:
    """A new random token of 256 bits, fit for cookies and links."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """The SHA-256 under which a token is kept, in hex."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def sign(audience: str, subject: str, *, now: datetime, life: timedelta, **claims: str) -> tuple[str, datetime]:
    """A signed token for one audience and the whole second at which it ends."""
    issued = int(now.timestamp())
    ends = issued + int(life.total_seconds())
    body = {"iss": ISSUER, "aud": audience, "sub": subject, "iat": issued, "exp": ends, "jti": secrets.token_hex(16)}
    return jwt.encode(body | claims, house_secret(), ALGORITHM), datetime.fromtimestamp(ends, UTC)


def read(audience: str, token: str, *, now: datetime) -> dict[str, Any] | None:
    """The claims of a token we signed for this audience that holds at ``now``; None for every other string.

    HS256 alone is allowed and no header may choose a key. Time is compared here, by the house's own clock.
    """
    if not token.isascii() or len(token) > LONGEST:
        return None
    try:
        if set(jwt.get_unverified_header(token)) - {"alg", "typ"}:
            return None
        claims: dict[str, Any] = jwt.decode(
            token,
            house_secret(),
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=ISSUER,
            options={
                "require": ["iss", "aud", "sub", "exp", "iat", "jti"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
        issued, ends = int(claims["iat"]), int(claims["exp"])
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError):
        return None
    return claims if issued - 60 <= now.timestamp() < ends else None


def house_secret() -> str:
    """The secret that every key here is made of: ``JWT_SECRET``, in development one of the data folder's own."""
    return settings().jwt_secret.get_secret_value() or _development_secret(settings().data_dir)


@lru_cache(maxsize=4)
def _development_secret(folder: Path) -> str:
    """The random secret of this data folder, readable by its owner alone; production never comes here."""
    path = folder / "jwt_secret"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".jwt_secret.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)  # whole or not at all, and never over one that another process just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


def mark(text: str) -> str:
    """A keyed hash, in hex: the same text has the same mark here, and nobody without our secret can try texts."""
    return hmac.new(house_secret().encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def reference() -> str:
    """A receipt's number, fit to be read aloud: WTC and twelve signs at random, none that look alike."""
    signs = "".join(secrets.choice("ABCDEFGHJKMNPQRSTVWXYZ23456789") for _ in range(12))
    return f"WTC-{signs[:4]}-{signs[4:8]}-{signs[8:]}"
