"""The counties of Ireland as lines on paper: projected, thinned to the scale, written as SVG paths."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

import orjson

from wtc.shapes.events import Geo

KM_PER_DEGREE = 111.32
ISLAND = (51.35, 55.45, -10.75, -5.35)
"""South, north, west and east of everything."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A window on the island: its middle, its size in pixels, and how many pixels a kilometre is."""

    middle: Geo
    w: int
    h: int
    scale: float

    def spot(self, geo: Geo) -> tuple[float, float]:
        """Pixels from the left and the top; distances are true near the middle."""
        east = (geo.lon - self.middle.lon) * cos(radians(self.middle.lat)) * KM_PER_DEGREE
        north = (geo.lat - self.middle.lat) * KM_PER_DEGREE
        return self.w / 2 + east * self.scale, self.h / 2 - north * self.scale

    def shows(self, geo: Geo, margin: float = 0.0) -> bool:
        x, y = self.spot(geo)
        return margin <= x <= self.w - margin and margin <= y <= self.h - margin


def island(w: int, h: int) -> View:
    """The whole island, as large as it fits."""
    south, north, west, east = ISLAND
    middle = Geo(lat=(south + north) / 2, lon=(west + east) / 2)
    across = (east - west) * cos(radians(middle.lat)) * KM_PER_DEGREE
    return View(middle=middle, w=w, h=h, scale=min(w / across, h / ((north - south) * KM_PER_DEGREE)))


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """Every closed line of every county, as (lon, lat)."""
    features = orjson.loads((Path(__file__).parent / "counties.geojson").read_bytes())["features"]
    shapes = [feature["geometry"] for feature in features]
    solids = [p for s in shapes for p in (s["coordinates"] if s["type"] == "MultiPolygon" else [s["coordinates"]])]
    return tuple(tuple((lon, lat) for lon, lat in solid[0]) for solid in solids)


@lru_cache(maxsize=256)
def counties(view: View, fineness: float = 1.2) -> str:
    """One path of every county that reaches into ``view``, thinned to ``fineness`` pixels."""
    drawn = ""
    for ring in rings():
        points = [view.spot(Geo(lat=lat, lon=lon)) for lon, lat in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) < 0 or min(xs) > view.w or max(ys) < 0 or min(ys) > view.h:
            continue
        kept = thinned(_near(points, view), fineness)
        if len(kept) > 3:
            drawn += "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept) + "z"
    return drawn


def _near(points: list[tuple[float, float]], view: View) -> list[tuple[float, float]]:
    """The points with those far outside pulled in, so that a county's far side costs nothing."""
    across, down = view.w * 0.6, view.h * 0.6
    return [
        (min(max(x, -across), view.w + across), min(max(y, -down), view.h + down))
        for x, y in points
    ]  # fmt: skip


def thinned(points: list[tuple[float, float]], fineness: float) -> list[tuple[float, float]]:
    """The line without points that are less than ``fineness`` beside it (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        worst, place = fineness, -1
        for index in range(first + 1, last):
            beside = _beside(points[index], points[first], points[last])
            if beside > worst:
                worst, place = beside, index
        if place >= 0:
            keep.add(place)
            spans += [(first, place), (place, last)]
    return [points[index] for index in sorted(keep)]


def _beside(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if length == 0:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dx * (start[1] - point[1]) - dy * (start[0] - point[0])) / length


@lru_cache(maxsize=1)
def coast(fineness: float = 0.003) -> bytes:
    """Every county's line as JSON for maps in the browser: each a list of whole numbers, ten-thousandths of a degree.

    The first two are longitude and latitude, the others steps from the point before: a third of GeoJSON's weight.
    """
    drawn: list[list[int]] = []
    for ring in rings():
        points = [(round(lon * 1e4), round(lat * 1e4)) for lon, lat in thinned(list(ring), fineness)]
        if len(points) > 3:
            steps = pairwise(points)
            drawn.append([*points[0], *(number for one, two in steps for number in (two[0] - one[0], two[1] - one[1]))])
    return orjson.dumps(drawn)
