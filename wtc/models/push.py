"""Web push at rest: the browsers that users switched on, and what is on its way to each."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact


class PushDevice(SQLModel, table=True):
    """One browser, for as long as the session that switched it on: who signs out there is told nothing more there.

    ``mark`` is the SHA-256 of the endpoint; ``keyed`` the beginning of that of the house's key it was made for.
    ``next_at`` is when it may be written to next: it puts off a browser that failed and holds one that is in hand.
    """

    __tablename__ = "push_devices"
    __table_args__ = (Index("ix_push_devices_next", "next_at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    session_id: int = Field(sa_column=Column(ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True))
    mark: str = Field(sa_column=Column(exact(64), nullable=False, unique=True))
    endpoint: str = Field(sa_column=Column(exact(1000), nullable=False))
    p256dh: str = Field(sa_column=Column(exact(90), nullable=False))
    auth: str = Field(sa_column=Column(exact(24), nullable=False))
    keyed: str = Field(sa_column=Column(exact(16), nullable=False))
    name: str = Field(max_length=60)
    failures: int = 0
    next_at: datetime = Field(sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)


class PushRow(SQLModel, table=True):
    """One message to one browser, once: ``many`` pieces of news stand behind it, ``notification_id`` is the first."""

    __tablename__ = "pushes"
    __table_args__ = (
        UniqueConstraint("device_id", "notification_id", name="uq_pushes"),
        Index("ix_pushes_waiting", "sent_at", "device_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    device_id: int = Field(sa_column=Column(ForeignKey("push_devices.id", ondelete="CASCADE"), nullable=False))
    notification_id: int = Field(
        sa_column=Column(ForeignKey("notifications.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    many: int
    created_at: datetime = Field(sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    problem: str = Field(default="", max_length=120)
