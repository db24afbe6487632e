"""The newcomer's screens through their handlers: read by address, kept once, and led on."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.catalogue import Catalogue
from wtc.errors import Invalid, NotSignedIn
from wtc.state.shell import ShellState
from wtc.state.welcome import WelcomeState

pytestmark = pytest.mark.usefixtures("friday")

Part = Callable[[type[Any]], Any]
SOUNDS = ["trad", "techno", "jazz"]


async def call(state: Any, name: str, *given: Any) -> Any:
    return await getattr(type(state), name).fn(state, *given)


async def test_finishing_keeps_the_town_on_the_device_and_leads_on(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    catalogue.gig("Lankum", hours=20)
    catalogue.gig("DART", hours=21, city="Galway", county="Galway", room="Róisín Dubh")
    at("/welcome?step=acts&city=Galway&genre=trad,techno,jazz&next=/discover", cookie)
    state = part(WelcomeState)
    await call(state, "load")
    assert (state.ready, {each.name for each in state.page.towns}) == (True, {"Dublin", "Galway"})
    assert state.page.drawn == "Galway|trad,techno,jazz"
    gone = await call(state, "finish", "Galway", SOUNDS, [], -1)
    assert '"/discover"' in str(gone)
    assert part(ShellState).city == "Galway"


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil"])
async def test_nobody_is_led_to_another_site(
    onward: str, catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    at(f"/welcome?next={onward}", cookie)
    assert "evil" not in str(await call(part(WelcomeState), "finish", "", [], [], -1))


async def test_a_stranger_keeps_nothing_and_nonsense_is_refused(
    catalogue: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    catalogue.gig("Lankum", hours=20)
    at("/welcome")
    with pytest.raises(NotSignedIn):
        await call(part(WelcomeState), "finish", "Dublin", SOUNDS, [], -1)
    at("/welcome", cookie)
    with pytest.raises(Invalid):
        await call(part(WelcomeState), "finish", "Atlantis", SOUNDS, [], -1)
    assert part(ShellState).city == ""
