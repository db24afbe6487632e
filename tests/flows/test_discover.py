"""What the Discover page offers when nothing was found."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from tests.catalogue import NOW, Catalogue
from wtc.domain import filters
from wtc.flows import discover
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.engine import SourceState

DAY = (NOW + timedelta(hours=5)).date().isoformat()


@pytest.fixture(autouse=True)
def _this_moment(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()


@pytest.fixture
def catalogue(session: Session) -> Catalogue:
    return Catalogue(session)


async def test_an_empty_answer_offers_the_nearest_towns_first(catalogue: Catalogue) -> None:
    for number in range(3):
        catalogue.gig(f"Dublin {number}", hours=5 + number)
    catalogue.gig("Sligo", city="Sligo", county="Sligo", hours=5)
    catalogue.session.commit()
    page = await discover.look(filters.read({"city": "Leitrim", "from": DAY, "to": DAY}))
    assert page.total == 0
    assert page.hint == "Sligo has one."
    assert [choice.label for choice in page.ways][:2] == ["Sligo", "Dublin"]


async def test_a_silent_source_is_named_and_one_without_a_key_is_not(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.gig("Still on", hours=5)
    heard = SourceState(source="ticketmaster", last_synced_at=NOW - timedelta(hours=2), status="failed")
    engine.remember(catalogue.session, heard)
    catalogue.session.commit()
    assert (await discover.look(filters.read({}))).notice == "", "nobody expects it to answer"
    monkeypatch.setenv("TICKETMASTER_API_KEY", "a-key-of-no-use")
    settings.cache_clear()
    page = await discover.look(filters.read({}))
    assert page.notice == "Ticketmaster isn't answering; showing the rest. Last heard from Fri 27 Nov, 4.30pm."
    assert page.total == 1
