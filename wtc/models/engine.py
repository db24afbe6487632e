"""The engine room at rest: how each source stands, jobs and their turns, alerts, pictures, models, and who did what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.dialects import mysql
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
    tried_at: datetime | None = Field(default=None, sa_type=Moment)
    report: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


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
    field: str = Field(default="", max_length=40)
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


class SourceUse(SQLModel, table=True):
    """How much of a source was used on one UTC day, and what it said is left.

    ``quota`` and ``left`` are None while unknown; ``resets_at`` is when ``left`` is full again.
    """

    __tablename__ = "source_use"

    source: str = Field(sa_column=Column(exact(16), primary_key=True))
    day: date = Field(primary_key=True)
    calls: int = 0
    failed: int = 0
    quota: int | None = None
    left: int | None = None
    resets_at: datetime | None = Field(default=None, sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class SourcePlace(SQLModel, table=True):
    """A place that a source is asked about, such as an act or an organiser, and when it was asked last."""

    __tablename__ = "source_places"

    source: str = Field(sa_column=Column(exact(16), primary_key=True))
    place: str = Field(sa_column=Column(exact(160), primary_key=True))
    asked_at: datetime = Field(sa_type=Moment)


class PlaceListing(SQLModel, table=True):
    """Which listings a place showed when it was last read whole: one that no place shows any more is gone."""

    __tablename__ = "place_listings"
    __table_args__ = (Index("ix_place_listings_listing", "source", "source_id"),)

    source: str = Field(sa_column=Column(exact(16), primary_key=True))
    place: str = Field(sa_column=Column(exact(160), primary_key=True))
    source_id: str = Field(sa_column=Column(exact(120), primary_key=True))


class Job(SQLModel, table=True):
    """One piece of work: the row is the truth, a queue only wakes whoever does it.

    ``state`` is waiting, running, done or failed. ``about`` tells two jobs of one kind apart; of one (kind, about) at
    most one is waiting or running: that is ``slot``, None when it is over. ``progress``: done, total, words, resume.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        Index("ix_jobs_state", "state", "run_at"),
        Index("ix_jobs_kind", "kind", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=Column(exact(40), nullable=False))
    about: str = Field(default="", sa_column=Column(exact(120), nullable=False))
    slot: str | None = Field(default=None, sa_column=Column(exact(170), nullable=True, unique=True))
    state: str = Field(default="waiting", max_length=16)
    holder: str = Field(default="", sa_column=Column(exact(80), nullable=False))
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    progress: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    problem: str = Field(default="", max_length=500)
    asked_by: str = Field(default="clock", max_length=16)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    run_at: datetime = Field(sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)


