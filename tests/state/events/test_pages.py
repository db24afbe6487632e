"""Home and Discover answer their addresses from the database, for any address."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from reflex.istate.data import HeaderData, ReflexURL
from reflex.state import State

from tests.catalogue import NOW, Catalogue
from wtc import settings as config
from wtc.domain import filters
from wtc.flows import afterwards, discover, searches
from wtc.models.accounts import User
from wtc.services import taste
from wtc.shapes.accounts import Role, Visitor
from wtc.state.events.discover import DiscoverState
from wtc.state.events.home import HomeState
from wtc.state.shell import ShellState

Part = Callable[[type[Any]], Any]


@pytest.fixture(autouse=True)
def _friday(database: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    config.settings.cache_clear()
    yield
    afterwards.settled()


@pytest.fixture
def arrive(tree: State, part: Part) -> Callable[..., Any]:
    """Opens an address and runs the page's load: ``await arrive(HomeState, "/?city=Cork")``."""

    async def open_page(kind: type[Any], address: str, **known: Any) -> Any:
        tree.router = type(tree.router)(url=ReflexURL(f"http://localhost{address}"), **known)
        state = part(kind)
        loading = kind.load.fn(state)
        if hasattr(loading, "__aiter__"):
            async for _ in loading:
                pass
        else:
            await loading
        return state

    return open_page


async def test_home_counts_this_weekend_and_says_what_it_costs(catalogue: Catalogue, arrive: Any) -> None:
    catalogue.gig("Lankum", hours=2, price_low=0, price_high=0)
    catalogue.gig("Altan", hours=26, price_low=5_500, price_high=5_500)
    catalogue.gig("Next week", hours=24 * 6)
    page = (await arrive(HomeState, "/")).page
    assert page.summary == "2 gigs in Dublin, from free to €55."
    assert page.dates == "Fri 27 to Sun 29 November"
    assert [card.title for card in page.weekend.cards] == ["Lankum", "Altan"]
    assert {card.title for card in page.fresh.cards} == {"Lankum", "Altan", "Next week"}


async def test_a_sentence_becomes_the_address_that_says_the_same(
    arrive: Any, catalogue: Catalogue, tree: State
) -> None:
    catalogue.gig("Bicep", genres=("techno",))
    state = await arrive(DiscoverState, "/discover?words=techno+in+Dublin+tonight&max=30&page=2")
    assert not state.ready
    where = "/discover?said=techno+in+Dublin+tonight&city=Dublin&genre=techno&from=2026-11-27&to=2026-11-27&max=30"
    page = (await arrive(DiscoverState, where)).page
    assert page.heading == "1 techno gig in Dublin tonight"
    assert [each.label for each in page.read] == ["techno", "in Dublin", "tonight"]
    assert page.read[0].href == where.replace("&city", "&q=techno&city").replace("&genre=techno", "")
    other = await discover.told("trad", filters.read(dict(parse_qsl(urlsplit(where).query))))
    assert filters.address(other) == "/discover?said=trad&genre=trad&max=30"


async def test_a_search_is_heard_and_a_browser_that_asks_for_privacy_is_not(
    arrive: Any, catalogue: Catalogue, tree: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, int]] = []
    monkeypatch.setattr(searches, "heard", lambda said, total, **_: heard.append((said, total)))
    catalogue.gig("Bicep", genres=("techno",))
    await arrive(DiscoverState, "/discover?words=bicep")
    await arrive(DiscoverState, "/discover?said=bicep&q=bicep")
    await arrive(DiscoverState, "/discover?q=nobody+at+all")
    assert heard == [("bicep", 1), ("nobody at all", 0)]
    asking = HeaderData.from_router_data({"headers": {"sec-gpc": "1"}})
    await arrive(DiscoverState, "/discover?q=bicep", headers=asking)
    assert len(heard) == 2


async def test_home_takes_the_town_of_the_address_and_keeps_it(catalogue: Catalogue, arrive: Any, part: Part) -> None:
    catalogue.gig("Lankum")
    catalogue.gig("Altan", city="Cork", county="Cork", room="Cyprus Avenue")
    assert (await arrive(HomeState, "/?city=cork")).page.town == "Cork"
    assert part(ShellState).city == "Cork"
    assert (await arrive(HomeState, "/")).page.town == "Cork"


