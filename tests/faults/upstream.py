"""A local server that speaks Ticketmaster's contract and misbehaves on request, for tests and by hand.

By hand: ``python -m tests.faults.upstream --mode ok --events 300 --port 8099``, then
``python -m wtc ingest --source ticketmaster`` with ``TICKETMASTER_API_KEY=x`` and the address it prints.
``GET /mode/NAME`` changes how it behaves while it runs; ``GET /log`` shows what it was asked.
"""

import argparse
import contextlib
import json
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.faults.listings import programme

PATH = "/discovery/v2/events.json"
DEEPEST = 1_000
EVIL = "http://evil.example"
Query = dict[str, str]


def fault(code: str, words: str) -> dict[str, Any]:
    return {"fault": {"faultstring": words, "detail": {"errorcode": code}}}


def errors(code: str, words: str, status: int = 400) -> dict[str, Any]:
    return {"errors": [{"code": code, "detail": words, "status": str(status)}]}


class Upstream(ThreadingHTTPServer):
    """The server: ``events`` is what it lists, ``mode`` how it behaves, ``asked`` every question it got."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, events: list[dict[str, Any]], mode: str = "ok", port: int = 0, after: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.events, self.mode, self.after = events, mode, after
        self.asked: list[Query] = []
        self.times: list[float] = []
        self.pause = 30.0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/discovery/v2"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some of these modes are about."""

    def matching(self, query: Query) -> list[dict[str, Any]]:
        """What the contract says this question finds, in the order asked for."""
        found = [one for one in self.events if self._fits(one, query)]
        return sorted(found, key=lambda one: (str(_start(one).get("dateTime", "")), str(one.get("id"))))

    def _fits(self, one: dict[str, Any], query: Query) -> bool:
        place = next(iter(one.get("_embedded", {}).get("venues", [])), {})
        if place.get("country", {}).get("countryCode", "IE") != query.get("countryCode", "IE"):
            return False
        if query.get("city") and place.get("city", {}).get("name", "").lower() != query["city"].lower():
            return False
        start = _start(one)
        for word in ("TBA", "TBD"):
            if query.get(f"include{word}") == "only":
                return bool(start.get(f"date{word}"))
        if start.get("dateTBA") or start.get("dateTBD"):
            return False
        moment = str(start.get("dateTime") or f"{start.get('localDate')}T00:00:00Z")
        dated = self.mode != "ignores-dates"
        return not dated or query.get("startDateTime", "") <= moment <= query.get("endDateTime", "9999")

    def page(self, query: Query, found: list[dict[str, Any]]) -> dict[str, Any]:
        """One page as the contract has it: no ``_embedded`` when it is empty, and a next link without the key."""
        size, number = int(query.get("size", 20)), int(query.get("page", 0))
        items = found[number * size : (number + 1) * size]
        said: dict[str, Any] = {"_links": {"self": {"href": f"{PATH}?size={size}"}}}
        if items:
            said["_embedded"] = {"events": items}
        if (number + 1) * size < len(found):
            host = EVIL if self.mode == "evil-links" else ""
            said["_links"]["next"] = {"href": f"{host}{PATH}?page={number + 1}&size={size}{{&sort}}", "templated": True}
        pages = -(-len(found) // size)
        said["page"] = {"size": size, "totalElements": len(found), "totalPages": pages, "number": number}
        return said


def _start(one: dict[str, Any]) -> dict[str, Any]:
    start = one.get("dates", {}).get("start", {}) if isinstance(one.get("dates"), dict) else {}
    return start if isinstance(start, dict) else {}


class Handler(BaseHTTPRequestHandler):
    """Answers one question in the server's present mode."""

    server: Upstream
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the tests read ``asked``."""

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path.startswith("/mode/"):
            self.server.mode = where.path.removeprefix("/mode/")
            return self.say(200, {"mode": self.server.mode})
        if where.path == "/log":
            return self.say(200, self.server.asked)
        query = {name: values[0] for name, values in parse_qs(where.query, keep_blank_values=True).items()}
        self.server.asked.append(query)
        self.server.times.append(time.monotonic())
        if where.path != PATH:
            return self.say(404, errors("DIS1004", "Resource not found", 404))
        if not query.get("apikey"):
            return self.say(401, fault("oauth.v2.FailedToResolveAPIKey", "Failed to resolve API Key"))
        mode = self.server.mode if len(self.server.asked) > self.server.after else "ok"
        MODES.get(mode, ok)(self, query)
        return None

    def say(self, status: int, body: object, **headers: str) -> None:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        given = {"Content-Type": "application/json;charset=utf-8", "Content-Length": str(len(sent))}
        if status == 200:
            given |= {"Rate-Limit": "5000", "Rate-Limit-Available": "4000", "Rate-Limit-Reset": _reset()}
        for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(sent)


def _reset() -> str:
    tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return str(int(tomorrow.timestamp() * 1000))


def ok(self: Handler, query: Query) -> None:
    """As the contract has it, with its refusals of wrong dates, deep pages and large sizes."""
    size, number = int(query.get("size", 20)), int(query.get("page", 0))
    for edge in ("startDateTime", "endDateTime"):
        if edge in query and (len(query[edge]) != 20 or not query[edge].endswith("Z")):
            return self.say(
                400, errors("DIS1015", "Query param with date must be of valid format YYYY-MM-DDTHH:mm:ssZ")
            )
    if size > 200:
        return self.say(400, errors("DIS1036", "Page size too large"))
    if size * number > DEEPEST:
        return self.say(400, errors("DIS1035", "Max paging depth exceeded. (page * size) must be less than 1,000"))
    return self.say(200, self.server.page(query, self.server.matching(query)))


def _good(self: Handler, query: Query) -> bytes:
    return json.dumps(self.server.page(query, self.server.matching(query))).encode()


def unauthorised(self: Handler, query: Query) -> None:
    self.say(401, fault("oauth.v2.InvalidApiKey", "Invalid ApiKey"))


def quota(self: Handler, query: Query) -> None:
    words = f"Rate limit quota violation. Quota limit exceeded. Identifier : {query['apikey']}"
    self.say(429, fault("policies.ratelimit.QuotaViolation", words), Rate_Limit_Reset=_reset())


def quota_bare(self: Handler, query: Query) -> None:
    self.say(429, fault("policies.ratelimit.QuotaViolation", f"Quota. Identifier : {query['apikey']}"))


def spike_always(self: Handler, query: Query) -> None:
    self.say(429, fault("policies.ratelimit.SpikeArrestViolation", "Spike arrest violation. Allowed rate : 5ps"))


def spike(self: Handler, query: Query) -> None:
    spike_always(self, query) if len(self.server.asked) % 3 == 1 else ok(self, query)


def flaky(self: Handler, query: Query) -> None:
    self.say(500, b"<h1>oops</h1>") if len(self.server.asked) % 2 else ok(self, query)


def hang(self: Handler, query: Query) -> None:
    time.sleep(self.server.pause)
    self.close_connection = True


def drip(self: Handler, query: Query) -> None:
    """Byte after byte, each in time, the whole never."""
    self.send_response(200)
    self.send_header("Content-Length", "100000")
    self.end_headers()
    until = time.monotonic() + self.server.pause
    with contextlib.suppress(OSError):
        while time.monotonic() < until:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.02)
    self.close_connection = True


def slow(self: Handler, query: Query) -> None:
    time.sleep(0.3)
    ok(self, query)


def reset(self: Handler, query: Query) -> None:
    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    self.connection.close()
    self.close_connection = True


def cut(self: Handler, query: Query) -> None:
    """Promises the whole and hangs up half-way."""
    body = _good(self, query)
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(len(body)))
    self.end_headers()
    self.wfile.write(body[: len(body) // 2])
    self.close_connection = True


def half(self: Handler, query: Query) -> None:
    body = _good(self, query)
    self.say(200, body[: len(body) // 2])


def nan(self: Handler, query: Query) -> None:
    self.say(200, _good(self, query).replace(b'"number":', b'"odd": NaN, "number":'))


def latin(self: Handler, query: Query) -> None:
    """The right letters in another charset, and saying so."""
    body = json.dumps(json.loads(_good(self, query)), ensure_ascii=False).encode("iso-8859-1")
    self.say(200, body, Content_Type="application/json;charset=ISO-8859-1")


def mislabelled(self: Handler, query: Query) -> None:
    body = json.dumps(json.loads(_good(self, query)), ensure_ascii=False).encode("iso-8859-1") + b"\xff"
    self.say(200, body)


def surrogate(self: Handler, query: Query) -> None:
    self.say(200, _good(self, query).replace(b'"name": "Lankum', b'"name": "\\ud83d Lankum'))


def huge(self: Handler, query: Query) -> None:
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(40 << 20))
    self.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(40):
            self.wfile.write(b" " * (1 << 20))
    self.close_connection = True


def shuffled(self: Handler, query: Query) -> None:
    """Another order within each page at every call; every item is on its page."""
    said = json.loads(_good(self, query))
    events = said.get("_embedded", {}).get("events", [])
    random.Random(len(self.server.asked)).shuffle(events)
    said = dict(reversed(said.items()))
    self.say(200, said)


def shifting(self: Handler, query: Query) -> None:
    """The first event vanishes after the first page was read, so that one slips from the second page unseen."""
    found = self.server.matching(query)
    if query["page"] == "1" and sum(asked["page"] == "1" for asked in self.server.asked) == 1:
        self.server.events.remove(found[0])
    ok(self, query)


def doubled(self: Handler, query: Query) -> None:
    """The last item of each page is on the next one again."""
    found = self.server.matching(query)
    step = int(query["size"]) - 1
    found = [one for at in range(0, len(found), step) for one in found[max(0, at - 1) : at + step]]
    self.say(200, self.server.page(query, found))


def promises(self: Handler, query: Query) -> None:
    said = json.loads(_good(self, query))
    said["page"]["totalElements"] += 7
    self.say(200, said)


def drift(self: Handler, query: Query) -> None:
    """A new version of everything: wrong kinds in every field but the first two."""
    said = json.loads(_good(self, query))
    for one in said.get("_embedded", {}).get("events", []):
        for name in set(one) - {"id", "name"}:
            one[name] = {"v2": [one[name]]} if isinstance(one[name], str) else "moved"
    self.say(200, said)


def malformed(self: Handler, query: Query) -> None:
    """One item in ten is spoilt, each in another way."""
    said = json.loads(_good(self, query))
    events = said.get("_embedded", {}).get("events", [])
    for at in range(0, len(events), 10):
        events[at] = (
            {**events[at], "name": None},
            {**events[at], "dates": {"start": {"localDate": "2026-13-45"}}},
            {**events[at], "dates": {"start": {"dateTime": "NaN"}}},
            None,
        )[at // 10 % 4]
    self.say(200, said)


def deep_early(self: Handler, query: Query) -> None:
    """A lower reach than the contract says."""
    if int(query["size"]) * int(query["page"]) >= 400:
        return self.say(400, errors("DIS1035", "Max paging depth exceeded"))
    return ok(self, query)


def small_pages(self: Handler, query: Query) -> None:
    if int(query["size"]) > 100:
        return self.say(400, errors("DIS1036", "Page size too large"))
    return ok(self, query)


def silent_cap(self: Handler, query: Query) -> None:
    ok(self, query | {"size": str(min(50, int(query["size"])))})


def always(status: int, body: object, **headers: str) -> Callable[[Handler, Query], None]:
    return lambda self, _query: self.say(status, body, **headers)


MODES: dict[str, Callable[[Handler, Query], None]] = {
    "ok": ok,
    "ignores-dates": ok,
    "evil-links": ok,
    "no-results": always(200, {"page": {"size": 200, "totalElements": 0, "totalPages": 0, "number": 0}}),
    "unauthorised": unauthorised,
    "forbidden": always(403, b"Forbidden", Content_Type="text/plain"),
    "quota": quota,
    "quota-bare": quota_bare,
    "spike": spike,
    "spike-always": spike_always,
    "bad-date": always(400, errors("DIS1015", "Query param with date must be of valid format")),
    "deep-early": deep_early,
    "small-pages": small_pages,
    "silent-cap": silent_cap,
    "500": always(500, b"<h1>Internal Server Error</h1>", Content_Type="text/html"),
    "502": always(502, {"message": "bad gateway"}),
    "503-wait": always(503, b"", Retry_After="1"),
    "503-long": always(503, b"", Retry_After="7200"),
    "429-long": always(429, b"", Retry_After="600"),
    "429-date": always(429, b"", Retry_After="Wed, 01 Jan 2200 00:00:00 GMT"),
    "404": always(404, errors("DIS1004", "Resource not found", 404)),
    "html": always(200, b"<!doctype html><title>Sorry</title>", Content_Type="text/html"),
    "half": half,
    "cut": cut,
    "empty-body": always(200, b""),
    "no-envelope": always(200, {"hello": "there"}),
    "list": always(200, [1, 2, 3]),
    "null": always(200, b"null"),
    "odd-events": always(200, {"_embedded": {"events": "none"}, "page": {"totalElements": 3}}),
    "fault-200": always(200, fault("steps.jsonthreatprotection.ExecutionFailed", "Threat")),
    "redirect": always(302, b"", Location=f"{EVIL}/discovery/v2/events.json"),
    "bad-gzip": always(200, b"not gzip at all", Content_Encoding="gzip"),
    "nan": nan,
    "latin": latin,
    "mislabelled": mislabelled,
    "surrogate": surrogate,
    "huge": huge,
    "hang": hang,
    "drip": drip,
    "slow": slow,
    "reset": reset,
    "flaky": flaky,
    "shuffled": shuffled,
    "shifting": shifting,
    "doubled": doubled,
    "promises": promises,
    "drift": drift,
    "malformed": malformed,
}


@contextlib.contextmanager
def serving(events: list[dict[str, Any]], mode: str = "ok", after: int = 0) -> Iterator[Upstream]:
    """The server on a free port for the length of a block; the first ``after`` questions are answered well."""
    server = Upstream(events, mode, after=after)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=sorted(MODES), default="ok")
    parser.add_argument("--events", type=int, default=300, help="how many events it lists")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--after", type=int, default=0, help="answer so many questions well before misbehaving")
    given = parser.parse_args()
    today = date.today()  # noqa: DTZ011  (a programme for a person who tries it out now)
    server = Upstream(programme(given.events, today), given.mode, given.port, given.after)
    print(f"TICKETMASTER_BASE_URL={server.base_url}  ({given.mode}; GET /mode/NAME changes it)")  # noqa: T201
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
