"""Alerts at rest: what users wait for, which events are still to be held against it, and what they were told."""

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact


class AlertRow(SQLModel, table=True):
    """One alert: ``kind`` is a ``shapes.alerts.AlertKind``; ``term`` what it is looked up by, ``about`` its name.

    ``block`` is what an event must share with it to be compared at all (``domain.alerts``); ``same`` is the hash of
    what it asks, so that nobody asks twice. ``artist_id`` and ``venue_id`` fall away with their rows: the name stays.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        UniqueConstraint("user_id", "same", name="uq_alerts"),
        Index("ix_alerts_block", "block", "paused", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    kind: str = Field(max_length=8)
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="SET NULL"), nullable=True)
    )
    venue_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("venues.id", ondelete="SET NULL"), nullable=True)
    )
    term: str = Field(sa_column=Column(exact(500), nullable=False))
    about: str = Field(max_length=200)
    block: str = Field(sa_column=Column(exact(190), nullable=False))
    city: str = Field(default="", max_length=80)
    radius_km: int | None = None
    price_max: int | None = None
    least: int | None = None
    paused: bool = False
    same: str = Field(sa_column=Column(exact(64), nullable=False))
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class FreshEvent(SQLModel, table=True):
    """An event that is new, or changed so that it may match what it did not: alerts are still to be held against it."""

    __tablename__ = "fresh_events"

    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True))
    at: datetime = Field(sa_type=Moment)


class NotificationRow(SQLModel, table=True):
    """Something told to one user once: ``key`` says what about, so that nothing is told twice.

    ``mail_at`` is when it may go by mail, None when it went or never does; ``mail_by`` is now or digest. ``push_at`` is
    when it may go to its user's browsers.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "key", name="uq_notifications"),
        Index("ix_notifications_user", "user_id", "read_at", "created_at"),
        Index("ix_notifications_mail", "mail_at", "user_id"),
        Index("ix_notifications_push", "push_at", "user_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    key: str = Field(sa_column=Column(exact(120), nullable=False))
    kind: str = Field(max_length=24)
    title: str = Field(max_length=200)
    body: str = Field(default="", max_length=1000)
    href: str = Field(default="", max_length=300)
    event_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=True, index=True)
    )
    alert_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("alerts.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    created_at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
    mail_by: str = Field(default="", max_length=8)
    mail_at: datetime | None = Field(default=None, sa_type=Moment)
    push_at: datetime | None = Field(default=None, sa_type=Moment)


class NotificationSettingsRow(SQLModel, table=True):
    """Which news goes by mail and by push, and when (``shapes.alerts.NotificationSettings``); no row is the usual.

    ``digest_at`` is when the last digest was written.
    """

    __tablename__ = "notification_settings"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    change: str = Field(max_length=8)
    show: str = Field(max_length=8)
    taste: str = Field(max_length=8)
    set: str = Field(max_length=8)
    digest_hour: int
    quiet_from: int
    quiet_to: int
    push_change: bool = Field(sa_column=Column(Boolean, nullable=False, server_default="1"))
    push_show: bool = Field(sa_column=Column(Boolean, nullable=False, server_default="1"))
    push_taste: bool = Field(sa_column=Column(Boolean, nullable=False, server_default="1"))
    push_set: bool = Field(sa_column=Column(Boolean, nullable=False, server_default="0"))
    digest_at: datetime | None = Field(default=None, sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
