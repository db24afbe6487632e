"""Maps: a room in town, a room in the country, the island; well-formed, small and true."""

import gzip
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wtc.charts.map import island_map, place, venue_map
from wtc.charts.outlines import View, counties, island, rings, thinned
from wtc.domain.ireland import rooms
from wtc.shapes.artwork import MapSubject
from wtc.shapes.events import Geo

WHELANS = Geo(lat=53.337, lon=-6.266)
DOCK = Geo(lat=53.944, lon=-8.095)
NEAR = tuple((room.name, Geo(lat=room.lat, lon=room.lon)) for room in rooms())


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_room_in_town_has_walking_rings_and_its_neighbours() -> None:
    said = words(venue_map(MapSubject(slug="whelans", name="Whelan's", geo=WHELANS, near=NEAR)))
    assert {"Whelan's", "5 min walk", "10 min"} <= set(said)
    assert "Gaiety Theatre" in said


def test_a_room_in_the_country_has_the_towns_around_it() -> None:
    said = words(venue_map(MapSubject(slug="the-dock", name="The Dock", geo=DOCK)))
    assert {"The Dock", "10 km", "Boyle", "Longford"} <= set(said)


@pytest.mark.parametrize("room", rooms()[::9], ids=lambda room: room.name)
def test_every_map_is_small(room: object) -> None:
    here = rooms()[rooms().index(room)]  # type: ignore[arg-type]
    subject = MapSubject(slug="x", name=here.name, geo=Geo(lat=here.lat, lon=here.lon), near=NEAR[:60])
    assert len(gzip.compress(venue_map(subject).encode())) < 10_000


def test_the_island_is_one_file_of_all_counties() -> None:
    svg = island_map()
    assert len(gzip.compress(svg.encode())) < 12_000
    assert counties(island(640, 760)).count("M") >= 32
    assert len(rings()) >= 32


def test_pins_lie_where_the_island_has_their_towns() -> None:
    dublin, galway, derry = place(WHELANS), place(Geo(lat=53.27, lon=-9.05)), place(Geo(lat=54.99, lon=-7.32))
    assert galway[0] < derry[0] < dublin[0]
    assert derry[1] < galway[1]
    assert all(0 < percent < 100 for spot in (dublin, galway, derry) for percent in spot)


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north() -> None:
    view = View(middle=WHELANS, w=400, h=400, scale=100)
    north = view.spot(Geo(lat=WHELANS.lat + 1 / 111.32, lon=WHELANS.lon))
    assert north == pytest.approx((200, 100))


def test_thinning_keeps_corners_and_drops_what_lies_on_the_line() -> None:
    assert thinned([(0, 0), (5, 0.1), (10, 0), (10, 10)], 1.0) == [(0, 0), (10, 0), (10, 10)]


@settings(max_examples=40, deadline=None)
@given(name=st.text(max_size=60), lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_any_name_anywhere_gives_well_formed_xml(name: str, lat: float, lon: float) -> None:
    hostile = f"</text><script>{name}"
    svg = venue_map(MapSubject(slug="x", name=hostile, geo=Geo(lat=lat, lon=lon), near=((hostile, WHELANS),)))
    ET.fromstring(svg)
    assert "<script" not in svg
