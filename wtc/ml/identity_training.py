"""A scorer of identity trained: on pairs made by rule, and on what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from wtc.ml.identity import ACCEPT, REJECT, Scorer, pack, sigmoid
from wtc.ml.identity_features import FALLS, GROUPS, NAMES, RISES, Pair, table

TREES = 220
DEPTH = 3
RATE = 0.1
_ENDS = list(accumulate(len(group) for group in GROUPS.values()))
_SPANS = [set(range(end - len(group), end)) for end, group in zip(_ENDS, GROUPS.values(), strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """How a scorer did on labelled pairs: shares between 0 and 1. ``decided`` without a person, ``sure`` rightly so."""

    pairs: int
    accuracy: float
    f1: float
    decided: float
    sure: float
    false_merges: float


def train(
    name: str, pairs: Sequence[Pair], same: Sequence[bool], weights: Sequence[float] | None = None, seed: int = 0
) -> str:
    """Weights learned from labelled pairs, as text. Trees look at one group of columns each."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # takes a second to load, and serving needs it not

    booster = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        min_samples_leaf=40,
        l2_regularization=5.0,
        interaction_cst=_SPANS,
        monotonic_cst=[(name in RISES) - (name in FALLS) for name in NAMES],
        early_stopping=False,
        random_state=seed,
    )
    booster.fit(table(pairs), np.asarray(same, dtype=int), sample_weight=weights)
    return pack(name, _trees(booster))


def _trees(booster: Any) -> dict[str, Any]:
    """The trees as heaps of one depth; a leaf above the last row is repeated below."""
    inner = 2**DEPTH - 1
    column, bound, value, group = [], [], [], []
    for (predictor,) in booster._predictors:
        nodes = predictor.nodes
        columns, bounds, values = [0] * inner, [0.0] * inner, [0.0] * (inner + 1)
        used = set()
        waiting = [(0, 0)]
        while waiting:
            place, index = waiting.pop()
            node = nodes[index]
            if place >= inner:
                values[place - inner] = round(float(node["value"]), 7)
            elif node["is_leaf"]:
                waiting += [(2 * place + 1, index), (2 * place + 2, index)]
            else:
                columns[place], bounds[place] = int(node["feature_idx"]), round(float(node["num_threshold"]), 7)
                used.add(columns[place])
                waiting += [(2 * place + 1, int(node["left"])), (2 * place + 2, int(node["right"]))]
        column.append(columns)
        bound.append(bounds)
        value.append(values)
        group.append(next((number for number, span in enumerate(_SPANS) if used & span), 0))
    base = float(np.ravel(booster._baseline_prediction)[0])
    return {"base": base, "depth": DEPTH, "column": column, "bound": bound, "value": value, "group": group}


def measure(scorer: Scorer, pairs: Sequence[Pair], same: Sequence[bool]) -> Metrics:
    """How ``scorer`` does on labelled pairs."""
    if not pairs:
        return Metrics(pairs=0, accuracy=0.0, f1=0.0, decided=0.0, sure=0.0, false_merges=0.0)
    truth = np.asarray(same, dtype=bool)
    sure = sigmoid(scorer.base + scorer.of(table(pairs)).sum(axis=1))
    said, merged, parted = sure >= 0.5, sure >= ACCEPT, sure <= REJECT
    alone = merged | parted
    return Metrics(
        pairs=len(pairs),
        accuracy=float((said == truth).mean()),
        f1=float(2 * (said & truth).sum() / max(1, said.sum() + truth.sum())),
        decided=float(alone.mean()),
        sure=float((merged == truth)[alone].mean()) if alone.any() else 0.0,
        false_merges=float((merged & ~truth).sum() / max(1, (~truth).sum())),
    )
