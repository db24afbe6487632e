"""The outermost wall: every request and socket passes here once, and is named, checked, bounded, dressed and logged."""

import asyncio
import math
import re
import secrets
import time
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wtc import frontend, language, log, measures
from wtc.api import headers, rooms
from wtc.api.answers import error_bytes
from wtc.api.language import remembered
from wtc.api.sockets import Socket
from wtc.api.visit import KEY, Visit, client
from wtc.api.wanted import PAGES_TOO, page_wanted
from wtc.settings import settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_HEADERS = 16_384
LARGEST_BODY = 1 << 20  # a million characters in one field still come through, and are refused by name
UPLOAD = (10 << 20) + 65_536  # a file of 10 MiB in its envelope
UPLOADS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"/v1/djs/imports"), UPLOAD),
    (re.compile(r"/v1/taste/imports"), UPLOAD),
    (re.compile(r"/v1/venues/[0-9]{1,18}/photos"), UPLOAD),
    (re.compile(r"/v1/pictures"), UPLOAD),
)
"""The whole paths to which more than ``LARGEST_BODY`` may be posted, and how much; a role is asked for before any of
it is read."""
LONGEST_PATH = 2_000
SLOWEST_BODY = 30.0
DRAINED = 640_000
SLOWEST_DRAIN = 2.0
SOCKET_PATH = "/_event"

_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
logger = structlog.get_logger(__name__)


