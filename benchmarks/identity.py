"""How well two names are told to be one act or two, beside what other ways reach on the same pairs, and how fast.

``python -m benchmarks.identity [FOLDER]``. The labelled pairs are not part of the project: they are looked for in
``artists/data`` of that folder, else of ``EVAL_DATA``, else of ``shared/eval`` beside the repository or a folder up.
Where they are not, made-up pairs are scored. Nothing is learned from the labelled pairs here: the weights are those
that come with the program.
"""

import csv
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks import figures
from benchmarks.adapters import artists
from wtc.domain.identity import read
from wtc.ml import identity, identity_pairs
from wtc.ml.identity_features import Pair

FILE = Path("artists", "data", "artist_pairs_dev.csv")


def main() -> int:
    """Print the figures; 1 when a bar of the labelled pairs was missed, 0 when there are none."""
    labelled = _labelled()
    if labelled is None:
        print("identity: no labelled pairs found, so made-up ones are scored and hold no bar")
        made = identity_pairs.make(5_000, 99)
        _score([one.pair for one in made], np.array([one.same for one in made]))
        return 0
    with labelled.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs: list[Pair] = [(r["name_a"], json.loads(r["ctx_a"]), r["name_b"], json.loads(r["ctx_b"])) for r in rows]
    return 0 if _score(pairs, np.array([row["label"] == "1" for row in rows])) else 1


def _labelled() -> Path | None:
    told = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EVAL_DATA", "")
    above = Path(__file__).resolve().parents[2:4]
    roots = [Path(told)] if told else [one / "shared" / "eval" for one in above]
    return next((root / FILE for root in roots if (root / FILE).is_file()), None)


def _score(pairs: list[Pair], truth: np.ndarray) -> bool:
    artists.match_batch(pairs[:10])
    read.cache_clear()
    began = time.perf_counter()
    sure = artists.match_batch(pairs)
    took = time.perf_counter() - began
    merged, parted = sure >= identity.ACCEPT, sure <= identity.REJECT
    alone = merged | parted
    f1 = 2 * float((merged & truth).sum()) / float(merged.sum() + truth.sum())
    return all(
        [
            figures.at_least("identity, F1", f1, 0.93),
            figures.at_least("identity, accuracy", float((merged == truth).mean()), 0.93),
            figures.at_least("identity, decided alone", float(alone.mean()), 0.8),
            figures.at_least("identity, right when decided alone", float((merged == truth)[alone].mean()), 0.97),
            figures.at_most("identity, false merges", float((merged & ~truth).sum() / (~truth).sum()), 0.015),
            figures.at_least("identity, pairs never seen before", len(pairs) / took, 20_000, "a second"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
