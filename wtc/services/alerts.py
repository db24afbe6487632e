"""What users wait for: alerts made, changed, paused and let go, each its owner's alone."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session

from wtc.domain import alert_words, alerts
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.models.alerts import AlertRow
from wtc.queries import alerts as queries
from wtc.queries import events as catalogue
from wtc.queries import taste
from wtc.shapes.alerts import Alert, AlertDraft, AlertKind

_FULL = f"That's {alerts.MOST} alerts, as many as we can mind for you. Let one go first."


def of_user(session: Session, user_id: int) -> tuple[Alert, ...]:
    """A user's alerts, the newest first."""
    return tuple(map(shape, session.execute(queries.of_user(user_id)).scalars()))


def one(session: Session, user_id: int, alert_id: int) -> Alert:
    """One of a user's alerts. ``NotFound`` when it is not theirs."""
    return shape(_mine(session, user_id, alert_id))


def add(session: Session, user_id: int, draft: AlertDraft, *, now: datetime) -> Alert:
    """Keep an alert; one that asks the same as another of theirs is that one, and is on again.

    ``Invalid`` names each field that won't do; ``LimitReached`` past fifty.
    """
    _hold(session, user_id)
    facts = _facts(session, alerts.tidied(draft))
    row = session.execute(queries.of_user(user_id).where(queries.a.same == facts["same"])).scalars().first()
    if row is None:
        if (session.scalar(queries.how_many(user_id)) or 0) >= alerts.MOST:
            raise LimitReached(_FULL)
        row = AlertRow(user_id=user_id, created_at=now, updated_at=now, **facts)
    row.paused, row.least, row.updated_at = False, facts["least"], now
    session.add(row)
    session.flush()
    return shape(row)


def change(session: Session, user_id: int, alert_id: int, draft: AlertDraft, *, now: datetime) -> Alert:
    """Let an alert ask something else. When another of theirs asks that already, the two become one."""
    _hold(session, user_id)
    row = _mine(session, user_id, alert_id)
    facts = _facts(session, alerts.tidied(draft))
    twin = queries.a.same == facts["same"], queries.a.user_id == user_id, queries.a.id != alert_id
    session.execute(delete(AlertRow).where(*twin))
    for name, value in facts.items():
        setattr(row, name, value)
    row.updated_at = now
    session.add(row)
    session.flush()
    return shape(row)


def name_of(session: Session, kind: AlertKind, subject_id: int) -> str:
    """The name of an act or a room; '' when it is not there."""
    asked = queries.artist if kind is AlertKind.ARTIST else queries.venue
    found = session.execute(asked(subject_id)).first()
    return str(found.name) if found else ""


def pause(session: Session, user_id: int, alert_id: int, paused: bool, *, now: datetime) -> Alert:
    """Let an alert rest, or wake it."""
    row = _mine(session, user_id, alert_id)
    row.paused, row.updated_at = paused, now
    session.add(row)
    session.flush()
    return shape(row)


def drop(session: Session, user_id: int, alert_id: int) -> Alert:
    """Let an alert go; the alert as it was, so that it can be made again."""
    row = _mine(session, user_id, alert_id)
    gone = shape(row)
    session.execute(delete(AlertRow).where(queries.a.id == alert_id, queries.a.user_id == user_id))
    return gone


def _facts(session: Session, draft: AlertDraft) -> dict[str, Any]:
    """The columns of a draft: the act or room that it means looked up, its words and its block made."""
    about = draft.about
    if draft.kind in (AlertKind.ARTIST, AlertKind.VENUE):
        draft, about = _meant(session, draft)
    else:
        about = alert_words.about(draft.kind, draft.about)
    return {
        "kind": draft.kind.value,
        "artist_id": draft.subject_id if draft.kind is AlertKind.ARTIST else None,
        "venue_id": draft.subject_id if draft.kind is AlertKind.VENUE else None,
        "term": alerts.term(draft),
        "about": about[:200],
        "block": alerts.block(draft),
        "city": draft.city,
        "radius_km": draft.radius_km,
        "price_max": draft.price_max,
        "least": draft.least,
        "same": alerts.same(draft),
    }


def _meant(session: Session, draft: AlertDraft) -> tuple[AlertDraft, str]:
    """The act or room of a draft: the one that was picked, the only one of that name, or the name alone."""
    acts = draft.kind is AlertKind.ARTIST
    picked = queries.artist if acts else queries.venue
    if draft.subject_id is not None:
        found = session.execute(picked(draft.subject_id)).first()
        if found is None:
            raise NotFound("That act isn't here." if acts else "That room isn't here.")
        return replace(draft, about=found.name), found.name
    named = catalogue.acts if acts else catalogue.rooms
    ids = session.execute(named(alerts.term(draft), "")).scalars().all()
    if len(ids) != 1:
        return draft, draft.about
    found = session.execute(picked(ids[0])).one()
    return replace(draft, about=found.name, subject_id=found.id), found.name


def _hold(session: Session, user_id: int) -> None:
    """Let two deeds of one user never count at once. Raises NotSignedIn when the user is gone."""
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn


def _mine(session: Session, user_id: int, alert_id: int) -> AlertRow:
    found = session.execute(queries.one(user_id, alert_id)).scalars() if 0 < alert_id < 2**63 else ()
    row: AlertRow | None = next(iter(found), None)
    if row is None:
        raise NotFound("That alert isn't there.")
    return row


def shape(row: AlertRow) -> Alert:
    """The alert of a row."""
    return Alert(
        id=int(row.id or 0),
        user_id=row.user_id,
        kind=AlertKind(row.kind),
        term=row.term,
        about=row.about,
        subject_id=row.artist_id if row.kind == AlertKind.ARTIST else row.venue_id,
        city=row.city,
        radius_km=row.radius_km,
        price_max=row.price_max,
        least=row.least,
        paused=row.paused,
        created_at=row.created_at,
    )
