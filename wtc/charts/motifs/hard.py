"""Hard-edged motifs: shards, peaks, bars and the dot grid."""

from math import exp, pi, sin

from wtc.charts.pen import DOTS, Sheet, at, box, disc, lines, path, polar, polygon, stroke
from wtc.theme.inks import blend


def shards(sheet: Sheet) -> str:
    """Rays from a lamp, slanted slashes, or a bolt."""
    return sheet.seed.one_of(_burst, _slashes, _bolt)(sheet)


def _burst(sheet: Sheet) -> str:
    seed, inks, far = sheet.seed, sheet.inks, sheet.w + sheet.h
    count, turn = seed.whole(13, 19), seed.between(0, 1)
    rays = {inks.a: "", inks.b: ""}
    for ray in range(count):
        start = turn + (ray + seed.between(-0.2, 0.2)) * 2 * pi / count
        stop = start + 2 * pi / count * seed.between(0.3, 0.62)
        tip, heel = polar(sheet.cx, sheet.cy, far, start), polar(sheet.cx, sheet.cy, far, stop)
        rays[inks.b if ray % 5 == 2 else inks.a] += polygon(((sheet.cx, sheet.cy), tip, heel))
    radius = sheet.unit * seed.between(0.16, 0.24)
    lamp = "".join(
        disc(sheet.cx, sheet.cy, radius * share, ink)
        for share, ink in ((1, inks.ground), (0.72, inks.light), (0.72, DOTS))
    )
    return "".join(path(d, ink) for ink, d in rays.items()) + lamp


def _slashes(sheet: Sheet) -> str:
    seed, inks, h = sheet.seed, sheet.inks, sheet.h
    slant = h * seed.one_of(0.45, 0.7, -0.4)
    x, place, drawn = -abs(slant), 0, ""
    while x < sheet.w + abs(slant):
        wide = sheet.w * seed.between(0.02, 0.13)
        top, foot = (0.0, float(h)) if place % 3 else (h * seed.between(0, 0.3), float(h))
        run, drop = slant * (foot - top) / h, foot - top
        d = f"M{at(x, foot)}l{at(run, -drop)}h{wide:.0f}l{at(-run, drop)}z"
        drawn += path(d, (inks.a, inks.ground, inks.a, inks.b)[place % 4])
        x += wide + (sheet.w * 0.012 if place % 2 else 0)
        place += 1
    return drawn + path(sheet.whole, DOTS)


def _bolt(sheet: Sheet) -> str:
    """Three nested zigzags from edge to edge."""
    seed, inks, h = sheet.seed, sheet.inks, sheet.h
    teeth, depth = seed.whole(2, 4), h * seed.between(0.16, 0.3)
    drawn = ""
    for place, ink in enumerate((inks.a, inks.b, inks.a, inks.light)):
        y, thick = h * (0.02 + 0.2 * place), h * (0.17 - 0.035 * place)
        step = sheet.w / teeth
        down = [(step * i / 2, y + (depth if i % 2 else 0)) for i in range(2 * teeth + 1)]
        back = [(x, edge + thick) for x, edge in reversed(down)]
        drawn += path(polygon([*down, *back]), ink)
    return drawn + path(sheet.whole, DOTS)


def peaks(sheet: Sheet) -> str:
    """Rows of jagged teeth before a cold moon."""
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    tones = (inks.a, blend(inks.a, inks.ground, 0.5), inks.b, inks.ground)
    drawn = disc(sheet.cx, h * 0.28, h * 0.19, inks.light)
    for row in range(seed.whole(4, 5)):
        y, count = h * (0.12 + 0.17 * row), seed.whole(5, 8)
        d = f"M0 {h}V{y + h * 0.2:.0f}"
        for tooth in range(count):
            tip, valley = y - h * seed.between(0.02, 0.16), y + h * seed.between(0.12, 0.24)
            d += f"L{at((tooth + 0.5) * w / count, tip, (tooth + 1) * w / count, valley)}"
        drawn += path(f"{d}V{h}z", tones[row % 4])
    return drawn


def bars(sheet: Sheet) -> str:
    """Levels on a desk: an equaliser, rising steps, or long pills."""
    ways = (_levels, _steps, _pills) if sheet.family in ("house", "techno") else (_levels, _steps, _levels)
    return sheet.seed.one_of(*ways)(sheet)


def _levels(sheet: Sheet) -> str:
    seed, inks, h = sheet.seed, sheet.inks, sheet.h
    count, phase, pace = seed.whole(13, 19), seed.between(0, 6), seed.between(0.3, 0.6)
    step, drawn = sheet.w / count, {inks.a: "", inks.b: ""}
    for level in range(count):
        tall = h * (0.1 + 0.62 * abs(sin(level * pace + phase)) * seed.between(0.55, 1))
        ink = inks.b if level % 4 == 1 else inks.a
        drawn[ink] += f"M{at((level + 0.5) * step, sheet.cy - tall / 2)}v{tall:.0f}"
    return lines("".join(stroke(d, ink) for ink, d in drawn.items()), step * 0.56, round_ends=True)


def _steps(sheet: Sheet) -> str:
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    count, falling = seed.whole(5, 7), seed.one_in(2) and w < 2 * h  # a wide hero's heading stands on the left
    step, drawn = w / count, disc(w * (0.8 if falling else 0.2), h * 0.3, h * 0.15, inks.light)
    for place in range(count):
        share = place / count if falling else 1 - (place + 1) / count
        tall = h * (1 - 0.74 * share)
        drawn += path(box(step * place, h - tall, step + 1, tall), blend(inks.a, inks.b, place / (count - 1)))
        drawn += path(box(step * place, h - tall, step + 1, h * 0.05), inks.light)
    return drawn + path(sheet.whole, DOTS)


def _pills(sheet: Sheet) -> str:
    seed, inks, w = sheet.seed, sheet.inks, sheet.w
    count, drawn = seed.whole(6, 8), ""
    for place in range(count):
        y = sheet.h * (place + 0.5) / count
        left, right = w * seed.between(-0.1, 0.35), w * seed.between(0.6, 1.1)
        drawn += stroke(f"M{at(left, y)}H{right:.0f}", (inks.a, inks.b, inks.a, inks.light)[place % 4])
    return lines(drawn, sheet.h / count * 0.78, round_ends=True)


def grid(sheet: Sheet) -> str:
    """A wall of dots that swell around a point, or ripple out from it."""
    inks, step = sheet.inks, sheet.unit / 11
    spread, ripples = sheet.unit * sheet.seed.between(0.3, 0.42), sheet.seed.one_in(2)
    sizes = [""] * 6
    for row in range(int(sheet.h / step) + 2):
        for column in range(int(sheet.w / step) + 2):
            x, y = column * step, row * step
            swell = exp(-((x - sheet.cx) ** 2 + (y - sheet.cy) ** 2) / (2 * spread * spread))
            size = min(5, int((abs(sin(swell * 5)) if ripples else swell) * 6))
            sizes[size] += f"M{at(x, y)}h0"
    drawn = ""
    for size, d in enumerate(sizes):
        ink = inks.a if size < 4 else (inks.b if size == 4 else inks.light)
        drawn += stroke(d, ink, step * (0.1 + 0.155 * size))
    return lines(drawn, round_ends=True)
