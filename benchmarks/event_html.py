"""The event page as crawlers and first visits get it: at least 365 requests a second at 32 connections."""

import asyncio
import os
import tempfile
import time
from pathlib import Path

import httpx
from sqlmodel import Session

from benchmarks import figures
from tests.nights import night
from tests.serving import serving
from wtc import clock, db
from wtc.services import engine

BAR = 365
CONNECTIONS = 32
SECONDS = 6.0


async def hammer(url: str, slugs: list[str]) -> tuple[int, float]:
    """Requests answered well and the seconds they took, over plain HTTP/1.1 with kept connections."""
    done = 0
    host, port = url.removeprefix("http://").split(":")
    until = time.perf_counter() + SECONDS

    async def client(first: int) -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection(host, int(port))
        turn = first
        while time.perf_counter() < until:
            slug = slugs[turn % len(slugs)]
            turn += 1
            writer.write(f"GET /events/{slug} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head[:80]
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            await reader.readexactly(int(fields[b"content-length"]))
            done += 1
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(CONNECTIONS)))
    return done, time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), TICKETMASTER_API_KEY="x") as site:
        with Session(db.open_engine(site.database).connect().execution_options(writes=True)) as session:
            engine.store(session, night(clock.now()), now=clock.now())
            session.commit()
        listed = httpx.get(f"{site.url}/sitemap-events-1.xml").text
        slugs = [part.partition("</loc>")[0] for part in listed.split("/events/")[1:]]
        for slug in slugs:
            assert httpx.get(f"{site.url}/events/{slug}").status_code == 200
        done, seconds = asyncio.run(hammer(site.url, slugs))
    figures.at_least(f"event HTML, {CONNECTIONS} connections", done / seconds, BAR, "requests/s")


if __name__ == "__main__":
    os.environ.setdefault("JWT_SECRET", "only-for-benchmarks-" + "x" * 20)
    main()
