"""Artists at rest: acts and their other spellings, what sources call them, DJs, mixes, past shows and followers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class Artist(SQLModel, table=True):
    """One act. ``name_key`` is the folded name (``domain.text.key``); two acts that are told apart may share it.

    ``told_by`` names the source of each fact ("image": "spotify"); ``links`` are addresses elsewhere by kind.
    """

    __tablename__ = "artists"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(120), nullable=False, unique=True))
    name: str = Field(max_length=160)
    name_key: str = Field(sa_column=Column(exact(160), nullable=False, index=True))
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    home_city: str = Field(default="", max_length=80)
    country: str = Field(default="", max_length=2)
    kind: str = Field(default="", max_length=16)
    disambiguation: str = Field(default="", max_length=160)
    about: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    image_url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    links: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    told_by: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    sample: bool = False
    musicbrainz_id: str | None = Field(default=None, sa_column=Column(exact(36), nullable=True, index=True))
    spotify_id: str | None = Field(default=None, sa_column=Column(exact(40), nullable=True, index=True))
    ticketmaster_id: str | None = Field(default=None, sa_column=Column(exact(40), nullable=True, index=True))
    bandsintown_id: str | None = Field(default=None, sa_column=Column(exact(40), nullable=True, index=True))
    mixcloud_key: str | None = Field(default=None, sa_column=Column(exact(120), nullable=True, index=True))
    created_at: datetime = Field(sa_type=Moment)
    last_synced_at: datetime | None = Field(default=None, sa_type=Moment)
    setlists_at: datetime | None = Field(default=None, sa_type=Moment)


class ArtistAlias(SQLModel, table=True):
    __tablename__ = "artist_aliases"
    __table_args__ = (UniqueConstraint("alias_key", "artist_id", name="uq_artist_aliases"),)

    id: int | None = Field(default=None, primary_key=True)
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=False, index=True))
    alias: str = Field(max_length=160)
    alias_key: str = Field(sa_column=Column(exact(160), nullable=False))


class ArtistRecord(SQLModel, table=True):
    """An act as one source knows it, and which of ours it is.

    ``state`` is new, accepted, review or rejected; ``artist_id`` is set when accepted, the best guess while in review.
    ``context`` holds what tells namesakes apart: genres, country, type, musicbrainz_id, with (co-billed acts).
    ``factors`` are the named parts of ``confidence``; ``decided_by`` is "hard id", "alias", "scorer" or "admin".
    """

    __tablename__ = "artist_records"
    __table_args__ = (
        UniqueConstraint("source", "source_id", name="uq_artist_records"),
        Index("ix_artist_records_state", "state", "confidence"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_column=Column(exact(16), nullable=False))
    source_id: str = Field(sa_column=Column(exact(160), nullable=False))
    name: str = Field(max_length=160)
    name_key: str = Field(sa_column=Column(exact(160), nullable=False, index=True))
    url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    image_url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    context: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    state: str = Field(default="new", max_length=16)
    confidence: float = 0.0
    factors: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    candidates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    scorer: str = Field(default="", max_length=40)
    decided_by: str = Field(default="", max_length=16)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    sample: bool = False
    first_seen_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)


class ArtistDecision(SQLModel, table=True):
    """What an admin decided of a record: kept, obeyed at every re-import and learned from, unless ``undone_at``."""

    __tablename__ = "artist_decisions"
    __table_args__ = (Index("ix_artist_decisions_record", "source", "source_id"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_column=Column(exact(16), nullable=False))
    source_id: str = Field(sa_column=Column(exact(160), nullable=False))
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    verdict: str = Field(max_length=16)
    note: str = Field(default="", max_length=255)
    name: str = Field(default="", max_length=160)
    artist_name: str = Field(default="", max_length=160)
    context: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    artist_context: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    confidence: float = 0.0
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    at: datetime = Field(sa_type=Moment)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class ArtistMerge(SQLModel, table=True):
    """An act that turned out to be another: its slug leads there, and ``lost`` holds all that a way back takes."""

    __tablename__ = "artist_merges"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(120), nullable=False, index=True))
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=False, index=True))
    lost: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    at: datetime = Field(sa_type=Moment)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class Follow(SQLModel, table=True):
    __tablename__ = "user_followed_artists"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), primary_key=True, index=True))
    created_at: datetime = Field(sa_type=Moment)


class Dj(SQLModel, table=True):
    """A DJ of the directory. ``email`` and ``phone`` never leave the house; ``numeric_fee`` is cents of ``currency``.

    ``source`` says how the row came: import, admin, sample. ``artist_id`` is the act that they are on the bills.
    """

    __tablename__ = "djs"
    __table_args__ = (UniqueConstraint("name_key", "city_key", name="uq_djs_identity"),)

    dj_id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(120), nullable=False, unique=True))
    dj_name: str = Field(max_length=160)
    name_key: str = Field(sa_column=Column(exact(160), nullable=False))
    instagram: str = Field(default="", max_length=120)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    genre_keys: str = Field(default="", sa_column=Column(exact(255), nullable=False))
    soundcloud: str = Field(default="", max_length=200)
    mixcloud: str = Field(default="", max_length=120)
    city: str = Field(default="", max_length=80)
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False, index=True))
    dj_fee: str = Field(default="", max_length=80)
    numeric_fee: int | None = None
    currency: str = Field(default="EUR", max_length=3)
    about: str = Field(default="", max_length=2000)
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    source: str = Field(default="admin", max_length=16)
    sample: bool = False
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class Mix(SQLModel, table=True):
    """A cloudcast: ``key`` is Mixcloud's own ("/user/slug/"), ``seconds`` its length, ``plays`` None when hidden."""

    __tablename__ = "mixes"
    __table_args__ = (Index("ix_mixes_artist", "artist_id", "published_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=Column(exact(200), nullable=False, unique=True))
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=False))
    title: str = Field(max_length=255)
    url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    image_url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    seconds: int = 0
    plays: int | None = None
    published_at: datetime | None = Field(default=None, sa_type=Moment)
    sample: bool = False
    seen_at: datetime = Field(sa_type=Moment)


class Setlist(SQLModel, table=True):
    """A past show and what was played: ``songs`` are {name, encore, cover, tape}; empty when nobody wrote it down."""

    __tablename__ = "setlists"
    __table_args__ = (Index("ix_setlists_artist", "artist_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    source_id: str = Field(sa_column=Column(exact(40), nullable=False, unique=True))
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id", ondelete="CASCADE"), nullable=False))
    day: date
    venue: str = Field(default="", max_length=160)
    city: str = Field(default="", max_length=80)
    country: str = Field(default="", max_length=2)
    tour: str = Field(default="", max_length=160)
    url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    songs: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    sample: bool = False
    changed_at: datetime | None = Field(default=None, sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


class ContactMessage(SQLModel, table=True):
    """A word passed on to a DJ whose address stays with us. ``state`` is sent, held or dropped."""

    __tablename__ = "contact_messages"
    __table_args__ = (Index("ix_contact_messages_user", "user_id", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    dj_id: int = Field(sa_column=Column(ForeignKey("djs.dj_id", ondelete="CASCADE"), nullable=False, index=True))
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    subject: str = Field(default="", max_length=160)
    body: str = Field(default="", max_length=4000)
    state: str = Field(default="sent", max_length=16)
    created_at: datetime = Field(sa_type=Moment)
