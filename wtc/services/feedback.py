"""What a fan says of events and what they were shown: safe to repeat, bounded, one's own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from wtc import measures
from wtc.clock import local
from wtc.domain import feedback as rules
from wtc.errors import Conflict, LimitReached, NotSignedIn
from wtc.queries import feedback as queries
from wtc.queries import lists
from wtc.queries import taste as keeping
from wtc.services import consents, experiments, taste
from wtc.settings import settings
from wtc.shapes.personal import Purpose
from wtc.shapes.taste import Action, Picks, Policy, Said, SaidPage, Sighting

MOST = 5_000
"""How many thumbs and nights out one user may leave."""
DAILY = 500
"""How many clicks and skips of one user are noted in a day: further ones would teach nothing."""
TOGETHER = 50
"""How many skips are told at once."""
REMEMBERED = timedelta(days=2)
"""How long after it was shown an event's word is laid to the list that showed it."""
_OPINIONS = (Action.UP, Action.DOWN, Action.ATTENDED)
_LISTS = {Action.SAVE: taste.save, Action.HIDE: taste.hide}
_UNLIST = {Action.SAVE: taste.unsave, Action.HIDE: taste.unhide}
_NOWHERE = Sighting()
_UNKNOWN = Policy()


def say(
    session: Session,
    user_id: int,
    event_id: int,
    action: Action,
    *,
    reason: str = "",
    sighting: Sighting = _NOWHERE,
    policy: Policy | None = None,
    now: datetime,
) -> bool:
    """Note a fan's word on an event; whether it was news. Again is the same as once.

    Up and down replace each other, and down said again with a ``reason`` gets it. Save and hide also go on their
    lists. ``policy`` is what made the list it was said in; without one, that of the list which showed the event last.
    Raises NotFound, NotSignedIn, Conflict for a night that is not over, and LimitReached past ``MOST``.
    """
    reason = rules.reason(action, reason)
    if action in rules.PASSING:
        taste.claim(session, user_id, event_id)
        return bool(_note(session, user_id, action, {event_id: sighting}, policy, now))
    _LISTS.get(action, _claim)(session, user_id, event_id, now=now)
    slot = rules.slot(action, "", "")
    standing = session.execute(queries.standing(user_id, event_id, slot)).first()
    if standing and standing.action == action and reason in ("", standing.reason):
        return False
    if action is Action.ATTENDED and session.scalar(queries.is_over(event_id, now)) is None:
        raise Conflict("That night isn't over yet.")
    if standing is None and action in _OPINIONS:
        _room(session, user_id)
    made = policy or _policies(session, user_id, [event_id], now).get(event_id, _UNKNOWN)
    row = _row(user_id, event_id, slot, action, sighting, made, now) | {"reason": reason}
    session.execute(queries.rewrite(standing.id, row) if standing else queries.write(), None if standing else [row])
    forget(session, user_id)
    _compare(session, user_id, action, now)
    measures.feedback.labels(action.value).inc()
    return True


def unsay(session: Session, user_id: int, event_id: int, action: Action, *, tab: str = "") -> None:
    """Take a word back, and off its list; again is the same as once. A click or skip of one ``tab``, or all of them."""
    if action in _UNLIST:
        _UNLIST[action](session, user_id, event_id)
    taste.claim(session, user_id, event_id)
    slot = rules.slot(action, tab, "") if tab and action in rules.PASSING else ""
    done: Any = session.execute(queries.take_back(user_id, event_id, action, slot))
    if done.rowcount or action in _UNLIST:
        forget(session, user_id)


def skipped(session: Session, user_id: int, seen: Mapping[int, Sighting], *, now: datetime) -> int:
    """Note events that were scrolled past; how many were news. What the user has a word on was not passed by."""
    if session.scalar(keeping.lock_user(user_id)) is None:
        raise NotSignedIn
    there = set(session.scalars(queries.there(), {"ids": list(seen)[:TOGETHER]}))
    sighted = {event_id: where for event_id, where in seen.items() if event_id in there}
    return _note(session, user_id, Action.SKIP, sighted, None, now)


def shown(session: Session, user_id: int, lists: Collection[tuple[str, Picks]], *, now: datetime) -> int:
    """Note the lists that a signed-in user was shown, and where: each event once a surface and Irish day.

    How many sights were new. Nothing is noted of who lets no model learn from them.
    """
    if not consents.given(session, user_id, Purpose.TRAINING):
        return 0
    ids = list({pick.event.id for _, one in lists for pick in one.picks})
    there, day = set(session.scalars(queries.there(), {"ids": ids})), local(now).date()
    rows = [
        {
            "user_id": user_id,
            "event_id": pick.event.id,
            "surface": surface[:24],
            "day": day,
            "position": pick.position,
            "propensity": pick.propensity,
            "score": pick.raw if pick.reasons else None,
            "at": now,
            **_made_by(one.policy),
        }
        for surface, one in lists
        for pick in one.picks
        if pick.event.id in there
    ]
    return _insert(session, queries.show(), rows)


