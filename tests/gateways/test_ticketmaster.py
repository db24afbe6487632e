"""Ticketmaster read over a real socket, through every fault that its contract and the world know."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.faults.listings import event, programme
from tests.faults.upstream import Upstream, serving
from wtc.gateways.http import Policy
from wtc.gateways.ticketmaster import Reading

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.3, cap=0.8, wait=0.005, longest_wait=0.05, breaker=5)
PATIENT = replace(FAST, read=3, cap=8)


def reading(server: Upstream, *, days: int = 180, policy: Policy = FAST, **changes: Any) -> Reading:
    asked: dict[str, Any] = {"countries": ("IE", "ND"), "city": "", "max_pages": 5}
    return Reading(
        key=KEY,
        base_url=server.base_url,
        first=TODAY,
        last=TODAY + timedelta(days=days),
        now=NOW,
        policy=policy,
        **(asked | changes),
    )


async def read(server: Upstream, **changes: Any) -> tuple[Reading, list[Any]]:
    async with reading(server, **changes) as made:
        return made, [item async for page in made.pages() for item in page]


@pytest.fixture
def small() -> Iterator[Upstream]:
    with serving(programme(230, TODAY)) as server:
        yield server


def ids(items: list[Any]) -> set[str]:
    return {item["id"] for item in items if item and item.get("id")}


async def test_reads_both_countries_and_the_undated_separately(small: Upstream) -> None:
    made, items = await read(small)
    assert ids(items) == ids(small.events)
    assert len(items) == 230
    assert (made.problems, made.fault) == ([], None)
    assert made.calls == len(small.asked) == 6
    undated = [query for query in small.asked if "includeTBA" in query or "includeTBD" in query]
    assert len(undated) == 4
    assert not any("includeTBA" in query and "includeTBD" in query for query in small.asked)
    assert not any("startDateTime" in query for query in undated)
    assert {query["countryCode"] for query in small.asked} == {"IE", "ND"}
    assert all(query["size"] == "200" and query["sort"] == "date,asc" for query in small.asked)


async def test_asks_for_irish_days_in_utc_seconds(small: Upstream) -> None:
    await read(small, days=180)
    dated = small.asked[0]
    assert (dated["startDateTime"], dated["endDateTime"]) == ("2026-11-21T00:00:00Z", "2027-05-20T22:59:59Z")


async def test_asks_for_one_city(small: Upstream) -> None:
    _, items = await read(small, city="Galway")
    assert {item["_embedded"]["venues"][0]["city"]["name"] for item in items} == {"Galway"}
    assert {query["city"] for query in small.asked} == {"Galway"}


async def test_an_unknown_city_is_nothing_and_no_problem(small: Upstream) -> None:
    made, items = await read(small, city="Atlantis")
    assert (items, made.problems) == ([], [])


async def test_splits_windows_until_each_can_be_read() -> None:
    with serving(programme(4_000, TODAY)) as server:
        made, items = await read(server)
    assert len(items) == 4_000
    assert ids(items) == ids(server.events)
    assert made.problems == []
    assert max(int(query["page"]) for query in server.asked) <= 4
    assert made.calls < 60


async def test_splits_a_crowded_day_into_hours() -> None:
    day = TODAY + timedelta(days=40)
    crowd = [event(number, day, hour=12 + number % 10, room=0) for number in range(1_300)]
    with serving(crowd) as server:
        made, items = await read(server)
    assert len(ids(items)) == 1_300
    assert made.problems == []


async def test_an_hour_that_is_too_full_is_read_as_far_as_it_goes_and_reported() -> None:
    day = TODAY + timedelta(days=40)
    with serving([event(number, day, room=0) for number in range(1_300)]) as server:
        made, items = await read(server)
    assert len(ids(items)) == 1_000
    assert made.problems == ["IE, 31 Dec 20:00 to 20:59: 1300 events are listed and only the first 1000 can be read"]
    assert all(day not in _days(run) for run in made.whole(TODAY))
    assert made.whole(TODAY)


def _days(run: tuple[date, date]) -> set[date]:
    return {run[0] + timedelta(days=step) for step in range((run[1] - run[0]).days + 1)}


async def test_fewer_pages_mean_smaller_windows_and_nothing_lost() -> None:
    with serving(programme(900, TODAY)) as server:
        made, items = await read(server, max_pages=1)
    assert len(items) == 900
    assert {query["page"] for query in server.asked} == {"0"}
    assert made.problems == []


async def test_gives_up_splitting_when_dates_are_ignored() -> None:
    with serving([event(number, TODAY, room=0) for number in range(1_500)], "ignores-dates") as server:
        made, items = await read(server)
    assert len(ids(items)) >= 1_000
    assert any("dates asked for are ignored" in problem for problem in made.problems)
    assert made.calls < 120
    assert made.whole(TODAY) == []


@pytest.mark.parametrize(
    "mode",
    ["evil-links", "spike", "flaky", "latin", "shuffled", "doubled", "deep-early", "small-pages", "silent-cap",
     "shifting", "surrogate", "slow"],
)  # fmt: skip
async def test_reads_everything_in_spite_of(mode: str) -> None:
    with serving(programme(900, TODAY), mode) as server:
        made, items = await read(server, policy=Policy(per_second=5_000, wait=0.005, read=2))
    assert ids(items) >= ids(server.events)
    assert len(items) == 900
    assert made.problems == []
    assert made.whole(TODAY) == [(date(2026, 11, 22), date(2027, 5, 19))]


FAULTS = {
    "500": "failed (HTTP 500)",
    "502": "failed (HTTP 502)",
    "503-wait": "wants no calls for a while",
    "503-long": "wants no calls for a while",
    "429-long": "wants no calls for a while",
    "429-date": "wants no calls for a while",
    "404": "DIS1004",
    "html": "something that is not JSON",
    "half": "something that is not JSON",
    "cut": "could not be reached",
    "empty-body": "answered with nothing",
    "no-envelope": "without its envelope",
    "list": "without its envelope",
    "null": "without its envelope",
    "odd-events": "without its envelope",
    "fault-200": "steps.jsonthreatprotection.ExecutionFailed",
    "redirect": "another address",
    "bad-gzip": "could not be reached",
    "nan": "something that is not JSON",
    "mislabelled": "something that is not JSON",
    "huge": "more than 16 MB",
    "hang": "did not answer in time",
    "drip": "did not answer in time",
    "reset": "could not be reached",
    "spike-always": "too often",
    "unauthorised": "refused the key: check TICKETMASTER_API_KEY",
    "forbidden": "refused our key",
    "quota": "daily quota is used up",
    "quota-bare": "daily quota is used up",
    "bad-date": "DIS1015",
}


@pytest.mark.parametrize(
    "mode", [pytest.param(mode, marks=pytest.mark.slow if mode in ("hang", "drip", "huge") else ()) for mode in FAULTS]
)
async def test_names_the_fault_and_keeps_the_key_quiet(
    mode: str, small: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    small.mode, small.pause = mode, 1.5
    made, items = await read(small, policy=FAST if mode in ("hang", "drip") else PATIENT)
    assert items == []
    assert made.problems
    assert FAULTS[mode] in made.problems[0]
    assert made.whole(TODAY) == []
    assert made.calls <= 15
    said = f"{made.problems} {made.fault!r} {made.fault.__dict__ if made.fault else ''} {caplog.text}"
    assert KEY not in said
    assert not any("evil" in str(query) for query in small.asked)


@pytest.mark.parametrize("mode", ["unauthorised", "forbidden", "quota", "quota-bare", "redirect", "429-long"])
async def test_a_refusal_for_good_is_not_tried_again(mode: str, small: Upstream) -> None:
    small.mode = mode
    made, _ = await read(small)
    assert len(small.asked) == 1
    assert made.fault is not None
    assert made.waiting == 5


@pytest.mark.parametrize(
    ("mode", "until"),
    [
        ("quota-bare", datetime(2026, 11, 22, tzinfo=UTC)),
        ("429-long", NOW + timedelta(minutes=10)),
        ("503-long", NOW + timedelta(hours=2)),
        ("429-date", NOW + timedelta(days=7)),
    ],
)
async def test_remembers_until_when_it_is_blocked(mode: str, until: datetime, small: Upstream) -> None:
    small.mode = mode
    made, _ = await read(small)
    assert made.fault is not None
    assert made.fault.until == until


async def test_what_came_before_the_quota_ran_out_is_kept() -> None:
    with serving(programme(900, TODAY), "quota", after=2) as server:
        made, items = await read(server)
    assert len(items) == 400
    assert made.whole(TODAY) == []
    assert made.problems == ["IE, 21 Nov to 20 May: Ticketmaster's daily quota is used up"]


async def test_a_window_that_fails_leaves_the_others_alone() -> None:
    with serving(programme(230, TODAY), "500", after=1) as server:
        async with reading(server) as made:
            items = []
            async for page in made.pages():
                items += page
            assert len(ids(items)) > 150
            assert len(made.problems) == 5
            assert made.whole(TODAY) == []


async def test_an_item_without_an_id_blurs_its_window() -> None:
    with serving([*programme(230, TODAY), event(500, TODAY + timedelta(days=9), room=0, id=None)]) as server:
        made, items = await read(server)
    assert len(items) == 231
    assert made.problems == []
    assert made.whole(TODAY) == []


async def test_counts_what_was_promised_against_what_came() -> None:
    with serving(programme(230, TODAY), "promises") as server:
        made, items = await read(server)
    assert len(items) == 230
    assert "events were promised" in made.problems[0]
    assert made.whole(TODAY) == []


async def test_the_breaker_opens_after_five_failed_calls(small: Upstream) -> None:
    small.mode = "500"
    made, _ = await read(small)
    assert made.calls == 15
    assert made.fault is not None
    assert made.fault.code == "source_resting"
