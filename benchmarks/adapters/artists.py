"""The product's own answer to whether two names are one act, for scripts that score it against labelled pairs."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from wtc.domain import ireland
from wtc.domain.identity import read
from wtc.domain.text import key
from wtc.ml import identity, identity_pairs, identity_training
from wtc.ml.identity_features import Pair

ACCEPT, REJECT = identity.ACCEPT, identity.REJECT
GENERATED = 30_000
WEIGHT = 8.0
"""What a decision counts for against a pair made by rule: the same as in ``flows.mapping``."""

_scorer = identity.shipped()
_known = {key(name): place for place, act in enumerate(ireland.acts()) for name in (act.name, *act.aliases)}
_wholes = frozenset(read(name).whole for act in ireland.acts() for name in (act.name, *act.aliases))


def match(name_a: str, ctx_a: dict[str, Any], name_b: str, ctx_b: dict[str, Any]) -> float:
    """How sure it is that both names are one act."""
    return float(match_batch([(name_a, ctx_a, name_b, ctx_b)])[0])


def match_batch(pairs: Sequence[Pair]) -> np.ndarray:
    """The same for many pairs: two names that we know are what we know of them, the rest is the scorer's."""
    sure = _scorer.confidences(pairs)
    for place, (one, ctx, other, also) in enumerate(pairs):
        if ctx or also or read(one).whole not in _wholes or read(other).whole not in _wholes:
            continue
        if (a := _known.get(key(one))) is not None and (b := _known.get(key(other))) is not None:
            sure[place] = 0.995 if a == b else min(sure[place], 0.01)
    return sure


def fit(labelled: Any) -> None:
    """Learn from labelled pairs as from the decisions of admins: together with what is made by rule."""
    global _scorer
    made = identity_pairs.make(GENERATED, 1)
    decided: list[Pair] = [
        (row.name_a, json.loads(row.ctx_a), row.name_b, json.loads(row.ctx_b)) for row in labelled.itertuples()
    ]
    weights = identity_training.train(
        "fitted",
        [*(one.pair for one in made), *decided],
        [*(one.same for one in made), *(bool(label) for label in labelled.label)],
        [*([1.0] * len(made)), *([WEIGHT] * len(decided))],
    )
    _scorer = identity.unpack(weights)
