"""Search over 100,000 events, in process: how long it takes, and how much of what was meant it finds."""

import random
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta

from benchmarks.catalogue import NOW, WORDS, prepare

EACH = 150
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def questions(acts: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Distinct things that people type, by kind."""
    names = chance.sample(acts, min(len(acts), EACH * 4))
    nouns, rooms = WORDS["nouns"], WORDS["rooms"]
    commons = {f"{a} {b}" for a in ("the", "live at", "tour") for b in (*nouns, *rooms)}
    return {
        "artist": names[:EACH],
        "prefix": [name[: chance.randint(3, 6)] for name in names[EACH : EACH * 2]],
        "two common words": chance.sample(sorted(commons), EACH),
        "typo": [slip(name, chance) for name in names if len(name) > 5][:EACH],
        "filters": names[EACH * 2 : EACH * 3],
        "no hit": ["".join(chance.choices(LETTERS, k=9)) for _ in range(EACH)],
    }


def slip(name: str, chance: random.Random) -> str:
    """``name`` with one letter left out, doubled, changed or swapped with the next."""
    at = chance.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return chance.choice(
        (
            before + after,
            before + letter + letter + after,
            before + chance.choice(LETTERS) + after,
            before + after[0] + letter + after[1:],
        )
    )


def run() -> None:
    prepare()
    from benchmarks import figures
    from wtc import db
    from wtc.domain.text import fold
    from wtc.queries import events as queries
    from wtc.services import events
    from wtc.shapes.events import EventPage, EventQuery

    chance = random.Random(11)
    with db.reading() as session:
        began = time.perf_counter()
        speller = events.speller(session, now=NOW)
        figures.told("speller built", (time.perf_counter() - began) * 1e3, "ms")
        tracemalloc.start()
        again = events.speller(session, now=NOW)
        figures.at_most("speller memory", tracemalloc.get_traced_memory()[0] / 1e6, 20, "MB")
        tracemalloc.stop()
        del again

        def ask(q: str, **more: object) -> EventPage:
            query = EventQuery(q=q, limit=20, **more)  # type: ignore[arg-type]
            return events.search(session, query, now=NOW, speller=lambda _: speller)

        coming = queries.E.sort_at.between(NOW, NOW + timedelta(days=90)) & (queries.E.status == "scheduled")
        played = queries.PLAYS.join(queries.EVENTS, queries.E.id == queries.PLAYS.c.event_id)
        ids = queries.select(queries.PLAYS.c.artist_id).select_from(played).where(coming)
        found = session.execute(queries.select(queries.ARTISTS.c.name).where(queries.ARTISTS.c.id.in_(ids)))
        acts = sorted(found.scalars())
        kinds = questions(acts, chance)
        every: list[float] = []
        spent = time.thread_time()
        for kind, typed in kinds.items():
            filters = {"city": "Dublin", "genres": ("techno", "trad"), "price_max": 2_500} if kind == "filters" else {}
            took = [timed(lambda q=q, f=filters: ask(q, **f)) for q in typed]  # type: ignore[misc]
            every += took
            figures.told(f"engine, {kind}, p50", figures.percentile(took, 0.5), "ms")
            figures.told(f"engine, {kind}, p95", figures.percentile(took, 0.95), "ms")
        spent = (time.thread_time() - spent) / len(every) * 1e3
        broad = [timed(lambda q=q: ask(q)) for q in ("the", "a", "d", "th", "live", "the a", "dublin")]  # type: ignore[misc]
        figures.told("engine, broadest words, worst", max(broad), "ms")
        figures.told("engine, all kinds together, mean of processor time", spent, "ms")
        figures.at_most("engine, all kinds together, p95", figures.percentile(every, 0.95), 25, "ms")

        def recall(pairs: list[tuple[str, str]]) -> float:
            hits = sum(
                any(act.name == name for event in ask(typed).events for act in event.artists) for typed, name in pairs
            )
            return 100 * hits / len(pairs)

        long_names = [name for name in chance.sample(acts, 600) if len(fold(name)) >= 5]
        figures.at_least("typo recall@20", recall([(slip(name, chance), name) for name in long_names]), 95, "%")
        accented = [name for name in acts if not name.isascii()][:500]
        figures.at_least("fada-folded recall@20", recall([(fold(name), name) for name in accented]), 100, "%")
        figures.at_least('"roisin" found', 100.0 * (ask("roisin").total > 0), 100, "%")
        figures.at_least('"fontains dc" found', recall([("fontains dc", "Fontaines D.C.")]), 100, "%")
        figures.at_most("process memory", figures.megabytes(), 250, "MB")


def timed(deed: Callable[[], object]) -> float:
    """How long ``deed`` takes, in milliseconds."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    run()
