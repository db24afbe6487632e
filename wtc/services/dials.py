"""What a fan turns up and down: bounded, one's own, undone by setting it back."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from wtc.domain import dials as rules
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.language import t
from wtc.models.artists import Artist
from wtc.models.venues import VenueRow
from wtc.queries import feedback as queries
from wtc.queries import lists, taste
from wtc.shapes.taste import Dial

MOST = 200
"""How many dials one user may have off the middle."""


def turn(
    session: Session, user_id: int, factor: str, step: int, *, further: bool = False, label: str = "", now: datetime
) -> tuple[Dial, int]:
    """Set a dial to ``step``, or turn it ``further`` by so much, to the end of the scale at most; 0 removes it.

    Answers the dial as it then stands and the step it stood at before. ``label`` is for those who know it; else it is
    read from what the dial is about. Raises Invalid for a factor that there is not, NotFound for an act or room that
    is not there, and LimitReached past ``MOST``.
    """
    kind, name = rules.read(factor)
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn
    standing = session.execute(queries.dial(user_id, factor)).first()
    before = int(standing.step) if standing else 0
    step = rules.within(before + step if further else step)
    told = standing.label if standing else (label or _label(session, kind, name))[:120]
    turned = Dial(factor=factor, label=rules.named(factor, told), step=step, words=t(rules.WORDS[step]), at=now)
    if step == before:
        return turned, before
    if step == 0:
        session.execute(queries.drop_dials(user_id, factor))
    elif standing:
        session.execute(queries.set_dial(user_id, factor, {"step": step, "at": now}))
    else:
        if (session.scalar(queries.dial_count(user_id)) or 0) >= MOST:
            raise LimitReached(
                t("That's {count} turned up or down, as many as we can mind. Set a few back first.", count=MOST)
            )
        session.execute(queries.new_dial(user_id, factor, {"label": told, "step": step, "at": now}))
    session.execute(lists.forget(user_id))
    return turned, before


def listed(session: Session, user_id: int) -> tuple[Dial, ...]:
    """The user's dials that are off the middle, the latest turned first."""
    rows = session.execute(queries.dials(user_id).limit(MOST))
    return tuple(
        Dial(**dict(row._mapping) | {"label": rules.named(row.factor, row.label)}, words=t(rules.WORDS[row.step]))
        for row in rows
    )


def reset(session: Session, user_id: int) -> int:
    """Set every dial back to the middle; how many were off it."""
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn
    many = session.scalar(queries.dial_count(user_id)) or 0
    session.execute(queries.drop_dials(user_id))
    session.execute(lists.forget(user_id))
    return many


def _label(session: Session, kind: str, name: str) -> str:
    if kind not in ("act", "venue"):
        return rules.label(kind, name)
    table: Any = Artist if kind == "act" else VenueRow
    row = session.get(table, int(name))
    if row is None:
        raise NotFound
    return str(row.name)
