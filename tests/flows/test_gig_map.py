"""The map of gigs: the list is the part that is looked at, the pins are the island's, and an empty part points on."""

import pytest

from tests import artists
from tests.catalogue import NOW, Catalogue
from wtc import settings as config
from wtc.db import act
from wtc.domain import gig_map as domain
from wtc.flows import gig_map
from wtc.services import feedback
from wtc.shapes.taste import Action

GALWAY = "-9.2,53.2,-8.9,53.4"
SEA = "-12,51,-11.5,51.2"


@pytest.fixture(autouse=True)
def _friday(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    config.settings.cache_clear()


@pytest.fixture
def scene(catalogue: Catalogue) -> Catalogue:
    catalogue.gig("Lankum")
    catalogue.gig("DART", genres=["techno"], family="techno")
    galway = {"city": "Galway", "county": "Galway", "room": "Róisín Dubh", "lat": 53.27, "lon": -9.055}
    catalogue.gig("Moxie", genres=["trad"], family="trad", **galway)
    catalogue.gig("Altan", hours=26, genres=["trad"], family="trad", **galway)
    catalogue.gig("Nowhere Yet", lat=None, lon=None)
    return catalogue


async def look(**given: str) -> gig_map.GigMap:
    return await gig_map.look(domain.read(given, NOW))


def titles(page: gig_map.GigMap) -> list[str]:
    return [card.title for card in page.cards]


async def test_tonight_is_what_is_on_tonight_and_a_part_of_the_map_narrows_the_list(scene: Catalogue) -> None:
    whole = await look()
    assert (whole.heading, len(whole.cards), whole.pins) == ("4 gigs tonight", 4, "/v1/events/pins")
    part = await look(bbox=GALWAY)
    assert (part.heading, titles(part)) == ("1 gig in this part of the map tonight", ["Moxie"])
    assert part.pins == whole.pins, "the pins stay those of the island"
    assert part.view != whole.view
    assert titles(await look(bbox=GALWAY, **{"from": "2026-11-28", "to": "2026-11-28"})) == ["Altan"]
    assert titles(await look(genre="techno")) == ["DART"]


async def test_whoever_says_where_they_are_learns_how_far_it_is(scene: Catalogue) -> None:
    near = await look(near="53.28,-9.055")
    assert titles(near) == ["Moxie"]
    assert near.cards[0].place.endswith(" · 1.1 km")
    assert (near.lat, near.lon) == (53.28, -9.055)
    both = await look(near="53.28,-9.055", bbox="-11,51,-5,55.5")
    assert titles(both)[0] == "Moxie", "nearest first"
    assert both.total == 3, "the part narrows, the point only measures"


async def test_pins_are_bounded_placed_and_say_when_and_where(
    scene: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await gig_map.pins(domain.read({}, NOW))
    assert found["total"] == 3, "what is nowhere has no pin"
    assert {pin[2]: pin[6] for pin in found["pins"]}["Moxie"] == "8.30pm, Róisín Dubh"
    monkeypatch.setattr(gig_map, "MOST_PINS", 1)
    few = await gig_map.pins(domain.read({"genre": "trad", "from": "2026-11-27", "to": "2026-11-29"}, NOW))
    assert ([pin[6] for pin in few["pins"]], few["total"]) == (["Fri 27 Nov, 8.30pm, Róisín Dubh"], 2)


async def test_an_empty_part_says_where_something_is_and_an_empty_night_which_other(scene: Catalogue) -> None:
    sea = await look(bbox=SEA)
    assert (sea.total, sea.empty) == (0, "Nothing on in this part tonight. Galway has one.")
    assert [(way.label, way.count) for way in sea.ways] == [("Galway", 1), ("Dublin", 3)]
    assert titles(await gig_map.look(domain.of(sea.ways[0].href, NOW))) == ["Moxie"]
    free = await look(free="1")
    assert (free.empty, free.ways) == ("Nothing on anywhere tonight.", ())
    later = await look(artist="Altan")
    assert later.empty == "Nothing on anywhere tonight. Tomorrow has one."


async def test_what_a_fan_hid_is_not_on_their_list(scene: Catalogue) -> None:
    aoife = artists.user(scene)
    hidden = (await look(bbox=GALWAY)).cards[0].id
    await act(feedback.say, aoife, hidden, Action.HIDE, now=NOW)
    mine = await gig_map.look(domain.read({"bbox": GALWAY}, NOW), aoife)
    assert mine.total == 0
