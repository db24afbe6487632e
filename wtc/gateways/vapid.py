"""Our name towards push services (RFC 8292), and words that only one browser can read (RFC 8291)."""

import base64
import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wtc.gateways.tokens import house_secret
from wtc.settings import P256, settings
from wtc.shapes.push import Subscription

LIFE = timedelta(hours=12)
_POINT, _AUTH = 65, 16


def public_key() -> str:
    """Our public key in unpadded base64url, as a browser wants it."""
    return _written(_point(_key()))


def mark() -> str:
    """The beginning of its SHA-256: a browser switched on for another key can't be written to any more."""
    return hashlib.sha256(public_key().encode()).hexdigest()[:16]


def authorization(endpoint: str, *, now: datetime) -> str:
    """The header that says to one push service who we are, for half a day."""
    parts = urlsplit(endpoint)
    contact = settings().contact_email
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + LIFE).timestamp()),
        "sub": f"mailto:{contact}" if contact else settings().address,
    }
    return f"vapid t={jwt.encode(claims, _key(), 'ES256')}, k={public_key()}"


def sealed(words: bytes, subscription: Subscription) -> bytes:
    """``words`` as one record of aes128gcm, for this browser alone."""
    sealed: bytes = http_ece.encrypt(
        words,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_read(subscription.p256dh),
        auth_secret=_read(subscription.auth),
        version="aes128gcm",
    )
    return sealed


def proper(subscription: Subscription) -> bool:
    """Whether its keys are a point of P-256 and sixteen bytes, written in the one way that there is."""
    try:
        point, auth = _read(subscription.p256dh), _read(subscription.auth)
        if (_written(point), _written(auth)) != (subscription.p256dh, subscription.auth):
            return False
        if len(point) != _POINT or len(auth) != _AUTH:
            return False
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return True


def _key() -> ec.EllipticCurvePrivateKey:
    return _made(settings().vapid_private_key.get_secret_value(), house_secret())


@lru_cache(maxsize=4)
def _made(given: str, secret: str) -> ec.EllipticCurvePrivateKey:
    """The key of VAPID_PRIVATE_KEY; else one made of the house's secret, the same in every copy of the program."""
    if given:
        number = int.from_bytes(_read(given))
    else:
        drawn = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"whatsthecraic vapid").derive(secret.encode())
        number = 1 + int.from_bytes(drawn) % (P256 - 1)
    return ec.derive_private_key(number, ec.SECP256R1())


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
