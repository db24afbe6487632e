"""The engine room at rest: how each source stands, what was set aside, who is at work, and the catalogue's version."""

from datetime import datetime

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class IngestState(SQLModel, table=True):
    """One source and city (empty: everywhere); see ``shapes.engine.SourceState``."""

    __tablename__ = "ingest_state"
    __table_args__ = (UniqueConstraint("source", "city_key", name="uq_ingest_state"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_column=Column(exact(16), nullable=False))
    city: str = Field(default="", max_length=80)
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))
    last_synced_at: datetime | None = Field(default=None, sa_type=Moment)
    window_start: datetime | None = Field(default=None, sa_type=Moment)
    window_end: datetime | None = Field(default=None, sa_type=Moment)
    status: str = Field(default="never", max_length=16)
    message: str = Field(default="", max_length=500)
    blocked_until: datetime | None = Field(default=None, sa_type=Moment)
    seen: int = 0
    new: int = 0
    changed: int = 0
    quarantined: int = 0
    calls: int = 0


class Quarantine(SQLModel, table=True):
    """An item set aside: the newest reason for each source id."""

    __tablename__ = "quarantine"
    __table_args__ = (
        UniqueConstraint("source", "source_id", name="uq_quarantine"),
        Index("ix_quarantine_seen", "seen_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_column=Column(exact(16), nullable=False))
    source_id: str = Field(sa_column=Column(exact(120), nullable=False))
    reason: str = Field(max_length=255)
    raw: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    seen_at: datetime = Field(sa_type=Moment)


class CatalogueVersion(SQLModel, table=True):
    """One row: a number that rises with every change, so that every copy of the server drops what it cached."""

    __tablename__ = "catalogue_version"

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    changed_at: datetime = Field(sa_type=Moment)


class Lease(SQLModel, table=True):
    """Who may do a piece of work now. Whoever dies without giving it back loses it when ``expires_at`` has passed."""

    __tablename__ = "leases"

    name: str = Field(sa_column=Column(exact(80), primary_key=True))
    holder: str = Field(sa_column=Column(exact(80), nullable=False))
    expires_at: datetime = Field(sa_type=Moment)
