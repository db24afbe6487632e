"""The event socket against clients that lie, replay, flood and send too much."""

import asyncio
import uuid

import httpx
import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.faults.conftest import Identity, afresh, records
from tests.faults.wsprobe import ON_LOAD, ROOT_STATE, Probe, texts
from tests.serving import Served, serving
from wtc.shapes.accounts import Role

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1.evil.example"])
async def test_another_sites_page_is_not_let_in(served: Served, origin: str) -> None:
    with pytest.raises(Refused):
        async with Probe(served.url, origin=origin):
            pass


async def test_our_own_page_is_let_in(served: Served) -> None:
    async with Probe(served.url, origin=served.url) as probe:
        await probe.arrive()
        assert probe.updates


async def test_setvar_moves_nothing(served: Served) -> None:
    async with Probe(served.url) as probe:
        await probe.arrive()
        probe.updates.clear()
        for state in (ROOT_STATE, f"{ROOT_STATE}.wtc___state___shell____shell_state"):
            for name in ("role", "signed_in", "is_hydrated"):
                await probe.send(f"{state}.setvar", {"var_name": name, "value": True})
        await probe.quiet()
        assert "signed_in" not in texts(probe.updates)
        assert probe.updates


async def test_no_state_tells_a_secret(served: Served, identities: tuple[Identity, ...]) -> None:
    for known in identities:
        identity = afresh(served, known)
        async with Probe(served.url, cookie=identity.cookie) as probe:
            await probe.arrive()
            told = texts(probe.updates)
        for secret in (identity.cookie.partition("=")[2], "password", "$argon2", "token_hash", "eyJ"):
            assert not secret or secret not in told


async def test_an_unknown_event_is_named_in_the_log_and_its_payload_is_not(served: Served) -> None:
    before = served.log.stat().st_size
    async with Probe(served.url) as probe:
        await probe.arrive()
        await probe.send(f"{ROOT_STATE}.no_such_handler", {"password": "canary-5"})
        await probe.client.emit("event", "canary-6 is not even an event", namespace="/_event")
        await probe.quiet(1.0)
    assert b"canary" not in served.log.read_bytes()[before:]
    assert records(served, before)


async def test_a_page_token_gives_nobody_what_was_on_the_page(served: Served, identities: tuple[Identity, ...]) -> None:
    user = afresh(served, next(each for each in identities if each.role is Role.USER))
    token = str(uuid.uuid4())
    shell = f"{ROOT_STATE}.wtc___state___shell____shell_state"
    async with Probe(served.url, cookie=user.cookie, token=token) as probe:
        await probe.arrive()
        await probe.send(f"{shell}.load")
        await probe.quiet()
        assert "User" in texts(probe.updates)
    async with Probe(served.url, token=token) as thief:
        await thief.arrive()
        await thief.quiet(0.5)
        assert "User" not in texts(thief.updates)
        assert "user@example.org" not in texts(thief.updates)


async def test_a_session_that_was_ended_is_nobodys_at_the_very_next_event(
    served: Served, identities: tuple[Identity, ...]
) -> None:
    user = afresh(served, next(each for each in identities if each.role is Role.USER))
    save = f"{ROOT_STATE}.wtc___state___taste____taste_state.save"
    async with Probe(served.url, cookie=user.cookie) as probe:
        await probe.arrive()
        async with httpx.AsyncClient(headers=user.headers) as client:
            (await client.post(f"{served.url}/v1/auth/logout")).raise_for_status()
        assert "Sign in first." in texts(await probe.call(save, {"event_id": 1}))


async def test_a_frame_too_large_ends_the_socket(served: Served) -> None:
    async with Probe(served.url) as probe:
        await probe.arrive()
        await probe.send(ON_LOAD, {"x": "y" * 1_100_000})
        async with asyncio.timeout(5):
            await probe.closed.wait()


async def test_a_flood_ends_the_socket_and_the_house_stands(served: Served) -> None:
    async with Probe(served.url) as probe:
        await probe.arrive()
        for _ in range(400):
            await probe.send(f"{ROOT_STATE}.no_such_handler")
        async with asyncio.timeout(5):
            await probe.closed.wait()
    async with Probe(served.url) as another:
        await another.arrive()


async def test_events_are_counted_and_a_flood_is_told_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("limits"), RATE_LIMIT_MAX="1") as strict:
        async with Probe(strict.url) as probe:
            await probe.arrive()
            probe.updates.clear()
            for _ in range(100):
                await probe.send(f"{ROOT_STATE}.wtc___state___shell____shell_state.load")
            await probe.quiet(3.0)
            assert texts(probe.updates).count("Easy now.") == 1
        refused = [each for each in records(strict) if each.get("refusal") == "limit_reached"]
        assert 60 <= len(refused) <= 100


async def test_one_address_opens_so_many_sockets_and_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("sockets"), SOCKETS_MAX="3") as strict:
        async with Probe(strict.url) as one, Probe(strict.url), Probe(strict.url):
            with pytest.raises(Refused):
                async with Probe(strict.url):
                    pass
            await one.arrive()
        async with Probe(strict.url) as again:
            await again.arrive()
