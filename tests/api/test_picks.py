"""Feed, lists and reasons over HTTP: one's own only, within bounds, counted."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import func, select

from tests import taste as t
from tests.api.test_taste import signed_in
from tests.app import app
from tests.catalogue import NOW, Catalogue
from tests.flows.test_picks import fresh
from wtc import measures
from wtc.flows import afterwards
from wtc.models.accounts import User
from wtc.models.taste import Impression
from wtc.settings import settings


@pytest.fixture(autouse=True)
def friday_evening(catalogue: Catalogue) -> Iterator[None]:
    fresh()
    with time_machine.travel(NOW, tick=True):
        yield
    afterwards.settled()


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(app(), client=("127.0.0.1", 5_000))


@pytest.fixture
def gigs(catalogue: Catalogue) -> list[int]:
    towns = (("Lankum", "trad", "Dublin"), ("Sunil Sharpe", "techno", "Dublin"), ("Goitse", "trad", "Cork"))
    return [catalogue.gig(title, genres=(genre,), city=city, room=title) for title, genre, city in towns]


def me(client: TestClient, catalogue: Catalogue, **said: Any) -> tuple[int, dict[str, str]]:
    headers = signed_in(client)
    catalogue.session.rollback()
    user_id = catalogue.session.execute(select(User.id)).scalar_one()
    if said:
        t.prefer(catalogue, user_id or 0, **said)
    return user_id or 0, headers


def test_the_feed_is_ranked_with_reasons_and_for_its_owner_alone(
    client: TestClient, catalogue: Catalogue, gigs: list[int]
) -> None:
    """WTC-046 and 006."""
    assert client.get("/v1/users/me/feed").status_code == 401
    _, headers = me(client, catalogue, genres=["trad"])
    answer = client.get("/v1/users/me/feed", headers=headers)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    told = answer.json()
    assert [event["id"] for event in told["events"]] == [gigs[0], gigs[2], gigs[1]]
    first = told["events"][0]
    assert first["title"] == "Lankum"
    assert 0 < first["rank_score"] <= 1
    assert first["match"] == round(100 * first["rank_score"]) == sum(one["share"] for one in first["rank_reasons"])
    assert {one["type"] for one in first["rank_reasons"]} == {"genre", "recency"}
    assert sum(one["contribution"] for one in first["rank_reasons"]) == pytest.approx(first["score"], abs=1e-6)
    assert told["ranker"] == "content"
    assert told["note"] == ""


def test_another_way_of_picking_is_shown_on_request_and_counts_for_nothing(
    client: TestClient, catalogue: Catalogue, gigs: list[int]
) -> None:
    """WTC-327."""
    user_id, headers = me(client, catalogue, genres=["trad"])
    told = client.get("/v1/users/me/feed?ranker=additive&limit=2", headers=headers).json()
    assert (told["ranker"], told["ab_experiment"], told["count"]) == ("additive", None, 2)
    assert told["events"][0]["id"] == gigs[0]
    afterwards.settled()
    assert seen_by(catalogue, user_id) == 0
    served = client.post("/v1/recommendations", headers=headers, json={"limit": 2}).json()
    assert served["ranker"] == "content"
    afterwards.settled()
    assert seen_by(catalogue, user_id) == 2
    assert client.get("/v1/users/me/feed?ranker=mine", headers=headers).status_code == 422


def seen_by(catalogue: Catalogue, user_id: int) -> int:
    catalogue.session.rollback()
    rows = select(func.count()).select_from(Impression).where(Impression.user_id == user_id)
    return catalogue.session.execute(rows).scalar_one()


def test_a_search_is_ranked_by_ones_own_list_and_leaves_nothing_out(
    client: TestClient, catalogue: Catalogue, gigs: list[int]
) -> None:
    """WTC-038."""
    off = catalogue.gig("Trad called off", genres=("trad",), city="Dublin", hours=1, status="cancelled")
    user_id, headers = me(client, catalogue, genres=["trad"])
    t.hide(catalogue, user_id, gigs[2])
    search = "/v1/events/search?rank=personalized&from=2026-11-20"
    told = client.get(search, headers=headers).json()
    assert [event["id"] for event in told["events"]] == [gigs[0], gigs[1]], "what is hidden or off is not found"
    assert (told["total"], told["next"], told["ranker"], told["personal"]) == (2, None, "content", True)
    feed = client.get("/v1/users/me/feed", headers=headers).json()["events"]
    assert [event["rank_score"] for event in told["events"]] == [event["rank_score"] for event in feed]
    assert "genre" in {one["type"] for one in told["events"][0]["rank_reasons"]}
    with_hidden = client.get(f"{search}&includeHidden=true&q=trad", headers=headers).json()
    assert off in [event["id"] for event in with_hidden["events"]]
    pages = [client.get(f"{search}&limit=1&offset={place}", headers=headers).json() for place in (0, 1, 2)]
    assert [[event["id"] for event in page["events"]] for page in pages] == [[gigs[0]], [gigs[1]], []]
    assert [page["next"] for page in pages] == [1, None, None]
    assert pages[1]["events"][0]["position"] == 2
    assert client.get(f"{search}&city=Cork", headers=headers).json()["total"] == 0


def test_the_feed_of_a_new_fan_is_what_is_popular(client: TestClient, catalogue: Catalogue, gigs: list[int]) -> None:
    _, headers = me(client, catalogue)
    told = client.get("/v1/users/me/feed", headers=headers).json()
    assert told["personal"] is False
    assert {event["match"] for event in told["events"]} == {None}


def test_the_feed_is_narrowed_by_town_number_and_place(
    client: TestClient, catalogue: Catalogue, gigs: list[int]
) -> None:
    _, headers = me(client, catalogue, genres=["trad"])
    cork = client.get("/v1/users/me/feed?city=Cork", headers=headers).json()
    assert [event["id"] for event in cork["events"]] == [gigs[2]]
    assert client.get("/v1/users/me/feed?limit=1", headers=headers).json()["count"] == 1
    away = client.get("/v1/users/me/feed?lat=51.9&lon=-8.47", headers=headers).json()
    assert away["count"] == 0
    for query in ("limit=0", "limit=x", "lat=91&lon=0", "lat=nan&lon=0", "lat=53.3", f"city={'x' * 81}"):
        assert client.get(f"/v1/users/me/feed?{query}", headers=headers).status_code == 422, query


def test_recommendations_are_asked_for_as_the_contract_says(
    client: TestClient, catalogue: Catalogue, gigs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """WTC-108 and 123."""
    user_id, headers = me(client, catalogue, genres=["trad"])
    body = {"user_id": user_id, "city": "Dublin", "limit": 1, "context": {"surface": "test"}}
    told = client.post("/v1/recommendations", json=body, headers=headers).json()
    (only,) = told["recommendations"]
    assert only["event_id"] == only["event"]["id"] == gigs[0]
    assert {"score", "rank_score", "confidence", "reasons", "position"} <= only.keys()
    assert {"model_version", "ab_experiment", "latency_ms", "cached", "generated_at"} <= told.keys()
    assert told["cached"] is False
    afterwards.settled()
    again = client.post("/v1/recommendations", json=body, headers=headers).json()
    assert again["cached"] is True
    assert again["recommendations"] == told["recommendations"]
    assert again["generated_at"] == told["generated_at"]
    client.post(f"/v1/events/{gigs[1]}/save", headers=headers)
    assert client.post("/v1/recommendations", json=body, headers=headers).json()["cached"] is False
    monkeypatch.setenv("DEFAULT_RECOMMENDATION_COUNT", "2")
    settings.cache_clear()
    assert client.post("/v1/recommendations", json={}).json()["count"] == 2


def test_somebody_elses_list_is_refused(client: TestClient, catalogue: Catalogue, gigs: list[int]) -> None:
    user_id, headers = me(client, catalogue, genres=["trad"])
    for claimed in (user_id + 1, str(user_id + 1), 0, -1, "root", "' OR 1=1 --"):
        refused = client.post("/v1/recommendations", json={"user_id": claimed}, headers=headers)
        assert refused.status_code == 403, claimed
    assert client.post("/v1/recommendations", json={"user_id": user_id}).status_code == 401
    for own in ({}, {"user_id": user_id}, {"user_id": str(user_id)}, {"user_id": None}):
        assert client.post("/v1/recommendations", json=own, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 0}, {"limit": -1}, {"limit": "5"}, {"limit": 1.5}, {"limit": 10**30}, {"city": 7}, {"city": "x" * 81},
        {"context": {"lat": 91, "lon": 0}}, {"context": {"lat": 53.3}}, {"context": {"surface": "<script>"}},
        {"context": []}, {"user_id": {"$ne": 1}}, {"user_id": [1]}, {"role": "admin"}, [], "x", None,
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_name(client: TestClient, gigs: list[int], body: Any) -> None:
    assert client.post("/v1/recommendations", json=body).status_code == 422


def test_hostile_words_find_nothing_and_break_nothing(client: TestClient, gigs: list[int]) -> None:
    for city in ("'; DROP TABLE events --", "\u202e\x00", "../../etc/passwd", "💥" * 20, "%s %d {0}"):
        told = client.post("/v1/recommendations", json={"city": city})
        assert (told.status_code, told.json()["count"]) == (200, 0)


def test_why_explains_any_event_that_is_to_come(client: TestClient, catalogue: Catalogue, gigs: list[int]) -> None:
    _, headers = me(client, catalogue, genres=["trad"])
    assert client.get(f"/v1/recommendations/{gigs[0]}/why").status_code == 401
    told = client.get(f"/v1/recommendations/{gigs[1]}/why", headers=headers).json()
    assert told["event_id"] == gigs[1]
    assert told["position"] == 3
    assert sum(one["share"] for one in told["reasons"]) == told["match"]
    best = client.get(f"/v1/recommendations/{gigs[0]}/why", headers=headers).json()
    assert best["instead"].startswith("Without your preferences it would")
    for event_id, status in (("x", 400), ("0", 400), ("987654", 404), ("9" * 30, 400)):
        assert client.get(f"/v1/recommendations/{event_id}/why", headers=headers).status_code == status


def test_health_says_what_serves_without_a_database(client: TestClient) -> None:
    """WTC-113."""
    told = client.get("/health").json()
    assert told == {"status": "ok", "model_loaded": False, "model_version": ""}


def counted(client: TestClient) -> dict[str, float]:
    text = client.get("/metrics").text
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            if one.name.startswith(("ml_", "wtc_query_")):
                found[one.name] = found.get(one.name, 0.0) + one.value
    return found


def test_lists_are_counted(client: TestClient, catalogue: Catalogue, gigs: list[int]) -> None:
    """WTC-114."""
    _, headers = me(client, catalogue, genres=["trad"])
    before = counted(client)
    client.get("/v1/users/me/feed", headers=headers)
    afterwards.settled()
    client.get("/v1/users/me/feed", headers=headers)
    measures.list_errors.labels("model").inc()
    after = counted(client)
    for name, more in (
        ("ml_requests_total", 2),
        ("ml_predictions_total", 2),
        ("ml_errors_total", 1),
        ("ml_prediction_latency_ms_count", 2),
        ("ml_cache_total", 2),
    ):
        assert after[name] - before.get(name, 0.0) == more, name
    assert after["wtc_query_seconds_count"] > before["wtc_query_seconds_count"], "WTC-132"
