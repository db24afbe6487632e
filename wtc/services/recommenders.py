"""Trained recommenders at rest: kept in pieces behind a hash, one of each kind active, none of them trusted blindly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session

from wtc.domain.text import clean
from wtc.errors import Conflict, Invalid, NotFound
from wtc.ml import bundles
from wtc.ml.taste.protocol import BadModel
from wtc.queries import recommenders as queries
from wtc.queries.world import of_all
from wtc.services import audit
from wtc.settings import settings
from wtc.shapes.recommenders import CROWD, PEOPLE, Trained, Version, Versions

PIECE = 1_000_000
"""Bytes in a row: what every database takes in one packet."""
STORED = 10
"""So many versions of a kind keep their arrays; the rows of older ones stay, as a diary."""
MOST = 100
_PREFIX = {PEOPLE: "", CROWD: "crowd-"}
V = queries.V


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A version that could be used: its id, its number and the hash of its arrays."""

    id: int
    kind: str
    number: int
    sha256: str

    @property
    def label(self) -> str:
        return label(self.kind, self.number)


def label(kind: str, number: int) -> str:
    """What a version is called everywhere: '12', or 'crowd-12'."""
    return f"{_PREFIX[kind]}{number}"


def named(text: str) -> tuple[str, int]:
    """Kind and number of a label. NotFound when it is none."""
    kind = CROWD if text.startswith(_PREFIX[CROWD]) else PEOPLE
    digits = text.removeprefix(_PREFIX[kind])
    if not (digits.isascii() and digits.isdigit() and 0 < len(digits) < 10):
        raise NotFound("There is no such version.")
    return kind, int(digits)


def keep(session: Session, made: Trained, *, now: datetime, by: int | None = None) -> Version:
    """Keep a training whole: its row, its arrays, and from this moment its service if it passed.

    All of it is one transaction, so that a crash leaves everything as it was. The oldest arrays make room.
    """
    _hold(session, made.kind)
    number = 1 + (session.execute(queries.last(made.kind)).scalar() or 0)
    if made.passed:
        session.execute(update(queries.VERSIONS).where(V.kind == made.kind, V.active.is_(True)).values(active=False))
    row = {
        "kind": made.kind,
        "version": number,
        "weights": "",
        "sha256": bundles.digest(made.body),
        "samples": sum(made.samples.values()),
        "metrics": {**made.metrics, "samples": dict(made.samples), "passed": made.passed},
        "active": made.passed,
        "code_version": made.code_version,
        "window_start": made.window_start,
        "window_end": made.window_end,
        "note": clean(made.note, 255),
        "created_at": now,
    }
    session.execute(insert(queries.VERSIONS), row)
    model_id = session.execute(queries.named(made.kind, number)).one().id
    _write(session, model_id, made.body)
    _make_room(session, made.kind)
    named_it = label(made.kind, number)
    audit.note(session, by, "model.train", "model", named_it, now=now, active=made.passed, why=row["note"])
    return one(session, named_it)


def _hold(session: Session, kind: str) -> None:
    """Let two changes of one kind come one after the other."""
    session.execute(queries.VERSIONS.select().with_only_columns(V.id).where(V.kind == kind).with_for_update()).all()


def _make_room(session: Session, kind: str) -> None:
    rows = session.execute(queries.stored_ids(kind)).all()
    old = [row.id for row in rows[STORED:] if not row.active]
    if old:
        session.execute(queries.drop_pieces(old))


def activate(session: Session, text: str, user_id: int, *, now: datetime) -> Version:
    """Let an earlier version serve, or a later one again. NotFound, and Conflict when its arrays are not sound."""
    kind, number = named(text)
    _hold(session, kind)
    row = session.execute(queries.named(kind, number)).first()
    if row is None:
        raise NotFound("There is no such version.")
    if row.active:
        return _shape(row)
    try:
        bundles.unpack(body(session, Kept(id=row.id, kind=kind, number=number, sha256=row.sha256)))
    except BadModel as bad:
        raise Conflict(f"Version {text} can't serve: {bad}.") from None
    before = session.execute(queries.serving(kind)).first()
    session.execute(update(queries.VERSIONS).where(V.kind == kind, V.active.is_(True)).values(active=False))
    session.execute(update(queries.VERSIONS).where(V.id == row.id).values(active=True))
    was = label(kind, before.version) if before else ""
    audit.note(session, user_id, "model.activate", "model", text, now=now, before=was)
    return one(session, text)


def wanted(session: Session, kind: str) -> Kept | None:
    """The version of a kind that is to serve: the one that MODEL_VERSION names, else the active one, else none."""
    pin = _pinned(session, kind)
    row = session.execute(queries.serving(kind)).first() if pin is None else pin
    return None if row is None else Kept(id=row.id, kind=kind, number=row.version, sha256=row.sha256)


def _pinned(session: Session, kind: str) -> Any:
    pin = settings().model_version
    if not pin:
        return None
    try:
        of, number = named(pin)
    except NotFound:
        return None
    return session.execute(queries.named(of, number)).first() if of == kind else None


