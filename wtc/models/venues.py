"""Venues at rest: one row a room, and every other spelling it goes by."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, UniqueConstraint
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
    created_at: datetime = Field(sa_type=Moment)


class VenueAlias(SQLModel, table=True):
    """``city_key`` is empty when the alias is unmistakable anywhere in Ireland."""

    __tablename__ = "venue_aliases"
    __table_args__ = (UniqueConstraint("alias_key", "city_key", name="uq_venue_aliases"),)

    id: int | None = Field(default=None, primary_key=True)
    venue_id: int = Field(sa_column=Column(ForeignKey("venues.id", ondelete="CASCADE"), nullable=False, index=True))
    alias: str = Field(max_length=160)
    alias_key: str = Field(sa_column=Column(exact(160), nullable=False))
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))
