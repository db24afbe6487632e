"""Who somebody is and what they told us."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from wtc.errors import NotSignedIn


class Role(IntEnum):
    """Who may do what; each role may do all that the ones before it may."""

    VISITOR = 0
    USER = 1
    ORGANIZER = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever is asking. ``id`` is None when nobody is signed in."""

    id: int | None = None
    name: str = ""
    email: str = ""
    role: Role = Role.VISITOR

    @property
    def signed_in(self) -> bool:
        return self.id is not None

    @property
    def known_id(self) -> int:
        """The id of somebody who is signed in. Raises NotSignedIn for anybody else."""
        if self.id is None:
            raise NotSignedIn
        return self.id

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()


NOBODY = Visitor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a user likes: the eight fields of the preferences page. Money is in cents of ``currency``.

    ``profiling`` off: their lists are made without anything that is known of them.
    """

    genres: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    djs: tuple[str, ...] = ()
    budget_max: int | None = None
    radius_km: int | None = None
    night_preferences: tuple[str, ...] = ()
    currency: str = "EUR"
    profiling: bool = True
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a password is checked against; it never leaves the server."""

    user_id: int
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """A session that holds at this moment, and whose it is."""

    visitor: Visitor
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A sign-in that worked: ``cookie`` for the browser, ``token`` (good until ``expires_at``) for API clients."""

    visitor: Visitor
    cookie: str
    token: str
    expires_at: datetime
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to one mailbox, in plain text; ``attempts`` is how often it was tried before."""

    id: int
    recipient: str
    subject: str
    body: str
    attempts: int
    created_at: datetime
    unsubscribe: str = ""