def earlier(session: Session, than: Kept) -> list[Kept]:
    """The good versions before that one which still have their arrays, the newest first."""
    rows = session.execute(queries.earlier(than.kind, than.number))
    return [
        Kept(id=row.id, kind=than.kind, number=row.version, sha256=row.sha256)
        for row in rows
        if row.metrics.get("passed")
    ]


def body(session: Session, kept: Kept) -> bytes:
    """The arrays of a version, proven by their hash. BadModel when they are gone, cut short or changed."""
    pieces = [bytes(row.body) for row in session.execute(queries.pieces(kept.id))]
    if not pieces:
        raise BadModel("its arrays are not here any more")
    joined = b"".join(pieces)
    if bundles.digest(joined) != kept.sha256:
        raise BadModel("its arrays are not what they were when it was trained")
    return joined


def stored(session: Session) -> tuple[int, ...]:
    """Which versions that learned from people have their arrays, by id."""
    return tuple(row.id for row in session.execute(queries.stored_ids(PEOPLE)))


def forget_others(session: Session, model_id: int) -> bool:
    """Take out of a version every fan who is gone or no longer lets models learn; whether there was one.

    Arrays that are not sound go whole: they can't serve, and nobody could say whom they hold.
    """
    _hold(session, PEOPLE)
    row = session.execute(queries.listed((PEOPLE,)).where(V.id == model_id)).first()
    if row is None:
        return False
    fans = set(session.scalars(of_all(synthetic=False)))
    try:
        left = bundles.only(body(session, Kept(id=row.id, kind=PEOPLE, number=row.version, sha256=row.sha256)), fans)
    except BadModel:
        session.execute(queries.drop_pieces([model_id]))
        return True
    if left is None:
        return False
    session.execute(queries.drop_pieces([model_id]))
    _write(session, model_id, left)
    session.execute(update(queries.VERSIONS).where(V.id == model_id).values(sha256=bundles.digest(left)))
    return True


def _write(session: Session, model_id: int, arrays: bytes) -> None:
    for place, begin in enumerate(range(0, len(arrays), PIECE)):
        part = {"model_id": model_id, "place": place, "body": arrays[begin : begin + PIECE]}
        session.execute(insert(queries.PARTS), part)


def one(session: Session, text: str) -> Version:
    """One version by its label. NotFound."""
    kind, number = named(text)
    row = session.execute(queries.named(kind, number)).first()
    if row is None:
        raise NotFound("There is no such version.")
    return _shape(row)


def versions(session: Session, *, limit: int = 20, offset: int = 0) -> Versions:
    """Every version, the newest first; a page of at most ``MOST``."""
    rows = session.execute(queries.listed((PEOPLE, CROWD)).limit(min(limit, MOST) + 1).offset(offset)).all()
    shown = tuple(_shape(row) for row in rows[: min(limit, MOST)])
    total = session.execute(queries.many((PEOPLE, CROWD))).scalar_one()
    return Versions(versions=shown, total=total, next=offset + len(shown) if len(rows) > len(shown) else None)


def enough(session: Session, kind: str) -> int:
    """How many deeds a training of this kind could learn from. Invalid, saying so, when they are too few."""
    many = sum(session.execute(each).scalar_one() for each in queries.deeds(synthetic=kind == CROWD))
    least = settings().min_training_samples
    if many < least:
        whom = "the crowd" if kind == CROWD else "people"
        raise Invalid(
            f"There are {many:,} deeds of {whom} to learn from, and it takes {least:,} (MIN_TRAINING_SAMPLES). "
            "Nothing changes: lists are made as before.",
            details={"samples": many, "needed": least},
        )
    return int(many)


def kinds(session: Session) -> tuple[str, ...]:
    """Which kinds there is anybody to learn from: people always, the crowd when it is here."""
    crowd = session.execute(queries.anybody_made_up()).first() is not None
    return (PEOPLE, CROWD) if crowd else (PEOPLE,)


def forget_crowd(session: Session) -> None:
    """Drop every version that learned from the crowd."""
    session.execute(delete(queries.VERSIONS).where(V.kind == CROWD))


def lists(session: Session, *, now: datetime) -> tuple[int, float | None]:
    """How many lists were shown in the last week, and the mean milliseconds of those that had to be made."""
    many, mean = session.execute(queries.predictions(now - timedelta(days=7))).one()
    return int(many), None if mean is None else round(float(mean), 2)


def _shape(row: Any) -> Version:
    told: Mapping[str, Any] = row.metrics
    return Version(
        label=label(row.kind, row.version),
        crowd=row.kind == CROWD,
        active=row.active,
        stored=bool(row.stored),
        trained_at=row.created_at,
        window_start=row.window_start,
        window_end=row.window_end,
        samples=row.samples,
        samples_by_source=told.get("samples", {}),
        metrics={name: value for name, value in told.items() if name != "samples"},
        code_version=row.code_version,
        sha256=row.sha256,
        note=row.note,
    )
