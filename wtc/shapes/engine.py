"""What ingestion did and how the sources are: the operator's view."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One item that could not be understood, why, and in which of its fields that was."""

    source: str
    source_id: str
    reason: str
    field: str = ""
    raw: str = ""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One stored listing as its source sent it: ``raw`` is the source's own JSON."""

    id: int
    source: str
    source_id: str
    sample: bool
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreReport:
    """What storing one batch did; every listing is exactly one of new, changed and unchanged.

    ``merged`` counts the new ones that joined an event already known; ``events`` the events that were made.
    """

    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    events: int = 0

    def __add__(self, other: "StoreReport") -> "StoreReport":
        return StoreReport(
            seen=self.seen + other.seen,
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
            merged=self.merged + other.merged,
            events=self.events + other.events,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What one run over one source did. ``complete`` is False when any window or call was given up.

    ``passed_over`` counts what was listed and is not ours: sport, test events. ``skipped`` says why there was no run.
    ``problems`` are what was given up, ``notes`` what is worth knowing besides.
    ``samples_gone`` counts the sample events that made room for the live ones.
    """

    source: str
    city: str = ""
    stored: StoreReport = field(default_factory=StoreReport)
    gone: int = 0
    passed_over: int = 0
    samples_gone: int = 0
    quarantined: tuple[Quarantined, ...] = ()
    calls: int = 0
    complete: bool = True
    skipped: str = ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    blocked_until: datetime | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestProgress:
    """How far a run has come; ``waiting`` is how many windows of time, acts or places are still to be read."""

    stored: StoreReport
    quarantined: int = 0
    calls: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How much of a source was used: requests sent, and how many of them failed.

    ``left`` of ``quota`` calls were left until ``resets_at``, by the source's own word; None where it says nothing.
    """

    calls: int = 0
    failed: int = 0
    quota: int | None = None
    left: int | None = None
    resets_at: datetime | None = None

    def after(self, *, failed: bool = False, **said: Any) -> "Use":
        """The same after one call more, with what was ``said`` in its answer."""
        return replace(self, calls=self.calls + 1, failed=self.failed + failed, **said)

    def since(self, before: "Use") -> "Use":
        """What was used after ``before``."""
        return replace(self, calls=self.calls - before.calls, failed=self.failed - before.failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many calls a source grants in a UTC day, or in an hour."""

    calls: int
    hourly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """How much of a source was used on a UTC day, and what is left as far as is known or counted."""

    source: str
    day: date
    calls: int = 0
    failed: int = 0
    quota: int | None = None
    left: int | None = None
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """The memory of one source and city: when it was last read, over which days, and what stands in its way."""

    source: str
    city: str = ""
    last_synced_at: datetime | None = None
    window_start: datetime | None = None
    window_end: datetime | None = None
    status: str = "never"
    message: str = ""
    blocked_until: datetime | None = None
    seen: int = 0
    new: int = 0
    changed: int = 0
    quarantined: int = 0
    calls: int = 0
    tried_at: datetime | None = None
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActToAsk:
    """An act to ask a source about; ``musicbrainz_id`` tells it from its namesakes."""

    name: str
    key: str
    musicbrainz_id: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How one source is, in a word and with what to do: ``word`` is ok, partial, failed, blocked, unauthorised,
    unpaid, off, missing key, stale or never.

    ``message`` is what its last run had to say, ``report`` that run in figures, ``states`` each city that was read,
    ``use`` what was asked of it today and what is left, ``quarantine`` what could not be read, the newest first.
    """

    source: str
    name: str
    word: str
    fix: str = ""
    configured: bool = False
    enabled: bool = True
    last_synced_at: datetime | None = None
    blocked_until: datetime | None = None
    tried_at: datetime | None = None
    message: str = ""
    keys: tuple[str, ...] = ()
    report: dict[str, Any] = field(default_factory=dict)
    states: tuple[SourceState, ...] = ()
    use: SourceUse | None = None
    quarantine: tuple[Quarantined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestionHealth:
    """Every source that can be read, and every source and city that was, the latest first."""

    enabled: bool
    stale_hours: int
    sources: tuple[SourceHealth, ...] = ()
    states: tuple[SourceState, ...] = ()
