"""A list in which no act and no venue has more than its share."""

from collections import Counter

import numpy as np

from wtc.ml.taste.world import NOWHERE, Floats, Ints, Items

PER_ACT, PER_VENUE = 2, 3


def top(scores: Floats, items: Items, count: int, per_act: int = PER_ACT, per_venue: int = PER_VENUE) -> Ints:
    """The rows of the ``count`` best scores, best first, at most so many of one act and of one venue.

    When that leaves places empty they go to the best of those passed over, after the others. Rows with -inf never
    come; equal scores go by the smaller id.
    """
    order = _best_first(scores, items, count)
    acts: Counter[int] = Counter()
    venues: Counter[int] = Counter()
    taken: list[int] = []
    passed: list[int] = []
    for row in order.tolist():
        if len(taken) == count:
            break
        playing = items.acts.indices[items.acts.indptr[row] : items.acts.indptr[row + 1]].tolist()
        venue = int(items.venue[row])
        crowded = any(acts[act] >= per_act for act in playing) or (venue != NOWHERE and venues[venue] >= per_venue)
        (passed if crowded else taken).append(row)
        if not crowded:
            acts.update(playing)
            venues.update([venue])
    return np.array((taken + passed)[:count], dtype=np.int64)


def _best_first(scores: Floats, items: Items, count: int) -> Ints:
    most = max(10 * count, 200)
    rows = np.flatnonzero(scores > -np.inf)
    if len(rows) > most:
        among = scores[rows]
        rows = rows[among >= np.partition(among, -most)[-most]]
    made: Ints = rows[np.lexsort((items.ids[rows], -scores[rows]))]
    return made
