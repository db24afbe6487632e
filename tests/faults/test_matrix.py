"""Every route and every event handler, as each of four identities, with thirty hostile payloads."""

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

# Calls that an anonymous visitor may rightly make although they write: making an account and asking for a reset link.
WRITES_FOR_ANYBODY = ("sign_up", "signup", "log_in", "login", "log_out", "forgot", "reset")


def needs(route: DoorRoute) -> Role:
    return Role(getattr(route.endpoint, MARK)[0])


def requests_for(route: DoorRoute) -> list[dict[str, Any]]:
    """One request for each hostile value, in every place where the route takes one."""
    names = [each.alias for each in route.dependant.query_params]
    made = []
    for value in VALUES:
        text = "" if value is None else str(value)
        path = route.path
        for parameter in route.dependant.path_params:
            path = path.replace(
                "{" + parameter.alias + "}", httpx.URL("/", params={"x": text[:300]}).query.decode()[2:]
            )
            path = path.replace("{" + parameter.alias + ":path}", "x")
        fields = [field for body in route.dependant.body_params for field in _fields(body)]
        made.append(
            {
                "url": path or "/",
                "params": dict.fromkeys(names, text[:2000]),
                "json": dict.fromkeys(fields, value) if fields else value,
            }
        )
    return made


def _fields(body: Any) -> list[str]:
    model = getattr(body.field_info, "annotation", None)
    return list(getattr(model, "model_fields", {body.alias: None}))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{min(route.methods)} {route.path}")
async def test_a_route_withstands_every_identity_and_payload(
    route: DoorRoute, served: Served, identities: tuple[Identity, ...]
) -> None:
    reading = route.methods <= {"GET", "HEAD"}
    for known in identities:
        identity = afresh(served, known)
        before = fingerprint(served)
        async with httpx.AsyncClient(base_url=served.url, headers=identity.headers, timeout=20) as client:
            for request in requests_for(route):
                body = {} if reading else {"json": request["json"]}
                response = await client.request(min(route.methods), request["url"], params=request["params"], **body)
                told = f"{identity.name} {request['url'][:80]} {response.status_code} {response.text[:200]}"
                assert response.status_code < 500 or route.path == "/ready", told
                if identity.role < needs(route) and response.status_code not in (404, 405):
                    assert response.status_code in (401, 403), told
                if response.status_code >= 400:
                    assert set(response.json()["error"]) == {"code", "message", "details", "requestId"}, told
        if reading or identity.role < needs(route):
            assert fingerprint(served) == before, f"{identity.name} changed something"


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
        for known in identities:
            identity = afresh(served, known)
            refused = handler.server or identity.role < handler.needs
            before = fingerprint(served)
            async with Probe(served.url, cookie=identity.cookie) as probe:
                await probe.arrive()
                probe.updates.clear()
                payloads = payloads_for(handler)
                for payload in payloads:
                    await probe.send(handler.name, payload)
                if refused:
                    await probe.refusals(len(payloads))
                    state = handler.name.rpartition(".")[0]
                    assert state.endswith(("____toast_state", ROOT_STATE)) or not touched(probe, state), (
                        f"{identity.name} moved {handler.name}"
                    )
                else:
                    await probe.arrive()
            silent = refused or (identity.role is Role.VISITOR and not handler.name.endswith(WRITES_FOR_ANYBODY))
            if silent:
                assert fingerprint(served) == before, f"{identity.name} wrote through {handler.name}"
    broken = [each for each in records(served) if each.get("event") in ("a handler failed", "a request failed")]
    assert not broken, broken[:3]


async def test_every_route_of_the_program_is_in_the_matrix_or_reflexs_own() -> None:
    app = make()
    others = {type(route).__name__ for route in app.routes if not isinstance(route, DoorRoute)}
    assert others <= {"OtherMethod"}