def mine(session: Session, user_id: int, *, action: str = "", limit: int = 50, offset: int = 0) -> SaidPage:
    """What the user said, the newest first."""
    rows = queries.of_user(user_id, *((action,) if action else ()))
    total = session.scalar(keeping.count_of(rows)) or 0
    found = [Said(**row._mapping) for row in session.execute(rows.limit(limit).offset(offset))]
    more = offset + len(found)
    return SaidPage(feedback=tuple(found), total=total, next=more if found and more < total else None)


def lately(session: Session, user_id: int, actions: Iterable[Action], *, limit: int) -> tuple[Said, ...]:
    """The newest of what the user did that is one of ``actions``."""
    rows = session.execute(queries.of_user(user_id, *actions).limit(limit))
    return tuple(Said(**row._mapping) for row in rows)


def marks(session: Session, user_id: int, *, now: datetime) -> tuple[tuple[int, ...], ...]:
    """The ids of the newest ``taste.SHOWN`` coming events that the user keeps, hides, and gave a thumb up or down."""
    asked = {"user_id": user_id, "limit": taste.SHOWN, **keeping.moments(now)}
    found: dict[str, list[int]] = {deed: [] for deed in (Action.SAVE, Action.HIDE, Action.UP, Action.DOWN)}
    for deed, event_id, _ in session.execute(queries.marks(), asked):
        found[deed].append(event_id)
    return tuple(map(tuple, found.values()))


def attended(session: Session, user_id: int, event_ids: Iterable[int]) -> tuple[int, ...]:
    """Those of the events that the user was at."""
    return tuple(session.scalars(queries.among(user_id, Action.ATTENDED, event_ids)))


def forget(session: Session, user_id: int) -> None:
    """Let go of lists that were made before the user said something."""
    session.execute(lists.forget(user_id))


def tidy(session: Session, *, now: datetime) -> None:
    """Let go of clicks, skips and sights from before RETENTION_DAYS."""
    old = now - timedelta(days=settings().retention_days)
    session.execute(queries.passed(rules.PASSING, old))
    session.execute(queries.seen(old))


def _claim(session: Session, user_id: int, event_id: int, *, now: datetime) -> None:
    taste.claim(session, user_id, event_id)


def _room(session: Session, user_id: int) -> None:
    if (session.scalar(queries.how_many(user_id, _OPINIONS)) or 0) >= MOST:
        raise LimitReached(f"That's {MOST:,} opinions, as many as we can mind for you. Take a few old ones back first.")


def _note(
    session: Session,
    user_id: int,
    action: Action,
    seen: Mapping[int, Sighting],
    policy: Policy | None,
    now: datetime,
) -> int:
    """Clicks or skips, each once a tab and event, no more than ``DAILY``; a click takes back its tab's skip."""
    left = DAILY - (session.scalar(queries.how_many(user_id, rules.PASSING, now - timedelta(days=1))) or 0)
    day = local(now).date().isoformat()
    spoken: set[int] = set()
    for tab in {where.session for where in seen.values()}:
        here = [event_id for event_id, where in seen.items() if where.session == tab]
        if action is Action.SKIP:
            spoken.update(session.scalars(queries.weighed_in(user_id, here, rules.slot(Action.CLICK, tab, day))))
        for event_id in here if action is Action.CLICK else ():
            session.execute(queries.take_back(user_id, event_id, Action.SKIP, rules.slot(Action.SKIP, tab, day)))
    wanted = [event_id for event_id in seen if event_id not in spoken][: max(left, 0)]
    made = {} if policy else _policies(session, user_id, wanted, now)
    rows = [
        _row(
            user_id,
            event_id,
            rules.slot(action, seen[event_id].session, day),
            action,
            seen[event_id],
            policy or made.get(event_id, _UNKNOWN),
            now,
        )
        for event_id in wanted
    ]
    fresh = _insert(session, queries.write(), rows)
    if fresh:
        forget(session, user_id)
        _compare(session, user_id, action, now)
    measures.feedback.labels(action.value).inc(fresh)
    return fresh


def _compare(session: Session, user_id: int, action: Action, now: datetime) -> None:
    """Tell a running experiment what it counts."""
    if action in (Action.SAVE, Action.CLICK):
        experiments.converted(session, user_id, now=now)
    if action is Action.HIDE:
        experiments.hid(session, user_id, now=now)


def _row(
    user_id: int, event_id: int, slot: str, action: Action, sighting: Sighting, policy: Policy, now: datetime
) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "event_id": event_id,
        "slot": slot,
        "action": action.value,
        "reason": "",
        "surface": sighting.surface,
        "position": sighting.position,
        "at": now,
        **_made_by(policy),
    }


def _made_by(policy: Policy) -> dict[str, str]:
    return {
        "variant": policy.variant[:24],
        "experiment_id": policy.experiment[:64],
        "model_version": policy.model_version[:40],
    }


def _policies(session: Session, user_id: int, event_ids: Sequence[int], now: datetime) -> dict[int, Policy]:
    """What made the list in which the user saw each event last, of those seen within ``REMEMBERED``."""
    rows = session.execute(queries.last_shown(user_id, event_ids, now - REMEMBERED)) if event_ids else ()
    return {
        row.event_id: Policy(variant=row.variant, experiment=row.experiment_id, model_version=row.model_version)
        for row in rows
    }


def _insert(session: Session, statement: Any, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    done: Any = session.execute(statement, rows)
    return max(int(done.rowcount), 0)
