"""Every route and every event handler, as each of four identities, with thirty hostile payloads."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.faults.conftest import Handler, Identity, afresh, fingerprint, records
from tests.faults.hostile import VALUES
from tests.faults.wsprobe import ROOT_STATE, Probe
from tests.serving import Served
from wtc.api.app import make
from wtc.api.door import MARK, DoorRoute
from wtc.shapes.accounts import Role

pytestmark = pytest.mark.slow

ROUTES = [route for route in make().routes if isinstance(route, DoorRoute)]

QUIET = "/how-we-pick"
"""A page that notes nothing of who arrives at it, as lists do of what they showed."""

# Calls that an anonymous visitor may rightly make although they write: making an account and asking for a reset link.
WRITES_FOR_ANYBODY = ("sign_up", "signup", "log_in", "login", "log_out", "forgot", "reset")


def needs(route: DoorRoute) -> Role:
    return Role(getattr(route.endpoint, MARK)[0])


def requests_for(route: DoorRoute, *, reading: bool) -> list[dict[str, Any]]:
    """One request for each hostile value, in every place where the route takes one; one where it takes none."""
    names = [each.alias for each in route.dependant.query_params]
    fields = [field for body in route.dependant.body_params for field in _fields(body)]
    made: dict[str, dict[str, Any]] = {}
    for value in VALUES:
        text = "" if value is None else str(value)
        path = route.path
        for parameter in route.dependant.path_params:
            path = path.replace(
                "{" + parameter.alias + "}", httpx.URL("/", params={"x": text[:300]}).query.decode()[2:]
            )
            path = path.replace("{" + parameter.alias + ":path}", "x")
        request: dict[str, Any] = {"url": path or "/", "params": dict.fromkeys(names, text[:2000])}
        if not reading:
            request["json"] = dict.fromkeys(fields, value) if fields else value
        made.setdefault(repr(request), request)
    return list(made.values())


def _fields(body: Any) -> list[str]:
    model = getattr(body.field_info, "annotation", None)
    return list(getattr(model, "model_fields", {body.alias: None}))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{min(route.methods)} {route.path}")
async def test_a_route_withstands_every_identity_and_payload(
    route: DoorRoute, served: Served, identities: tuple[Identity, ...]
) -> None:
    reading = route.methods <= {"GET", "HEAD"}
    arrived = [afresh(served, known) for known in identities]
    silent = [each for each in arrived if reading or each.role < needs(route)]
    before = fingerprint(served)
    for identity in silent:
        await ask_it_all(route, served, identity, reading=reading)
    assert fingerprint(served) == before, "somebody changed what they may not"
    for identity in arrived[len(silent) :]:
        await ask_it_all(route, served, identity, reading=reading)


async def ask_it_all(route: DoorRoute, served: Served, identity: Identity, *, reading: bool) -> None:
    """Every hostile request to a route as this identity, some at once: never a fault, and refusals in the one form."""
    limits = httpx.Limits(max_connections=6)

    async def ask(client: httpx.AsyncClient, request: dict[str, Any]) -> None:
        response = await client.request(min(route.methods), **request)
        told = f"{identity.name} {request['url'][:80]} {response.status_code} {response.text[:200]}"
        assert response.status_code < 500 or route.path == "/ready", told
        if identity.role < needs(route) and response.status_code not in (404, 405):
            assert response.status_code in (401, 403), told
        if response.status_code >= 400:
            assert set(response.json()["error"]) == {"code", "message", "details", "requestId"}, told

    async with httpx.AsyncClient(base_url=served.url, headers=identity.headers, timeout=60, limits=limits) as client:
        await asyncio.gather(*(ask(client, request) for request in requests_for(route, reading=reading)))


def payloads_for(handler: Handler) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [dict.fromkeys(handler.arguments, value) for value in VALUES]
    made += [{}, {"unknown": 1}, dict.fromkeys((*handler.arguments, "role"), 1)]
    return made


def touched(probe: Probe, state: str) -> bool:
    """Whether any delta carries vars of this state."""
    return any((update.get("delta") or {}).get(state) for update in probe.updates)


async def test_handlers_withstand_every_identity_and_payload(
    served: Served, identities: tuple[Identity, ...], handlers: tuple[Handler, ...]
) -> None:
    assert len(handlers) > 10
    for handler in handlers:
        if handler.name.endswith((".hydrate_and_load", ".on_load_internal")):
            continue  # they are how a page arrives: test_seats covers them
        arrived = [afresh(served, known) for known in identities]
        silent = [each for each in arrived if refused(handler, each) or not may_write(handler, each)]
        before = fingerprint(served)
        await asyncio.gather(*(say_it_all(handler, served, each) for each in silent))
        assert fingerprint(served) == before, f"somebody wrote through {handler.name}"
        for identity in arrived:
            if identity not in silent:
                await say_it_all(handler, served, identity)
    broken = [each for each in records(served) if each.get("event") in ("a handler failed", "a request failed")]
    assert not broken, broken[:3]


def refused(handler: Handler, identity: Identity) -> bool:
    return handler.server or identity.role < handler.needs


def may_write(handler: Handler, identity: Identity) -> bool:
    return identity.role is not Role.VISITOR or handler.name.endswith(WRITES_FOR_ANYBODY)


async def say_it_all(handler: Handler, served: Served, identity: Identity) -> None:
    """Every hostile payload to a handler as this identity: who may not is told so, and nothing of theirs moves."""
    async with Probe(served.url, cookie=identity.cookie) as probe:
        await probe.arrive(QUIET)
        probe.updates.clear()
        payloads = payloads_for(handler)
        for payload in payloads:
            await probe.send(handler.name, payload, QUIET)
        if not refused(handler, identity):
            await probe.arrive(QUIET)
            return
        await probe.refusals(len(payloads))
        state = handler.name.rpartition(".")[0]
        moved = touched(probe, state) and not state.endswith(("____toast_state", ROOT_STATE))
        assert not moved, f"{identity.name} moved {handler.name}"


async def test_every_route_of_the_program_is_in_the_matrix_or_reflexs_own() -> None:
    app = make()
    others = {type(route).__name__ for route in app.routes if not isinstance(route, DoorRoute)}
    assert others <= {"OtherMethod", "IrishPages"}
