"""Scorers at rest: the trained one that is active, or the one that comes with the program; and what they learn from."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from wtc.clock import local
from wtc.ml import identity
from wtc.ml.identity_features import Pair
from wtc.models.engine import ModelVersion
from wtc.queries import mapping as queries
from wtc.shapes.mapping import ScorerCard

KIND = "artist identity"
NEEDED = 20
"""Decisions before a training is worth it."""
_REFUSED = "The trained weights are not what they were when they were trained, so the ones we came with serve."


def scorer(session: Session) -> identity.Scorer:
    """The active scorer. One that was tampered with is refused, and the shipped one serves."""
    found = _active(session)
    return identity.shipped() if found is None else _usable(found) or identity.shipped()


def decided_pairs(session: Session) -> tuple[list[Pair], list[bool]]:
    """What admins decided, as labelled pairs, the oldest first."""
    told = list(session.execute(queries.decided()))[::-1]
    names = ("genres", "country", "kind", "with")
    ours = [{name: row.artist_context[name] for name in names if name in row.artist_context} for row in told]
    pairs: list[Pair] = [(row.name, row.context, row.artist_name, ctx) for row, ctx in zip(told, ours, strict=True)]
    return pairs, [row.verdict == "accept" for row in told]


def keep(session: Session, weights: str, *, samples: int, metrics: dict[str, Any], active: bool, now: datetime) -> int:
    """Keep trained weights and say whether they serve from now on; their version."""
    last = session.exec(select(func.max(ModelVersion.version)).where(ModelVersion.kind == KIND)).one() or 0
    if active:
        session.execute(update(ModelVersion).where(col(ModelVersion.kind) == KIND).values(active=False))
    made = ModelVersion(
        kind=KIND,
        version=last + 1,
        weights=weights,
        sha256=identity.digest(weights),
        samples=samples,
        metrics=metrics,
        active=active,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made.version


def card(session: Session) -> ScorerCard:
    """How the scorer is, for whoever reviews."""
    found, decisions = _active(session), len(decided_pairs(session)[0])
    more: dict[str, Any] = {"decisions": decisions, "enough": decisions >= NEEDED, "needed": NEEDED}
    if found is None:
        return ScorerCard(name="The one we came with", trained="on made-up names only", samples=0, **more)
    if _usable(found) is None:
        return ScorerCard(name="The one we came with", trained="", samples=0, problem=_REFUSED, **more)
    told = found.metrics
    return ScorerCard(
        name=f"Version {found.version}",
        trained=f"{local(found.created_at):%-d %b %Y, %H:%M}",
        samples=found.samples,
        accuracy=_share(told.get("after", {}).get("accuracy")),
        before=_share(told.get("before", {}).get("accuracy")),
        on_decisions=_share(told.get("decisions", {}).get("accuracy")),
        **more,
    )


def _active(session: Session) -> ModelVersion | None:
    asked = select(ModelVersion).where(ModelVersion.kind == KIND, col(ModelVersion.active).is_(True))
    return session.exec(asked.order_by(col(ModelVersion.version).desc())).first()


def _usable(found: ModelVersion) -> identity.Scorer | None:
    try:
        return _loaded(found.weights, found.sha256)
    except identity.BadWeights:
        return None


@lru_cache(maxsize=4)
def _loaded(weights: str, sha256: str) -> identity.Scorer:
    return identity.unpack(weights, sha256)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.1f} %"
