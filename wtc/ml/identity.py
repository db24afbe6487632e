"""How sure one can be that two names are one act, and the named parts of that: their shares add up to the log-odds."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from wtc.ml.identity_features import GROUPS, NAMES, Pair, table

ACCEPT = 0.7
"""From here on two names are held to be one act without anybody looking."""
REJECT = 0.17
"""Down to here they are held to be two."""
SHIPPED = Path(__file__).with_name("identity.json")
BASE = "base"
FORMAT = 1


class BadWeights(ValueError):
    """Weights that are not what they say they are."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees, each over the columns of one group only, so that what a group adds to the log-odds is well defined.

    ``column``, ``bound``, ``value`` are a row for each tree, laid out as a heap: of node k the children are 2k+1, 2k+2.
    """

    name: str
    base: float
    column: np.ndarray
    bound: np.ndarray
    value: np.ndarray
    group: np.ndarray
    depth: int

    def shares(self, pairs: Sequence[Pair]) -> np.ndarray:
        """A row for each pair, a column for each group: signed parts of the log-odds, without the base."""
        return self.of(table(pairs))

    def of(self, rows: np.ndarray) -> np.ndarray:
        """The same for rows of ``identity_features.table``."""
        made = np.zeros((len(GROUPS), len(rows)))
        columns = np.ascontiguousarray(rows.T)
        lines = np.arange(len(rows))
        for tree in range(len(self.column)):
            right = columns[self.column[tree]] > self.bound[tree][:, None]
            node = right[0] + 1
            for _ in range(1, self.depth):
                node = 2 * node + 1 + right[node, lines]
            made[self.group[tree]] += self.value[tree][node - len(right)]
        return made.T

    def confidences(self, pairs: Sequence[Pair]) -> np.ndarray:
        """How sure, for each pair: 0 to 1."""
        return sigmoid(self.base + self.shares(pairs).sum(axis=1))


def sigmoid(odds: np.ndarray) -> np.ndarray:
    """Log-odds as probability."""
    made: np.ndarray = 1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500)))
    return made


def pack(name: str, trained: dict[str, Any]) -> str:
    """Weights as text."""
    return orjson.dumps({"format": FORMAT, "name": name, "columns": NAMES, **trained}).decode()


def digest(weights: str) -> str:
    """The SHA-256 of weights."""
    return hashlib.sha256(weights.encode()).hexdigest()


def unpack(weights: str, sha256: str = "") -> Scorer:
    """The scorer of these weights. BadWeights when they were tampered with or belong to other columns."""
    if sha256 and digest(weights) != sha256:
        raise BadWeights("the weights are not those that were trained")
    try:
        told = orjson.loads(weights)
        if told["format"] != FORMAT or tuple(told["columns"]) != NAMES:
            raise BadWeights("the weights are for another version")
        scorer = Scorer(
            name=str(told["name"])[:40],
            base=float(told["base"]),
            column=np.array(told["column"], dtype=np.intp),
            bound=np.array(told["bound"], dtype=np.float64),
            value=np.array(told["value"], dtype=np.float64),
            group=np.array(told["group"], dtype=np.intp),
            depth=int(told["depth"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadWeights(str(error)) from error
    _check(scorer)
    return scorer


def _check(scorer: Scorer) -> None:
    trees, inner = len(scorer.column), 2**scorer.depth - 1
    fits = scorer.column.shape == scorer.bound.shape == (trees, inner) and scorer.value.shape == (trees, inner + 1)
    known = scorer.group.shape == (trees,) and 0 < trees <= 2_000 and 1 <= scorer.depth <= 8
    finite = np.isfinite(scorer.value).all() and np.isfinite(scorer.base) and not np.isnan(scorer.bound).any()
    if not (fits and known and finite):
        raise BadWeights("the weights have an odd shape")
    if (
        scorer.column.min() < 0
        or scorer.column.max() >= len(NAMES)
        or not 0 <= scorer.group.min() <= scorer.group.max() < len(GROUPS)
    ):
        raise BadWeights("the weights name columns that are not there")


@lru_cache(maxsize=1)
def shipped() -> Scorer:
    """The scorer that comes with the program."""
    return unpack(SHIPPED.read_text(encoding="utf-8"))
