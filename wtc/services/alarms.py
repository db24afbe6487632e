"""Alerts: opened when something is found to be wrong, closed when it is not any more, each told once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from wtc.domain.text import clean
from wtc.errors import NotFound
from wtc.models.engine import OpsAlert
from wtc.services import audit
from wtc.shapes.jobs import Alert, Finding

KEPT = timedelta(days=90)
MOST = 100


def settle(session: Session, findings: Sequence[Finding], *, known: Sequence[str], now: datetime) -> tuple[Alert, ...]:
    """Open an alert for each new finding, renew those of old ones, and close what is over. The closed ones.

    ``known`` are the beginnings of the keys that were looked at: others are left as they are.
    """
    standing = {row.key: row for row in session.exec(select(OpsAlert).where(col(OpsAlert.slot).is_not(None)))}
    wrong = {finding.key: finding for finding in findings}
    for key, finding in wrong.items():
        row = standing.get(key)
        if row is None:
            _open(session, finding, now)
        else:
            row.seen_at, row.message, row.level = now, clean(finding.message, 500), finding.level
    over = [row for key, row in standing.items() if key not in wrong and key.startswith(tuple(known))]
    for row in over:
        row.closed_at, row.slot = now, None
    session.flush()
    return tuple(_shape(row) for row in over)


def _open(session: Session, finding: Finding, now: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(
                OpsAlert(
                    key=finding.key,
                    slot=finding.key,
                    level=finding.level,
                    title=clean(finding.title, 160),
                    message=clean(finding.message, 500),
                    fix=clean(finding.fix, 500),
                    opened_at=now,
                    seen_at=now,
                )
            )
    except IntegrityError:
        return  # another process found it at the same moment


def open_ones(session: Session) -> tuple[Alert, ...]:
    """What is wrong now: what nobody took on first, then the critical, then the latest."""
    asked = select(OpsAlert).where(col(OpsAlert.slot).is_not(None)).limit(MOST)
    order = (col(OpsAlert.acknowledged_at).is_not(None), col(OpsAlert.level), col(OpsAlert.opened_at).desc())
    return tuple(_shape(row) for row in session.exec(asked.order_by(*order)))


def closed_ones(session: Session, *, limit: int = 20) -> tuple[Alert, ...]:
    """What was wrong, the latest first."""
    asked = select(OpsAlert).where(col(OpsAlert.closed_at).is_not(None)).order_by(col(OpsAlert.closed_at).desc())
    return tuple(_shape(row) for row in session.exec(asked.limit(min(limit, MOST))))


def waiting(session: Session) -> int:
    """How many are open and taken on by nobody: the number beside the door of the source room."""
    asked = select(func.count()).select_from(OpsAlert)
    return session.exec(asked.where(col(OpsAlert.slot).is_not(None), col(OpsAlert.acknowledged_at).is_(None))).one()


def by_level(session: Session) -> dict[str, int]:
    """How many are open of each level."""
    asked = select(OpsAlert.level, func.count()).where(col(OpsAlert.slot).is_not(None)).group_by(col(OpsAlert.level))
    return {level: many for level, many in session.exec(asked).all() if many}


def acknowledge(session: Session, alert_id: int, user_id: int, *, now: datetime) -> Alert:
    """Note that an admin takes it on; the first one counts. ``NotFound`` when it is not open."""
    row = session.exec(select(OpsAlert).where(OpsAlert.id == alert_id, col(OpsAlert.slot).is_not(None))).first()
    if row is None:
        raise NotFound
    if row.acknowledged_at is None:
        row.acknowledged_at = now
        audit.note(session, user_id, "alert.acknowledge", "alert", alert_id, now=now, key=row.key)
    return _shape(row)


def untold(session: Session, *, since: datetime) -> tuple[Alert, ...]:
    """The open ones of which the webhook does not know yet."""
    asked = select(OpsAlert).where(col(OpsAlert.slot).is_not(None), col(OpsAlert.told_at).is_(None))
    return tuple(_shape(row) for row in session.exec(asked.where(OpsAlert.opened_at >= since).limit(20)))


def told(session: Session, alert_id: int, *, now: datetime) -> None:
    """Note that the webhook took it."""
    row = session.get(OpsAlert, alert_id)
    if row is not None:
        row.told_at = now


def tidy(session: Session, *, now: datetime) -> None:
    """Forget what was closed three months ago."""
    session.execute(delete(OpsAlert).where(col(OpsAlert.closed_at) < now - KEPT))


def _shape(row: OpsAlert) -> Alert:
    return Alert(**{name: getattr(row, name) for name in Alert.__dataclass_fields__})
