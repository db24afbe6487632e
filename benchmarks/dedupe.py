"""How well listings are grouped into shows, beside what other ways reach on the same labelled listings, and how fast.

``python -m benchmarks.dedupe``. The labelled listings are not part of the project: they are looked for in
``../shared/eval/dedupe`` beside the repository, and where they are not, only the speed is measured, on listings of our
own. Every line is the mean of files 2 and 3; nothing is learned from file 1.
"""

import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import figures, storing
from benchmarks.adapters import dedupe

LABELLED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "dedupe"
MANY = 100_000


def quality() -> bool:
    """Score the labelled files; whether every bar was reached."""
    script = _script()
    found: list[dict[str, float]] = []
    count, took = 0, 0.0
    for number in (2, 3):
        told, labels, kinds = script.load(number)
        began = time.perf_counter()
        groups = dedupe.dedupe(told)
        took, count = took + time.perf_counter() - began, count + len(told)
        found.append(script.metrics(labels, groups, kinds)[0])
    mean = {name: sum(each[name] for each in found) / len(found) for name in found[0]}
    figures.told("precision of merged pairs", mean["pair_P"], "")
    figures.told("recall of merged pairs", mean["pair_R"], "")
    return all(
        (
            figures.at_least("B-cubed F1", mean["b3_F1"], 0.987),
            figures.at_least("pairwise F1", mean["pair_F1"], 0.97),
            figures.at_most("events that merge two shows", mean["false_merge"], 0.013),
            figures.at_least("labelled listings", count / took, 2_000, "a second"),
        )
    )


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("eval_dedupe", LABELLED / "eval_dedupe.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def speed() -> bool:
    """Group a hundred thousand listings of our own; whether it was quick enough."""
    listings = storing.listings(MANY)
    began = time.perf_counter()
    dedupe.grouped(listings)
    return figures.at_most(f"{MANY:,} listings grouped", time.perf_counter() - began, 60, "s")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    good = True
    if (LABELLED / "eval_dedupe.py").exists() and importlib.util.find_spec("pandas"):
        good = quality()
    else:
        print("the labelled listings (../shared/eval/dedupe), or pandas, are not here: only speed is measured")
    sys.exit(0 if speed() and good else 1)
