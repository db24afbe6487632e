"""What the Discover page offers when nothing was found."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from tests.catalogue import NOW, Catalogue
from wtc.domain import filters
from wtc.flows import discover
from wtc.settings import settings


@pytest.fixture
def catalogue(session: Session) -> Catalogue:
    return Catalogue(session)


async def test_an_empty_answer_offers_the_nearest_towns_first(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()
    for number in range(3):
        catalogue.gig(f"Dublin {number}", hours=5 + number)
    catalogue.gig("Sligo", city="Sligo", county="Sligo", hours=5)
    catalogue.session.commit()
    day = (NOW + timedelta(hours=5)).date().isoformat()
    page = await discover.look(filters.read({"city": "Leitrim", "from": day, "to": day}))
    assert page.total == 0
    assert page.hint == "Sligo has one."
    assert [choice.label for choice in page.ways][:2] == ["Sligo", "Dublin"]
