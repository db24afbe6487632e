"""The page of the map through its handler: the address is the state, and nonsense in it is left out."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.catalogue import Catalogue
from wtc.state.gig_map import MapState

pytestmark = pytest.mark.usefixtures("friday")


@pytest.mark.parametrize(
    ("address", "total"),
    [
        ("/map", 1),
        ("/map?bbox=-7,53,-6,54&genre=indie", 1),
        ("/map?bbox=-10,53,-9,54", 0),
        ("/map?bbox=here&from=2026-99-99&near=1e9,no&genre=polka&page=9", 1),
        ("/map?from=2026-11-28&to=2026-11-28", 0),
    ],
)
async def test_the_address_is_what_the_page_shows(
    address: str, total: int, catalogue: Catalogue, part: Callable[[type[Any]], Any], at: Any
) -> None:
    catalogue.gig("Lankum")
    at(address)
    state = part(MapState)
    async for _ in type(state).load.fn(state):
        pass
    assert (state.ready, state.busy, state.page.total) == (True, False, total)
    assert (state.page.empty != "") == (total == 0)
