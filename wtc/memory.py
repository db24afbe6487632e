"""What stays for as long as the program runs: Python need not look for cycles among it again and again."""

import gc

YOUNG = 20_000
"""New objects between two looks for cycles among the newest: a list alone makes thousands, and hardly a cycle."""


def settle() -> None:
    """Leave everything that is here now out of every later search for cycles, which halts all threads meanwhile."""
    gc.set_threshold(YOUNG, 10, 10)
    gc.collect()
    gc.freeze()
