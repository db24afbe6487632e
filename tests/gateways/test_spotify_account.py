"""A fan's own Spotify against a stand-in that misbehaves: each fault by its name, no key in a word, no wait slept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.faults.acts import NAMES, SECRET
from tests.faults.upstream import Upstream, serving
from tests.faults.upstream.fans import CLIENT, FOLLOWED
from wtc.gateways.faults import Fault, QuotaSpent
from wtc.gateways.http import Policy
from wtc.gateways.spotify import Account, Accounts, authorize_url
from wtc.gateways.spotify.consent import challenge

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUICK = Policy(per_second=5_000, read=0.5, cap=1.0, wait=0.005, longest_wait=0.0)
ACCOUNT = {
    "500": "source_down", "502": "source_down", "503-long": "source_quota", "html": "source_garbled",
    "half": "source_garbled", "empty-body": "source_garbled", "list": "source_garbled", "null": "source_garbled",
    "no-envelope": "source_garbled", "429-day": "source_quota", "429-long": "source_quota", "quota": "source_quota",
    "spike": "source_quota", "unlisted": "spotify_not_listed", "scope": "spotify_ask_again",
    "expired": "spotify_stale", "redirect": "source_moved", "reset": "source_down", "forbidden": "source_key",
}  # fmt: skip
KEYS = {
    "500": "source_down", "html": "source_garbled", "half": "source_garbled", "list": "source_garbled",
    "no-envelope": "source_garbled", "429-long": "source_quota", "bad-client": "source_key",
    "consent-over": "spotify_ask_again", "outage-grant": "source_query", "reset": "source_down",
    "redirect": "source_moved",
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[Upstream]:
    with serving([]) as opened:
        yield opened


def accounts(server: Upstream) -> Accounts:
    base = server.environment["SPOTIFY_ACCOUNTS_BASE_URL"]
    return Accounts(base, client_id=CLIENT, secret=SECRET, now=lambda: NOW, policy=QUICK)


def account(server: Upstream, access: str) -> Account:
    return Account(server.environment["SPOTIFY_API_BASE_URL"], access=access, now=lambda: NOW, policy=QUICK)


async def test_everything_is_read_within_bounds(server: Upstream) -> None:
    keys = server.contracts["spotify-accounts"].fans.keys()
    server.contracts["spotify-accounts"].fans.saved = 2_000
    async with account(server, keys["access_token"]) as api:
        heard = await api.heard()
    assert [act.name for act in heard.top["short"]] == list(NAMES[:2])
    assert {name: len(acts) for name, acts in heard.top.items()} == {"short": 2, "medium": 3, "long": 50}
    assert [act.name for act in heard.followed] == list(FOLLOWED)
    assert [(act.name, many) for act, many in heard.saved] == [(NAMES[3], 499)]
    assert api.use.calls == 1 + 3 + 2 + 10


@pytest.mark.parametrize("mode", ACCOUNT)
async def test_each_fault_of_an_account_has_its_name(server: Upstream, mode: str) -> None:
    key = server.contracts["spotify-accounts"].fans.keys()["access_token"]
    server.modes = {"spotify": mode}
    async with account(server, key) as api:
        with pytest.raises(Fault) as fault:
            await api.heard()
    assert fault.value.code == ACCOUNT[mode]
    assert key not in fault.value.message


@pytest.mark.parametrize("mode", KEYS)
async def test_each_fault_of_the_keys_has_its_name(server: Upstream, mode: str) -> None:
    refresh = server.contracts["spotify-accounts"].fans.keys()["refresh_token"]
    server.modes = {"spotify-accounts": mode}
    async with accounts(server) as desk:
        with pytest.raises(Fault) as fault:
            await desk.refresh(refresh)
    assert fault.value.code == KEYS[mode]
    assert refresh not in fault.value.message
    assert SECRET not in fault.value.message


async def test_a_wait_of_hours_is_told_and_not_slept(server: Upstream) -> None:
    server.modes = {"spotify": "429-day"}
    async with account(server, "x") as api:
        with pytest.raises(QuotaSpent) as fault:
            await api.profile()
    assert fault.value.until == NOW + timedelta(seconds=12_471)
    assert api.use.calls == 1


async def test_keys_renewed_bring_another_refresh_token_and_the_old_one_is_spent(server: Upstream) -> None:
    first = server.contracts["spotify-accounts"].fans.keys()["refresh_token"]
    async with accounts(server) as desk:
        keys = await desk.refresh(first)
        assert keys.refresh not in ("", first)
        assert keys.expires_at == NOW + timedelta(hours=1)
        with pytest.raises(Fault):
            await desk.refresh(first)
    assert keys.access not in repr(keys)
    assert keys.refresh not in repr(keys)


def test_the_way_there_says_no_more_than_it_must() -> None:
    url = authorize_url(
        "https://accounts.spotify.com/", client_id="me", redirect_uri="https://x.ie/cb", scopes=("a", "b"),
        state="s", verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    )  # fmt: skip
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert url.startswith("https://accounts.spotify.com/authorize?")
    assert asked == {
        "response_type": "code", "client_id": "me", "redirect_uri": "https://x.ie/cb", "scope": "a b", "state": "s",
        "code_challenge_method": "S256", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    }  # fmt: skip
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == asked["code_challenge"]  # RFC 7636, appendix B
