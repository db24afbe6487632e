"""The pages of acts through the handlers that they call: lists by address, one act, following and a pasted list."""

from collections.abc import Callable
from typing import Any

import pytest
from reflex.istate.data import HeaderData, ReflexURL
from reflex.state import State

from tests import artists
from tests.catalogue import NOW, Catalogue
from wtc import settings as config
from wtc.errors import NotFound, NotSignedIn
from wtc.flows import accounts
from wtc.state.artists import ArtistsState, ArtistState
from wtc.state.follows import FollowState

Part = Callable[[type[Any]], Any]


@pytest.fixture(autouse=True)
def _friday(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    config.settings.cache_clear()


@pytest.fixture
async def cookie() -> str:
    done = await accounts.sign_up("Aoife", "aoife@example.org", "three old fiddles 9", address="127.0.0.1")
    return f"{accounts.COOKIE}={done.cookie}"


@pytest.fixture
def at(tree: State) -> Callable[..., None]:
    def go(address: str, cookie: str = "") -> None:
        tree.router = type(tree.router)(url=ReflexURL(f"http://localhost{address}"), headers=HeaderData(cookie=cookie))

    return go


async def arrive(state: Any) -> list[Any]:
    loading = type(state).load.fn(state)
    if not hasattr(loading, "__aiter__"):
        await loading
        return []
    return [each async for each in loading if each is not None]


async def call(state: Any, name: str, *given: Any) -> Any:
    return await getattr(type(state), name).fn(state, *given)


@pytest.fixture
def scene(catalogue: Catalogue) -> Catalogue:
    catalogue.gig("Lankum", hours=30)
    artists.act(catalogue, "Lankum", genres=["trad"], home_city="Dublin")
    return catalogue


async def test_the_address_is_the_state_of_the_list(scene: Catalogue, part: Part, at: Any) -> None:
    state = part(ArtistsState)
    at("/artists?genre=trad&county=Dublin&sort=name")
    await arrive(state)
    assert (state.stage, state.page.total, state.page.heading) == (
        "ready",
        1,
        "1 trad act from or playing in Co. Dublin",
    )
    assert state.page.cards[0].when == "Sun 29 Nov"
    assert [chip.label for chip in state.page.active] == ["Co. Dublin", "Trad"]
    at("/artists?tab=discovered")
    await arrive(state)
    assert state.page.total == 0
    assert state.page.empty


@pytest.mark.parametrize(
    "address",
    ["/artists?page=-1", "/artists?page=٣", "/artists?tab=x&sort=y&genre=%00,trad", "/artists?q=" + "x" * 999],
)
async def test_an_address_that_makes_no_sense_still_opens(scene: Catalogue, part: Part, at: Any, address: str) -> None:
    at(address)
    await arrive(part(ArtistsState))
    assert part(ArtistsState).stage == "ready"


async def test_ones_own_list_is_for_whoever_is_signed_in(part: Part, at: Any, cookie: str) -> None:
    state = part(ArtistsState)
    at("/artists?tab=following")
    await arrive(state)
    assert state.stage == "denied"
    at("/artists?tab=following", cookie)
    await arrive(state)
    assert (state.stage, state.page.cards) == ("ready", ())


async def test_one_act_is_there_or_missing_or_has_moved(scene: Catalogue, part: Part, at: Any) -> None:
    artists.alias(scene, scene.acts["Lankum"], "Lynched")
    state = part(ArtistState)
    at("/artists/lankum")
    await arrive(state)
    assert (state.stage, state.detail.name, state.detail.dates) == ("ready", "Lankum", "1 date to come")
    at("/artists/lynched")
    assert "redirect" in str(await arrive(state))
    at("/artists/nobody")
    await arrive(state)
    assert (state.stage, state.detail.id) == ("missing", 0)


async def test_follow_unfollow_and_a_page_that_comes_later_knows(
    scene: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    at("/artists", cookie)
    state, lankum = part(FollowState), scene.acts["Lankum"]
    assert await call(state, "follow", lankum) is not None
    state.artist_ids = []
    await arrive(state)
    assert state.artist_ids == [lankum]
    await call(state, "unfollow", lankum)
    assert state.artist_ids == []
    with pytest.raises(NotFound):
        await call(state, "follow", 999_999)
    at("/artists")
    with pytest.raises(NotSignedIn):
        await call(state, "follow", lankum)


async def test_a_pasted_list_is_followed_and_tells_whom_nobody_knows(
    scene: Catalogue, part: Part, at: Any, cookie: str
) -> None:
    at("/artists?tab=following", cookie)
    state = part(FollowState)
    await call(state, "follow_named", "LANKUM, The Nobodies\n\n;lankum")
    assert (state.artist_ids, state.unknown) == ([scene.acts["Lankum"]], ["The Nobodies"])
    assert state.told == "1 more followed. 1 we don't know."
    await call(state, "follow_named", "\n".join(f"Nobody {n}" for n in range(250)))
    assert len(state.unknown) == 200
    assert "50 left for the next go" in state.told
    await call(state, "follow_named", "")
    assert len(state.artist_ids) == 1
