"""Venues at rest: one row a room, every other spelling it goes by, its pictures and the nights it can be had."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact


class VenueRow(SQLModel, table=True):
    """``name_key`` and ``city_key`` together are the identity; capacity is people, 0 when not known."""

    __tablename__ = "venues"
    __table_args__ = (UniqueConstraint("name_key", "city_key", name="uq_venues_identity"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(120), nullable=False, unique=True))
    name: str = Field(max_length=160)
    name_key: str = Field(sa_column=Column(exact(160), nullable=False))
    area: str = Field(default="", max_length=160)
    city: str = Field(default="", max_length=80)
    city_key: str = Field(sa_column=Column(exact(80), nullable=False, index=True))
    county: str = Field(default="", max_length=40)
    country: str = Field(default="IE", max_length=2)
    lat: float | None = None
    lon: float | None = None
    capacity: int = 0
    kind: str = Field(default="", max_length=40)
    website: str = Field(default="", sa_column=Column(String(500), nullable=False))
    address: str = Field(default="", max_length=255)
    phone: str = Field(default="", max_length=40)
    about: str = Field(default="", max_length=4000)
    amenities: list[str] = Field(default_factory=list, sa_type=JSON)
    access: list[str] = Field(default_factory=list, sa_type=JSON)
    access_checked_on: date | None = None
    genre_focus: list[str] = Field(default_factory=list, sa_type=JSON)
    closed: bool = False
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime | None = Field(default=None, sa_type=Moment)


class VenueAlias(SQLModel, table=True):
    """``city_key`` is empty when the alias is unmistakable anywhere in Ireland."""

    __tablename__ = "venue_aliases"
    __table_args__ = (UniqueConstraint("alias_key", "city_key", name="uq_venue_aliases"),)

    id: int | None = Field(default=None, primary_key=True)
    venue_id: int = Field(sa_column=Column(ForeignKey("venues.id", ondelete="CASCADE"), nullable=False, index=True))
    alias: str = Field(max_length=160)
    alias_key: str = Field(sa_column=Column(exact(160), nullable=False))
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))


class VenuePhoto(SQLModel, table=True):
    """A picture of a room that somebody uploaded; ``digest`` names its files in the picture store."""

    __tablename__ = "venue_photos"
    __table_args__ = (UniqueConstraint("venue_id", "digest", name="uq_venue_photos"),)

    id: int | None = Field(default=None, primary_key=True)
    venue_id: int = Field(sa_column=Column(ForeignKey("venues.id", ondelete="CASCADE"), nullable=False))
    digest: str = Field(sa_column=Column(exact(64), nullable=False))
    caption: str = Field(default="", max_length=160)
    place: int = 0
    width: int = 0
    height: int = 0
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    created_at: datetime = Field(sa_type=Moment)


class AvailabilitySlot(SQLModel, table=True):
    """A stretch of time in a room: ``status`` is free, held (asked for) or booked; ``user_id`` is who asked."""

    __tablename__ = "availability_slots"
    __table_args__ = (Index("ix_availability_slots", "venue_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    venue_id: int = Field(sa_column=Column(ForeignKey("venues.id", ondelete="CASCADE"), nullable=False))
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    status: str = Field(default="free", max_length=16)
    notes: str = Field(default="", max_length=500)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
