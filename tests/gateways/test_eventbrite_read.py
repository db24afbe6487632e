"""Eventbrite read over a real socket: by id, page after page, and never by a search."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.faults.listings import fill
from tests.faults.upstream import GENERIC, Upstream, serving
from wtc.gateways.eventbrite import Reading
from wtc.gateways.faults import QuotaSpent, Unauthorised
from wtc.gateways.http import Policy

NOW = datetime(2026, 11, 21, 12, 20, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.3, cap=0.8, wait=0.005, longest_wait=0.05, breaker=5)
PATIENT = replace(FAST, read=3, cap=8)
STALLS = {"hang", "drip"}


async def read(server: Upstream, **changes: Any) -> tuple[Reading, list[Any]]:
    asked: dict[str, Any] = {"organisations": ("111",), "venues": ("222",), "policy": FAST}
    base_url = server.environment["EVENTBRITE_BASE_URL"]
    async with Reading(key=KEY, base_url=base_url, now=NOW, **(asked | changes)) as made:
        return made, [item async for page in made.pages() for item in page]


@pytest.fixture
def server() -> Iterator[Upstream]:
    with serving([]) as running:
        fill(running, 120, TODAY)
        running.pause = 1.5
        yield running


async def test_reads_every_page_of_organisers_and_venues_once(server: Upstream) -> None:
    made, items = await read(server)
    assert len({item["id"] for item in items}) == len(items) == 120
    assert (made.problems, made.notes, made.fault) == ([], [], None)
    assert {place: len(ids) for place, ids in made.places.items()} == {"organisation:111": 100, "venue:222": 30}
    paths = [asked.path for asked in server.asked if "description" not in asked.path]
    assert paths == ["/v3/organizations/111/events/"] * 2 + ["/v3/venues/222/events/"]
    assert not any("search" in asked.path for asked in server.asked)
    assert all(asked.headers["authorization"] == f"Bearer {KEY}" for asked in server.asked)
    assert not any(KEY in str(asked) for asked in server.asked)


async def test_reads_one_event_by_its_id(server: Upstream) -> None:
    made, items = await read(server, organisations=(), venues=(), events=("9000007",))
    assert [item["id"] for item in items] == ["9000007"]
    assert made.problems == []


async def test_asks_for_whole_descriptions_but_once(server: Upstream) -> None:
    _, items = await read(server)
    told = {item["id"]: item["description"] for item in items}
    assert told["9000000"]["html"] == "<p>All about Evening 0.</p>"
    assert told["9000001"]["text"] == "Songs, slowly."
    assert all(each["whole"] for each in told.values())
    texts = {name: ("2026-11-01T10:00:00Z", each.get("html", "")) for name, each in told.items()}
    server.asked = []
    _, again = await read(server, texts=texts)
    assert len(server.asked) == 3
    assert {item["id"]: item["description"]["html"] for item in again}["9000000"] == "<p>All about Evening 0.</p>"


async def test_somebody_elses_organisation_is_named_and_the_rest_goes_on(server: Upstream) -> None:
    made, items = await read(server, organisations=("999",))
    assert len(items) == 30
    assert made.problems == ["organisation 999: not open to this token: it reads what its own organisations put on"]
    assert set(made.places) == {"venue:222"}


@pytest.mark.parametrize("mode", ["no-auth", "bad-auth", "unauthorised"])
async def test_a_refused_token_names_the_fix_and_ends_the_run(mode: str, server: Upstream) -> None:
    server.mode = mode
    made, _ = await read(server)
    assert isinstance(made.fault, Unauthorised)
    assert "EVENTBRITE_API_TOKEN" in made.problems[0]
    assert len(server.asked) == 1


async def test_the_hourly_limit_blocks_until_the_hour_is_over(server: Upstream) -> None:
    server.mode = "limit"
    made, _ = await read(server)
    assert isinstance(made.fault, QuotaSpent)
    assert made.fault.until == datetime(2026, 11, 21, 13, tzinfo=UTC)
    assert (made.use.calls, made.use.left) == (1, 0)


@pytest.mark.parametrize(
    ("mode", "words"),
    [("endless", "go on for ever"), ("no-token", "no way to them"), ("odd-events", "without its events")],
)
async def test_pages_that_lead_nowhere_are_reported(mode: str, words: str, server: Upstream) -> None:
    server.mode = mode
    made, _ = await read(server)
    assert words in made.problems[0]
    assert "organisation:111" not in made.places
    assert made.use.calls < 300


WHOLE = {"ok", "slow", "flaky", "latin", "shuffled", "surrogate", "drift", "malformed", "no-events"}
OWN = {"not-yours", "no-path", "bad-page", "no-events", "list"}


@pytest.mark.parametrize("mode", sorted({*GENERIC, *OWN}))
async def test_goes_through_every_fault_and_names_it(
    mode: str, server: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fill(server, 60, TODAY)
    server.mode = mode
    policy = FAST if mode in STALLS else PATIENT if mode not in WHOLE else Policy(per_second=5_000, wait=0.005, read=2)
    texts = {f"90{number:05d}": ("2026-11-01T10:00:00Z", "") for number in range(60 if mode == "slow" else 0)}
    made, items = await read(server, policy=policy, texts=texts)
    if mode in WHOLE:
        assert made.problems == []
        assert len(items) == {"no-events": 0, "malformed": 61}.get(mode, 60)
    else:
        assert items == []
        assert made.problems
        assert dict(made.places) == {}
        assert made.use.calls <= 15
    assert KEY not in f"{made.problems} {made.notes} {made.fault!r} {caplog.text}"
