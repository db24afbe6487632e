"""Experiments: who is on which list, what they then did, and the beginning and the end of a comparison."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from wtc.domain import experiments as rules
from wtc.domain.text import clean
from wtc.errors import Conflict, Invalid, NotFound
from wtc.ml.experiments import arm_of, fair_salt
from wtc.ml.judging import judge
from wtc.queries import experiments as queries
from wtc.services import audit
from wtc.shapes.experiments import Arm, Draft, Experiment, Lot, Results, Tally

POPULATIONS = ("real", "synthetic")
LISTED = 50
TIMED = 20_000
"""How many of the newest lists are looked at for how long they took."""
_RESULTS = TypeAdapter(dict[str, Results])


def policy(session: Session, user_id: int) -> Lot:
    """What a user is on: the arm they saw first, else the one their place falls to; after the end the winner.

    Only reads: ``exposed`` writes it down once the list was shown. An empty Lot for a user who is not there.
    """
    return standing(session, user_id)[0]


def standing(session: Session, user_id: int) -> tuple[Lot, bool]:
    """The same, and whether the user was shown a list of that experiment before."""
    row = session.execute(queries.lot(rules.SLOT), {"user_id": user_id}).first()
    return _lot(row, user_id), row is not None and row.variant is not None


def _lot(row: Any, user_id: int) -> Lot:
    if row is None or row.id is None:
        return Lot(profiling=bool(row.profiling) if row else True)
    if not row.profiling:
        return Lot(ranker="popularity", list_name=rules.WAYS["popularity"].name, profiling=False)
    arms = {arm["key"]: arm for arm in row.arms}
    running = row.slot is not None
    if running:
        key = row.variant or arm_of(row.salt, user_id, {key: arm["share"] for key, arm in arms.items()})
    else:
        key = row.winner or row.control
    arm = arms[key]
    return Lot(
        experiment=row.id,
        variant=key,
        ranker=arm["ranker"],
        list_name=rules.WAYS[arm["ranker"]].name,
        test=rules.test_name(row.id, row.name),
        share=arm["share"] if running else 1.0,
        running=running,
        rankers=tuple(sorted({each["ranker"] for each in arms.values()})),
    )


def exposed(session: Session, user_id: int, lot: Lot, *, now: datetime) -> str:
    """Note that a user was shown the list of their arm, and return the arm that stands: the first one ever noted.

    Nothing is noted, and '' returned, when the experiment is over, the user gone or in none.
    """
    if not lot.running:
        return ""
    session.execute(queries.expose(lot.experiment, user_id, lot.variant, now))
    return session.scalar(queries.assigned(lot.experiment, user_id)) or ""


def converted(session: Session, user_id: int, *, now: datetime) -> None:
    """Note a user's first save or click after they were shown their list; any other changes nothing."""
    session.execute(queries.mark("converted_at", user_id, now))


def hid(session: Session, user_id: int, *, now: datetime) -> None:
    """Note in the same way that a user hid a gig."""
    session.execute(queries.mark("hid_at", user_id, now))


def seed(session: Session, *, now: datetime) -> bool:
    """Begin the first comparison in a house that never had one; whether it was begun."""
    if session.execute(queries.every(1)).first() is not None:
        return False
    _insert(session, rules.FIRST, now)
    return True


def start(session: Session, admin_id: int, draft: Draft, *, now: datetime) -> Experiment:
    """Begin a comparison. Invalid for an unfair one, Conflict for an id that was used or while another one runs."""
    made = rules.checked(draft)
    if session.execute(queries.one(made.id)).first() is not None:
        raise Conflict("There was a test with that id before. Each needs its own.")
    try:
        with session.begin_nested():
            _insert(session, made, now)
    except IntegrityError:
        raise Conflict(
            "Another test decides the lists now. End it first: a list can be in one test at a time."
        ) from None
    audit.note(session, admin_id, "experiment.start", "experiment", made.id, now=now, arms=rules.told(made))
    return one(session, made.id)


