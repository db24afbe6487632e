"""How well gigs are put in order, how truly it is explained, and what that costs.

``python -m benchmarks.recs [FOLDER [USERS]]``. Cost, sums and rules are measured on a made-up town. The interactions
that rankers are scored on are not part of the project: ``recs`` is looked for in that folder, else in ``EVAL_DATA``,
else in ``shared/eval`` beside the repository or a folder up; where it is not, the made-up town is ranked and holds no
bar. Of each kind of user no more than ``USERS`` are asked, always the same; the bars are those of 800.
"""

import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks import figures
from wtc.ml.taste import RANKERS, Evidence, Items, Model, Profile, World, allowed, pack, top, unpack
from wtc.ml.taste.metrics import measure
from wtc.ml.taste.splits import by_time

NOW, DAY = 1_800_000_000.0, 86_400.0
USERS = 800
BARS: dict[str, dict[str, float]] = {
    "meetup_chicago": {"warm": 0.44, "cold3": 0.30, "cold_items": 0.468, "cold0": 0.033},
    "meetup_dc": {"warm": 0.565, "cold3": 0.32, "cold_items": 0.493},
    "lastfm": {"warm": 0.229},
    "lastfm_cold": {"cold_items": 0.40},
    "ml100k": {"warm": 0.2687},
}
WORDS = {"warm": "warm users", "cold3": "1-2 events", "cold0": "no history", "cold_items": "new events"}


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    world, fans = town(events=25_000, acts=3_000, fans=8_000, deeds=100_000)
    began = time.process_time()
    model = RANKERS["learned"].fit(world, fans)
    fitted = time.process_time() - began
    good = [
        figures.at_most("learning from 100,000 interactions", fitted / 60, 5.0, "CPU minutes"),
        figures.at_most("the most memory held", figures.megabytes(), 1_024, "MB"),
        _loading(model),
        *_asking(model, world, fans),
    ]
    folder = _folder()
    if folder is None:
        print("recs: no interactions found, so the made-up town is ranked and holds no bar")
        _made_up()
    else:
        good += _scored(folder)
    return 0 if all(good) else 1


