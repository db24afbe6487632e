"""The calendar file over HTTP."""

import icalendar
import pytest
from fastapi.testclient import TestClient

from tests.app import app
from tests.catalogue import Catalogue
from wtc.settings import settings


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(app(), base_url="http://craic.example")


def test_a_gig_downloads_as_a_calendar_file(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum", city="Galway", room="Róisín Dubh")
    answer = client.get(f"/v1/events/{gig}/calendar")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="lankum-1.ics"'
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(entry["summary"]) == "Lankum"
    assert str(entry["location"]).startswith("Róisín Dubh, Galway")
    assert str(entry["url"]) == "http://craic.example/events/lankum-1"


def test_the_site_s_own_address_wins_over_the_host_that_was_sent(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://whatsthecraic.test/")
    settings.cache_clear()
    gig = catalogue.gig("Lankum")
    sent = client.get(f"/v1/events/{gig}/calendar", headers={"host": "evil.example"}).text
    assert "https://whatsthecraic.test/events/lankum-1" in sent.replace("\r\n ", "")
    assert "evil" not in sent


def test_a_host_that_is_none_goes_nowhere(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    sent = client.get(f"/v1/events/{gig}/calendar", headers={"host": 'x"><script>'}).text
    assert "script" not in sent


@pytest.mark.parametrize(("event_id", "status"), [("nope", 400), ("0", 400), ("4711", 404)])
def test_a_bad_id_is_400_and_a_missing_event_404(client: TestClient, event_id: str, status: int) -> None:
    answer = client.get(f"/v1/events/{event_id}/calendar")
    assert answer.status_code == status
    assert answer.json()["error"]["code"]


def test_a_gig_without_a_date_has_no_file_yet(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum", day=None, starts_at=None)
    assert client.get(f"/v1/events/{gig}/calendar").status_code == 409
