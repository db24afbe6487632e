"""Round motifs: rings, arches, and the two that weave, knot and plait."""

from math import pi, sin

from wtc.charts.pen import DOTS, Point, Sheet, curve, disc, loop, path, polar


def rings(sheet: Sheet) -> str:
    """Concentric discs, four ways: a tunnel, a target, a target sliced and shifted, three overlapping discs."""
    ways = ("venn", "target", "venn") if sheet.family == "pop" else ("tunnel", "target", "sliced", "venn")
    way = sheet.seed.one_of(*ways)
    if way == "venn":
        return _venn(sheet)
    seed, unit, inks = sheet.seed, sheet.unit, sheet.inks
    count, outer = seed.whole(6, 9), unit * seed.between(0.62, 0.8)
    lean_x, lean_y = seed.between(-0.05, 0.05) * unit, seed.between(-0.05, 0.03) * unit
    drawn = ""
    for ring in range(count):
        ink = inks.a if ring % 2 == 0 else inks.ground
        if ring == count - 1 or (ring == count - 2 and way == "target"):
            ink = inks.b
        shift = ring if way == "tunnel" else 0
        drawn += disc(sheet.cx + lean_x * shift, sheet.cy + lean_y * shift, outer * (1 - ring / count), ink)
    return _sliced(sheet, drawn) if way == "sliced" else drawn


def _venn(sheet: Sheet) -> str:
    seed, inks, radius, turn = sheet.seed, sheet.inks, sheet.unit * 0.36, sheet.seed.between(0, 2 * pi)
    drawn = ""
    for place, ink in enumerate((inks.a, inks.b, inks.light)):
        x, y = polar(sheet.cx, sheet.cy, radius * 0.68, turn + place * 2.1 + seed.between(-0.2, 0.2))
        drawn += disc(x, y, radius * (1 - 0.17 * place), ink)
    mode = "multiply" if inks.multiply else "screen"
    return f'<g style="mix-blend-mode:{mode}">{drawn}</g>' + disc(sheet.cx, sheet.cy, radius * 1.2, DOTS)


def _sliced(sheet: Sheet, drawn: str) -> str:
    drop = sheet.unit * sheet.seed.between(0.08, 0.16)
    x, w, h = round(sheet.cx), sheet.w, sheet.h
    return (
        f'<clipPath id="l"><path d="M0 0H{x}V{h}H0z"/></clipPath>'
        f'<clipPath id="r"><path d="M{x} 0H{w}V{h}H{x}z"/></clipPath>'
        f'<g clip-path="url(#l)"><g id="o">{drawn}</g></g>'
        f'<g clip-path="url(#r)"><use href="#o" y="{drop:.0f}"/></g>'
    )


def arches(sheet: Sheet) -> str:
    """Stacked arches, like a bandstand's shell, with a disc for the lamp."""
    seed, inks, h = sheet.seed, sheet.inks, sheet.h
    count, foot, outer = seed.whole(5, 7), h * 0.74, sheet.unit * seed.between(0.6, 0.74)
    order = (inks.a, inks.ground, inks.b, inks.ground, inks.light, inks.ground, inks.a)
    drawn = ""
    for arch in range(count):
        r = outer * (1 - arch / (count + 0.4))
        left, right = sheet.cx - r, sheet.cx + r
        d = f"M{left:.0f} {h}V{foot:.0f}A{r:.0f} {r:.0f} 0 0 1 {right:.0f} {foot:.0f}V{h}z"
        drawn += path(d, order[arch % len(order)])
    return drawn + disc(sheet.cx, foot, outer * 0.14, inks.light) + path(sheet.whole, DOTS)


def knot(sheet: Sheet) -> str:
    """One cord that crosses itself: a torus knot of two colours, over and under by turns."""
    seed = sheet.seed
    turns, lobes = seed.one_of((2, 3), (2, 5), (3, 4), (3, 5), (2, 7))
    reach, depth, start = sheet.unit * seed.one_of(0.3, 0.4, 0.56, 0.7), seed.between(0.3, 0.5), seed.between(0, 2)
    stretch, steps = seed.between(1.0, 1.3), lobes * 8
    points: list[Point] = []
    for step in range(steps):
        angle = step / steps * 2 * pi
        x, y = polar(0, 0, reach * (1 + depth * sin(lobes * angle + pi / 2)), turns * angle + start)
        points.append((sheet.cx + x * stretch, sheet.cy + y))
    width = reach * (0.3 if turns == 2 else 0.22) * (1.5 if seed.one_in(3) else 1)
    return _woven(sheet, loop(points), 2 * lobes, width)


def _woven(sheet: Sheet, cord: str, crossings: int, width: float) -> str:
    inks = sheet.inks
    # each strand runs a little further than the one below it, so that no cut shows as a hairline
    strands = ((inks.ground, 1.34, 0.7), (inks.a, 1.0, 0.9), (inks.ground, 0.58, 0.94), (inks.b, 0.34, 0.98))
    under = over = ""
    for ink, share, dash in strands:
        cut = f' stroke-dasharray="{dash} {2 - dash:.2f}" stroke-dashoffset="{(dash - 1) / 2:.2f}"'
        under += f'<use href="#k" stroke="{ink}" stroke-width="{width * share:.0f}"/>'
        over += f'<use href="#k" stroke="{ink}" stroke-width="{width * share:.0f}"{cut}/>'
    return f'<defs><path id="k" fill="none" pathLength="{crossings}" d="{cord}"/></defs>{under}{over}'


def plait(sheet: Sheet) -> str:
    """Strands that cross in a band from edge to edge, as on a high cross."""
    seed, inks, w = sheet.seed, sheet.inks, sheet.w
    waves, high, lean = seed.one_of(2, 3), sheet.h * seed.between(0.2, 0.28), sheet.h * seed.between(-0.3, 0.3)
    count = seed.one_of(2, 3)
    thick, steps = high * (0.62 if count == 2 else 0.44), waves * 8
    drawn = ""
    for strand in range(count):
        points = []
        for step in range(-1, steps + 2):
            share = step / steps
            rise = high * sin(2 * pi * (waves * share + strand / count))
            points.append((w * share, sheet.cy + rise + lean * (share - 0.5)))
        cord, ink = curve(points), (inks.a, inks.b, inks.light)[strand]
        drawn += "".join(
            f'<path d="{cord}" stroke="{tone}" stroke-width="{thick * share:.0f}"/>'
            for tone, share in ((inks.ground, 1.36), (ink, 1.0), (inks.ground, 0.3))
        )
    return f'<g fill="none">{drawn}</g>' + path(sheet.whole, DOTS)
