"""The one way to call a source: its pace, its patience, its caps, and its silence about keys."""

import asyncio
import itertools
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.listings import programme
from tests.faults.upstream import serving
from wtc.gateways import reading
from wtc.gateways.faults import (
    BadQuery,
    Down,
    Elsewhere,
    Enough,
    Fault,
    Oversized,
    QuotaSpent,
    Resting,
    TooFast,
    Unauthorised,
)
from wtc.gateways.http import HIDDEN, Policy, Upstream, retry_after
from wtc.gateways.pace import Breaker, Pace

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEY = "canary-key-0123456789"
QUERY = {"apikey": KEY, "size": "20", "page": "0", "countryCode": "IE"}
FAST = Policy(per_second=5_000, connect=1, read=0.3, cap=1, wait=0.001)


class Time:
    """A clock that only moves when somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.at, self.slept = 100.0, list[float]()

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


async def call(base_url: str, policy: Policy = FAST, **more: Any) -> Any:
    async with Upstream("Test", base_url, now=lambda: NOW, secrets=(KEY,), policy=policy, **more) as upstream:
        return await upstream.get("/events.json", QUERY)


async def test_calls_are_evenly_paced_whoever_makes_them() -> None:
    clock = Time()
    pace, turns = Pace(4, clock=clock), list[float]()

    async def caller() -> None:
        for _ in range(5):
            await pace.turn(clock.sleep)
            turns.append(clock.at)

    await asyncio.gather(caller(), caller())
    assert min(later - earlier for earlier, later in itertools.pairwise(turns)) >= 0.25
    assert max(turns) - min(turns) == pytest.approx(9 * 0.25)


async def test_four_calls_a_second_are_kept_on_the_wire() -> None:
    with serving(programme(3, NOW.date())) as server:
        began = time.monotonic()
        async with Upstream("Paced", server.base_url, now=lambda: NOW) as upstream:
            await asyncio.gather(*(upstream.get("/events.json", QUERY) for _ in range(5)))
    assert upstream.policy.per_second < 4
    assert max(server.times) - began >= 4 * 0.25  # the fifth has to wait for four gaps


def test_a_spike_slows_the_pace_and_good_answers_bring_it_back() -> None:
    clock = Time()
    pace = Pace(4, clock=clock)
    pace.ease(1.0)
    assert pace.gap == 0.5
    for _ in range(5):
        pace.ease(0)
    assert pace.gap == 1.0
    for _ in range(50):
        pace.recover()
    assert pace.gap == 0.25


def test_the_breaker_opens_after_five_in_a_row_and_lets_one_try_later() -> None:
    clock = Time()
    breaker = Breaker(5, 60, clock=clock)
    for _ in range(4):
        breaker.failed()
    assert not breaker.open
    breaker.failed()
    assert breaker.open
    clock.at += 61
    assert not breaker.open
    breaker.failed()
    assert breaker.open
    clock.at += 61
    breaker.worked()
    assert not breaker.open


async def test_tries_three_times_with_growing_pauses_shortened_by_chance() -> None:
    clock = Time()
    with serving([], "500") as server:
        with pytest.raises(Down, match="HTTP 500"):
            await call(server.base_url, Policy(per_second=5_000), sleep=clock.sleep, chance=lambda: 0.0)
        with pytest.raises(Down):
            await call(server.base_url, Policy(per_second=5_000), sleep=clock.sleep, chance=lambda: 1.0)
    assert len(server.asked) == 6
    assert [pause for pause in clock.slept if pause > 0.01] == [0.5, 1.0, 0.25, 0.5]


@pytest.mark.parametrize(
    ("mode", "again", "sent"), [("500", False, 1), ("reset", False, 1), ("429", False, 3), ("500", True, 3)]
)
async def test_a_post_is_repeated_only_when_that_does_no_harm(mode: str, again: bool, sent: int) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    with serving([], mode) as server:
        async with Upstream("Posts", server.root, now=lambda: NOW, policy=FAST, headers=headers) as upstream:
            with pytest.raises((Down, TooFast)):
                await upstream.post("/apify/v2/acts/x/runs", json={"query": "Cork"}, again=again)
    assert len(server.asked) == sent == upstream.calls
    assert (server.asked[0].method, server.asked[0].json) == ("POST", {"query": "Cork"})
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


async def test_a_form_is_a_form_and_a_run_ends_when_it_has_asked_enough() -> None:
    with serving([], "number") as server:
        async with Upstream("Posts", server.root, now=lambda: NOW, policy=FAST, most=2) as upstream:
            for _ in range(2):
                assert (await upstream.post("/apify/token", form={"grant_type": "x y"})).json == 42
            with pytest.raises(Enough, match="2 calls are enough"):
                await upstream.get("/apify/more")
    assert server.asked[0].form == {"grant_type": "x y"}
    assert len(server.asked) == 2


async def test_tells_what_is_left_by_the_answers_word() -> None:
    with serving(programme(3, NOW.date())) as server:
        async with Upstream("Test", server.base_url, now=lambda: NOW, secrets=(KEY,), policy=FAST) as upstream:
            await upstream.get("/events.json", QUERY)
    assert (upstream.use.calls, upstream.use.failed, upstream.use.quota, upstream.use.left) == (1, 0, 5_000, 4_000)


async def test_obeys_a_short_retry_after() -> None:
    clock = Time()
    with serving([], "503-wait") as server, pytest.raises(Down):
        await call(server.base_url, Policy(per_second=5_000, cap=0.9), sleep=clock.sleep)
    assert [pause for pause in clock.slept if pause > 0.01] == [1.0, 1.0]


async def test_never_sleeps_through_a_long_retry_after() -> None:
    clock = Time()
    with serving([], "503-long") as server, pytest.raises(QuotaSpent) as fault:
        await call(server.base_url, sleep=clock.sleep)
    assert fault.value.until == NOW + timedelta(hours=2)
    assert max(clock.slept, default=0) < 0.01
    assert len(server.asked) == 1


@pytest.mark.parametrize("mode", ["hang", "drip"])
async def test_one_call_with_all_its_tries_ends_within_its_cap(mode: str) -> None:
    with serving(programme(5, NOW.date()), mode) as server:
        server.pause = 1.5  # without the cap the server would hang up first, and that is another fault
        with pytest.raises(Down, match="in time"):
            await call(server.base_url, Policy(per_second=5_000, read=5, cap=0.4, wait=0.001))


@pytest.mark.parametrize(
    ("mode", "kind", "tries"),
    [
        ("unauthorised", Unauthorised, 1),
        ("spike-always", TooFast, 3),
        ("bad-date", BadQuery, 1),
        ("redirect", Elsewhere, 1),
        ("huge", Oversized, 1),
        ("reset", Down, 3),
        ("bad-gzip", Down, 3),
    ],
)
async def test_each_fault_has_its_name_and_no_key_in_it(mode: str, kind: type[Fault], tries: int) -> None:
    with serving([], mode) as server, pytest.raises(kind) as fault:
        await call(server.base_url)
    assert len(server.asked) == tries
    chain, seen = fault.value.__context__, f"{fault.value!r} {fault.value.message}"
    while chain is not None:
        seen += repr(chain)
        chain = chain.__context__
    assert KEY not in seen


async def test_nobody_there_and_no_address_at_all() -> None:
    with pytest.raises(Down, match="ConnectError"):
        await call("http://127.0.0.1:9")
    with pytest.raises((Elsewhere, Down)):
        await call("http://[not-an-address")


async def test_a_resting_source_is_not_called() -> None:
    with serving([], "500") as server:
        async with Upstream("Test", server.base_url, now=lambda: NOW, policy=FAST) as upstream:
            for _ in range(5):
                with pytest.raises(Down):
                    await upstream.get("/events.json", QUERY)
            with pytest.raises(Resting):
                await upstream.get("/events.json", QUERY)
    assert len(server.asked) == 15


def test_a_long_key_is_hidden_anywhere_and_a_short_one_only_in_addresses() -> None:
    long, short = (Upstream("Test", "http://x", now=lambda: NOW, secrets=(key,)) for key in (KEY, "x"))
    assert long.quiet(f"Identifier : {KEY}.") == f"Identifier : {HIDDEN}."
    assert short.quiet("next?apikey=x&page=2, six boxes") == f"next?apikey={HIDDEN}&page=2, six boxes"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("0", 0.0),
        ("-3", 0.0),
        ("1e9", 604_800.0),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_reads_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_reads_json_strictly_and_letters_patiently() -> None:
    assert reading.loads('{"a": "\\ud83d!"}') == {"a": "\ufffd!"}
    for wrong in ("NaN", '{"a": NaN, "b": "\\ud83d"}', "[" * 100_000, '{"a": "\\ud83d"' + "[" * 5_000, "{", ""):
        with pytest.raises(ValueError, match=r"JSON|unexpected|deep|EOF|expected|input|line|recursion"):
            reading.loads(wrong)
    assert reading.decode(b"\xef\xbb\xbfR\xc3\xb3is\xc3\xadn") == "Róisín"
    assert reading.decode("Róisín".encode("latin-1"), "text/html; charset=ISO-8859-1") == "Róisín"
    with pytest.raises(ValueError, match="utf-8"):
        reading.decode(b"R\xf3is\xedn", "application/json")
    with pytest.raises(ValueError, match="utf-8"):
        reading.decode(b"R\xf3is\xedn", "application/json; charset=rot13")


@given(st.recursive(st.none() | st.integers(-(2**60), 2**60) | st.text(), lambda inner: st.lists(inner), max_leaves=8))
def test_reads_back_what_was_json(value: Any) -> None:
    assert reading.loads(orjson.dumps(value).decode()) == value
