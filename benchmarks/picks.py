"""Lists among 20,000 coming events: processor time with explanations, answers over HTTP, kept lists, and questions.

``python -m benchmarks.picks`` prints one line a promise: name | figure | bar | ok or MISSED. The fans are made up, in a
copy of the benchmarks' catalogue; all the rest is the program as it runs.
"""

import asyncio
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks import catalogue, figures
from benchmarks.watched import processor

if TYPE_CHECKING:  # the program reads its settings when it is loaded
    from wtc.ml.taste import Items, Model

EVENTS, FANS, HISTORY, FOLLOWS = 23_400, 60, 60, 15
CROWD, LISTS = 8_000, 200
RATE, SECONDS = 20, 15
HOMES, HOME_SECONDS, SAVES = 50, 10, 10
"""Looks at Home a second, for so many seconds; before each so-many-th its fan saves a gig, so that it is made anew."""
SHOWN, LOOKS = 20, 12
GENRES = ("techno", "folk", "trad", "rock", "jazz")


def token(fan: int) -> str:
    return f"bench-session-of-fan-{fan}"


def rows(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Tables with the rows of fans who said, saved, hid and followed things, and are signed in."""
    now = catalogue.NOW
    made: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in (
            *("users", "sessions", "user_preferences"),
            *("user_saved_events", "user_hidden_events", "user_followed_artists"),
        )
    }
    for fan in range(1, FANS + 1):
        who = {"name": f"Fan {fan}", "email": f"fan{fan}@example.org", "password_hash": "x", "role": 1}
        made["users"].append({"id": fan, **who, "synthetic": False, "created_at": now, "updated_at": now})
        times = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(days=9)}
        made["sessions"].append(
            {"token_hash": hashlib.sha256(token(fan).encode()).hexdigest(), "user_id": fan, **times}
        )
        said = {"genres": chance.sample(GENRES, 2), "cities": ["Dublin"], "artists": [], "venues": [], "djs": []}
        more = {"budget_max": 2_500, "radius_km": 10, "night_preferences": ["fri", "sat"], "currency": "EUR"}
        made["user_preferences"].append({"user_id": fan, **said, **more, "profiling": True, "updated_at": now})
        for place, event in enumerate(chance.sample(range(1, EVENTS + 1), HISTORY)):
            at = now - timedelta(days=chance.randint(1, 300))
            deed = {"user_id": fan, "event_id": event, "created_at": at}
            made["user_saved_events" if place % 5 else "user_hidden_events"].append(deed)
        for act in chance.sample(range(1, catalogue.ACTS), FOLLOWS):
            made["user_followed_artists"].append({"user_id": fan, "artist_id": act, "created_at": now})
    return made


def fill(address: str) -> None:
    """Put the fans into the database."""
    from sqlalchemy import insert
    from sqlmodel import SQLModel

    import wtc.models  # noqa: F401  (registers the tables)
    from wtc import db

    engine = db.open_engine(address)
    with engine.connect().execution_options(writes=True) as connection:
        for table, each in rows(random.Random(5)).items():
            connection.execute(insert(SQLModel.metadata.tables[table]), each)
        connection.commit()
    engine.dispose()


async def ranked(name: str) -> list[float]:
    """Milliseconds of processor time to rank for each fan, explain what is shown, and put it into words."""
    from wtc.db import ask
    from wtc.domain import reasons
    from wtc.flows import explaining, ranking, shelves
    from wtc.services import events, fans
    from wtc.shapes.taste import Wish

    shelf = await shelves.KEEPER.current()
    items = shelf.stock.items
    model = crowded(items) if name == "learned" else shelf.models[name]
    took = []
    for number in range(-3, LISTS):  # the first lay the catalogue out
        fan = await ask(fans.one, number % FANS + 1)
        keep = (HISTORY + FOLLOWS, 3, HISTORY)[number // FANS % 3]  # much, little and some is known of a fan
        profile = replace(fan.profile, history=fan.profile.history[:keep])
        begun = time.process_time()
        found = ranking.ranked(shelf, model, profile, Wish(), SHOWN, catalogue.NOW)
        spent = time.process_time() - begun
        shown = {one.id: one for one in await ask(events.many, [int(items.ids[why.row]) for why in found.whys])}
        begun = time.process_time()
        for why in found.whys:
            parts = explaining.parts(why, fan, shelf, shown[int(items.ids[why.row])])
            reasons.worded(parts, 80)
            reasons.sentence(parts)
        if number >= 0:
            took.append(1_000 * (spent + time.process_time() - begun))
    return took


def crowded(items: "Items") -> "Model":
    """The learned ranker with a made-up crowd and the points of the table, by which every factor counts."""
    from wtc.ml.taste import Profile
    from wtc.ml.taste.learned import untaught

    chance = np.random.default_rng(5)
    fame = chance.pareto(1.2, len(items))
    many = np.clip(5 * chance.pareto(1.5, CROWD), 1, 150).astype(int)
    homes = chance.normal((53.34, -6.26), 0.2, (CROWD, 2))
    return untaught(
        [
            Profile(
                id=FANS + 1 + number,
                history=tuple(
                    items.of_row(int(row), at=catalogue.NOW.timestamp() - 86_400 * float(chance.uniform(1, 300)))
                    for row in chance.choice(len(items), many[number], p=fame / fame.sum())
                ),
                lat=float(homes[number, 0]),
                lon=float(homes[number, 1]),
            )
            for number in range(CROWD)
        ]
    )


async def questions() -> list[int]:
    """How many questions of the database a list takes: when it is made, and when it was kept."""
    from sqlalchemy import event

    from wtc import db
    from wtc.flows import afterwards, picks
    from wtc.shapes.taste import Wish

    said: list[str] = []
    event.listen(db.engine(), "before_cursor_execute", lambda _c, _k, text, *_: said.append(text[:6]))
    counts = []
    for _ in range(2):
        said.clear()
        await picks.make(1, Wish(limit=17))
        counts.append(sum(each == "SELECT" for each in said))
        await asyncio.to_thread(afterwards.settled)
    return counts


async def kept_share() -> float:
    """Of an evening's lists the share that were kept ones: each fan looks some times, and saves a gig half-way."""
    from wtc import clock, db
    from wtc.flows import afterwards, picks
    from wtc.services import feedback
    from wtc.shapes.taste import Action, Wish

    hits = 0
    for fan in range(1, FANS + 1):
        for look in range(LOOKS):
            made = await picks.make(fan, Wish(surface="home", limit=12))
            hits += made.cached
            await asyncio.to_thread(afterwards.settled)
            if look == LOOKS // 2:
                await db.act(feedback.say, fan, made.picks[0].event.id, Action.SAVE, now=clock.now())
    return hits / (FANS * LOOKS)


async def homes() -> tuple[float, float, list[float]]:
    """Processor time for a home that is made and for one that was kept, with what is noted afterwards, in
    milliseconds; then how long homes took at ``HOMES`` a second, most of them kept.
    """
    from wtc import clock, db
    from wtc.flows import afterwards, home
    from wtc.services import feedback
    from wtc.shapes.taste import Action

    spent: list[float] = []
    for _ in range(2):
        begun = time.process_time()
        for fan in range(1, FANS + 1):
            await home.build("Dublin", fan)
        await asyncio.to_thread(afterwards.settled)
        spent.append(1_000 * (time.process_time() - begun) / FANS)
    took: list[float] = []

    async def one(number: int) -> None:
        begun = time.perf_counter()
        await home.build("Dublin", number % FANS + 1)
        took.append(1_000 * (time.perf_counter() - begun))

    asked = []
    for number in range(HOMES * HOME_SECONDS):
        if number % SAVES == 0:
            await db.act(feedback.say, number % FANS + 1, number + 1, Action.SAVE, now=clock.now())
        asked.append(asyncio.create_task(one(number)))
        await asyncio.sleep(1 / HOMES)
    await asyncio.gather(*asked)
    await asyncio.to_thread(afterwards.settled)
    return spent[0], spent[1], took


async def over_http(url: str) -> list[float]:
    """Milliseconds that feeds took at ``RATE`` a second, each of another length so that none was kept before."""
    took: list[float] = []

    async def one(client: httpx.AsyncClient, number: int) -> None:
        turn, fan = divmod(number, FANS)
        begun = time.perf_counter()
        answer = await client.get(f"{url}/v1/users/me/feed?limit={SHOWN + turn}", cookies={"wtc": token(fan + 1)})
        took.append(1_000 * (time.perf_counter() - begun))
        answer.raise_for_status()
        if answer.json()["cached"]:
            raise RuntimeError("a list that was to be made had been kept")

    async with httpx.AsyncClient(timeout=30) as client:
        for number in range(FANS):
            await one(client, number)  # warm, and not counted
        took.clear()
        asked = []
        for number in range(FANS, FANS + RATE * SECONDS):
            asked.append(asyncio.create_task(one(client, number)))
            await asyncio.sleep(1 / RATE)
        await asyncio.gather(*asked)
    return took


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    source = catalogue.prepare(EVENTS)
    from tests.serving import serving
    from wtc import db
    from wtc.services import world
    from wtc.settings import settings

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "wtc.db"
        shutil.copy(source, copy)
        fill(f"sqlite:///{copy}")
        os.environ.update(DATABASE_URL=f"sqlite:///{copy}", DATA_DIR=folder)
        settings.cache_clear()
        db.engine.cache_clear()
        builds = []
        for _ in range(3):
            begun = time.process_time()
            stock = db.read(world.stock, since=catalogue.NOW - world.STILL_ON)
            builds.append(time.process_time() - begun)
        figures.told("coming events", float(stock.items.candidate.sum()), "events")
        cost = {name: asyncio.run(ranked(name)) for name in ("content", "learned")}
        told = asyncio.run(questions())
        kept = [
            figures.at_most("catalogue as arrays, processor time", min(builds), 1.0, "s"),
            *(
                figures.at_most(
                    f"a list with reasons, {name}, processor time, p95", figures.percentile(took, 0.95), 20, "ms"
                )
                for name, took in cost.items()
            ),
            figures.at_most("questions for a list that is made", told[0], 16, "questions"),
            figures.at_most("questions for a list that was kept", told[1], 8, "questions"),
            figures.at_least("an evening's lists that were kept ones", 100 * asyncio.run(kept_share()), 80, "%"),
        ]
        made, again, looks = asyncio.run(homes())
        figures.told("a home that is made, processor time", made, "ms")
        kept += [
            figures.at_most("a home that was kept, processor time", again, 12, "ms"),
            figures.at_most(f"home, {HOMES}/s, most of them kept, p95", figures.percentile(looks, 0.95), 60, "ms"),
        ]
        for name, took in cost.items():
            figures.told(f"a list with reasons, {name}, processor time, median", figures.percentile(took, 0.5), "ms")
        db.engine().dispose()
        with serving(Path(folder), DATABASE_URL=f"sqlite:///{copy}") as served:
            before = processor(served.pid)
            answers = asyncio.run(over_http(served.url))
            spent = 1_000 * (processor(served.pid) - before) / (FANS + RATE * SECONDS)
        figures.told("a feed over HTTP, the server's processor time", spent, "ms")
        figures.told(f"feed over HTTP, {RATE}/s, median", figures.percentile(answers, 0.5), "ms")
        kept.append(figures.at_most(f"feed over HTTP, {RATE}/s, p95", figures.percentile(answers, 0.95), 100, "ms"))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    with threadpool_limits(1):  # as in the server
        sys.exit(main())
