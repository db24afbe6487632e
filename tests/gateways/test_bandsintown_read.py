"""Bandsintown read over a real socket, act by act, through its own refusals and everybody's faults."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.faults.listings import TOURING, tours
from tests.faults.upstream import GENERIC, Upstream, serving
from wtc.domain.text import key
from wtc.gateways.bandsintown import Reading
from wtc.gateways.bandsintown.read import encoded
from wtc.gateways.faults import Unauthorised
from wtc.gateways.http import Policy
from wtc.shapes.engine import ActToAsk

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.3, cap=0.8, wait=0.005, longest_wait=0.05, breaker=5)
PATIENT = replace(FAST, read=3, cap=8)
STALLS = {"hang", "drip"}


def reading(server: Upstream, names: tuple[str, ...] = TOURING, **changes: Any) -> Reading:
    asked: dict[str, Any] = {"max_events": 1_000, "policy": FAST}
    asked["acts"] = [ActToAsk(name=name, key=key(name)) for name in names]
    return Reading(
        key=KEY,
        base_url=server.environment["BANDSINTOWN_BASE_URL"],
        first=TODAY,
        last=TODAY + timedelta(days=180),
        now=NOW,
        **(asked | changes),
    )


async def read(server: Upstream, *given: Any, **changes: Any) -> tuple[Reading, list[Any]]:
    async with reading(server, *given, **changes) as made:
        return made, [item async for page in made.pages() for item in page]


@pytest.fixture
def server() -> Iterator[Upstream]:
    with serving([]) as running:
        running.bandsintown.acts = tours(80, TODAY)
        running.pause = 1.5
        yield running


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("AC/DC", "AC%252FDC"),
        ("Therapy?", "Therapy%253F"),
        ("Stars * Bars", "Stars%20%252A%20Bars"),
        ('The "Odd" Ones', "The%20%27COdd%27C%20Ones"),
        ("Mary + Joe", "Mary%20%2B%20Joe"),
        ("Kíla", "K%C3%ADla"),
        ("50% & more", "50%25%20%26%20more"),
    ],
)
def test_writes_names_as_bandsintown_wants_them(name: str, path: str) -> None:
    assert encoded(name) == path


async def test_reads_every_act_whatever_its_name(server: Upstream) -> None:
    made, items = await read(server)
    assert len(items) == 80
    assert (made.problems, made.notes, made.fault) == ([], [], None)
    assert set(made.places) == {key(name) for name in TOURING}
    assert {item["artist"]["name"] for item in items} == set(TOURING)
    assert all(asked["date"] == "2026-11-21,2027-05-20" for asked in server.of("bandsintown") if "events" in asked.path)


async def test_an_act_that_plays_nowhere_was_read_whole_and_an_unknown_one_is_a_note(server: Upstream) -> None:
    made, items = await read(server, ("Nobody Now", "Lankum", "Who Is This"))
    assert len(items) == 10
    assert made.places[key("Nobody Now")] == frozenset()
    assert key("Who Is This") not in made.places
    assert (made.problems, made.notes) == ([], ["not known to Bandsintown: Who Is This"])


async def test_a_key_for_one_act_is_a_fine_key(server: Upstream) -> None:
    server.mode = "artist-key"
    made, items = await read(server)
    assert len(items) == 10
    assert (made.problems, made.fault) == ([], None)
    assert made.notes[0].startswith("not open to our key: Kíla, AC/DC")
    assert set(made.places) == {key("Lankum")}


async def test_a_key_that_opens_nothing_is_given_up_after_five(server: Upstream) -> None:
    server.mode = "denied"
    made, items = await read(server)
    assert items == []
    assert isinstance(made.fault, Unauthorised)
    assert made.fault.word == "unauthorised"
    assert len(server.asked) == 5
    assert "BANDSINTOWN_APP_ID" in made.problems[0]
    few, _ = await read(server, ("Lankum", "Kíla"))
    assert isinstance(few.fault, Unauthorised)


@pytest.mark.parametrize("mode", ["nobody", "nobody-text", "nobody-text-200", "odd-name"])
async def test_its_refusals_of_a_name_are_no_fault_of_the_key(mode: str, server: Upstream) -> None:
    server.mode = mode
    made, items = await read(server)
    assert (items, made.problems, made.fault, dict(made.places)) == ([], [], None, {})
    assert len(made.notes) == 1
    assert made.use.failed == 0


async def test_another_act_of_that_name_is_left_out(server: Upstream) -> None:
    ours, theirs = "0" * 8 + "-0000-0000-0000-" + "0" * 12, "1" * 8 + "-1111-1111-1111-" + "1" * 12
    server.bandsintown.acts["Lankum"]["artist"]["mbid"] = theirs
    asked = [ActToAsk(name="Lankum", key="lankum", musicbrainz_id=ours)]
    made, items = await read(server, acts=asked)
    assert items == []
    assert "another act of that name" in made.notes[0]
    assert dict(made.places) == {}


async def test_stops_when_a_run_has_brought_enough(server: Upstream) -> None:
    made, items = await read(server, max_events=25)
    assert len(items) == 25
    assert len(made.places) == 2
    assert made.notes == ["25 shows are enough for one run: 5 acts wait for the next"]
    assert made.problems == []


WHOLE = {"ok", "slow", "flaky", "latin", "shuffled", "surrogate", "drift", "malformed", "list", "blanks", "no-shows"}
REFUSED = {"forbidden", "unauthorised"}


@pytest.mark.parametrize("mode", sorted({*GENERIC, "list", "wrapped", "blanks", "no-shows"}))
async def test_goes_through_every_fault_and_names_it(
    mode: str, server: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.mode = mode
    policy = FAST if mode in STALLS else PATIENT if mode not in WHOLE else Policy(per_second=5_000, wait=0.005, read=2)
    made, items = await read(server, policy=policy)
    if mode in WHOLE:
        assert made.problems == []
        assert len(items) == {"list": 24, "no-shows": 0}.get(mode, 80)
    else:
        assert items == []
        assert made.problems
        assert dict(made.places) == {}
    assert isinstance(made.fault, Unauthorised) is (mode in REFUSED)
    assert len(server.asked) <= made.use.calls <= 35
    assert KEY not in f"{made.problems} {made.notes} {made.fault!r} {caplog.text}"
