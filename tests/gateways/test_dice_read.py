"""Dice read over a real socket through Apify: runs started, awaited and emptied, and every way in which they fail."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.faults.listings import parties
from tests.faults.upstream import GENERIC, Upstream, serving
from wtc.gateways.dice import CITIES, Reading
from wtc.gateways.faults import Unauthorised, Unpaid
from wtc.gateways.http import Policy

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.3, cap=0.8, wait=0.005, longest_wait=0.05, breaker=5)
PATIENT = replace(FAST, read=3, cap=8)
STALLS = {"hang", "drip"}


async def read(server: Upstream, **changes: Any) -> tuple[Reading, list[Any]]:
    asked: dict[str, Any] = {"cities": CITIES, "max_items": 200, "use_proxy": True, "policy": FAST}
    asked |= {"actor": "lexis-solutions~dice-fm", "base_url": server.environment["APIFY_BASE_URL"]}
    async with Reading(key=KEY, first=TODAY, last=date(2027, 5, 20), now=NOW, **(asked | changes)) as made:
        return made, [item async for page in made.pages() for item in page]


@pytest.fixture
def server() -> Iterator[Upstream]:
    with serving([]) as running:
        running.apify.cities = parties(70, TODAY)
        running.pause = 1.5
        yield running


async def test_gives_the_reader_exactly_these_inputs(server: Upstream) -> None:
    await read(server, cities=("Cork",), max_items=40, use_proxy=False)
    assert server.apify.runs == [
        {
            "query": "Cork",
            "type": "city",
            "maxItems": 40,
            "dateFrom": "2026-11-21",
            "dateUntil": "2027-05-20",
            "proxyConfiguration": {"useApifyProxy": False},
        }
    ]
    assert server.asked[0].path == "/v2/acts/lexis-solutions~dice-fm/runs"
    assert all(asked.headers["authorization"] == f"Bearer {KEY}" for asked in server.asked)


async def test_an_actor_written_with_a_slash_is_the_same(server: Upstream) -> None:
    made, items = await read(server, actor="lexis-solutions/dice-fm", cities=("Cork",))
    assert (len(items), made.problems) == (10, [])


async def test_reads_every_city_and_knows_which_are_whole(server: Upstream) -> None:
    made, items = await read(server)
    assert len(items) == 70
    assert (made.problems, made.notes) == ([], [])
    assert {place: len(ids) for place, ids in made.places.items()} == {
        "city:dublin": 20,
        **{f"city:{each}": 10 for each in ("belfast", "cork", "galway", "limerick", "derry")},
    }


async def test_a_city_with_as_many_items_as_allowed_or_none_is_not_whole(server: Upstream) -> None:
    made, items = await read(server, cities=("Dublin", "Atlantis"), max_items=15)
    assert len(items) == 15
    assert dict(made.places) == {}
    assert made.notes == ["Dublin: 15 items are enough for one run, there may be more"]


async def test_large_results_come_page_by_page(server: Upstream) -> None:
    server.apify.cities = {"Dublin": [item for items in parties(700, TODAY).values() for item in items]}
    _, items = await read(server, cities=("Dublin",), max_items=600)
    assert len(items) == 600
    pages = [asked for asked in server.asked if "items" in asked.path]
    assert [(asked["offset"], asked["limit"]) for asked in pages] == [("0", "250"), ("250", "250"), ("500", "100")]


async def test_a_run_that_takes_a_while_is_awaited(server: Upstream) -> None:
    server.mode = "late"
    made, items = await read(server, cities=("Cork",))
    assert (len(items), made.problems) == (10, [])
    looks = [asked for asked in server.asked if "actor-runs" in asked.path]
    assert len(looks) == 3
    assert {asked["waitForFinish"] for asked in looks} == {"60"}


async def test_where_runs_cannot_be_started_one_call_has_to_do(server: Upstream) -> None:
    server.mode = "sync-only"
    made, items = await read(server, cities=("Cork", "Dublin"))
    assert (len(items), made.problems) == (30, [])


@pytest.mark.parametrize("mode", ["failed", "aborted", "timed-out"])
async def test_what_a_run_found_before_it_failed_is_kept(mode: str, server: Upstream) -> None:
    server.mode = mode
    made, items = await read(server)
    assert len(items) == 70
    assert f"ended as {mode.upper()}" in made.problems[0]
    assert dict(made.places) == {}


@pytest.mark.parametrize(
    ("mode", "kind", "words"),
    [
        ("no-token", Unauthorised, "APIFY_TOKEN"),
        ("bad-token", Unauthorised, "APIFY_TOKEN"),
        ("no-credit", Unpaid, "credit"),
        ("not-rented", Unpaid, "not rented"),
    ],
)
async def test_a_refusal_for_good_is_named_and_not_tried_again(
    mode: str, kind: type[Exception], words: str, server: Upstream
) -> None:
    server.mode = mode
    made, _ = await read(server)
    assert isinstance(made.fault, kind)
    assert words in made.problems[0]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("no-actor", "DICE_APIFY_ACTOR"),
        ("bad-input", "invalid-input"),
        ("long-sync", "longer than five minutes"),
        ("never-ends", "did not end"),
        ("odd-status", "did not end"),
        ("lost-items", "nothing by that name"),
        ("no-id", "does not say which"),
        ("too-often", "too often"),
    ],
)
async def test_each_way_to_fail_has_its_words(mode: str, words: str, server: Upstream) -> None:
    server.mode = mode
    made, items = await read(server, cities=("Cork",))
    assert items == []
    assert words in made.problems[0]


async def test_a_run_is_not_paid_for_twice_because_its_answer_was_lost(server: Upstream) -> None:
    for mode in ("500", "reset", "half", "hang"):
        server.mode, server.asked = mode, []
        await read(server, cities=("Cork",))
        assert len(server.asked) == 1


WHOLE = {"ok", "slow", "latin", "shuffled", "surrogate", "drift", "malformed", "wrapped", "list"}


@pytest.mark.parametrize("mode", sorted({*GENERIC, "wrapped", "list"}))
async def test_goes_through_every_fault_and_names_it(
    mode: str, server: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.mode = mode
    policy = FAST if mode in STALLS else PATIENT if mode not in WHOLE else Policy(per_second=5_000, wait=0.005, read=2)
    made, items = await read(server, policy=policy, cities=("Cork", "Galway"))
    if mode in WHOLE:
        assert made.problems == []
        assert len(items) == (6 if mode == "list" else 20)
    else:
        assert len(items) == (10 if mode == "flaky" else 0)  # a lost start may have started: it is not repeated
        assert made.problems
        assert len(made.places) == (mode == "flaky")
        assert made.use.calls <= 15
    assert KEY not in f"{made.problems} {made.notes} {made.fault!r} {caplog.text}"
