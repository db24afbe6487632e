"""Words kept so that a stolen database tells nothing: AES-256-GCM, bound to what they are and whose they are."""

import base64
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wtc.gateways.tokens import house_secret

VERSION = "s1."
_NONCE = 12
LONGEST = 32_768


def seal(words: str, purpose: str, about: object) -> str:
    """``words`` sealed for one purpose and about one thing, such as a user's id: moved to another, it does not open."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(house_secret(), purpose)).encrypt(nonce, words.encode(), _bound(purpose, about))
    return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, purpose: str, about: object) -> str | None:
    """The words; None when they were sealed for another purpose, about another, with another secret, or changed."""
    if not sealed.startswith(VERSION) or not sealed.isascii() or len(sealed) > LONGEST:
        return None
    try:
        body = base64.b64decode(sealed.removeprefix(VERSION), altchars=b"-_", validate=True)
        opened = AESGCM(_key(house_secret(), purpose)).decrypt(body[:_NONCE], body[_NONCE:], _bound(purpose, about))
    except (InvalidTag, ValueError):
        return None
    return opened.decode()


@lru_cache(maxsize=16)
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"whatsthecraic {purpose}".encode()).derive(
        secret.encode()
    )


def _bound(purpose: str, about: object) -> bytes:
    return f"{VERSION}{purpose}:{about}".encode()
