"""The browsers that show a user's news: switched on from a session and ended with it, listed, switched off."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from wtc.domain.push import MOST
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.language import t
from wtc.models.accounts import UserSession
from wtc.models.push import PushDevice
from wtc.queries import taste
from wtc.shapes.push import Device, Subscription


def mark(endpoint: str) -> str:
    """By this a browser is known, in hex: the SHA-256 of its endpoint."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def switch_on(
    session: Session, user_id: int, subscription: Subscription, *, held: str, keyed: str, name: str, now: datetime
) -> Device:
    """Show a user's news in a browser, and no longer anybody else's. Doing it again changes its keys.

    ``held`` is the hash of the session in which it is asked for, ``keyed`` the mark of our key. Raises NotSignedIn
    when that session is over, LimitReached past ten.
    """
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn
    mine = (UserSession.token_hash == held, UserSession.user_id == user_id)
    session_id = session.exec(select(UserSession.id).where(*mine)).first()
    if session_id is None:
        raise NotSignedIn
    this = mark(subscription.endpoint)
    stood = session.exec(select(PushDevice).where(PushDevice.mark == this)).first()
    if stood is not None and stood.user_id != user_id:
        session.delete(stood)
        session.flush()
        stood = None
    if stood is None and _many(session, user_id) >= MOST:
        raise LimitReached(t("That's {count} browsers, as many as we can write to. Remove one first.", count=MOST))
    row: dict[str, Any] = {
        "user_id": user_id,
        "session_id": session_id,
        "mark": this,
        **asdict(subscription),
        "keyed": keyed,
        "name": name,
        "failures": 0,
        "next_at": now,
    }
    stood = stood or PushDevice(**row, created_at=now)
    stood.sqlmodel_update(row)
    session.add(stood)
    session.flush()
    return _shape(stood)


def of_user(session: Session, user_id: int) -> tuple[Device, ...]:
    """A user's browsers, the newest first."""
    rows = select(PushDevice).where(PushDevice.user_id == user_id)
    return tuple(map(_shape, session.exec(rows.order_by(col(PushDevice.id).desc()).limit(MOST))))


def switch_off(session: Session, user_id: int, device_id: int) -> None:
    """Show nothing in a browser any more, what waits for it included. ``NotFound`` when it is not theirs."""
    gone = delete(PushDevice).where(col(PushDevice.id) == device_id, col(PushDevice.user_id) == user_id)
    if not 0 < device_id < 2**63 or not session.exec(gone).rowcount:
        raise NotFound("That browser isn't in your list.")


def _many(session: Session, user_id: int) -> int:
    return session.exec(select(func.count()).select_from(PushDevice).where(PushDevice.user_id == user_id)).one()


def _shape(row: PushDevice) -> Device:
    return Device(id=int(row.id or 0), name=row.name, mark=row.mark, created_at=row.created_at)
