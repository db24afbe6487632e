"""Artists at rest: one row an act, and every other spelling it goes by."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact


class Artist(SQLModel, table=True):
    """``name_key`` is the folded name (``domain.text.key``) and is the identity until hard ids arrive."""

    __tablename__ = "artists"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(120), nullable=False, unique=True))
    name: str = Field(max_length=160)
    name_key: str = Field(sa_column=Column(exact(160), nullable=False, index=True))
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    home_city: str = Field(default="", max_length=80)
    musicbrainz_id: str | None = Field(default=None, sa_column=Column(exact(36), nullable=True, index=True))
    spotify_id: str | None = Field(default=None, sa_column=Column(exact(40), nullable=True, index=True))
    ticketmaster_id: str | None = Field(default=None, sa_column=Column(exact(40), nullable=True, index=True))
    created_at: datetime = Field(sa_type=Moment)


class ArtistAlias(SQLModel, table=True):
    __tablename__ = "artist_aliases"
    __table_args__ = (UniqueConstraint("alias_key", "artist_id", name="uq_artist_aliases"),)

    id: int | None = Field(default=None, primary_key=True)
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=False, index=True))
    alias: str = Field(max_length=160)
    alias_key: str = Field(sa_column=Column(exact(160), nullable=False))
