"""What a picture costs: processor time to make it ours, bytes of its copies, and nothing at all when cards are read."""

import asyncio
import io
import random
import resource
import time

from PIL import Image, ImageFilter

from benchmarks import figures
from wtc.domain.pictures import photo
from wtc.gateways.pictures import recode
from wtc.services.events.reading import _photos
from wtc.shapes.pictures import Gallery, Kept

PHOTOS = 12
READY = 20_000
CARDS = 24


def taken(seed: int, width: int = 2048, height: int = 1152) -> bytes:
    """Something with the grain and the edges of a photograph taken at a gig."""
    chance = random.Random(seed)
    small = Image.new("RGB", (48, 27))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48 * 27)])
    grown = small.resize((width, height), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(6))
    grain = Image.effect_noise((width, height), 24).convert("RGB")
    out = io.BytesIO()
    Image.blend(grown, grain, 0.12).save(out, "JPEG", quality=86)
    return out.getvalue()


async def costs() -> bool:
    """Recode photographs one after another, as the fetcher does."""
    photos = [taken(seed) for seed in range(PHOTOS)]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    made = [await recode(data) for data in photos]
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    good = figures.at_most("a picture of 2048 x 1152 made ours, processor", 1_000 * used / PHOTOS, 1_000, "ms")
    figures.told("the same by the clock", 1_000 * took / PHOTOS, "ms")
    for width, bar in ((640, 30), (1280, 120)):
        for kind in ("webp", "avif"):
            size = sum(len(each.files[(width, kind)]) for each in made) / PHOTOS / 1_000
            good &= figures.at_most(f"its copy for {width} px, {kind}", size, bar, "kB")
    return good


def reading() -> bool:
    """What looking up the pictures of a page of cards costs while twenty thousand are ready."""
    kept = [photo(Kept(digest=f"{n:064x}", width=1280, height=720)) for n in range(READY)]
    shown = Gallery({f"https://s1.ticketm.net/dam/a/{n}.jpg": each for n, each in enumerate(kept)}, {})
    rows = [_Row(n) for n in range(CARDS)]
    started = time.perf_counter()
    for _ in range(200):
        for row in rows:
            _photos(row, shown)  # type: ignore[arg-type]
    each = (time.perf_counter() - started) / 200
    return figures.at_most(f"pictures looked up for {CARDS} cards, {READY:,} ready", each * 1_000_000, 500, "us")


class _Row:
    def __init__(self, number: int) -> None:
        sizes = range(number * 10, number * 10 + 10)
        self.images = [{"url": f"https://s1.ticketm.net/dam/a/{n}.jpg", "generic": False} for n in sizes]
        self.line_up = [{"id": number, "name": "An act"}]


def main() -> None:
    good = asyncio.run(costs()) & reading()
    raise SystemExit(not good)


if __name__ == "__main__":
    main()