def town(events: int, acts: int, fans: int, deeds: int, seed: int = 7) -> tuple[World, list[Profile]]:
    """A made-up town: acts with two genres of forty, fans who like three, four events in five still to come."""
    chance = np.random.default_rng(seed)
    sounds = chance.integers(0, 40, (acts, 2))
    plays = (chance.pareto(1.2, events) * acts / 30).astype(np.int64) % acts
    since = NOW - chance.uniform(0, 120, events) * DAY
    starts = since + chance.uniform(60, 400, events) * DAY
    rooms = chance.integers(0, 400, events)
    items = Items.of(
        list(range(1, events + 1)),
        acts=[[int(one) + 1] for one in plays],
        genres=[(sounds[one] + 1).tolist() for one in plays],
        venue=(rooms + 1).tolist(),
        lat=chance.normal(53.34, 0.3, 400)[rooms].tolist(),
        lon=chance.normal(-6.26, 0.4, 400)[rooms].tolist(),
        starts=starts.tolist(),
        since=since.tolist(),
        price=(chance.integers(0, 60, events) * 100.0).tolist(),
        candidate=(starts > NOW).tolist(),
    )
    by_sound = [np.flatnonzero((sounds[plays] == genre).any(axis=1)) for genre in range(40)]
    many = np.maximum(1, chance.pareto(1.5, fans))
    many = np.maximum(1, (many / many.sum() * deeds).astype(np.int64))
    profiles = []
    for fan in range(fans):
        likes = chance.choice(40, 3, replace=False)
        rows = np.unique(np.concatenate([chance.choice(by_sound[one], many[fan] // 3 + 1) for one in likes]))
        history = tuple(_deed(items, int(row), chance) for row in rows)
        profiles.append(
            Profile(
                id=fan,
                history=history,
                genres=frozenset({int(likes[0]) + 1}),
                heard_acts={int(one) + 1: 0.5 for one in chance.integers(0, acts, 10)},
                lat=float(chance.normal(53.34, 0.2)),
                lon=float(chance.normal(-6.26, 0.2)),
                radius_km=20.0,
                budget=3_000.0,
                dials={"popular": 0.5, "genre:3": 0.5} if fan % 3 == 0 else {},
            )
        )
    return World(items=items, now=NOW), profiles


def _deed(items: Items, row: int, chance: np.random.Generator) -> Evidence:
    kind = "hide" if chance.random() < 0.05 else "save"
    return items.of_row(row, kind, float(chance.uniform(items.since[row], min(NOW, items.starts[row]))))


def _loading(model: Model) -> bool:
    packed = pack(model)
    began = time.perf_counter()
    unpack(packed)
    took = time.perf_counter() - began
    figures.told("a packed model", len(packed) / 2**20, "MB")
    return figures.at_most("loading a packed model", took, 1.0, "s")


def _asking(model: Model, world: World, fans: list[Profile]) -> list[bool]:
    took, wrong, broken = [], 0, 0
    model.rank(fans[0], world)
    for fan in fans[:: len(fans) // 500][:500]:
        began = time.process_time()
        mask = allowed(fan, world)
        scores = model.rank(fan, world, mask)
        rows = top(scores, world.items, 20)
        whys = model.explain(fan, world, rows)
        took.append((time.process_time() - began) * 1_000)
        wrong += sum(
            abs(sum(part.points for part in why.parts) - scores[why.row]) > 1e-6
            or abs(why.raw - scores[why.row]) > 1e-6
            for why in whys
        )
        dealt = {one.item for one in fan.history}
        items = world.items
        broken += sum(
            int(items.ids[row]) in dealt or not items.candidate[row] or items.starts[row] <= world.now for row in rows
        )
    candidates = int(world.items.candidate.sum())
    figures.told("candidates", candidates, "events")
    return [
        figures.at_most("a list of 20 with its reasons, p95", figures.percentile(took, 0.95), 20.0, "ms CPU"),
        figures.at_most("reasons that do not sum to the score, of 10,000", wrong, 0),
        figures.at_most("what is seen, hidden, past or cancelled in a list, of 10,000", broken, 0),
    ]


def _folder() -> Path | None:
    told = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EVAL_DATA", "")
    above = Path(__file__).resolve().parents[2:4]
    roots = [Path(told)] if told else [one / "shared" / "eval" for one in above]
    return next((root / "recs" for root in roots if (root / "recs" / "eval_recs.py").is_file()), None)


def _made_up() -> None:
    world, fans = town(events=2_000, acts=300, fans=1_500, deeds=12_000, seed=8)
    split = by_time(fans, 0.2)
    moment = max(one.at for fan in split.before for one in fan.history)
    for name, ranker in RANKERS.items():
        found = measure(ranker.fit(world.at(moment), split.before), world.at(moment), split, most=300)
        figures.told(f"made-up town, {name}, NDCG@10", found["all"].ndcg, "")


def _scored(folder: Path) -> list[bool]:
    from benchmarks.adapters import recs as adapter

    script: Any = _loaded(folder / "eval_recs.py")
    users = int(sys.argv[2]) if len(sys.argv) > 2 else USERS
    figures.told("asked of each kind of user, at most", users, "")
    good = []
    for data, bars in BARS.items():
        began = time.process_time()
        taken, wanted, things, people = script.load(str(folder / "data" / data))
        model = adapter.fit(taken, things, people)
        figures.told(f"{data}, learning from {len(taken):,} interactions", time.process_time() - began, "s CPU")
        found, _ = script.run(model, (taken, wanted, things, people), max_users=users)
        for track, bar in bars.items():
            good.append(figures.at_least(f"{data}, {WORDS[track]}, NDCG@10", found[track]["ndcg10"], bar))
        good.append(figures.at_most(f"{data}, rules broken", found["beyond"]["violations"], 0))
    return good


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    with threadpool_limits(1):  # as in the server
        sys.exit(main())
