"""The model that lists are made with: unpacked once in a process, and passed over when it is not what was trained."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from wtc.ml import bundles
from wtc.ml.taste import Model
from wtc.ml.taste.protocol import BadModel
from wtc.services import recommenders
from wtc.services.recommenders import Kept
from wtc.settings import settings
from wtc.shapes.recommenders import CROWD, PEOPLE, Standing, Version

AGAIN = 60.0
"""Seconds until a version that was refused is looked at again."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A version in use: its ``label``, whether it learned from the crowd, and its rankers by name."""

    label: str
    crowd: bool
    models: Mapping[str, Model]


@dataclass(slots=True)
class _Shelf:
    """What this process has unpacked, at most one version of each kind, and what it refused, with why and when."""

    lock: threading.Lock
    held: dict[str, tuple[Kept, Served]]
    refused: dict[Kept, tuple[str, float]]


_shelf = _Shelf(lock=threading.Lock(), held={}, refused={})


def active(session: Session) -> Served | None:
    """The model that serves people: theirs, else the crowd's where there is none of theirs, else none.

    A version whose arrays are gone or were changed is refused, and the newest good one before it serves.
    """
    return of_kind(session, PEOPLE) or of_kind(session, CROWD)


def of_kind(session: Session, kind: str) -> Served | None:
    """The same for one kind alone."""
    wanted = recommenders.wanted(session, kind)
    if wanted is None:
        _shelf.held.pop(kind, None)
        return None
    held = _shelf.held.get(kind)
    if held is not None and held[0] == wanted:
        return held[1]
    if not _refused(wanted) and (found := _load(session, wanted)):
        return found
    return next(filter(None, (_fallback(session, one) for one in recommenders.earlier(session, wanted))), None)


def _fallback(session: Session, kept: Kept) -> Served | None:
    held = _shelf.held.get(kept.kind)
    if held is not None and held[0] == kept:
        return held[1]
    return None if _refused(kept) else _load(session, kept)


def _load(session: Session, kept: Kept) -> Served | None:
    with _shelf.lock:  # who comes at the same moment waits, and finds it done
        held = _shelf.held.get(kept.kind)
        if held is not None and held[0] == kept:
            return held[1]
        try:
            models = bundles.unpack(recommenders.body(session, kept))
        except BadModel as bad:
            _shelf.refused[kept] = (str(bad), time.monotonic())
            _log.error("model_refused", model=kept.label, problem=str(bad))
            return None
        _shelf.refused.pop(kept, None)
        served = Served(label=kept.label, crowd=kept.kind == CROWD, models=models)
        _shelf.held[kept.kind] = (kept, served)
        return served


def _refused(kept: Kept) -> bool:
    why = _shelf.refused.get(kept)
    return why is not None and time.monotonic() - why[1] < AGAIN


def refused(session: Session) -> str:
    """What is wrong with the version that should serve, as far as this process has met it; '' when nothing is."""
    found = (recommenders.wanted(session, kind) for kind in (PEOPLE, CROWD))
    told = [(one.label, _shelf.refused[one][0]) for one in found if one is not None and one in _shelf.refused]
    return " ".join(f"Version {label} is refused: {why}." for label, why in told)


def standing(session: Session, *, now: datetime) -> Standing:
    """What serves people now, how it did when it was trained, and what lists it makes."""
    served, problem = active(session), refused(session)
    many, mean = recommenders.lists(session, now=now)
    if served is None:
        return Standing(prediction_count=many, latency_ms=mean, problem=problem)
    version = recommenders.one(session, served.label)
    return Standing(
        version=version.label,
        crowd=version.crowd,
        pinned=version.label == settings().model_version,
        stale=is_stale(version.trained_at, now),
        last_trained=version.trained_at,
        training_samples=version.samples,
        samples_by_source=version.samples_by_source,
        validation_metrics=version.metrics,
        prediction_count=many,
        latency_ms=mean,
        note=version.note,
        problem=problem,
    )


def is_stale(trained_at: datetime, now: datetime) -> bool:
    """Whether a model is older than RETRAIN_THRESHOLD_DAYS."""
    return now - trained_at > timedelta(days=settings().retrain_threshold_days)


def worries(session: Session, *, now: datetime) -> tuple[Version | None, str]:
    """The version that should serve if it is stale, and what is refused. Nothing is unpacked for it."""
    found = recommenders.wanted(session, PEOPLE) or recommenders.wanted(session, CROWD)
    version = recommenders.one(session, found.label) if found else None
    return (version if version and is_stale(version.trained_at, now) else None), refused(session)


def forget() -> None:
    """Let go of everything unpacked."""
    with _shelf.lock:
        _shelf.held.clear()
        _shelf.refused.clear()
