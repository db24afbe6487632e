"""A part of the map in an address: west, south, east, north in degrees, as maps say it."""

import math

Box = tuple[float, float, float, float]
"""South, west, north, east."""


def read(said: str) -> Box | None:
    """The part that ``said`` names, or None when it names none."""
    try:
        west, south, east, north = (float(edge) for edge in said[:120].split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (west, south, east, north))) or south > north or west > east:
        return None
    return (south, west, north, east) if south >= -90 and north <= 90 and west >= -180 and east <= 180 else None


def written(box: Box) -> str:
    """The part as an address carries it."""
    south, west, north, east = box
    return ",".join(f"{edge:.7g}" for edge in (west, south, east, north))


def middle(box: Box) -> tuple[float, float]:
    """Latitude and longitude of its middle."""
    south, west, north, east = box
    return (south + north) / 2, (west + east) / 2


def holds(box: Box, lat: float | None, lon: float | None) -> bool:
    """Whether a point lies in it; one that is not known lies nowhere."""
    south, west, north, east = box
    return lat is not None and lon is not None and south <= lat <= north and west <= lon <= east
