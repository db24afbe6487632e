"""Keeping, hiding and the lists of both, through the handlers that a page calls."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.catalogue import Catalogue
from wtc.errors import NotFound, NotSignedIn
from wtc.state.events.detail import DetailState
from wtc.state.saved import SavedState
from wtc.state.taste import TasteState

Part = Callable[[type[Any]], Any]


pytestmark = pytest.mark.usefixtures("friday")


async def arrive(state: Any) -> Any:
    loading = type(state).load.fn(state)
    if hasattr(loading, "__aiter__"):
        async for _ in loading:
            pass
    else:
        await loading
    return state


async def call(state: Any, name: str, *given: Any) -> Any:
    return await getattr(type(state), name).fn(state, *given)


async def test_a_heart_goes_on_and_off_and_a_page_that_comes_later_knows(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    gig = catalogue.gig("Lankum")
    at("/", cookie)
    state = part(TasteState)
    assert await call(state, "save", gig) is not None
    assert state.saved_ids == [gig]
    state.saved_ids = []
    assert (await arrive(state)).saved_ids == [gig]
    await call(state, "unsave", gig)
    assert state.saved_ids == []
    assert (await arrive(state)).saved_ids == []


async def test_hiding_is_told_only_when_asked_to_be(catalogue: Catalogue, part: Part, at: Any, cookie: str) -> None:
    gig = catalogue.gig("Lankum")
    at("/", cookie)
    state = part(TasteState)
    assert await call(state, "hide", gig) is None
    assert await call(state, "hide", gig, True) is not None
    assert state.hidden_ids == [gig]
    await call(state, "unhide", gig)
    assert state.hidden_ids == []


@pytest.mark.parametrize("name", ["save", "unsave", "hide", "unhide"])
async def test_nobody_keeps_anything_without_signing_in(catalogue: Catalogue, part: Part, at: Any, name: str) -> None:
    gig = catalogue.gig("Lankum")
    at("/")
    with pytest.raises(NotSignedIn):
        await call(part(TasteState), name, gig)


async def test_a_gig_that_is_not_there_changes_nothing(part: Part, at: Any, cookie: str) -> None:
    at("/", cookie)
    with pytest.raises(NotFound):
        await call(part(TasteState), "save", 4_711)
    assert part(TasteState).saved_ids == []


async def test_the_address_chooses_the_list(catalogue: Catalogue, part: Part, at: Any, cookie: str) -> None:
    coming, over, unwanted = catalogue.gig("Lankum"), catalogue.gig("Altan", hours=-48), catalogue.gig("Goitse")
    at("/saved", cookie)
    for gig in (coming, over):
        await call(part(TasteState), "save", gig)
    await call(part(TasteState), "hide", unwanted)
    for address, title in (("/saved", "Lankum"), ("/saved?tab=past", "Altan"), ("/saved?tab=hidden", "Goitse")):
        at(address, cookie)
        state = await arrive(part(SavedState))
        assert [card.title for card in state.cards] == [title]
        assert (state.stage, state.upcoming, state.past, state.hidden) == ("ready", 1, 1, 1)


@pytest.mark.parametrize("address", ["/saved?tab=x&page=-1", "/saved?tab=&page=999999", "/saved?page=%00&tab=PAST"])
async def test_an_address_that_makes_no_sense_still_opens(part: Part, at: Any, cookie: str, address: str) -> None:
    at(address, cookie)
    state = await arrive(part(SavedState))
    assert (state.stage, state.tab, state.cards) == ("ready", "upcoming", [])


async def test_a_hidden_gig_comes_back_and_leaves_the_list(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    gig = catalogue.gig("Lankum")
    at("/saved?tab=hidden", cookie)
    await call(part(TasteState), "hide", gig)
    state = await arrive(part(SavedState))
    await call(state, "bring_back", gig)
    assert (state.cards, state.hidden, part(TasteState).hidden_ids) == ([], 0, [])


async def test_whoever_signed_out_sees_nothing_of_the_list(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    gig = catalogue.gig("Lankum")
    at("/saved?tab=past", cookie)
    await call(part(TasteState), "save", gig)
    await arrive(part(SavedState))
    at("/saved?tab=past")
    state = await arrive(part(SavedState))
    assert (state.stage, state.cards, state.back) == ("denied", [], "/saved?tab=past")
    assert (await arrive(part(TasteState))).saved_ids == []


async def test_the_page_of_an_event_reads_its_address_and_leaves_out_what_is_hidden(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    catalogue.gig("Lankum", genres=("folk",))
    wanted, unwanted = catalogue.gig("Landless", genres=("folk",)), catalogue.gig("Goitse", genres=("folk",))
    at("/events/lankum-1", cookie)
    await call(part(TasteState), "hide", unwanted)
    state = await arrive(part(DetailState))
    assert (state.stage, state.detail.title, state.title) == ("ready", "Lankum", "Lankum · WhatsTheCraic")
    assert [card.id for card in (*state.also, *state.more)] == [wanted]


@pytest.mark.parametrize("slug", ["nope", "", "x" * 500, "..%2f", "lankum-1/more"])
async def test_an_address_without_an_event_is_missing(catalogue: Catalogue, part: Part, at: Any, slug: str) -> None:
    catalogue.gig("Lankum")
    at(f"/events/{slug}")
    state = await arrive(part(DetailState))
    assert (state.stage, state.detail.id, state.more, state.also) == ("missing", 0, [], [])
