"""Small maps: a room with its walking rings, its neighbours and where on the island it lies; and the whole island."""

from functools import lru_cache
from html import escape
from math import cos, hypot, radians

from wtc.charts.outlines import KM_PER_DEGREE, View, counties, island
from wtc.domain.places import Town, towns
from wtc.domain.text import clean
from wtc.shapes.artwork import MapSubject
from wtc.shapes.events import Geo
from wtc.theme.inks import EMERALD, LAND, LAND_EDGE, MIST, NIGHT, PAPER, SEA, blend

W, H = 640, 400
TALL = (640, 760)
WALK_KM, DRIVE_KM = 1.25, 34.0
"""How far a map reaches above and below its room: in a town with other rooms, and out in the country."""

_STREET = ((0.4, "5 min walk"), (0.8, "10 min"))
_COUNTRY = ((10.0, "10 km"), (20.0, "20 km"))
_INSET = 78
Box = tuple[float, float, float, float]


@lru_cache(maxsize=512)
def venue_map(subject: MapSubject) -> str:
    """The map of a room as SVG, 640 by 400. Names are text, escaped; nothing is loaded from anywhere."""
    street = sum(0 < _apart(subject.geo, other) <= WALK_KM for _, other in subject.near) >= 2
    reach = WALK_KM if street else DRIVE_KM
    view = View(middle=subject.geo, w=W, h=H, scale=H / 2 / reach)
    rings = _STREET if street else _COUNTRY
    drawn = "".join(
        (
            _streets(view) if street else _ground(view),
            "".join(_ring(view, km, label) for km, label in rings),
            _others(view, subject, reach, street=street),
            _here(view, subject.name),
            _inset(subject.geo),
        )
    )
    return _sheet(W, H, drawn)


@lru_cache(maxsize=1)
def island_map() -> str:
    """The island with its counties, 640 by 760."""
    view = island(*TALL)
    return _sheet(*TALL, _ground(view))


def place(geo: Geo) -> tuple[float, float]:
    """Where a point lies on ``island_map``: percent from the left and from the top, for pins over it."""
    x, y = island(*TALL).spot(geo)
    return round(x / TALL[0] * 100, 2), round(y / TALL[1] * 100, 2)


def _sheet(w: int, h: int, drawn: str) -> str:
    glow = (
        f'<radialGradient id="g"><stop stop-color="{EMERALD}" stop-opacity=".16"/>'
        f'<stop offset="1" stop-color="{EMERALD}" stop-opacity="0"/></radialGradient>'
        '<pattern id="d" width="14" height="14" patternUnits="userSpaceOnUse">'
        f'<circle cx="7" cy="7" r=".9" fill="{EMERALD}" opacity=".2"/></pattern>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true" '
        f'font-family="Inter,system-ui,sans-serif" font-size="13" font-weight="600"><defs>{glow}</defs>'
        f'<path d="M0 0H{w}V{h}H0z" fill="{SEA}"/>{drawn}</svg>'
    )


def _ground(view: View) -> str:
    lines = counties(view)
    return (
        f'<path d="{lines}" fill="{LAND}" stroke="{LAND_EDGE}" stroke-width="1.2" stroke-linejoin="round"/>'
        f'<path d="{lines}" fill="url(#d)"/>'
    )


def _streets(view: View) -> str:
    """Plain ground: our coast is true to a kilometre, which would put rooms on the quays into the water."""
    ground = f"M0 0H{view.w}V{view.h}H0z"
    return f'<path d="{ground}" fill="{LAND}"/><path d="{ground}" fill="url(#d)"/>'


def _ring(view: View, km: float, label: str) -> str:
    x, y, r = view.w / 2, view.h / 2, km * view.scale
    ring = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="none" stroke="{EMERALD}" stroke-dasharray="3 6"'
    mark = _words(x, y - r - 6, label, MIST, anchor="middle", size=11)
    return f'{ring} opacity=".6"/>{mark}'


def _here(view: View, name: str) -> str:
    x, y = view.w / 2, view.h / 2
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="120" fill="url(#g)"/>'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="15" fill="{EMERALD}" opacity=".25"/>'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="9" fill="{EMERALD}" stroke="{NIGHT}" stroke-width="3"/>'
        + _words(x, y + 34, name, PAPER, anchor="middle", size=16)
    )


def _others(view: View, subject: MapSubject, reach: float, *, street: bool) -> str:
    """The rooms around, and out in the country the towns, nearest first; a name only where there is space for it."""
    spots = [(name, geo) for name, geo in subject.near if _apart(subject.geo, geo) > 0.02]
    if not street:
        known = [(town.name, geo) for town in towns() if (geo := _of(town)) and _apart(subject.geo, geo) > 2]
        spots = known + [("", geo) for _, geo in spots]
    spots.sort(key=lambda spot: (not spot[0], _apart(subject.geo, spot[1])))
    taken: list[Box] = [
        (view.w / 2 - 5 * len(subject.name), view.h / 2 - 16, view.w / 2 + 5 * len(subject.name), view.h / 2 + 40),
        (view.w - _INSET - 12, view.h - _INSET * 1.25 - 12, view.w, view.h),
    ]
    seen = [(name, *view.spot(geo)) for name, geo in spots[:40] if view.shows(geo, 8)]
    taken += [(x - 5, y - 5, x + 5, y + 5) for _, x, y in seen]
    drawn, named = "", 0
    for name, x, y in seen:
        drawn += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{4.5 if name else 2.5}" fill="{blend(EMERALD, SEA, 0.35)}"/>'
        label = _label(view, x, y, name, taken) if name and named < 7 else ""
        named += bool(label)
        drawn += label
    return drawn


def _label(view: View, x: float, y: float, name: str, taken: list[Box]) -> str:
    """The name right of its dot, else left, else nowhere; keeps the place it takes."""
    name = clean(name, 30)
    wide = len(name) * 7.0
    for left, anchor in ((x + 9, "start"), (x - 9 - wide, "end")):
        box = (left, y - 10, left + wide, y + 8)
        if left > 4 and box[2] < view.w - 4 and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return _words(x + 9 if anchor == "start" else x - 9, y + 4.5, name, MIST, anchor=anchor)
    return ""


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inset(geo: Geo) -> str:
    """The island in the corner, and a dot where this is."""
    view = island(_INSET, round(_INSET * 1.2))
    x, y = view.spot(geo)
    left, top = W - view.w - 12, H - view.h - 12
    return (
        f'<g transform="translate({left} {top})"><path d="{counties(view, 0.8)}" fill="{LAND_EDGE}" '
        f'stroke="{LAND_EDGE}"/><circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{EMERALD}" stroke="{NIGHT}"/></g>'
    )


def _words(x: float, y: float, words: str, ink: str, *, anchor: str = "start", size: int = 13) -> str:
    """Text with a dark halo."""
    style = f'text-anchor="{anchor}" font-size="{size}" paint-order="stroke" stroke="{SEA}" stroke-width="4"'
    safe = escape(clean(words, 40))
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{ink}" {style} stroke-linejoin="round">{safe}</text>'


def _of(town: Town) -> Geo | None:
    return Geo(lat=town.lat, lon=town.lon) if town.lat is not None and town.lon is not None else None


def _apart(one: Geo, other: Geo) -> float:
    """Kilometres."""
    east = (one.lon - other.lon) * cos(radians(one.lat)) * KM_PER_DEGREE
    return hypot(east, (one.lat - other.lat) * KM_PER_DEGREE)
