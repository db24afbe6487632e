"""Motifs that run from edge to edge: hills, waves, ridges and staves."""

from math import exp, sin

from wtc.charts.pen import DOTS, Sheet, at, curve, disc, lines, path, stroke
from wtc.theme.inks import blend


def hills(sheet: Sheet) -> str:
    """A low sun over hills, or over a lough that gives the light back."""
    return (_lough if sheet.seed.one_in(3) else _fields)(sheet)


def _fields(sheet: Sheet) -> str:
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    radius, high = sheet.unit * seed.between(0.22, 0.32), h * seed.between(0.3, 0.4)
    drawn = _sun(sheet, high, radius)
    for row in range(5):
        y, phase, pace = h * (0.42 + 0.125 * row), seed.between(0, 6), seed.between(0.65, 1.2)
        swell = h * seed.between(0.06, 0.11) * (1 - row * 0.1)
        points = [(w * (i / 6 * 1.1 - 0.05), y + swell * sin(i * pace + phase)) for i in range(7)]
        line = curve(points)
        drawn += path(f"{line}V{h + 9}H-40z", blend(inks.a, inks.deep, row / 4 * 0.92))
        if row in (0, 2):
            drawn += path(f"{line}V{h + 9}H-40z", DOTS)
    return drawn


def _sun(sheet: Sheet, high: float, radius: float) -> str:
    ink, x = sheet.inks.b, sheet.cx
    if sheet.seed.one_in(2):
        return disc(x, high, radius, ink) + disc(x, high, radius, DOTS)
    bands = ""
    for band in range(6):
        y = high - radius * 0.1 + band * radius * 0.2
        bands += stroke(f"M{at(x - radius, y)}h{2 * radius:.0f}", sheet.inks.ground, radius * 0.025 * (band + 1))
    return disc(x, high, radius, ink) + bands


def _lough(sheet: Sheet) -> str:
    seed, inks, w, h, x = sheet.seed, sheet.inks, sheet.w, sheet.h, sheet.cx
    radius, shore = sheet.unit * seed.between(0.25, 0.36), h * 0.52
    ridge = ""
    for peak in range(5):
        tip, foot = shore - h * seed.between(0.06, 0.26), shore - h * seed.between(0, 0.05)
        ridge += f"L{at(w * (peak + 0.5) / 5, tip, w * (peak + 1) / 5, foot)}"
    far = path(f"M0 {shore:.0f}V{shore - h * 0.05:.0f}{ridge}V{shore:.0f}z", blend(inks.a, inks.deep, 0.35))
    water = path(f"M0 {shore:.0f}H{w}V{h}H0z", blend(inks.a, inks.deep, 0.78))
    glints = ""
    for row in range(7):
        half = radius * (1.15 - 0.1 * row) * seed.between(0.7, 1.3)
        glint = f"M{at(x - half, shore + h * (0.035 + 0.062 * row))}h{2 * half:.0f}"
        glints += stroke(glint, inks.a if row % 2 else inks.b, h * (0.014 + 0.003 * row))
    return disc(x, shore, radius, inks.b) + far + water + lines(glints, round_ends=True)


def waves(sheet: Sheet) -> str:
    """Broad ribbons of sound; for jazz a record turns in front of them."""
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    jazz = sheet.family == "jazz"
    count, swell, pace = seed.whole(5, 7), h * seed.between(0.1, 0.2), seed.between(0.64, 1.2)
    phase, thick, drawn = seed.between(0, 6), h * 0.88 / count, ""
    tones = (inks.a, inks.b, blend(inks.a, inks.ground, 0.5), inks.light if jazz else inks.a)
    for row in range(count):
        y = h * (0.1 + 0.92 * row / count)
        points = [(w * (i / 9 * 1.2 - 0.1), y + swell * sin(i * pace + phase + row * 0.28)) for i in range(10)]
        drawn += stroke(curve(points), tones[row % 4])
    drawn = lines(drawn, thick * (0.62 if jazz else 0.9))
    if jazz:
        radius = sheet.unit * 0.2
        drawn += disc(sheet.cx, sheet.cy, radius, inks.light) + disc(sheet.cx, sheet.cy, radius * 0.32, inks.ground)
    return drawn + path(sheet.whole, DOTS)


def ridges(sheet: Sheet) -> str:
    """A signal drawn again and again, each line in front of the last."""
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    count = seed.whole(10, 12)
    bumps = [(seed.between(0.3, 0.7), seed.between(0.05, 0.12), seed.between(0.5, 1)) for _ in range(3)]
    drawn = ""
    for row in range(count):
        y, points = h * (0.2 + 0.78 * row / count), []
        for i in range(17):
            x = i / 16
            tall = sum(high * exp(-(((x - mid - 0.05 * sin(row * 1.7)) / wide) ** 2)) for mid, wide, high in bumps)
            points.append((x * w, y - h * 0.15 * tall * seed.between(0.5, 1)))
        ink = blend(inks.a, inks.b, row / count)
        drawn += f'<path d="{curve(points)}V{h}H0z" fill="{inks.ground}" stroke="{ink}"/>'
    return f'<g stroke-width="{max(3, h * 0.009):.0f}">{drawn}</g>'


def staves(sheet: Sheet) -> str:
    """Five bent lines and the notes on them."""
    seed, inks, w, h = sheet.seed, sheet.inks, sheet.w, sheet.h
    bend, tilt, gap = h * seed.one_of(-0.5, 0.45, 0.6), h * seed.between(-0.2, 0.2), h * 0.085

    def height(share: float, line: int) -> float:
        return h * 0.3 + gap * line + tilt * (share - 0.5) + bend * share * (1 - share)

    drawn = "".join(
        f'<path d="M0 {height(0, line):.0f}Q{at(w / 2, h * 0.3 + gap * line + bend * 0.5, w, height(1, line))}"/>'
        for line in range(5)
    )
    drawn = f'<g fill="none" stroke="{inks.a}" stroke-width="{h * 0.011:.0f}">{drawn}</g>'
    for note in range(7):
        share, line = 0.08 + note * 0.14, seed.whole(0, 4)
        size = gap * seed.one_of(0.5, 0.5, 1.05, 1.7)
        drawn += disc(w * share, height(share, line), size, (inks.a, inks.b, inks.light)[note % 3])
    return drawn