class Gate:
    """Pure ASGI, around everything: our routes, Reflex's socket and the built files."""

    def __init__(self, app: ASGIApp) -> None:
        chosen = settings()
        self._app = app
        self._hops = chosen.trust_proxy
        self.common = headers.common(chosen.https)
        self.pages = headers.prerendered(frontend.BUILT)
        self.irish = headers.prerendered(frontend.IN_IRISH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit one request or socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        carried = dict(scope["headers"])
        visit = self._visit(scope, carried)
        scope[KEY] = visit
        log.request_id.set(visit.id)
        measures.begin()
        language.speak(language.named(scope.get("query_string", b"")) or language.chosen(visit.cookie))
        if scope["type"] == "websocket":
            await self._socket(scope, carried, receive, send)
        else:
            await self._request(scope, carried, visit, receive, send)

    def _visit(self, scope: Scope, carried: dict[bytes, bytes]) -> Visit:
        peer, port = scope.get("client") or ("", 0)
        address = peer
        if self._hops:
            forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
            address = client(peer, forwarded, self._hops)
            scope["client"] = (address, port)
            if carried.get(b"x-forwarded-proto", b"").strip() == b"https":
                scope["scheme"] = "wss" if scope["type"] == "websocket" else "https"
        given = carried.get(b"x-request-id")
        return Visit(
            id=given.decode() if given and _ID.fullmatch(given) else secrets.token_hex(8),
            address=address,
            cookie=carried[b"cookie"].decode("latin-1") if b"cookie" in carried else "",
            authorization=carried[b"authorization"].decode("latin-1") if b"authorization" in carried else "",
            proxied=b"x-forwarded-for" in carried or b"forwarded" in carried,
        )

    async def _socket(self, scope: Scope, carried: dict[bytes, bytes], receive: Receive, send: Send) -> None:
        if foreign(carried):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            measures.request("WEBSOCKET", "socket", 403, 0.0)
            logger.warning("foreign origin refused", origin=carried.get(b"origin", b"").decode("latin-1")[:200])
            return
        visit: Visit = scope[KEY]
        async with Socket(visit.address, receive, send) as socket:
            if socket.admitted:
                await self._app(scope, socket.receive, socket.send)

    async def _request(
        self, scope: Scope, carried: dict[bytes, bytes], visit: Visit, receive: Receive, send: Send
    ) -> None:
        answer = Answer(self, scope, carried, visit, send)
        if scope["method"] not in SAFE or b"content-length" in carried or b"transfer-encoding" in carried:
            answer.body = Body(receive, largest(scope))
            receive = answer.body.receive
        if status := refused(scope, carried):
            await answer.refuse(status)
        else:
            path = scope["path"]
            page = path not in PAGES_TOO or page_wanted(scope)
            if page and path in self.pages.folders and scope["method"] in ("GET", "HEAD"):
                scope["path"] = path + "/"  # else the files' server would redirect, to http:// behind a TLS proxy
                scope["raw_path"] = scope["path"].encode()
            if scope["method"] == "HEAD":
                scope["method"] = "GET"
            try:
                if await rooms.closed(scope):
                    answer.closed, scope = True, rooms.whole(scope)
                await self._app(scope, receive, answer.send)
            except Exception:
                logger.exception("a request failed", route=visit.route)
                await answer.refuse(500)
        answer.record()


def refused(scope: Scope, carried: dict[bytes, bytes]) -> int:
    """The status with which a request is turned away unread; 0 when it may go on."""
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return 431
    if len(scope["path"]) > LONGEST_PATH:
        return 414
    if scope["method"] not in SAFE and foreign(carried):
        return 403
    if scope["path"].startswith(SOCKET_PATH):
        return 404  # the event socket speaks websocket alone
    length = carried.get(b"content-length")
    if length is not None and (not length.isdigit() or int(length) > largest(scope)):
        return 413 if length.isdigit() else 400
    return 0


def largest(scope: Scope) -> int:
    """How many bytes the body of this request may have."""
    if scope["method"] == "POST":
        return next((size for path, size in UPLOADS if path.fullmatch(scope["path"])), LARGEST_BODY)
    return LARGEST_BODY


def foreign(carried: dict[bytes, bytes]) -> bool:
    """Whether a browser says that another site sent this. Programs that name no origin are not foreign."""
    origin = carried.get(b"origin")
    if origin is not None and urlsplit(origin).netloc.lower() != carried.get(b"host", b"").lower():
        return True
    return carried.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none")


class Body:
    """A request's body under two bounds: how long it may be and how long it may take."""

    def __init__(self, receive: Receive, most: int = LARGEST_BODY) -> None:
        self._receive = receive
        self._left = most
        self._until = time.monotonic() + SLOWEST_BODY
        self._whole = False

    async def receive(self) -> Message:
        """The next part; HTTPException 413 when it is too much and 408 when it took too long."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._until - time.monotonic()):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413)
        self._whole = not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Read on a little, so that a client still sending hears the answer instead of a broken connection."""
        self._left = min(self._left, DRAINED)
        self._until = min(self._until, time.monotonic() + SLOWEST_DRAIN)
        with suppress(HTTPException):
            while not self._whole:
                await self.receive()


class Answer:
    """One answer on its way out: dressed with headers, put into the one error form, counted and logged."""

    __slots__ = (
        "_carried",
        "_gate",
        "_mute",
        "_path",
        "_scope",
        "_send",
        "_started",
        "_visit",
        "body",
        "closed",
        "method",
        "status",
    )

    def __init__(self, gate: Gate, scope: Scope, carried: dict[bytes, bytes], visit: Visit, send: Send) -> None:
        self._gate, self._carried, self._visit, self._send = gate, carried, visit, send
        self._path: str = scope["path"]
        self.method: str = scope["method"]
        self._started = time.perf_counter()
        self._mute = False
        self.body: Body | None = None
        self.closed = False
        self.status = 0

    async def send(self, message: Message) -> None:
        """Pass one message of the answer on."""
        if message["type"] == "http.response.start":
            await self._start(message)
        elif not self._mute:
            if self.method == "HEAD":
                message = {**message, "body": b""}
            await self._send(message)

    async def refuse(self, status: int) -> None:
        """Answer with the one error form, unless an answer has begun already."""
        if not self.status:
            await self._refuse(status, [])

    async def _refuse(self, status: int, kept: headers.Headers) -> None:
        if self.body:
            await self.body.drain()
        body = error_bytes(status)
        self.status = status
        self._mute = True
        length = (b"content-length", str(len(body)).encode())
        dressed = self._dressed([*kept, (b"content-type", b"application/json"), length], b"application/json")
        await self._send({"type": "http.response.start", "status": status, "headers": dressed})
        await self._send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def _start(self, message: Message) -> None:
        status = message["status"]
        given: headers.Headers = message["headers"]
        if self.closed and status < 400:
            status, given = 403, [pair for pair in given if pair[0] not in (b"etag", b"last-modified")]
        kind = next((value for name, value in given if name == b"content-type"), b"")
        if status >= 400 and not kind.startswith(b"application/json"):
            page = kind.startswith(b"text/html") and b"text/html" in self._carried.get(b"accept", b"")
            if not page and not kind.startswith(b"text/calendar"):  # one that was revoked is empty for any reader
                await self._refuse(status, [pair for pair in given if pair[0] in (b"allow", b"retry-after")])
                return
        if self.body:
            await self.body.drain()
        self.status = status
        await self._send({**message, "status": status, "headers": self._dressed(given, kind)})

    def _dressed(self, given: headers.Headers, kind: bytes) -> headers.Headers:
        visit = self._visit
        dressed = [*given, *self._gate.common, (b"x-request-id", visit.id.encode())]
        names = {name for name, _ in given}
        if self.status == 304:  # what it says would replace the page's own policy in the browser's store
            names |= {b"content-security-policy", b"cache-control"}
        if b"content-security-policy" not in names:
            page = kind.startswith(b"text/html")
            dressed.append((b"content-security-policy", self._pages().policy(self._path) if page else headers.CLOSED))
            if page:
                dressed.append((b"vary", b"Cookie"))  # of which it says the language
                if language.spoken() != language.chosen(visit.cookie):
                    dressed.append(remembered(language.spoken()))  # the page asks for the rest by itself
        if b"cache-control" not in names:
            dressed.append((b"cache-control", self._kept(kind)))
        if visit.left is not None:
            left = visit.left
            reset = str(math.ceil(left.reset)).encode()
            dressed.append((b"ratelimit-limit", str(left.limit).encode()))
            dressed.append((b"ratelimit-remaining", str(left.remaining).encode()))
            dressed.append((b"ratelimit-reset", reset))
        return dressed

    def _pages(self) -> headers.Prerendered:
        return self._gate.irish if language.irish() else self._gate.pages

    def _kept(self, kind: bytes) -> bytes:
        if self.status >= 400 or self._visit.route:
            return b"no-store"
        if self._path.startswith("/assets/"):
            return headers.YEAR.encode()
        return b"no-cache" if kind.startswith(b"text/html") else b"public, max-age=3600"

    def record(self) -> None:
        """Count and log the answer."""
        seconds = time.perf_counter() - self._started
        visit, status = self._visit, self.status
        route = visit.route or ("asset" if self._path.startswith("/assets/") else "page" if status < 400 else "none")
        measures.request(self.method, route, status, seconds)
        log.writer().put(
            log.line(
                {
                    "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "level": "info" if status < 500 else "error",
                    "logger": "wtc.access",
                    "event": "request",
                    "method": self.method,
                    "path": log.clean_path(self._path),
                    "route": route,
                    "status": status,
                    "ms": round(seconds * 1000, 2),
                    "queries": measures.statements(),
                    "address": visit.address,
                    "user": visit.visitor.id if visit.visitor else None,
                    "request_id": visit.id,
                }
            )
        )
