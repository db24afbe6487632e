"""The page of one's calendars and the month of Saved, through the handlers that they call."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

from tests.catalogue import Catalogue
from tests.state.test_keeping import arrive, call
from wtc.db import ask
from wtc.errors import NotFound, NotSignedIn
from wtc.flows import accounts, feeds
from wtc.gateways import tokens
from wtc.services import feeds as kept
from wtc.shapes.feeds import Of, Subject
from wtc.state.agenda import AgendaState
from wtc.state.calendars import CalendarsState
from wtc.state.follows import FollowState
from wtc.state.taste import TasteState

Part = Callable[[type[Any]], Any]
pytestmark = pytest.mark.usefixtures("friday")
SITE = "https://craic.example"


async def test_an_address_offers_its_search_first_and_then_the_usual_ones(
    catalogue: Catalogue,
    part: Part,
    at: Any,
    cookie: str,
) -> None:
    catalogue.gig("Lankum")
    at("/calendars?search=city%3DGalway%26page%3D2&artist=lankum&of=followed", cookie)
    state = await arrive(part(CalendarsState))
    assert [offer.key for offer in state.offers] == ["artist", "search", "followed", "saved"]
    assert [offer.search for offer in state.offers][1] == "city=Galway"
    assert (state.stage, state.feeds) == ("ready", [])


@pytest.mark.parametrize("address", ["/calendars?artist=%00&venue=x&search=%ff%00", "/calendars?of=nope&page=-1"])
async def test_an_address_that_makes_no_sense_still_opens(part: Part, at: Any, cookie: str, address: str) -> None:
    at(address, cookie)
    state = await arrive(part(CalendarsState))
    assert state.stage == "ready"
    assert [offer.key for offer in state.offers][-2:] == ["saved", "followed"]


async def test_a_stranger_is_led_to_sign_in_and_back(part: Part, at: Any, database: Any) -> None:
    at("/calendars?search=city%3DGalway%26free%3D1")
    state = await arrive(part(CalendarsState))
    assert (state.stage, state.offers, state.feeds) == ("denied", [], [])
    assert "&" not in state.back
    assert unquote(state.back) == "/calendars?search=city%3DGalway%26free%3D1"
    for name, given in (("rename", (1, "x")), ("remind", (1, 60)), ("revoke", (1,)), ("restore", (1,)), ("made", ())):
        with pytest.raises(NotSignedIn):
            await call(state, name, *given)


async def test_a_calendar_is_listed_renamed_revoked_and_brought_back(part: Part, at: Any, cookie: str) -> None:
    at("/calendars", cookie)
    me = (await accounts.identify(cookie.partition("=")[2])).known_id
    made = await feeds.make(me, Subject(of=Of.SAVED), site=SITE)
    secret = made.addresses.ics.split("/")[-2]
    state = await arrive(part(CalendarsState))
    (feed,) = state.feeds
    assert secret not in repr(state.dict())
    assert await call(state, "rename", feed.id, feed.name) is None
    await call(state, "rename", feed.id, "Nights out")
    await call(state, "remind", feed.id, 60)
    assert [(each.name, each.reminder) for each in state.feeds] == [("Nights out", 60)]
    await call(state, "remind", feed.id, -1)
    assert state.feeds[0].reminder == -1
    await call(state, "revoke", feed.id)
    assert state.feeds == []
    assert (await ask(kept.find, tokens.digest(secret))).revoked
    await call(state, "restore", feed.id)
    assert [each.id for each in state.feeds] == [feed.id]
    with pytest.raises(NotFound):
        await call(state, "revoke", feed.id + 1)


async def test_the_month_marks_what_is_saved_and_what_followed_acts_play(
    catalogue: Catalogue,
    part: Part,
    at: Any,
    cookie: str,
) -> None:
    saved, over = catalogue.gig("Lankum", hours=26), catalogue.gig("Altan", hours=-240)
    also = catalogue.gig("Landless", hours=27)
    december = catalogue.gig("Landless", hours=24 * 10)
    catalogue.gig("Goitse", hours=28)
    at("/saved?tab=calendar", cookie)
    for gig in (saved, over):
        await call(part(TasteState), "save", gig)
    await call(part(FollowState), "follow", catalogue.acts["Landless"])
    state = await arrive(part(AgendaState))
    assert (state.ready, state.month.name, state.today) == (True, "2026-11", "2026-11-27")
    assert [(mark.day, mark.status, mark.word) for mark in state.month.marks] == [
        ("2026-11-17", "saved", "1"),
        ("2026-11-28", "saved", "2"),
    ]
    assert state.month.marks[1].said == "1 saved, 1 by acts you follow"
    assert [card.id for card in state.cards] == [saved, also, over]
    assert state.followed == [also]
    assert state.month.summary == "2 saved and 1 by acts you follow in November."
    await call(state, "pick", "2026-11-28")
    assert ([card.id for card in state.cards], state.picked) == ([saved, also], "2026-11-28")
    await call(state, "pick", "2026-11-28")
    assert state.picked == ""
    await call(state, "turn", "2026-12")
    assert [card.id for card in state.cards] == [december]
    await call(state, "turn", "9999-99")
    assert state.month.name == "2026-11"
    await call(state, "pick", "'; DROP")
    assert state.picked == ""


async def test_the_month_is_read_only_where_it_is_shown_and_for_its_owner(
    catalogue: Catalogue,
    part: Part,
    at: Any,
    cookie: str,
) -> None:
    at("/saved", cookie)
    await call(part(TasteState), "save", catalogue.gig("Lankum"))
    assert not (await arrive(part(AgendaState))).ready
    at("/saved?tab=calendar")
    state = await arrive(part(AgendaState))
    assert (state.ready, state.cards) == (False, [])
    with pytest.raises(NotSignedIn):
        await call(state, "turn", "2026-12")
