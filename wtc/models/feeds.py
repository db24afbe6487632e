"""Feeds at rest: calendars that a user may subscribe to, each under the hash of its secret."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, String
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact


class FeedRow(SQLModel, table=True):
    """One private address: ``kind`` is a ``shapes.feeds.Of``, ``search`` the query of Discover's address.

    ``reminder`` is in minutes; ``read_on`` is the day it was last fetched, and no more is noted of that. ``mark`` is
    the hash of what it said since ``changed_at``. A revoked one stays a while, so that its address can say so.
    """

    __tablename__ = "feeds"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    kind: str = Field(max_length=16)
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=True, index=True)
    )
    venue_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("venues.id", ondelete="CASCADE"), nullable=True, index=True)
    )
    search: str = Field(default="", sa_column=Column(String(600), nullable=False))
    name: str = Field(max_length=80)
    reminder: int | None = None
    token_hash: str = Field(sa_column=Column(exact(64), nullable=False, unique=True))
    created_at: datetime = Field(sa_type=Moment)
    read_on: date | None = None
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    mark: str = Field(default="", sa_column=Column(exact(32), nullable=False))
    changed_at: datetime = Field(sa_type=Moment)
