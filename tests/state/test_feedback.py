"""Thumbs, nights out, dials and the profiling switch, through the handlers that a page calls."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.catalogue import Catalogue
from tests.state.test_keeping import arrive, call
from wtc.errors import Conflict, Invalid, NotFound, NotSignedIn
from wtc.state.dials import DialState
from wtc.state.saved import SavedState
from wtc.state.taste import TasteState

Part = Callable[[type[Any]], Any]


pytestmark = pytest.mark.usefixtures("friday")


@pytest.fixture
def fan(at: Any, cookie: str) -> None:
    at("/preferences", cookie)


async def test_a_thumb_goes_up_turns_down_and_is_taken_back(catalogue: Catalogue, part: Part, fan: None) -> None:
    gig, state = catalogue.gig("Lankum"), part(TasteState)
    await call(state, "up", gig)
    assert (state.up_ids, state.down_ids) == ([gig], [])
    await call(state, "down", gig)
    await call(state, "down", gig, "too_far")
    assert (state.up_ids, state.down_ids) == ([], [gig])
    state.down_ids = []
    assert (await arrive(state)).down_ids == [gig]
    await call(state, "unthumb", gig)
    assert (await arrive(state)).down_ids == []


async def test_a_thumb_that_makes_no_sense_changes_nothing(catalogue: Catalogue, part: Part, fan: None) -> None:
    gig, state = catalogue.gig("Lankum"), part(TasteState)
    with pytest.raises(Invalid):
        await call(state, "down", gig, "too loud")
    with pytest.raises(NotFound):
        await call(state, "up", 4_711)
    assert (state.up_ids, state.down_ids) == ([], [])


@pytest.mark.parametrize("name", ["up", "down", "unthumb"])
async def test_nobody_gives_a_thumb_without_signing_in(
    catalogue: Catalogue,
    part: Part,
    at: Any,
    name: str,
) -> None:
    at("/")
    with pytest.raises(NotSignedIn):
        await call(part(TasteState), name, catalogue.gig("Lankum"))


async def test_a_night_that_is_over_was_attended_or_not(
    catalogue: Catalogue,
    part: Part,
    at: Any,
    cookie: str,
) -> None:
    over, coming = catalogue.gig("Altan", hours=-48), catalogue.gig("Lankum")
    at("/saved?tab=past", cookie)
    await call(part(TasteState), "save", over)
    state = await arrive(part(SavedState))
    assert state.attended == []
    await call(state, "was_there", over)
    assert state.attended == [over]
    assert (await arrive(state)).attended == [over]
    with pytest.raises(Conflict):
        await call(state, "was_there", coming)
    await call(state, "was_not_there", over)
    assert (await arrive(state)).attended == []


async def test_a_dial_goes_down_and_up_and_its_message_takes_it_back(database: Any, part: Part, fan: None) -> None:
    state = await arrive(part(DialState))
    assert (state.ready, state.dials, state.profiling) == (True, [], True)
    for _ in range(2):
        assert await call(state, "less", "genre:techno") is not None
    assert [(dial.label, dial.step, dial.words) for dial in state.dials] == [("Techno", -2, "Much less")]
    await call(state, "undo", max(state._turns))
    assert [dial.step for dial in state.dials] == [-1]
    await call(state, "more", "genre:techno")
    assert state.dials == []
    with pytest.raises(Invalid):
        await call(state, "less", "the moon")


async def test_all_dials_go_back_and_come_again(database: Any, part: Part, fan: None) -> None:
    state = await arrive(part(DialState))
    for factor in ("near", "budget", "genre:trad"):
        await call(state, "more", factor)
    await call(state, "middle", "near")
    await call(state, "set_back")
    assert state.dials == []
    await call(state, "undo", max(state._turns))
    assert {dial.factor for dial in state.dials} == {"budget", "genre:trad"}
    await call(state, "undo", 987_654)  # of no message of ours
    assert len(state.dials) == 2


async def test_only_the_latest_turns_are_remembered(database: Any, part: Part, fan: None) -> None:
    state = await arrive(part(DialState))
    for turn in range(30):
        await call(state, "more" if turn % 2 else "less", "near")
    assert len(state._turns) == 20


async def test_ranking_without_history_is_kept(database: Any, part: Part, fan: None) -> None:
    state = await arrive(part(DialState))
    await call(state, "profile", False)
    state.profiling = True
    assert (await arrive(state)).profiling is False
    await call(state, "profile", True)
    assert (await arrive(state)).profiling is True


async def test_a_stranger_has_no_dials(
    database: Any,
    part: Part,
    at: Any,
) -> None:
    at("/preferences")
    state = await arrive(part(DialState))
    assert (state.ready, state.dials) == (False, [])
    with pytest.raises(NotSignedIn):
        await call(state, "profile", False)
