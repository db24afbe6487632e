"""Two hundred visitors at once for a minute, each on one of five journeys: errors, answers to clicks, memory.

``python -m benchmarks.visitors`` serves the program with its samples in a folder of its own and prints one line a
promise: name | figure | bar | ok or MISSED. A visitor reads a page's first HTML, opens the event socket as a browser
does, and then clicks from page to page every few seconds. A click is over when the server has told all of the page.
Every fifth visitor is signed in, and saves a gig on the way.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks import figures
from benchmarks.watched import memory, processor
from tests.faults.wsprobe import ROOT_STATE, Probe
from tests.serving import Served, serving

VISITORS, SECONDS, THINKING = 200, 60, (3.0, 7.0)
SIGNED_IN = 5
"""Every so-manieth visitor is signed in."""
OPENED = 10.0
"""Seconds over which the visitors come."""
SAVE = f"{ROOT_STATE}.wtc___state___taste____taste_state.save"
PATIENCE = 20.0
LIMITS = {"SIGNUP_LIMIT_ADDRESS": "100000", "JOB_WORKERS": "0"}
"""All visitors come from one address; no job works meanwhile."""


@dataclass(slots=True)
class Seen:
    """What all visitors met: milliseconds by click and by first page, and whatever went wrong."""

    clicks: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def catalogue(url: str) -> dict[str, dict[str, int]]:
    """The ids of the first gigs, acts and rooms that are listed, by address."""
    told = {}
    async with httpx.AsyncClient(base_url=url, timeout=60) as web:
        for kind, asked in (("events", "/v1/events/search"), ("artists", "/v1/artists"), ("venues", "/v1/venues")):
            listed = (await web.get(asked, params={"limit": 50})).json()[kind]
            told[kind] = {f"/{kind}/{each['slug']}": each["id"] for each in listed}
    return told


def journeys(there: Mapping[str, Mapping[str, int]], chance: random.Random) -> Sequence[Sequence[str]]:
    """The five ways through the site."""
    gig, other = chance.sample([*there["events"]], 2)
    act, room = chance.choice([*there["artists"]]), chance.choice([*there["venues"]])
    return (
        ("/", gig, "/", other),
        ("/discover", "/discover?genre=trad", "/discover?genre=trad&free=1", gig),
        ("/artists", act, gig, "/trending"),
        ("/venues", room, other, "/discover?city=Galway"),
        ("/", "/discover?q=techno+in+Dublin+this+weekend", gig, "/saved"),
    )


async def visitor(
    served: Served, there: Mapping[str, Mapping[str, int]], number: int, cookie: str, seen: Seen, until: float
) -> None:
    """One of them: comes, clicks until the minute is over, and leaves. Without a minute, goes the whole way once."""
    chance = random.Random(number)
    way = journeys(there, chance)[number % 5]
    await asyncio.sleep(OPENED * number / VISITORS if until else 0)
    try:
        async with httpx.AsyncClient(base_url=served.url, headers={"Cookie": cookie}, timeout=PATIENCE) as web:
            began = time.perf_counter()
            answer = await web.get(way[0])
            seen.pages.append(1_000 * (time.perf_counter() - began))
            answer.raise_for_status()
        async with Probe(served.url, cookie=cookie) as socket:
            for click in range(1_000):
                path = way[click % len(way)]
                began = time.perf_counter()
                await (socket.go if click else socket.arrive)(path, PATIENCE)
                seen.clicks.append(1_000 * (time.perf_counter() - began))
                if cookie and path in there["events"]:
                    await socket.send(SAVE, {"event_id": there["events"][path]}, path)
                if time.monotonic() > until and (until or click + 1 == len(way)):
                    break
                await asyncio.sleep(chance.uniform(*THINKING) if until else 0)
            if socket.refused:
                seen.errors.append(f"visitor {number}: {socket.refused} refused")
    except (httpx.HTTPError, TimeoutError, OSError, RuntimeError) as error:
        seen.errors.append(f"visitor {number}: {type(error).__name__} {error}"[:200])


async def cookies(url: str) -> list[str]:
    """Sessions of new accounts, one for each visitor who is signed in."""
    made = []
    for number in range(0, VISITORS, SIGNED_IN):
        async with httpx.AsyncClient(base_url=url, timeout=60) as web:
            who = {"name": "Visitor", "email": f"visitor{number}@example.com", "password": "three old fiddles 9"}
            (await web.post("/v1/auth/signup", json=who)).raise_for_status()
            made.append("; ".join(f"{name}={value}" for name, value in web.cookies.items()))
    return made


async def minute(served: Served) -> tuple[Seen, float, float]:
    """All of them at once; what they met, by how many megabytes the server grew, and what seconds it worked."""
    there, signed = await catalogue(served.url), await cookies(served.url)
    first = Seen()
    for number in range(5):  # each journey once, so that what is read once is read
        await visitor(served, there, number, signed[0], first, 0.0)
    before, worked, seen = memory(served.pid), processor(served.pid), Seen(errors=first.errors)
    until = time.monotonic() + SECONDS
    crowd = [
        visitor(served, there, each, signed[each // SIGNED_IN] if each % SIGNED_IN == 0 else "", seen, until)
        for each in range(VISITORS)
    ]
    await asyncio.gather(*crowd)
    return seen, memory(served.pid) - before, processor(served.pid) - worked


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), **LIMITS) as served:
        seen, grown, worked = asyncio.run(minute(served))
        for each in seen.errors[:10]:
            print(each)
    figures.told("visitors at once", VISITORS, "visitors")
    figures.told("clicks", len(seen.clicks), "clicks")
    figures.told("first page, p95", figures.percentile(seen.pages, 0.95), "ms")
    figures.told("the server's processor time a click", 1_000 * worked / max(1, len(seen.clicks)), "ms")
    figures.told("a click, median", figures.percentile(seen.clicks, 0.5), "ms")
    kept = [
        figures.at_most("errors", len(seen.errors), 0, "errors"),
        figures.at_most("a click, p95", figures.percentile(seen.clicks, 0.95), 200, "ms"),
        figures.at_most("memory grown", grown, 60, "MB"),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