async def test_home_of_a_town_that_nobody_knows_is_the_house_town(catalogue: Catalogue, arrive: Any) -> None:
    catalogue.gig("Lankum")
    assert (await arrive(HomeState, "/?city=%3Cscript%3E")).page.town == "Dublin"


async def test_home_without_gigs_this_weekend_shows_what_is_next(catalogue: Catalogue, arrive: Any) -> None:
    catalogue.gig("Later", hours=24 * 10)
    page = (await arrive(HomeState, "/")).page
    assert page.summary == "No gigs in Dublin."
    assert page.weekend.title == "Coming up in Dublin"
    assert [card.title for card in page.weekend.cards] == ["Later"]


async def test_home_of_an_empty_house_still_opens(arrive: Any) -> None:
    state = await arrive(HomeState, "/")
    assert state.ready
    assert state.page.weekend.cards == ()


async def test_discover_answers_its_address_and_counts_every_choice(catalogue: Catalogue, arrive: Any) -> None:
    catalogue.gig("Lankum", genres=("folk",), sources=("local",))
    catalogue.gig("Altan", genres=("trad",), sources=("ticketmaster", "dice"))
    catalogue.gig("Kneecap", city="Belfast", county="Antrim", genres=("hiphop",), room="Limelight")
    page = (await arrive(DiscoverState, "/discover?city=Dublin&genre=trad")).page
    assert page.heading == "1 trad gig in Dublin"
    assert [card.title for card in page.cards] == ["Altan"]
    assert page.cards[0].source_keys == "ticketmaster dice"
    assert {each.key: (each.count, each.on) for each in page.sounds} == {"folk": (1, False), "trad": (1, True)}
    assert [each.label for each in page.active] == ["Dublin", "Trad"]


async def test_nothing_found_offers_the_nearest_thing_that_is_there(catalogue: Catalogue, arrive: Any) -> None:
    catalogue.gig("Altan", city="Sligo", county="Sligo", genres=("trad",), room="Hawk's Well")
    page = (await arrive(DiscoverState, "/discover?city=Leitrim&genre=trad")).page
    assert page.total == 0
    assert page.hint == "Sligo has one."
    assert page.ways[0].href == "/discover?city=Sligo&genre=trad"
    assert page.ways[0].count == 1


async def test_show_more_keeps_what_is_shown_and_ends_with_the_list(catalogue: Catalogue, arrive: Any) -> None:
    for number in range(26):
        catalogue.gig(f"Gig {number}", hours=3 + number, acts=())
    first = (await arrive(DiscoverState, "/discover")).page
    assert (len(first.cards), first.more, first.more_label) == (24, "/discover?page=2", "Show 2 more")
    second = (await arrive(DiscoverState, first.more)).page
    assert (len(second.cards), second.more) == (26, "")
    assert second.cards[:24] == first.cards


@pytest.mark.parametrize(
    "address",
    [
        "/discover?from=%00&to=zz",
        "/discover?q=" + "a" * 3_000,
        "/discover?q=%25_%27%22%5C",
        "/discover?near=1,2&max=99999999",
    ],
)
async def test_a_hostile_address_still_answers(catalogue: Catalogue, arrive: Any, address: str) -> None:
    catalogue.gig("Lankum")
    assert (await arrive(DiscoverState, address)).ready


async def test_home_leaves_out_what_the_reader_hid(
    catalogue: Catalogue, arrive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = catalogue.gig("Lankum")
    catalogue.gig("Altan")
    user = User(name="Aoife", email="a@example.test", password_hash="x", created_at=NOW, updated_at=NOW)
    catalogue.session.add(user)
    catalogue.session.flush()
    reader = user.id or 0
    taste.hide(catalogue.session, reader, hidden, now=NOW)
    catalogue.session.commit()

    async def who(_: Any) -> Visitor:
        return Visitor(id=reader, name="Aoife", role=Role.USER)

    monkeypatch.setattr("wtc.state.events.home.visitor", who)
    page = (await arrive(HomeState, "/")).page
    shown = (page.hero.card, *(card for deck in (page.weekend, page.popular, page.fresh) for card in deck.cards))
    assert {card.title for card in shown if card.id} == {"Altan"}
