"""Taste at rest: what fans said of events, what they were shown, what they listen to elsewhere, and what is wanted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class Feedback(SQLModel, table=True):
    """A fan's word on an event: ``action`` is a ``shapes.taste.Action``; where it was said stands beside it.

    ``slot`` makes repeats one: 'thumb' for up and down (a new one replaces the old), 'save', 'hide' and 'attended',
    and 'click:<session>' and 'skip:<session>'. Undoing deletes the row.
    """

    __tablename__ = "ml_feedback"
    __table_args__ = (
        UniqueConstraint("user_id", "event_id", "slot", name="uq_ml_feedback"),
        Index("ix_ml_feedback_at", "at"),
        Index("ix_ml_feedback_user", "user_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True))
    slot: str = Field(sa_column=Column(exact(48), nullable=False))
    action: str = Field(max_length=16)
    reason: str = Field(default="", max_length=24)
    surface: str = Field(default="", max_length=24)
    position: int | None = None
    variant: str = Field(default="", max_length=24)
    experiment_id: str = Field(default="", sa_column=Column(exact(64), nullable=False))
    model_version: str = Field(default="", max_length=40)
    at: datetime = Field(sa_type=Moment)


class Impression(SQLModel, table=True):
    """One event shown to one fan in one place on one Irish day: the first sight counts, reloads do not.

    ``position`` counts from 1; ``propensity`` is the chance that the policy of that moment showed it there.
    """

    __tablename__ = "ml_interactions"
    __table_args__ = (
        UniqueConstraint("user_id", "event_id", "surface", "day", name="uq_ml_interactions"),
        Index("ix_ml_interactions_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False))
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True))
    surface: str = Field(sa_column=Column(exact(24), nullable=False))
    day: date
    position: int
    variant: str = Field(default="", max_length=24)
    experiment_id: str = Field(default="", sa_column=Column(exact(64), nullable=False))
    model_version: str = Field(default="", max_length=40)
    propensity: float = 1.0
    score: float | None = None
    at: datetime = Field(sa_type=Moment)


class Prediction(SQLModel, table=True):
    """One list that was made: by what, how long it was, how long it took."""

    __tablename__ = "model_predictions"
    __table_args__ = (Index("ix_model_predictions_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    surface: str = Field(default="", max_length=24)
    ranker: str = Field(max_length=24)
    variant: str = Field(default="", max_length=24)
    experiment_id: str = Field(default="", sa_column=Column(exact(64), nullable=False))
    model_version: str = Field(default="", max_length=40)
    shown: int = 0
    candidates: int = 0
    cached: bool = False
    latency_ms: float = 0.0
    at: datetime = Field(sa_type=Moment)


class CachedList(SQLModel, table=True):
    """A list that was made a short while ago; ``key`` is the hash of everything that it was made from."""

    __tablename__ = "recommendation_cache"
    __table_args__ = (Index("ix_recommendation_cache_expires", "expires_at"),)

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    key: str = Field(sa_column=Column(exact(64), primary_key=True))
    model_version: str = Field(default="", max_length=40)
    body: str = Field(sa_column=Column(long_text(), nullable=False))
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class TasteDial(SQLModel, table=True):
    """'Less of this' (``step`` below 0) or more (above) for one factor, genre, act or room.

    ``factor`` is what ``ml.taste`` calls it: 'distance', 'genre:techno', 'act:12', 'venue:4'.
    """

    __tablename__ = "taste_dials"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    factor: str = Field(sa_column=Column(exact(64), primary_key=True))
    label: str = Field(default="", max_length=120)
    step: int = 0
    at: datetime = Field(sa_type=Moment)


class UserSpotify(SQLModel, table=True):
    """A fan's Spotify account as far as they let us read it. Tokens are sealed with the user's id.

    ``state`` is connected, 'ask again' or refused; ``consent_ends_at`` is six months after consent. ``top_artists`` by
    range (short, medium, long). ``training`` allows models to learn from it, which is off unless the fan says so.
    """

    __tablename__ = "user_spotify"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    spotify_user_id: str = Field(default="", sa_column=Column(exact(128), nullable=False))
    display_name: str = Field(default="", max_length=120)
    access_token: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    refresh_token: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    scopes: str = Field(default="", max_length=255)
    token_expires_at: datetime | None = Field(default=None, sa_type=Moment)
    connected_at: datetime = Field(sa_type=Moment)
    consent_ends_at: datetime = Field(sa_type=Moment)
    state: str = Field(default="connected", max_length=16)
    problem: str = Field(default="", max_length=255)
    top_artists: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    top_genres: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    training: bool = False
    last_synced_at: datetime | None = Field(default=None, sa_type=Moment)


class SpentState(SQLModel, table=True):
    """The SHA-256 of a sign-in elsewhere that came back: the same one never counts twice."""

    __tablename__ = "spent_states"

    state_hash: str = Field(sa_column=Column(exact(64), primary_key=True))
    expires_at: datetime = Field(sa_type=Moment)


class TasteArtist(SQLModel, table=True):
    """An act that a fan listens to elsewhere: ``source`` is spotify, spotify-file, lastfm, listenbrainz or list.

    ``weight`` is 0 to 1, the most listened to being 1; ``artist_id`` is ours where we know the act.
    """

    __tablename__ = "taste_artists"

    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True))
    source: str = Field(sa_column=Column(exact(16), primary_key=True))
    name_key: str = Field(sa_column=Column(exact(160), primary_key=True))
    name: str = Field(max_length=160)
    artist_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("artists.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    weight: float = 1.0
    how: str = Field(default="", max_length=80)
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)


class Trend(SQLModel, table=True):
    """How wanted an event or act is, by the one formula of docs/formulas.md, counted whole and swapped at once.

    ``subject`` is event or artist, with 'crowd ' before it for what the demo's made-up visitors want. ``week`` are the
    saves of the last seven days and ``week_before`` of the seven before; ``change`` is the share by which they rose,
    None where there were none.
    """

    __tablename__ = "trending"
    __table_args__ = (Index("ix_trending_score", "subject", "score"),)

    subject: str = Field(sa_column=Column(exact(16), primary_key=True))
    subject_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    views: int = 0
    saves: int = 0
    people: int = 0
    decay: float = 1.0
    score: float = 0.0
    week: int = 0
    week_before: int = 0
    change: float | None = None
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))
    at: datetime = Field(sa_type=Moment)
