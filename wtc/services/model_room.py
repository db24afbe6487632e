"""The recommender at work, measured: what it shows, how fast, what fans say of it, and who changed what."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlmodel import Session

from wtc import clock
from wtc.ml.drift import stability
from wtc.queries import model_room as queries
from wtc.shapes.model_room import Day, Drift, Entry, Health, Latency

DAYS = 7
BEFORE = timedelta(days=35)
"""Drift compares the last ``DAYS`` with the four weeks before them."""
NEEDED = 50
"""Saves on either side before drift is spoken of."""
LISTS = 10_000
SUBJECTS = ("model", "experiment")
MOST = 100


def health(session: Session, *, synthetic: bool, now: datetime) -> Health:
    """How one population's lists do. ``errors`` is left to whoever counts them."""
    since = now - timedelta(days=DAYS)
    made = {bool(row[0]): row[1] for row in session.execute(queries.lists(since, synthetic=synthetic))}
    total = sum(made.values())
    times = [tuple(row) for row in session.execute(queries.latencies(since, synthetic=synthetic, most=LISTS))]
    coming = session.execute(queries.coming(now, synthetic=synthetic)).scalar_one()
    shown = session.execute(queries.shown(now, since, synthetic=synthetic)).scalar_one()
    said = session.execute(queries.said(since, synthetic=synthetic)).all()
    return Health(
        synthetic=synthetic,
        days=DAYS,
        lists=total,
        kept=made.get(True, 0) / total if total else None,
        latency=_latency([ms for ms, _ in times]),
        by_day=_by_day(session, now, synthetic, times),
        coming=coming,
        shown=shown,
        coverage=shown / coming if coming else None,
        feedback={row[0]: row[1] for row in sorted(said, key=lambda row: -row[1])},
        drift=_drift(session, since, now, synthetic),
    )


def _latency(took: Sequence[float]) -> Latency:
    if not took:
        return Latency()
    p50, p95, p99 = (round(float(each), 2) for each in np.percentile(took, (50, 95, 99)))
    return Latency(lists=len(took), p50=p50, p95=p95, p99=p99)


def _by_day(
    session: Session, now: datetime, synthetic: bool, times: Sequence[tuple[float, datetime]]
) -> tuple[Day, ...]:
    """The Irish days up to today, with the p95 of the lists of each among ``times``: milliseconds, and when."""
    days = [clock.local(now).date() - timedelta(days=ago) for ago in reversed(range(DAYS))]
    begins = [clock.at(each) for each in days]
    many = {(row[0], bool(row[1])): row[2] for row in session.execute(queries.by_day(begins, synthetic=synthetic))}
    took = defaultdict[date, list[float]](list)
    for ms, at in times:
        took[clock.local(at).date()].append(ms)
    return tuple(
        Day(
            day=each,
            fresh=many.get((place, False), 0),
            kept=many.get((place, True), 0),
            p95=round(float(np.percentile(took[each], 95)), 2) if took[each] else None,
        )
        for place, each in enumerate(days)
    )


def _drift(session: Session, since: datetime, now: datetime, synthetic: bool) -> Drift:
    sides = [
        {row[0]: row[1] for row in session.execute(queries.saved_families(begin, end, synthetic=synthetic))}
        for begin, end in ((since - (BEFORE - timedelta(days=DAYS)), since), (since, now + timedelta(seconds=1)))
    ]
    before, lately = (sum(side.values()) for side in sides)
    enough = min(before, lately) >= NEEDED
    index = round(stability(*sides), 4) if enough else None
    return Drift(index=index, before=before, lately=lately, needed=NEEDED)


def log(session: Session, *, limit: int = 20, before: int | None = None) -> tuple[Entry, ...]:
    """Who did what to models and experiments, the newest first; at most ``MOST``."""
    rows = session.execute(queries.deeds(SUBJECTS, limit=min(limit, MOST), before=before))
    return tuple(_entry(row) for row in rows)


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        who=row.name or "",
        action=row.action,
        subject=row.subject,
        subject_id=row.subject_id,
        details=row.details,
    )
