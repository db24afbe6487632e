"""The address of a search is read exactly, or refused with every reason."""

from datetime import UTC, datetime
from typing import Any

import pytest

from wtc.domain import asking
from wtc.errors import Invalid
from wtc.shapes.events import EventQuery, Geo


def query(address: str) -> EventQuery:
    return asking.read(address).query


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("", "limit", 200),
        ("limit=9999", "limit", 500),
        ("limit=1", "limit", 1),
        ("offset=10000", "offset", 10_000),
        ("q=%20fontaines%20dc%20", "q", "fontaines dc"),
        ("q=R%C3%B3is%C3%ADn", "q", "Róisín"),
        ("city=Galway", "city", "Galway"),
        ("genres=trad,folk&genres=Hip%20hop", "genres", ("trad", "folk", "Hip hop")),
        ("genre=trad", "genres", ("trad",)),
        ("from=2026-11-27", "start", datetime(2026, 11, 27, tzinfo=UTC)),
        ("from=2026-07-01", "start", datetime(2026, 6, 30, 23, tzinfo=UTC)),
        ("from=2026-07-01T20:00", "start", datetime(2026, 7, 1, 19, tzinfo=UTC)),
        ("from=2026-07-01T20:00:00Z", "start", datetime(2026, 7, 1, 20, tzinfo=UTC)),
        ("from=2026-07-01T20:00:00+02:00", "start", datetime(2026, 7, 1, 18, tzinfo=UTC)),
        ("to=2026-07-01", "end", datetime(2026, 7, 1, 23, tzinfo=UTC)),
        ("to=2026-07-01T20:00:00Z", "end", datetime(2026, 7, 1, 20, tzinfo=UTC)),
        ("priceMax=12.50", "price_max", 1_250),
        ("priceMax=0", "price_max", 0),
        ("price_max=20", "price_max", 2_000),
        ("source=dice,Ticketmaster", "sources", ("dice", "ticketmaster")),
        ("lat=53.3&lon=-6.2", "near", Geo(lat=53.3, lon=-6.2)),
        ("lat=53.3&lon=-6.2", "radius_km", 25.0),
        ("lat=53.3&lng=-6.2&radius=5", "radius_km", 5.0),
        ("radius=5", "radius_km", None),
        ("bbox=-6.4,53.3,-6.2,53.4", "box", (53.3, -6.4, 53.4, -6.2)),
        ("lat=53.3&lon=-6.2&bbox=-6.4,53.3,-6.2,53.4", "radius_km", None),
        ("free=true", "free", True),
        ("includeHidden=1", "include_hidden", True),
        ("sort=new", "sort", "new"),
        ("utm_source=x&fbclid=y", "limit", 200),
    ],
)
def test_reads_each_parameter(address: str, field: str, value: Any) -> None:
    assert getattr(query(address), field) == value


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=NaN", "limit"),
        ("limit=1e9", "limit"),
        ("limit=%D9%A1", "limit"),
        ("limit=1;--", "limit"),
        ("offset=-1", "offset"),
        ("offset=10001", "offset"),
        ("from=tomorrow", "from"),
        ("from=2026-02-30", "from"),
        ("from=0001-01-01", "from"),
        ("to=9999-12-31", "to"),
        ("from=2026-12-01&to=2026-11-01", "to"),
        ("priceMax=free", "priceMax"),
        ("priceMax=-1", "priceMax"),
        ("priceMax=nan", "priceMax"),
        ("source=ticketmonster", "source"),
        ("sort=best", "sort"),
        ("sort=distance", "sort"),
        ("rank=score", "rank"),
        ("lat=53", "lon"),
        ("lat=north&lon=-6", "lat"),
        ("lat=91&lon=0", "lat"),
        ("lat=53&lon=-6&radius=inf", "radius"),
        ("bbox=-6.4,53.3,-6.2", "bbox"),
        ("bbox=west,53,east,54", "bbox"),
        ("free=perhaps", "free"),
        ("city=Cork&city=Galway", "city"),
        ("q=" + "x" * 10_000, "q"),
        ("genres=" + ",".join(map(str, range(30))), "genres"),
    ],
)
def test_refuses_what_it_cannot_read_and_names_it(address: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        asking.read(address)
    assert list(refused.value.details) == [field]


def test_tells_every_reason_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        asking.read("limit=0&from=x&source=y")
    assert set(refused.value.details) == {"limit", "from", "source"}


def test_refuses_a_flood_of_parameters() -> None:
    with pytest.raises(Invalid):
        asking.read("&".join(f"a{n}=1" for n in range(1_000)))