def end(session: Session, admin_id: int, experiment_id: str, winner: str, reason: str, *, now: datetime) -> Experiment:
    """End a comparison: everybody is on ``winner`` from now on (on the control when it is ''), the results are frozen.

    Raises NotFound, Invalid for a winner that is no arm or without a reason, Conflict when it is over already.
    """
    experiment, why = one(session, experiment_id), clean(reason)[:500]
    if winner and winner not in {arm.key for arm in experiment.arms}:
        raise Invalid("The winner is one of the lists, or none.", details={"winner": "one of the lists, or empty"})
    if len(why) < 3:
        raise Invalid("Say why: whoever looks next will want to know.", details={"reason": "a sentence"})
    e = queries.E
    ended = session.execute(
        update(queries.EXPERIMENTS)
        .where(e.id == experiment.id, e.slot.is_not(None))
        .values(slot=None, state="ended", ended_at=now, ended_by=admin_id, winner=winner, reason=why)
    )
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise Conflict("That test is over already. Its results stand.")
    over = one(session, experiment.id)
    frozen = _count(session, over, now)
    session.execute(update(queries.EXPERIMENTS).where(e.id == over.id).values(results=frozen))
    audit.note(session, admin_id, "experiment.end", "experiment", over.id, now=now, winner=winner, reason=why)
    return over


def every(session: Session) -> tuple[Experiment, ...]:
    """The running experiment, then the latest that ended; at most ``LISTED``."""
    return tuple(_experiment(row) for row in session.execute(queries.every(LISTED)))


def one(session: Session, experiment_id: str) -> Experiment:
    """One experiment by its id or an old name of it. Raises NotFound."""
    return _experiment(_row(session, experiment_id))


def results(session: Session, experiment_id: str, *, now: datetime) -> Mapping[str, Results]:
    """What is known by population, real and synthetic; as it was at the end when it ended. Raises NotFound."""
    row = _row(session, experiment_id)
    if row.results:
        return _RESULTS.validate_python(row.results)
    return _count(session, _experiment(row), now)


def _count(session: Session, experiment: Experiment, now: datetime) -> dict[str, Results]:
    timed: dict[tuple[bool, str], list[float]] = {}
    for row in session.execute(queries.latencies(experiment.id, limit=TIMED)):
        timed.setdefault((bool(row.synthetic), row.variant), []).append(row.latency_ms)
    found: dict[bool, dict[str, Tally]] = {False: {}, True: {}}
    for row in session.execute(queries.counts(experiment.id)):
        found[bool(row.synthetic)][row.variant] = Tally(
            users=row.users,
            conversions=row.conversions,
            hid=row.hid,
            latencies=tuple(sorted(timed.get((bool(row.synthetic), row.variant), ()))),
        )
    return {
        population: judge(experiment, population, found[population == "synthetic"], at=now)
        for population in POPULATIONS
    }


def _insert(session: Session, draft: Draft, now: datetime) -> None:
    row: dict[str, Any] = {
        "id": draft.id,
        "slot": rules.SLOT,
        "name": draft.name,
        "about": draft.about,
        "salt": fair_salt(draft.id, {arm.key: arm.share for arm in draft.arms}),
        "arms": rules.told(draft),
        "control": draft.control,
        "planned": draft.planned,
        "least": draft.least,
        "state": "running",
        "started_at": now,
        "winner": "",
        "reason": "",
        "results": {},
    }
    session.execute(insert(queries.EXPERIMENTS).values(**row))


def _row(session: Session, experiment_id: str) -> Any:
    wanted = rules.canonical(experiment_id)
    row = session.execute(queries.one(wanted)).first()
    if row is None or row.id != wanted:  # MariaDB finds it with spaces behind it too
        raise NotFound("There is no such test.")
    return row


def _experiment(row: Any) -> Experiment:
    return Experiment(
        id=row.id,
        name=row.name,
        about=row.about,
        state=row.state,
        arms=tuple(Arm(**arm) for arm in row.arms),
        control=row.control,
        planned=row.planned,
        least=row.least,
        started_at=row.started_at,
        ended_at=row.ended_at,
        ended_by=row.who or "",
        winner=row.winner,
        reason=row.reason,
    )
