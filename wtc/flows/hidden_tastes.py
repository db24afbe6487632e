"""Rankers held against the hidden tastes of the demo's crowd, which no ranker is told."""

from typing import Any

import numpy as np
from sqlmodel import Session

from wtc.demo.crowd import Floats, Stage, taste
from wtc.ml.taste import Model, Profile, World, allowed
from wtc.ml.taste.metrics import AT
from wtc.services import crowd

MOST = 500
Table = dict[str, dict[str, Any]]


def by_hidden_taste(session: Session, models: dict[str, Model], profiles: tuple[Profile, ...], world: World) -> Table:
    """How well the ten best of each ranker fit what visitors of the crowd, at most ``MOST``, would truly like.

    ``ndcg`` takes the chance that they like an event as its gain, against the best ten there are; ``liking`` is the
    mean of that chance in the list. ``above`` is the mean difference of ndcg to popularity, give or take ``within``
    (95 %, paired). The model of choice is that of ``wtc.demo.crowd``.
    """
    stage = Stage(crowd.nights(session))
    place = {int(event): row for row, event in enumerate(stage.ids)}
    rows = np.array([place.get(int(event), -1) for event in world.items.ids])
    members = {one.user_id: one for one in crowd.members(session)}
    fans = [(profile, members[profile.id]) for profile in profiles if profile.id in members][:MOST]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in models}
    for profile, member in fans:
        likes = np.where(rows >= 0, stage.chance(taste(member.seed, member.number))[rows], 0.0)
        mask = allowed(profile, world) & (rows >= 0)
        for name, model in models.items():
            scores = model.rank(profile, world, mask)
            best = np.argsort(-scores, kind="stable")[:AT]
            found[name].append(_fit(likes[best], np.sort(likes[mask])[::-1][:AT]))
    return {name: _row(np.array(found[name]), np.array(found["popularity"])) for name in models} if fans else {}


def _fit(got: Floats, best: Floats) -> tuple[float, float]:
    discount = 1 / np.log2(np.arange(2, AT + 2))
    ideal = float((best * discount[: len(best)]).sum())
    return float((got * discount[: len(got)]).sum()) / ideal if ideal else 0.0, float(got.mean()) if len(got) else 0.0


def _row(mine: Floats, control: Floats) -> dict[str, Any]:
    apart = mine[:, 0] - control[:, 0]
    within = 1.96 * float(apart.std(ddof=1)) / len(apart) ** 0.5 if len(apart) > 1 else 0.0
    return {
        "fans": len(mine),
        "ndcg": float(mine[:, 0].mean()),
        "liking": float(mine[:, 1].mean()),
        "above": float(apart.mean()),
        "within": within,
    }
