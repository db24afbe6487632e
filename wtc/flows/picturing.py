"""Beside the visitors: the sources' pictures are asked for, fetched one at a time, and kept within bounds."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from prometheus_client import Counter, Gauge

from wtc import clock
from wtc.db import act, ask
from wtc.errors import Conflict, Invalid, SourceDown, TooLarge
from wtc.flows import pictures as store
from wtc.flows.turns import alone
from wtc.gateways import pictures as world
from wtc.services import pictures
from wtc.settings import settings
from wtc.shapes.pictures import Asked, Kept, PictureCount

EVERY = 60.0
FIRST = 20.0
GAP = 0.5
"""Seconds from one picture to the next: two a second at most, from all hosts together."""
TOGETHER = 20
SPARE = 512 * 1024 * 1024
"""Bytes that have to be free on the disk, or nothing is fetched."""
NOTED_AGAIN = 10
ACTS_EVERY = 5
TIDY_EVERY = 60

PICTURES = Counter("wtc_pictures", "Pictures of sources, by what came of them.", ["outcome"])
NO_ROOM = Gauge("wtc_pictures_no_room", "1 while the disk is too full to fetch pictures.")
STORE = Gauge("wtc_pictures_bytes", "Bytes in the picture store when it was last weighed.")
_log = structlog.get_logger(__name__)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Round:
    """What a round of fetching came to; ``stopped`` says why it ended early."""

    ready: int = 0
    failed: int = 0
    refused: int = 0
    stopped: str = ""


async def watch() -> None:
    """For as long as the program runs: note what is new, fetch what is due, and keep the store within its bound."""
    await asyncio.sleep(FIRST)
    turn, since = 0, _LONG_AGO
    while True:
        try:
            began = clock.now()
            async with alone("pictures"):
                await note(changed=since, acts=turn % ACTS_EVERY == 0)
                since = began - timedelta(minutes=NOTED_AGAIN)
                await fetch()
                if turn % TIDY_EVERY == 0:
                    await tidy()
        except Conflict:
            pass  # another process of ours is at it
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("pictures_round_failed", kind=type(error).__name__)
        turn += 1
        await asyncio.sleep(EVERY)


async def note(*, changed: datetime = _LONG_AGO, acts: bool = True) -> int:
    """Ask for the pictures of the events to come that changed from ``changed`` on, and of acts; how many are new."""
    now, new = clock.now(), 0
    after: tuple[datetime, int] | None = (_LONG_AGO, 0)
    while after:
        urls, after = await ask(pictures.of_events, now - timedelta(days=1), changed, after=after)
        new += await _note(urls, now)
    if acts:
        urls = await ask(pictures.of_acts)
        for start in range(0, len(urls), pictures.CHUNK):
            new += await _note(urls[start : start + pictures.CHUNK], now)
    return new


async def _note(urls: list[str], now: datetime) -> int:
    return await act(pictures.note, {url: world.source_of(url) for url in urls}, now=now) if urls else 0


async def fetch(
    *, fetcher: world.Fetcher | None = None, gap: float = GAP, progress: Callable[[Round], None] = lambda _: None
) -> Round:
    """Fetch every picture whose turn it is, one after another; stops when the disk has no room."""
    done = Round()
    async with fetcher or world.Fetcher() as guarded:
        while batch := await ask(pictures.due, now=clock.now(), limit=TOGETHER):
            for asked in batch:
                started = time.monotonic()
                if not await asyncio.to_thread(_room):
                    done.stopped = "the disk is nearly full"
                    break
                try:
                    await _one(guarded, asked, done)
                except SourceDown as down:
                    done.stopped = down.message
                    break
                progress(done)
                await asyncio.sleep(max(0.0, gap - (time.monotonic() - started)))
            if done.ready:
                await act(pictures.changed, now=clock.now())
            if done.stopped:
                _log.warning("pictures_stopped", why=done.stopped)
                break
    return done


def _room() -> bool:
    enough = world.room_left() > SPARE
    NO_ROOM.set(not enough)
    return enough


async def _one(guarded: world.Fetcher, asked: Asked, done: Round) -> None:
    try:
        kept = await _kept(await guarded.fetch(asked.url))
    except (world.Failed, world.Slow) as failure:
        done.failed += 1
        PICTURES.labels("failed").inc()
        rest = failure.rest if isinstance(failure, world.Failed) else 0.0
        await act(pictures.failed, asked, str(failure), now=clock.now(), rest=rest)
    except (world.Barred, Invalid, TooLarge) as bar:
        done.refused += 1
        PICTURES.labels("refused").inc()
        await act(pictures.refused, asked, str(bar))
    else:
        done.ready += 1
        PICTURES.labels("ready").inc()
        await act(pictures.ready, asked, kept, now=clock.now())


async def _kept(data: bytes) -> Kept:
    """The picture in the store; one that came before, from wherever, is not opened again."""
    known = await ask(pictures.same, world.digest(data))
    return known or await store.take_in(data)


async def tidy() -> int:
    """Evict what was asked for longest ago while the store is over its bound; how many. What people gave us stays."""
    await asyncio.to_thread(world.sweep)
    weights = await asyncio.to_thread(world.weigh)
    total, bound = sum(size for _, size in weights.values()), settings().picture_cache_mb * 1024 * 1024
    STORE.set(total)
    if total <= bound:
        return 0
    safe, gone = await ask(pictures.uploads), []
    for name, (_, size) in sorted(weights.items(), key=lambda item: item[1]):
        if total <= bound * 0.9:
            break
        if name not in safe:
            gone.append(name)
            total -= size
    for start in range(0, len(gone), TOGETHER):
        await act(pictures.evicted, gone[start : start + TOGETHER], now=clock.now())
    for name in gone:
        await asyncio.to_thread(world.evict, name)
    STORE.set(total)
    return len(gone)


async def again() -> int:
    """Ask anew for everything that failed or was refused; how many."""
    return await act(pictures.again, now=clock.now())


async def counts() -> tuple[PictureCount, ...]:
    """How many pictures of each source are in each state."""
    return await ask(pictures.counts)


async def size() -> int:
    """Bytes in the store."""
    return sum(each for _, each in (await asyncio.to_thread(world.weigh)).values())
