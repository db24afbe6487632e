"""Events at rest: the canonical event, each source's own row and raw payload, what changed, and what people said."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from wtc.models.columns import Moment, exact, long_text


class EventRow(SQLModel, table=True):
    """One canonical event.

    ``sort_at`` orders everything: the start, or the day's beginning when the time is unknown, or far in the future
    when the date is. ``line_up`` and ``marks`` repeat the artists and sources as JSON so that a list is one read;
    ``names`` is the folded text behind the search index (``domain.names.searchable``) and ``genre_keys`` the folded
    genres between bars (``domain.names.genre_keys``). Prices are cents; ``source_mask`` has a bit a source.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_city_sort", "city_key", "sort_at", "status"),
        Index("ix_events_family_sort", "family", "sort_at", "status"),
        Index(
            "ix_events_sort_at",
            *("sort_at", "status", "city_key", "family", "source_mask", "city"),
            *("price_low", "price_high", "currency", "first_seen_at"),
        ),
        Index("ix_events_narrow", "id", "sort_at", "status", "city_key", "family", "source_mask", "price_low"),
        Index("ix_events_venue_sort", "venue_id", "sort_at"),
        Index("ix_events_first_seen", "first_seen_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(160), nullable=False, unique=True))
    title: str = Field(max_length=255)
    description: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    day: date | None = None
    starts_at: datetime | None = Field(default=None, sa_type=Moment)
    ends_at: datetime | None = Field(default=None, sa_type=Moment)
    doors_at: datetime | None = Field(default=None, sa_type=Moment)
    sort_at: datetime = Field(sa_type=Moment)
    timezone: str = Field(default="Europe/Dublin", max_length=64)
    status: str = Field(default="scheduled", max_length=16)
    sold_out: bool = False
    venue_id: int | None = Field(default=None, sa_column=Column(ForeignKey("venues.id"), nullable=True))
    city: str = Field(default="", max_length=80)
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))
    county: str = Field(default="", max_length=40)
    lat: float | None = None
    lon: float | None = None
    family: str = Field(default="other", max_length=16)
    genres: list[str] = Field(default_factory=list, sa_type=JSON)
    genre_keys: str = Field(default="", sa_column=Column(exact(255), nullable=False))
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    images: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    age: str = Field(default="", max_length=80)
    price_low: int | None = None
    price_high: int | None = None
    currency: str = Field(default="EUR", max_length=3)
    ticket_url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    sample: bool = False
    line_up: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    marks: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    source_mask: int = 0
    names: str = Field(default="", sa_column=Column(long_text(), nullable=False))
    first_seen_at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)
    sequence: int = 0


class EventSource(SQLModel, table=True):
    """One source's listing: what it said (``said``, the parsed facts) and its raw payload, kept for ever.

    ``fingerprint`` is the hash of the payload: equal means unchanged. ``gone_at`` marks a listing that its source no
    longer shows. ``extra`` is a VIP package, parking or resale copy folded into its event. ``block`` is what a listing
    must share with another to be compared at all (``domain.clues.block_at``); ``day`` is the night it is for.
    """

    __tablename__ = "event_sources"
    __table_args__ = (UniqueConstraint("source", "source_id", name="uq_event_sources_source"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True))
    source: str = Field(sa_column=Column(exact(16), nullable=False))
    source_id: str = Field(sa_column=Column(exact(120), nullable=False))
    url: str = Field(default="", sa_column=Column(String(1000), nullable=False))
    title: str = Field(default="", max_length=255)
    city_key: str = Field(default="", sa_column=Column(exact(80), nullable=False))
    day: date | None = Field(default=None, index=True)
    block: str = Field(default="", sa_column=Column(exact(128), nullable=False, index=True))
    fingerprint: str = Field(sa_column=Column(exact(32), nullable=False))
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    raw: str = Field(default="{}", sa_column=Column(long_text(), nullable=False))
    extra: bool = False
    sample: bool = False
    first_seen_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)
    gone_at: datetime | None = Field(default=None, sa_type=Moment)


class EventArtist(SQLModel, table=True):
    """The line-up: ``place`` 0 is the headliner."""

    __tablename__ = "event_artists"

    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True))
    artist_id: int = Field(sa_column=Column(ForeignKey("artists.id"), primary_key=True, index=True))
    place: int = 0


class EventAlias(SQLModel, table=True):
    """An event that turned out to be another: its id and slug still lead there, and are never given out again."""

    __tablename__ = "event_aliases"

    old_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    slug: str = Field(sa_column=Column(exact(160), nullable=False, unique=True))
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True))


