"""What learning costs: 100,000 deeds of made-up visitors in a process of its own, and a start with what it learned.

``python -m benchmarks.training [DEEDS]``.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace

from benchmarks import figures
from wtc import clock
from wtc.db import act, ask, engine
from wtc.demo import lives
from wtc.demo.crowd import SEED, Stage
from wtc.flows import training
from wtc.flows.start import prepare
from wtc.services import crowd, recommenders
from wtc.shapes.crowd import Life
from wtc.shapes.recommenders import CROWD

DEEDS = 100_000
MINUTES, MEGABYTES, SECONDS = 5.0, 1_024.0, 1.0
START = """
import time
began = time.perf_counter()
from wtc.db import read
from wtc.services import serving
imported = time.perf_counter()
assert read(serving.active).label
print(imported - began, time.perf_counter() - imported)
"""


def visitors(stage: Stage, deeds: int) -> Iterator[list[Life]]:
    """Made-up visitors, a hundred at a time, until they did so much; what they were shown is not learned from."""
    number = done = 0
    while done < deeds:
        part = []
        while len(part) < crowd.CHUNK and done < deeds:
            number += 1
            life = lives.live(stage, SEED, number, now=clock.now(), days=60)
            part.append(replace(life, impressions=()))
            done += len(life.feedback) + len(life.follows)
        yield part


async def learn(deeds: int) -> bool:
    stage = Stage(await ask(crowd.nights))
    for part in visitors(stage, deeds):
        await act(crowd.settle, part, now=clock.now())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = await training.learned(CROWD, lambda words, _done: print(f"  {words}", file=sys.stderr, flush=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    await act(recommenders.keep, replace(made, passed=True), now=clock.now())
    learned = sum(many for name, many in made.samples.items() if name not in ("preferences", "listening", "dials"))
    figures.told("training, deeds learned from", learned, "")
    figures.told("training, arrays", len(made.body) / 1e6, "MB")
    kept = figures.at_most(f"training, {deeds:,} deeds, CPU", spent / 60, MINUTES, "min")
    return figures.at_most("training, memory", after.ru_maxrss / 1_024, MEGABYTES, "MB") & kept


def start() -> bool:
    """A fresh process until its first list could be made, apart from what it takes to import."""
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    imports, loads = map(float, done.stdout.split())
    figures.told("start with a stored model, imports", imports, "s")
    return figures.at_most("start with a stored model", loads, SECONDS, "s")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": "", "WTC_NOW": "2026-11-21T14:00"}
        prepare()
        kept = asyncio.run(learn(int(sys.argv[1]) if len(sys.argv) > 1 else DEEDS))
        kept &= start()
        engine().dispose()
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
