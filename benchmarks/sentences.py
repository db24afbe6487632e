"""Plain-words search: how long a sentence takes to be read, alone and with the names of 100,000 events looked up."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import figures
from benchmarks.catalogue import NOW, prepare

TABLE = Path(__file__).parent.parent / "tests" / "domain" / "sentences" / "table.txt"
BAR = 10
"""Milliseconds for one sentence."""


def sentences() -> list[str]:
    """The table of the tests, and the longest and oddest that may be sent."""
    told = [line.split(" =>")[0] for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [*told, "techno in Galway " + "x" * 10_000, "no techno or " * 800, "tonight " * 1_250, "galwya " * 1_400]


def run() -> None:
    prepare()
    from wtc import db
    from wtc.domain.sentences import read
    from wtc.services import events

    def took(deed: Callable[[str], object], text: str) -> float:
        began = time.perf_counter()
        deed(text)
        return (time.perf_counter() - began) * 1e3

    read("techno", now=NOW)  # the lexicon is read
    alone = [took(lambda text: read(text, now=NOW), text) for text in sentences()]
    figures.at_most("a sentence read, p95", figures.percentile(alone, 0.95), BAR, "ms")
    figures.at_most("a sentence read, worst", max(alone), BAR, "ms")
    with db.reading() as session:
        speller = events.speller(session, now=NOW)

        def understand(text: str) -> object:
            return events.understand(session, text, now=NOW, speller=lambda _: speller)

        understand("techno tonight")
        whole = [took(understand, text) for text in sentences()]
    figures.told("a sentence read with names looked up, p50", figures.percentile(whole, 0.5), "ms")
    figures.at_most("a sentence read with names looked up, p95", figures.percentile(whole, 0.95), BAR, "ms")


if __name__ == "__main__":
    run()
