"""Accounts at rest: users, their sessions, what they like, keep, hide and agreed to, and the mail that waits to go."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class User(SQLModel, table=True):
    """``email`` is normalised (NFC, casefolded) and is the identity; ``role`` is a ``shapes.accounts.Role``.

    ``synthetic`` marks one of the demo's made-up crowd: it cannot sign in, and no model mixes it with people.
    ``language`` is that of mails and feeds: en, ga, or empty while nothing was said.
    """

    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80)
    email: str = Field(sa_column=Column(exact(254), nullable=False, unique=True))
    password_hash: str = Field(max_length=255)
    role: int = Field(default=1)
    synthetic: bool = False
    language: str = Field(default="", max_length=5, sa_column_kwargs={"server_default": ""})
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class UserSession(SQLModel, table=True):
    """One signed-in browser; the cookie's token is kept as its SHA-256."""

    __tablename__ = "sessions"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_column=Column(exact(64), nullable=False, unique=True))
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    created_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class PasswordReset(SQLModel, table=True):
    """One mailed link: single use, short lived, kept as its SHA-256."""

    __tablename__ = "password_resets"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_column=Column(exact(64), nullable=False, unique=True))
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class LoginAttempt(SQLModel, table=True):
    """A failed or successful try, by hashed account and address, so that a restart forgives nothing."""

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("ix_login_attempts_account", "account_key", "at"),
        Index("ix_login_attempts_address", "address_key", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_key: str = Field(sa_column=Column(exact(64), nullable=False))
    address_key: str = Field(sa_column=Column(exact(64), nullable=False))
    at: datetime = Field(sa_type=Moment)
    ok: bool = False


class UserPreferences(SQLModel, table=True):
    """The eight fields of the preferences page; ``budget_max`` is in cents of ``currency``.

    ``profiling`` off ranks without anything that is known of the user.
    """

    __tablename__ = "user_preferences"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    artists: list[str] = Field(default_factory=list, sa_type=JSON)
    cities: list[str] = Field(default_factory=list, sa_type=JSON)
    venues: list[str] = Field(default_factory=list, sa_type=JSON)
    djs: list[str] = Field(default_factory=list, sa_type=JSON)
    budget_max: int | None = None
    radius_km: int | None = None
    night_preferences: list[str] = Field(default_factory=list, sa_type=JSON)
    currency: str = Field(default="EUR", max_length=3)
    profiling: bool = True
    updated_at: datetime = Field(sa_type=Moment)


class Consent(SQLModel, table=True):
    """A user's word on one purpose (``shapes.personal.Purpose``): what holds now, and when it was last given and
    withdrawn. Without a row the purpose's own default holds.
    """

    __tablename__ = "user_consents"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    purpose: str = Field(sa_column=Column(exact(24), primary_key=True))
    given: bool
    given_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class Erasure(SQLModel, table=True):
    """Proof that an account was deleted, without saying whose: ``removed`` and ``kept`` count rows by table.

    ``left`` are digests of picture files that are still to be removed; ``finished_at`` is when nothing was left, models
    and files included. ``highest_id`` was the highest id of a user just before, so that no id is ever given twice.
    """

    __tablename__ = "erasures"

    reference: str = Field(sa_column=Column(exact(24), primary_key=True))
    asked_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    removed: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    kept: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    left: list[str] = Field(default_factory=list, sa_type=JSON)
    highest_id: int = 0


class SavedEvent(SQLModel, table=True):
    __tablename__ = "user_saved_events"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True))
    created_at: datetime = Field(sa_type=Moment)


class HiddenEvent(SQLModel, table=True):
    __tablename__ = "user_hidden_events"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True))
    created_at: datetime = Field(sa_type=Moment)


class OutboxMail(SQLModel, table=True):
    """A mail that is written and waits to be sent; ``sent_at`` tells when it went.

    ``unsubscribe`` is the address where its reader ends all mail of its kind with one click, '' where there is none.
    """

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_column=Column(long_text(), nullable=False))
    unsubscribe: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    problem: str = Field(default="", max_length=255)
