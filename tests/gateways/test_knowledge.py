"""Spotify, Mixcloud and setlist.fm against local stand-ins that misbehave: each fault by its name, no key in a word."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults import acts
from tests.faults.acts import KEY, NAMES, SECRET, TOKEN
from tests.faults.upstream import Upstream, serving
from wtc.gateways.faults import Fault
from wtc.gateways.http import Policy
from wtc.gateways.mixcloud import Mixcloud
from wtc.gateways.setlistfm import SetlistFm
from wtc.gateways.spotify import Spotify

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUICK = Policy(per_second=5_000, read=0.5, cap=1.0, wait=0.005, longest_wait=60.0)
SLOW = ("hang", "drip", "huge")


async def _no_sleep(_seconds: float) -> None:
    return None


async def ask_spotify(server: Upstream) -> tuple[list[str], int]:
    async with spotify(server, QUICK) as api:
        return [one.name for one in await api.search("bog standard")], api.use.calls


def spotify(server: Upstream, policy: Policy) -> Spotify:
    urls = server.environment
    return Spotify(
        urls["SPOTIFY_API_BASE_URL"],
        urls["SPOTIFY_ACCOUNTS_BASE_URL"],
        client_id="me",
        secret=SECRET,
        now=NOW,
        policy=policy,
        sleep=_no_sleep,
    )


def mixcloud(server: Upstream) -> Mixcloud:
    urls = server.environment
    return Mixcloud(urls["MIXCLOUD_BASE_URL"], urls["MIXCLOUD_OEMBED_BASE_URL"], now=NOW, policy=QUICK)


def setlistfm(server: Upstream) -> SetlistFm:
    return SetlistFm(server.environment["SETLISTFM_BASE_URL"], key=KEY, now=NOW, policy=QUICK)


async def ask_mixcloud(server: Upstream) -> tuple[list[str], int]:
    async with mixcloud(server) as api:
        return [mix.title for mix in await api.mixes_of("bog-standard", 3)], api.use.calls


async def ask_setlistfm(server: Upstream) -> tuple[list[str], int]:
    async with setlistfm(server) as api:
        return [show.source_id for show in await api.shows_of(acts.mbid(NAMES[0]))], api.use.calls


SERVICES = {"spotify": ask_spotify, "mixcloud": ask_mixcloud, "setlistfm": ask_setlistfm}
WIRE = {
    "500": "source_down", "502": "source_down", "503-long": "source_quota", "unauthorised": "source_key",
    "429-long": "source_quota", "429-day": "source_quota", "429-date": "source_quota", "429": "source_spike",
    "400": "source_query", "410": "source_query", "text": "source_garbled", "no-content": "source_garbled",
    "forbidden": "source_key", "redirect": "source_moved", "redirect-307": "source_moved",
    "html": "source_garbled", "empty-body": "source_garbled", "list": "source_garbled", "null": "source_garbled",
    "number": "source_garbled", "no-envelope": "source_garbled", "deep": "source_garbled", "half": "source_garbled",
    "mislabelled": "source_garbled", "bad-gzip": "source_down", "hang": "source_down", "drip": "source_down",
    "reset": "source_down", "cut": "source_down", "huge": "source_oversized",
}  # fmt: skip
OWN = {
    "mixcloud": {
        "rate-limit": "source_quota", "rate-limit-short": "source_spike",
        "error-200": "source_down", "odd-data": "source_garbled", "nan": "source_garbled",
    },
    "setlistfm": {
        "bad-key": "source_key", "echo": "source_key", "limit-exceeded": "source_quota", "too-many": "source_spike",
        "xml": "source_garbled", "odd-data": "source_garbled", "nan": "source_garbled",
    },
    "spotify": {
        "expired": "source_key", "premium": "source_key", "quota": "source_quota", "spike": "source_spike",
        "odd-error": "source_down", "missing": "source_query", "404": "source_query",
    },
}  # fmt: skip
READ_ALL = {
    "spotify": ("ok", "flaky", "latin", "surrogate", "nan", "shuffled", "slow", "drift"),
    "mixcloud": ("ok", "flaky", "latin", "surrogate", "shuffled", "slow"),
    "setlistfm": ("ok", "flaky", "latin", "surrogate", "shuffled", "slow"),
}
NOTHING = {
    "spotify": ("odd-data", "spoilt-items"),
    "mixcloud": ("private", "404", "spoilt-items"),
    "setlistfm": ("404", "spoilt-items", "drift"),
}
FAULTS = [(name, mode, code) for name in SERVICES for mode, code in (WIRE | OWN[name]).items()]


def _slow(mode: str) -> object:
    return pytest.mark.slow if mode in SLOW else ()


def served(name: str, mode: str) -> AbstractContextManager[Upstream]:
    @contextmanager
    def opened() -> Iterator[Upstream]:
        with serving([]) as server:
            server.modes, server.pause = {name: mode}, 1.5
            yield server

    return opened()


async def _asked(name: str, mode: str) -> tuple[list[str], int, Upstream]:
    with served(name, mode) as server:
        found, calls = await SERVICES[name](server)
        return found, calls, server


@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name in SERVICES for mode in READ_ALL[name]])
async def test_reads_everything_in_spite_of(name: str, mode: str) -> None:
    found, calls, server = await _asked(name, mode)
    assert len(found) == {"spotify": 1, "mixcloud": 3, "setlistfm": 20}[name]
    assert calls == len(server.of(name))


@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name in SERVICES for mode in NOTHING[name]])
async def test_finds_nothing_and_makes_no_fuss_of(name: str, mode: str) -> None:
    found, calls, _ = await _asked(name, mode)
    assert (found, calls) == ([], 1)


@pytest.mark.parametrize(
    ("name", "mode", "code"), [pytest.param(*one, marks=_slow(one[1]), id=f"{one[0]}-{one[1]}") for one in FAULTS]
)
async def test_names_the_fault_and_keeps_every_key_quiet(
    name: str, mode: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with served(name, mode) as server:
        with pytest.raises(Fault) as caught:
            await SERVICES[name](server)
        asked = server.of(name)
    assert caught.value.code == code
    assert len(asked) <= 3
    assert len(asked) == 1 or caught.value.again or code == "source_key"
    said = f"{caught.value.message} {caught.value!r} {caught.value.__dict__} {caplog.text}"
    assert not any(secret in said for secret in (KEY, SECRET, TOKEN))


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    ("mode", "until"),
    [
        ("429-long", NOW + timedelta(minutes=10)),
        ("429-day", NOW + timedelta(seconds=12_471)),
        ("503-long", NOW + timedelta(hours=2)),
        ("429-date", NOW + timedelta(days=7)),
    ],
)
async def test_a_long_wait_is_remembered_and_never_slept_through(name: str, mode: str, until: datetime) -> None:
    with served(name, mode) as server, pytest.raises(Fault) as caught:
        await SERVICES[name](server)
    assert caught.value.until == until


@pytest.mark.parametrize(
    ("mode", "code"),
    [("500", "source_down"), ("html", "source_garbled"), ("null", "source_garbled"), ("list", "source_garbled"),
     ("no-envelope", "source_garbled"), ("bad-client", "source_key"), ("redirect", "source_moved"),
     ("429", "source_down"), ("reset", "source_down")],
)  # fmt: skip
async def test_a_token_that_does_not_come_is_a_fault_too(
    mode: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with served("spotify-accounts", mode) as server:
        with pytest.raises(Fault) as caught:
            await ask_spotify(server)
        assert server.of("spotify") == []
    assert caught.value.code == code
    assert SECRET not in f"{caught.value!r} {caplog.text}"


async def test_a_token_that_died_early_is_replaced_once() -> None:
    with served("spotify", "expired") as server:
        with pytest.raises(Fault):
            await ask_spotify(server)
        assert [one.contract for one in server.asked] == ["spotify-accounts", "spotify"] * 2


async def test_spotify_is_asked_for_ten_at_most_with_one_token() -> None:
    with serving([]) as server:
        async with spotify(server, QUICK) as api:
            assert len(await api.search("o", 50)) >= 1
            assert (await api.act(acts.spotify_id(NAMES[1]))).name == NAMES[1]  # type: ignore[union-attr]
            assert await api.act("nobody") is None
            assert await api.act("../../etc") is None
        assert [one["limit"] for one in server.of("spotify") if one.path == "/v1/search"] == ["10"]
        assert len(server.of("spotify-accounts")) == 1


def test_spotipy_is_loaded_by_a_first_call_alone() -> None:
    said = "import sys, wtc.gateways.spotify; print('spotipy' in sys.modules, 'requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


async def test_mixcloud_pages_by_number_and_follows_no_address() -> None:
    with serving([]) as server:
        async with mixcloud(server) as api:
            assert len(await api.mixes_of("bog-standard", 150)) == 25
            assert [one.name for one in await api.search_users("thunder")] == ["Dónal Thunder"]
            assert len(await api.search_mixes("disco", 5)) == 5
            assert (await api.user("bog-standard")).name == NAMES[0]  # type: ignore[union-attr]
            assert await api.user("nobody-at-all") is None
            assert await api.user("../../x") is None
            assert await api.mixes_of("") == []
            facts = await api.about("/bog-standard/late-1/")
            assert facts["title"] == "Late one 1"
            assert not any("<" in value for value in facts.values())
            assert await api.about("https://evil.example") == {}
        assert all(one.headers["host"].startswith("127.0.0.1") for one in server.asked)


async def test_setlistfm_is_asked_in_json_with_the_key_in_a_header() -> None:
    with serving([]) as server:
        async with setlistfm(server) as api:
            assert [one.name for one in await api.search("bog")] == [NAMES[0]]
            assert await api.search("nobody at all") == []
            assert len(await api.shows_of(acts.mbid(NAMES[0]), pages=3)) == 40
            assert await api.shows_of("00000000-0000-4000-8000-000000000000") == []
        assert all(KEY not in f"{one.path}{dict(one)}" for one in server.asked)


def test_at_most_two_calls_a_second_go_to_setlistfm() -> None:
    api = SetlistFm("http://127.0.0.1:9", key=KEY, now=NOW)
    assert api._api.policy.per_second < 2
