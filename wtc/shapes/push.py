"""Browsers that show news while the site is closed, what waits to go to them, and what their push services said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a browser gives away so that it can be written to: an address, and two keys in unpadded base64url."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser of a user's. ``mark`` is the SHA-256 of its endpoint, in hex: by it a browser finds itself."""

    id: int
    name: str
    mark: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """A browser in its owner's list."""

    id: int
    name: str
    mark: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A browser that something waits for; ``next_at`` is what its row said when it was read."""

    id: int
    next_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One message to one browser; ``many`` pieces of news stand behind it, the first of them in words."""

    id: int
    notification_id: int
    title: str
    body: str
    href: str
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A browser that is ours to write to until ``until``, how, in which language, and all that waits for it."""

    id: int
    until: datetime
    subscription: Subscription
    keyed: str
    language: str
    failures: int
    waiting: tuple[Push, ...]


class Outcome(StrEnum):
    """What became of a message: taken, the browser is gone, the message is refused for good, or try again later."""

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """That, with the reason in words and how many seconds the push service asked us to wait."""

    outcome: Outcome
    problem: str = ""
    wait: float = 0.0
