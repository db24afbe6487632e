"""An answer of 304 leaves the headers of the page that the browser has as they are."""

import httpx

from wtc.api.gate import Gate


async def unchanged(scope: object, receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", b'"x"')]})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]


async def test_a_page_that_has_not_changed_keeps_its_policy() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(Gate(unchanged)), base_url="http://localhost") as web:
        answer = await web.get("/login", headers={"If-None-Match": '"x"'})
    assert answer.status_code == 304
    assert "content-security-policy" not in answer.headers
    assert "cache-control" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
