"""How far one mix has moved from another."""

from collections.abc import Mapping
from math import log

LEAST = 0.5
"""Added to every count, so that what was never seen has a share too."""


def stability(before: Mapping[str, int], lately: Mapping[str, int]) -> float:
    """The population stability index of two counts by name: the sum of (q - p) ln(q / p) over their shares.

    0 for the same mix; by custom below 0.1 is steady and above 0.2 is a shift (Siddiqi, Credit Risk Scorecards, 2006).
    """
    names = before.keys() | lately.keys()
    total = [sum(side.values()) + LEAST * len(names) for side in (before, lately)]
    index = 0.0
    for name in names:
        p, q = ((side.get(name, 0) + LEAST) / whole for side, whole in zip((before, lately), total, strict=True))
        index += (q - p) * log(q / p)
    return index
