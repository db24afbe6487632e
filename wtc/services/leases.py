"""Leases: one worker at a time on a named piece of work, on however many machines; a dead worker's lease runs out."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from wtc.errors import Conflict
from wtc.models.engine import Lease


def take(session: Session, name: str, holder: str, *, now: datetime, life: timedelta) -> None:
    """Take the lease ``name`` until ``now + life``, free, run out or already ours; ``Conflict`` while another has it.

    ``now`` must be a clock that moves (``clock.ticking``). ``retry_after`` of the refusal is when it would run out.
    """
    if _extend(session, name, holder, now=now, life=life):
        return
    try:
        with session.begin_nested():
            session.add(Lease(name=name, holder=holder, expires_at=now + life))
    except IntegrityError:
        held = session.get(Lease, name)
        wait = (held.expires_at - now).total_seconds() if held else 1.0
        raise Conflict("Another run is under way.", retry_after=max(1.0, wait)) from None


def keep(session: Session, name: str, holder: str, *, now: datetime, life: timedelta) -> None:
    """Renew our own lease; ``Conflict`` when it ran out and another took it."""
    found = session.get(Lease, name)
    if found is None or found.holder != holder:
        raise Conflict("The lease was lost to another run.")
    found.expires_at = now + life


def drop(session: Session, name: str, holder: str) -> None:
    """Give our own lease back; nothing happens when it is no longer ours."""
    session.execute(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder))


def _extend(session: Session, name: str, holder: str, *, now: datetime, life: timedelta) -> bool:
    free = (col(Lease.expires_at) < now) | (col(Lease.holder) == holder)
    changed = session.execute(
        update(Lease).where(col(Lease.name) == name, free).values(holder=holder, expires_at=now + life),
        execution_options={"synchronize_session": False},
    )
    return isinstance(changed, CursorResult) and changed.rowcount == 1