class OpsAlert(SQLModel, table=True):
    """Something an operator has to know: open until ``closed_at``; ``told_at`` is when the webhook took it.

    ``slot`` is the key while it is open, so that no trouble is open twice; None afterwards.
    """

    __tablename__ = "ops_alerts"
    __table_args__ = (Index("ix_ops_alerts_open", "closed_at", "opened_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=Column(exact(120), nullable=False, index=True))
    slot: str | None = Field(default=None, sa_column=Column(exact(120), nullable=True, unique=True))
    level: str = Field(default="warning", max_length=16)
    title: str = Field(max_length=160)
    message: str = Field(default="", max_length=500)
    fix: str = Field(default="", max_length=500)
    opened_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    told_at: datetime | None = Field(default=None, sa_type=Moment)


class Deed(SQLModel, table=True):
    """Who changed what: the audit log, only ever added to."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_subject", "subject", "subject_id"), Index("ix_audit_log_at", "at"))

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    user_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    action: str = Field(max_length=60)
    subject: str = Field(max_length=24)
    subject_id: str = Field(default="", max_length=160)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Picture(SQLModel, table=True):
    """A source's picture, fetched once. ``state`` is waiting, ready, failed or refused; ``digest`` names its files."""

    __tablename__ = "pictures"
    __table_args__ = (Index("ix_pictures_state", "state", "try_at"),)

    url_hash: str = Field(sa_column=Column(exact(32), primary_key=True))
    url: str = Field(sa_column=Column(String(1000), nullable=False))
    source: str = Field(default="", sa_column=Column(exact(16), nullable=False))
    state: str = Field(default="waiting", max_length=16)
    digest: str = Field(default="", sa_column=Column(exact(64), nullable=False, index=True))
    width: int = 0
    height: int = 0
    colour: str = Field(default="", max_length=7)
    tries: int = 0
    problem: str = Field(default="", max_length=255)
    asked_at: datetime = Field(sa_type=Moment)
    try_at: datetime = Field(sa_type=Moment)
    ready_at: datetime | None = Field(default=None, sa_type=Moment)


class ModelVersion(SQLModel, table=True):
    """A trained model with the SHA-256 of its numbers, what it was trained on and how it did.

    ``kind`` is "artist identity" (its numbers are JSON in ``weights``), "recommender" or "recommender, crowd" (arrays
    in ``model_parts``; the crowd's learns from the demo's made-up visitors alone). Of one kind at most one is active.
    ``note`` says why it serves or does not.
    """

    __tablename__ = "model_versions"
    __table_args__ = (UniqueConstraint("kind", "version", name="uq_model_versions"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=Column(exact(40), nullable=False))
    version: int
    weights: str = Field(sa_column=Column(long_text(), nullable=False))
    sha256: str = Field(sa_column=Column(exact(64), nullable=False))
    samples: int = 0
    metrics: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    active: bool = False
    code_version: str = Field(default="", max_length=40)
    window_start: datetime | None = Field(default=None, sa_type=Moment)
    window_end: datetime | None = Field(default=None, sa_type=Moment)
    note: str = Field(default="", max_length=255)
    created_at: datetime = Field(sa_type=Moment)


class ModelPart(SQLModel, table=True):
    """A piece of a model's arrays, at most a megabyte; in the order of ``place`` they are one npz file."""

    __tablename__ = "model_parts"

    model_id: int = Field(sa_column=Column(ForeignKey("model_versions.id", ondelete="CASCADE"), primary_key=True))
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    body: bytes = Field(
        sa_column=Column(LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb"), nullable=False)
    )


class Experiment(SQLModel, table=True):
    """A fair comparison of rankers. ``arms`` are {key, name, ranker, share}; ``control`` is the key of one of them.

    ``state`` is running or ended. When it ends, ``winner`` (empty: none), ``reason`` and the frozen ``results`` stay.
    ``slot`` is what it compares while it runs, so that no two compare one thing at a time; None afterwards. ``planned``
    counts users of each arm; ``least`` is the smallest difference of rates worth finding, as a share.
    """

    __tablename__ = "ab_experiments"

    id: str = Field(sa_column=Column(exact(64), primary_key=True))
    slot: str | None = Field(default=None, sa_column=Column(exact(16), nullable=True, unique=True))
    name: str = Field(max_length=120)
    about: str = Field(default="", max_length=1000)
    salt: str = Field(max_length=64)
    arms: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    control: str = Field(max_length=24)
    planned: int = 5_000
    least: float = 0.02
    state: str = Field(default="running", max_length=16)
    started_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_by: int | None = Field(
        default=None, sa_column=Column(ForeignKey("users.id", ondelete="SET NULL"), nullable=True)
    )
    winner: str = Field(default="", max_length=24)
    reason: str = Field(default="", max_length=500)
    results: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Assignment(SQLModel, table=True):
    """Which arm a user saw first, and stays with. ``converted_at`` is their first save or click after it."""

    __tablename__ = "ab_assignments"
    __table_args__ = (Index("ix_ab_assignments_exposed", "experiment_id", "exposed_at"),)

    experiment_id: str = Field(
        sa_column=Column(exact(64), ForeignKey("ab_experiments.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True))
    variant: str = Field(max_length=24)
    synthetic: bool = False
    exposed_at: datetime = Field(sa_type=Moment)
    converted_at: datetime | None = Field(default=None, sa_type=Moment)
    hid_at: datetime | None = Field(default=None, sa_type=Moment)


class Import(SQLModel, table=True):
    """A file that was read and waits for its owner's word. ``rows`` is JSON; forgotten after ``expires_at``."""

    __tablename__ = "imports"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True))
    kind: str = Field(max_length=24)
    filename: str = Field(default="", max_length=160)
    rows: str = Field(default="[]", sa_column=Column(long_text(), nullable=False))
    report: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    applied_at: datetime | None = Field(default=None, sa_type=Moment)
