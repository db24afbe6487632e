"""Accounts at rest: users, their sessions, what they like, keep and hide, and the mail that waits to go out."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class User(SQLModel, table=True):
    """``email`` is normalised (NFC, casefolded) and is the identity; ``role`` is a ``shapes.accounts.Role``."""

    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80)
    email: str = Field(sa_column=Column(exact(254), nullable=False, unique=True))
    password_hash: str = Field(max_length=255)
    role: int = Field(default=1)
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
    """The eight fields of the preferences page; ``budget_max`` is in cents of ``currency``."""

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
    updated_at: datetime = Field(sa_type=Moment)


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
    """A mail that is written and waits to be sent; ``sent_at`` tells when it went."""

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_column=Column(long_text(), nullable=False))
    created_at: datetime = Field(sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    problem: str = Field(default="", max_length=255)


class Notice(SQLModel, table=True):
    """Something told to one user once: ``key`` says what about, so that nothing is told twice."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("user_id", "key", name="uq_notices"),
        Index("ix_notices_user", "user_id", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    key: str = Field(sa_column=Column(exact(120), nullable=False))
    kind: str = Field(max_length=24)
    title: str = Field(max_length=200)
    body: str = Field(default="", max_length=1000)
    href: str = Field(default="", max_length=300)
    created_at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
