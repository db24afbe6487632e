"""What all fans did, as one table of events and one of acts: what neighbours are found in."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy.sparse as sp

from wtc.ml.taste import geo
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.neighbours import KEPT, ease, lengths
from wtc.ml.taste.packing import floats, ints, sparse, sparse_state
from wtc.ml.taste.protocol import Arrays, BadModel
from wtc.ml.taste.shelf import entries
from wtc.ml.taste.world import NOWHERE, Evidence, Floats, Ints, Profile

MOST_ACTS = 5_000
"""EASE is worked out for so many acts, those with the most fans; the others are known by their sound."""
SHRINK = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Fans (ids ascending, with homes) x events they took up (0 or 1), and EASE over acts.

    ``acts`` names rows and columns of ``pull``: what liking the row's act says about the column's. ``takers`` and
    ``pulls`` are the same two tables turned over, ``ways`` (3, k) the homes as unit vectors.
    """

    fans: Ints
    homes: Floats
    items: Ints
    took: sp.csr_matrix
    sizes: Floats
    acts: Ints
    pull: sp.csr_matrix
    takers: sp.csr_matrix
    pulls: sp.csr_matrix
    ways: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ways", np.ascontiguousarray(geo.directions(self.homes).T))

    @classmethod
    def of(cls, profiles: Sequence[Profile], shrink: float = SHRINK, kept: int = KEPT) -> "Crowd":
        """Everybody with positive evidence of at least one event or act."""
        known = sorted(
            (one for one in profiles if any(deed.weight > 0 for deed in one.history)), key=lambda one: one.id
        )
        took, items = _table([[deed.item for deed in _liked(one) if deed.item != NOWHERE] for one in known])
        took.data[:] = 1.0
        liked, acts = _table([[act for deed in _liked(one) for act in deed.acts] for one in known])
        fans_of = np.bincount(liked.indices, minlength=liked.shape[1])
        best = np.sort(np.argsort(-fans_of, kind="stable")[:MOST_ACTS])
        liked = liked[:, best]
        liked.data = eager(liked.data)
        return cls(
            fans=np.array([one.id for one in known], dtype=np.int64),
            homes=np.array([(one.lat, one.lon) for one in known], dtype=np.float64).reshape(-1, 2),
            items=items,
            took=took,
            sizes=lengths(took),
            acts=acts[best],
            pull=(pull := ease(liked, shrink, kept)),
            takers=took.T.tocsr().astype(np.float64),
            pulls=pull.T.tocsr(),
        )

    def state(self) -> Arrays:
        """All of it as arrays."""
        return {
            "crowd_fans": self.fans,
            "crowd_homes": np.nan_to_num(self.homes, nan=999.0),
            "crowd_items": self.items,
            "crowd_acts": self.acts,
            **sparse_state("crowd_took", self.took),
            **sparse_state("crowd_pull", self.pull),
        }

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> "Crowd":
        """The crowd whose ``state`` this is."""
        fans, items, acts = (ints(state, f"crowd_{name}") for name in ("fans", "items", "acts"))
        for ids in (fans, items, acts):
            if (np.diff(ids) <= 0).any():
                raise BadModel("the ids of the model are not in order")
        homes = floats(state, "crowd_homes", (len(fans), 2))
        homes[(np.abs(homes) > 180).any(axis=1)] = np.nan
        took = sparse(state, "crowd_took", (len(fans), len(items)))
        pull = sparse(state, "crowd_pull", (len(acts), len(acts)))
        return cls(
            fans, homes, items, took, lengths(took), acts, pull, took.T.tocsr().astype(np.float64), pull.T.tocsr()
        )

    def only(self, fans: Collection[int]) -> "Crowd":
        """The same without the rows of everybody else; EASE, where nobody can be told apart, stays as it is."""
        here = np.isin(self.fans, np.fromiter(fans, dtype=np.int64))
        state = self.state()
        people = {name: state[name][here] for name in ("crowd_fans", "crowd_homes")}
        return Crowd.restored({**state, **people, **sparse_state("crowd_took", self.took[here])})

    def alike(self, fan: Fan) -> Floats:
        """The cosine of each fan of the crowd with this one by events taken up; 0 for the fan themselves."""
        mine = np.array(sorted({deed.item for deed in fan.liked} - {NOWHERE}), dtype=np.int64)
        at = np.searchsorted(self.items, mine).clip(max=max(0, len(self.items) - 1))
        at = at[self.items[at] == mine] if len(self.items) else at[:0]
        both = np.bincount(entries(self.takers, at)[1], minlength=len(self.fans))
        found: Floats = both / np.maximum(self.sizes * math.sqrt(len(at)), 1e-12)
        found[self.fans == fan.profile.id] = 0.0
        return found

    def friends(self, fan: Fan) -> Floats:
        """1 for each fan of the crowd who is a friend."""
        if not fan.profile.friends:
            return np.zeros(len(self.fans))
        return np.isin(self.fans, np.array(fan.profile.friends, dtype=np.int64)).astype(np.float64)

    def votes(self, weights: Floats) -> Floats:
        """What the fans took up, each with a weight: a sum for each of ``items``."""
        made: Floats = self.takers @ weights
        return made


def _liked(profile: Profile) -> list[Evidence]:
    return [one for one in profile.history if one.weight > 0]


def eager(counts: Floats) -> Floats:
    """How much so many deeds for one act say: the first 1, every doubling 1 more."""
    return np.log2(1.0 + counts)


def _table(rows: Sequence[Sequence[int]]) -> tuple[sp.csr_matrix, Ints]:
    flat = np.fromiter((one for row in rows for one in row), dtype=np.int64)
    ids = np.unique(flat)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    table = sp.csr_matrix((np.ones(len(flat)), np.searchsorted(ids, flat), ends), shape=(len(rows), len(ids)))
    table.sum_duplicates()
    return table, ids