class EventChange(SQLModel, table=True):
    """What befell an event: ``kind`` is rescheduled, moved, cancelled, postponed, withdrawn or back.

    ``before`` and ``after`` hold the facts that changed, worded for machines. ``told_at``: its savers were written to.
    """

    __tablename__ = "event_changes"
    __table_args__ = (Index("ix_event_changes_event", "event_id", "at"), Index("ix_event_changes_told", "told_at"))

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), nullable=False))
    at: datetime = Field(sa_type=Moment)
    kind: str = Field(max_length=16)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sequence: int = 0
    told_at: datetime | None = Field(default=None, sa_type=Moment)


class ListingPair(SQLModel, table=True):
    """Two listings that may tell of one show. ``state`` is waiting, same or different; a decision binds the matcher.

    ``one_id`` is the smaller listing id. ``parts`` are those of ``score``; ``asked_by`` is matcher or visitor.
    """

    __tablename__ = "listing_pairs"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id", name="uq_listing_pairs"),
        Index("ix_listing_pairs_state", "state", "score"),
    )

    id: int | None = Field(default=None, primary_key=True)
    one_id: int = Field(sa_column=Column(ForeignKey("event_sources.id", ondelete="CASCADE"), nullable=False))
    other_id: int = Field(
        sa_column=Column(ForeignKey("event_sources.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    score: float = 0.0
    parts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(default="waiting", max_length=16)
    asked_by: str = Field(default="matcher", max_length=16)
    note: str = Field(default="", max_length=255)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    created_at: datetime = Field(sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class Correction(SQLModel, table=True):
    """A fact that an admin set right: ``field`` is title, start, status or room, and no source overrules it.

    It holds on to the listing that led its event, so that it goes with it through merging and parting. ``value`` is
    the title, an Irish wall time ('2026-11-27T20:00', or the day alone), a status, or a room's id.
    """

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("listing_id", "field", name="uq_corrections"),)

    id: int | None = Field(default=None, primary_key=True)
    listing_id: int = Field(sa_column=Column(ForeignKey("event_sources.id", ondelete="CASCADE"), nullable=False))
    field: str = Field(sa_column=Column(exact(16), nullable=False))
    value: str = Field(max_length=255)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    at: datetime = Field(sa_type=Moment)


class Report(SQLModel, table=True):
    """A visitor's word that a ``subject`` (event, artist, venue) is wrong; ``state`` is open, fixed or declined.

    ``pair_id`` is the pair of listings that a report of the kind not_same asks about.
    """

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_state", "state", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=16)
    subject_id: int
    kind: str = Field(max_length=24)
    note: str = Field(default="", max_length=1000)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=True, index=True)
    )
    pair_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("listing_pairs.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    state: str = Field(default="open", max_length=16)
    answer: str = Field(default="", max_length=1000)
    created_at: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)


class EventView(SQLModel, table=True):
    """One visitor looked at one event on one Irish day; ``viewer`` is a keyed hash that cannot be turned back."""

    __tablename__ = "event_views"

    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True))
    day: date = Field(primary_key=True)
    viewer: str = Field(sa_column=Column(exact(32), primary_key=True, index=True))


class TicketClick(SQLModel, table=True):
    """One visitor left for one seller on one Irish day."""

    __tablename__ = "ticket_clicks"

    event_id: int = Field(sa_column=Column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True))
    source: str = Field(sa_column=Column(exact(16), primary_key=True))
    day: date = Field(primary_key=True)
    viewer: str = Field(sa_column=Column(exact(32), primary_key=True, index=True))


class EventSeries(SQLModel, table=True):
    """A recurring night: its dates are local events of their own, weekly from ``first`` to ``last``."""

    __tablename__ = "event_series"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column(exact(160), nullable=False, unique=True))
    title: str = Field(max_length=255)
    owner_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    every_days: int = 7
    first: date
    last: date
    created_at: datetime = Field(sa_type=Moment)


class LocalEvent(SQLModel, table=True):
    """What an organiser wrote: ``form`` is the listing in our own form (docs/local-listings.md), read by its parser.

    ``source_id`` is the listing's id at the source "local"; ``version`` rises with each edit.
    """

    __tablename__ = "local_events"

    id: int | None = Field(default=None, primary_key=True)
    source_id: str = Field(sa_column=Column(exact(120), nullable=False, unique=True))
    owner_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    series_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("event_series.id", ondelete="SET NULL"), nullable=True, index=True)
    )
    day: date | None = None
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1
    cancelled: bool = False
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
