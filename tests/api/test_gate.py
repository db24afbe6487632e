"""The gate: named, checked, bounded and dressed, whatever stands behind it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI, Request, Response
from prometheus_client import generate_latest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse, PlainTextResponse

from wtc import log, measures
from wtc.api import gate, headers
from wtc.api.app import make
from wtc.api.gate import Gate
from wtc.flows import door as doorstep
from wtc.settings import settings

EVIL = "http://evil.example"
LIMITED = "/v1/admin/ingestion/health"  # of the scope gateway; 401 for the anonymous


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RATE_LIMIT_MAX", "60")
    settings.cache_clear()
    doorstep.forget()
    monkeypatch.setattr(log.Writer, "put", lambda _self, _text: None)
    yield
    doorstep.forget()
    settings.cache_clear()


@cache
def built() -> FastAPI:
    """The API, and behind it a stand-in for the pages that misbehaves on request."""
    app = make()

    async def page(request: Request) -> Response:
        match request.url.path:
            case "/fails":
                raise RuntimeError("password=canary-1")
            case "/missing":
                return HTMLResponse("<h1>Not here</h1>", 404)
            case "/plain":
                return PlainTextResponse("Not Found", 404)
            case "/read":
                return PlainTextResponse(str(len(await request.body())))
        return HTMLResponse("<h1>A page</h1>")

    app.router.add_route("/{path:path}", page, methods=["GET", "POST"])
    return app


def client(address: str = "192.0.2.1", **options: Any) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(Gate(built()), client=(address, 5), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://craic.test", **options)


@pytest.fixture
async def visitor() -> AsyncIterator[httpx.AsyncClient]:
    async with client() as opened:
        yield opened


def error_of(response: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = response.json()["error"]
    assert set(found) == {"code", "message", "details", "requestId"}
    assert found["requestId"] == response.headers["x-request-id"]
    return found


async def test_every_answer_carries_the_protecting_headers(visitor: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/v1/nothing", "/fails"):
        headers = (await visitor.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"]
        assert headers["permissions-policy"]
        for wall in ("frame-ancestors 'none'", "base-uri 'none'"):
            assert wall in headers["content-security-policy"]


async def test_a_page_may_run_no_script_but_its_own(visitor: httpx.AsyncClient) -> None:
    policy = (await visitor.get("/")).headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "object-src 'none'" in policy


@pytest.mark.parametrize(("enabled", "frames"), [("true", "https://player-widget.mixcloud.com"), ("false", "'none'")])
def test_a_page_may_frame_the_players_of_mixes_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, enabled: str, frames: str
) -> None:
    monkeypatch.setenv("MIXCLOUD_ENABLED", enabled)
    settings.cache_clear()
    assert f"frame-src {frames}" in headers.policy([]).decode().split("; ")
    settings.cache_clear()


async def test_https_is_held_to_only_where_visitors_come_over_https(monkeypatch: pytest.MonkeyPatch) -> None:
    async with client() as plain:
        assert "strict-transport-security" not in (await plain.get("/health")).headers
    monkeypatch.setenv("SITE_URL", "https://craic.example")
    settings.cache_clear()
    async with client() as safe:
        assert "max-age=" in (await safe.get("/health")).headers["strict-transport-security"]


@pytest.mark.parametrize("given", ["abcdefgh-1234", "A.b_c-d.e_f.g_h"])
async def test_a_sane_request_id_is_kept(visitor: httpx.AsyncClient, given: str) -> None:
    assert (await visitor.get("/health", headers={"x-request-id": given})).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["short", "x" * 65, 'a"b{"level":"INFO"}', "tab\tinside-id", "<script>alert"])
async def test_a_request_id_that_could_lie_in_a_log_is_replaced(visitor: httpx.AsyncClient, given: str) -> None:
    answered = (await visitor.get("/health", headers={"x-request-id": given})).headers["x-request-id"]
    assert answered != given
    assert answered.isalnum()


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/plain", 404, "not_found"),
        ("GET", "/fails", 500, "internal_server_error"),
        ("GET", "/auth/login", 405, "method_not_allowed"),
        ("DELETE", "/v1/auth/login", 405, "method_not_allowed"),
        ("POST", "/auth/login", 422, "invalid"),
        ("GET", "/auth/me", 401, "not_signed_in"),
        ("GET", "/" + "x" * 3_000, 414, None),
    ],
)
async def test_every_refusal_has_the_one_form(
    visitor: httpx.AsyncClient, method: str, path: str, status: int, code: str | None
) -> None:
    response = await visitor.request(method, path)
    assert response.status_code == status
    told = error_of(response)
    assert code is None or told["code"] == code
    assert "canary" not in response.text


async def test_405_names_what_works(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/auth/login")).headers["allow"] == "POST"


async def test_browsers_see_the_404_page_and_programs_the_error_form(visitor: httpx.AsyncClient) -> None:
    seen = await visitor.get("/missing", headers={"accept": "text/html"})
    assert "<h1>" in seen.text
    assert error_of(await visitor.get("/missing", headers={"accept": "application/json"}))["code"] == "not_found"


async def test_a_validation_error_names_the_field_and_not_what_was_sent(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post("/auth/login", json={"email": 17, "password": "canary-2", "role": "admin"})
    assert response.status_code == 422
    assert "role" in error_of(response)["details"]
    assert "canary-2" not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "http://craic.test.evil.example"},
        {"origin": "http://craic.test:81"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://craic.test", "sec-fetch-site": "cross-site"},
    ],
)
async def test_another_site_may_not_write(visitor: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await visitor.post("/read", headers=headers, content=b"x")
    assert response.status_code == 403
    error_of(response)


@pytest.mark.parametrize("headers", [{}, {"origin": "http://craic.test"}, {"sec-fetch-site": "same-origin"}])
async def test_our_own_pages_and_programs_may_write(visitor: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (await visitor.post("/read", headers=headers, content=b"xyz")).text == "3"


async def test_no_answer_opens_itself_to_another_origin(visitor: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/ready"):
        assert "access-control-allow-origin" not in (await visitor.get(path, headers={"origin": EVIL})).headers


async def test_a_body_too_large_is_refused_before_it_is_read(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post("/read", content=b"x" * ((1 << 20) + 1))
    assert response.status_code == 413
    error_of(response)


async def test_a_body_without_a_length_is_cut_off_at_the_bound(visitor: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(3_000):
            yield b"x" * 1_000

    assert (await visitor.post("/read", content=endless())).status_code == 413


async def test_a_named_upload_may_be_larger_up_to_its_own_bound(visitor: httpx.AsyncClient) -> None:
    async def pieces(megabytes: int) -> AsyncIterator[bytes]:
        for _ in range(megabytes):
            yield b"x" * (1 << 20)

    for path in ("/v1/djs/imports", "/v1/taste/imports", "/v1/venues/7/photos"):
        assert gate.largest({"method": "POST", "path": path}) == gate.UPLOAD
        assert (await visitor.post(path, content=b"x" * (2 << 20))).status_code != 413
        assert (await visitor.post(path, content=pieces(2))).status_code != 413
        assert (await visitor.post(path, headers={"content-length": str(gate.UPLOAD + 1)})).status_code == 413


@pytest.mark.parametrize(
    "path", ["/v1/djs/imports/", "/v1/djs/imports/../x", "/v1/venues/7/photos/1", "/v1/venues/x/photos", "/v1/djs"]
)
async def test_nothing_else_may_be_as_large(path: str, visitor: httpx.AsyncClient) -> None:
    assert gate.largest({"method": "POST", "path": path}) == gate.LARGEST_BODY
    assert gate.largest({"method": "PUT", "path": "/v1/djs/imports"}) == gate.LARGEST_BODY
    assert (await visitor.post(path, content=b"x" * ((1 << 20) + 1))).status_code == 413


async def test_a_body_that_dawdles_is_given_up(visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "SLOWEST_BODY", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(0.3)
        yield b"y"

    assert (await visitor.post("/read", content=slow())).status_code == 408


async def test_too_many_headers_are_refused(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/health", headers={"x-long": "x" * 17_000})).status_code == 431


@pytest.mark.parametrize("length", ["-1", "1e3", "x"])
async def test_a_length_that_is_no_number_is_refused(visitor: httpx.AsyncClient, length: str) -> None:
    assert (await visitor.post("/read", headers={"content-length": length}, content=b"")).status_code == 400


async def test_head_answers_like_get_without_a_body(visitor: httpx.AsyncClient) -> None:
    response = await visitor.head("/health")
    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["content-length"] == "55"


async def test_the_event_socket_speaks_websocket_alone(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/_event/?transport=polling&EIO=4")).status_code == 404


async def test_private_answers_are_not_to_be_kept(visitor: httpx.AsyncClient) -> None:
    for path in ("/auth/me", "/health", "/plain"):
        assert (await visitor.get(path)).headers["cache-control"] == "no-store"


async def test_the_61st_call_of_a_minute_is_one_too_many(visitor: httpx.AsyncClient) -> None:
    statuses = [(await visitor.get(LIMITED)).status_code for _ in range(60)]
    assert set(statuses) == {401}
    response = await visitor.get(LIMITED)
    assert response.status_code == 429
    assert error_of(response)["code"] == "limit_reached"
    assert 0 < int(response.headers["retry-after"]) <= 60
    assert response.headers["ratelimit-limit"] == "60"
    assert response.headers["ratelimit-remaining"] == "0"
    assert 0 < int(response.headers["ratelimit-reset"]) <= 60


async def test_health_and_metrics_are_never_one_too_many(visitor: httpx.AsyncClient) -> None:
    for path in ("/health", "/metrics"):
        assert 429 not in {(await visitor.get(path)).status_code for _ in range(130)}


async def test_an_invented_token_buys_no_new_allowance(visitor: httpx.AsyncClient) -> None:
    statuses = [
        (await visitor.get(LIMITED, headers={"authorization": f"Bearer invented-{n}"})).status_code for n in range(61)
    ]
    assert statuses[-1] == 429


async def test_forwarded_addresses_count_for_nothing_without_a_trusted_proxy(visitor: httpx.AsyncClient) -> None:
    for n in range(60):
        await visitor.get(LIMITED, headers={"x-forwarded-for": f"198.51.100.{n}"})
    assert (await visitor.get(LIMITED, headers={"x-forwarded-for": "203.0.113.9"})).status_code == 429


async def test_behind_one_proxy_only_the_last_entry_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUST_PROXY", "1")
    settings.cache_clear()
    async with client("10.0.0.1") as proxied:
        for n in range(60):
            await proxied.get(LIMITED, headers={"x-forwarded-for": f"198.51.100.{n}, 203.0.113.7"})
        lying = await proxied.get(LIMITED, headers={"x-forwarded-for": "1.1.1.1, 203.0.113.7"})
        other = await proxied.get(LIMITED, headers={"x-forwarded-for": "203.0.113.7, 203.0.113.8"})
    assert (lying.status_code, other.status_code) == (429, 401)


async def test_a_whole_ipv6_network_shares_one_allowance() -> None:
    for n in range(60):
        async with client(f"2001:db8:1:2::{n:x}") as one:
            await one.get(LIMITED)
    async with client("2001:db8:1:2:ffff::1") as same, client("2001:db8:1:3::1") as other:
        assert (await same.get(LIMITED)).status_code == 429
        assert (await other.get(LIMITED)).status_code == 401


async def test_metrics_answer_this_machine_alone_and_never_through_a_proxy() -> None:
    async with client("127.0.0.1") as here, client("192.0.2.1") as away:
        assert (await here.get("/metrics")).status_code == 200
        assert (await here.get("/metrics", headers={"x-forwarded-for": "192.0.2.1"})).status_code == 404
        assert (await away.get("/metrics")).status_code == 404


async def test_metrics_answer_whoever_has_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", "a-token-for-metrics")
    settings.cache_clear()
    async with client("192.0.2.1") as away:
        for token, status in (("a-token-for-metrics", 200), ("another", 404), ("", 404)):
            response = await away.get("/metrics", headers={"authorization": f"Bearer {token}"} if token else {})
            assert response.status_code == status


async def test_a_thousand_made_up_addresses_add_no_series(visitor: httpx.AsyncClient) -> None:
    await visitor.get("/plain-1")
    await visitor.request("BREW", "/plain-1")
    before = generate_latest(measures.registry).count(b"\n")
    for n in range(1_000):
        await visitor.get(f"/made-up-{n}")
    await visitor.request("BREWAGAIN", "/plain-1")
    assert generate_latest(measures.registry).count(b"\n") == before


async def test_the_docs_need_no_script_and_nothing_from_elsewhere(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/v1/docs")
    assert "/v1/auth/login" in page.text
    assert "<script" not in page.text
    assert "https://" not in page.text
    described = (await visitor.get("/v1/openapi.json")).json()
    assert described["openapi"].startswith("3.")
    assert "Refusal" in described["components"]["schemas"]


async def test_ready_names_the_database_when_it_fails(visitor: httpx.AsyncClient, database: Engine) -> None:
    assert (await visitor.get("/ready")).status_code == 200
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'nothing'")
    response = await visitor.get("/ready")
    assert response.status_code == 503
    assert response.json()["failed"] == ["database"]
    with database.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{_newest()}'")


def _newest() -> str:
    from wtc.flows.health import newest

    return newest()


async def test_one_log_line_per_request_and_nothing_a_client_sent_can_forge_one(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[bytes] = []
    monkeypatch.setattr(log.Writer, "put", lambda _self, text: lines.append(text))
    await visitor.get('/x%0a{"level":"INFO"}?password=canary-3', headers={"cookie": "wtc=canary-4"})
    await visitor.get("/reset/eyJhbGciOiJIUzI1NiJ9abcDEFghijkl0123456789")
    records = [orjson.loads(text) for text in lines]
    assert [text.count(b"\n") for text in lines] == [1, 1]
    assert {"method", "path", "route", "status", "ms", "queries", "address", "request_id", "level", "time"} <= set(
        records[0]
    )
    assert b"canary" not in b"".join(lines)
    assert b"eyJ" not in b"".join(lines)
