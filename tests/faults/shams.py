"""Local stand-ins for Spotify, Mixcloud and setlist.fm that speak their contracts and misbehave on request.

``sham(answers)`` serves; ``mode`` says how. What is wrong on the wire is alike for all three and stands here; what each
service says in its own words stands in ``answers``.
"""

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

EVIL = "http://evil.example"


@dataclass(frozen=True, kw_only=True)
class Asked:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answers = Callable[[Asked], Said]


class Sham(ThreadingHTTPServer):
    """``spares`` are paths that always answer well: a token endpoint, while the rest misbehaves."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: Answers, mode: str, modes: dict[str, Any], spares: tuple[str, ...], after: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.mode, self.modes, self.spares, self.after = answers, mode, WIRE | modes, spares, after
        self.asked: list[Asked] = []
        self.pause = 1.5

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some of these modes are about."""


class Handler(BaseHTTPRequestHandler):
    server: Sham
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the tests read ``asked``."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        where = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        asked = Asked(
            method=self.command,
            path=where.path,
            query={name: values[0] for name, values in parse_qs(where.query, keep_blank_values=True).items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length).decode("latin-1"),
        )
        self.server.asked.append(asked)
        good = self.server.answers(asked)
        well = self.server.mode == "ok" or where.path in self.server.spares
        if well or len([one for one in self.server.asked if one.path not in self.server.spares]) <= self.server.after:
            return self.say(good)
        how = self.server.modes[self.server.mode]
        return self.say(how) if isinstance(how, Said) else how(self, good)

    def say(self, said: Said) -> None:
        self.send_response(said.status)
        sent = said.bytes
        given = {"Content-Type": "application/json;charset=utf-8", "Content-Length": str(len(sent))}
        for name, value in (given | said.headers).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(sent)


def hang(self: Handler, good: Said) -> None:
    time.sleep(self.server.pause)
    self.close_connection = True


def drip(self: Handler, good: Said) -> None:
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


def reset(self: Handler, good: Said) -> None:
    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    self.connection.close()
    self.close_connection = True


def cut(self: Handler, good: Said) -> None:
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(len(good.bytes)))
    self.end_headers()
    self.wfile.write(good.bytes[: len(good.bytes) // 2])
    self.close_connection = True


def huge(self: Handler, good: Said) -> None:
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(40 << 20))
    self.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(40):
            self.wfile.write(b" " * (1 << 20))
    self.close_connection = True


def spoilt(change: Callable[[bytes], bytes], **headers: str) -> Callable[[Handler, Said], None]:
    return lambda self, good: self.say(Said(body=change(good.bytes), headers=headers))


def flaky(self: Handler, good: Said) -> None:
    """Every other answer is a failure, counted where it misbehaves."""
    tries = len([one for one in self.server.asked if one.path not in self.server.spares])
    self.say(Said(status=502, body=b"<h1>Bad gateway</h1>") if tries % 2 else good)


def plain(status: int, body: Any = b"", **headers: str) -> Said:
    return Said(status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def drifted(value: Any) -> Any:
    """The same document with every leaf of another kind."""
    if isinstance(value, dict):
        return {
            name: drifted(inner) if isinstance(inner, dict | list) else {"v2": inner} for name, inner in value.items()
        }
    return [drifted(inner) for inner in value] if isinstance(value, list) else value


WIRE: dict[str, Said | Callable[[Handler, Said], None]] = {
    "500": plain(500, b"<h1>Internal Server Error</h1>", Content_Type="text/html"),
    "502": plain(502, {"message": "bad gateway"}),
    "503-empty": plain(503),
    "503-wait": plain(503, Retry_After="1"),
    "503-long": plain(503, Retry_After="7200"),
    "429-long": plain(429, Retry_After="600"),
    "429-day": plain(429, Retry_After="12471"),
    "429-bare": plain(429, {"message": "Too Many Requests"}),
    "429-date": plain(429, Retry_After="Wed, 01 Jan 2200 00:00:00 GMT"),
    "400": plain(400, {"error": {"status": 400, "message": "Invalid limit", "type": "Invalid"}}),
    "408": plain(408),
    "redirect": plain(302, b"", Location=f"{EVIL}/elsewhere"),
    "redirect-307": plain(307, b"", Location=f"{EVIL}/elsewhere"),
    "html": plain(200, b"<!doctype html><title>Sorry</title>", Content_Type="text/html"),
    "empty-body": plain(200, b""),
    "list": plain(200, [1, 2, 3]),
    "null": plain(200, b"null"),
    "number": plain(200, b"7"),
    "no-envelope": plain(200, {"hello": "there"}),
    "deep": plain(200, b"[" * 100_000),
    "half": spoilt(lambda body: body[: len(body) // 2]),
    "nan": spoilt(lambda body: body.replace(b"{", b'{"odd": NaN, ', 1)),
    "mislabelled": spoilt(lambda body: body + b"\xff"),
    "bad-gzip": spoilt(lambda _body: b"not gzip at all", **{"Content-Encoding": "gzip"}),
    "surrogate": spoilt(lambda body: body.replace(b'"name": "', b'"name": "\\ud83d ')),
    "latin": spoilt(
        lambda body: json.dumps(json.loads(body), ensure_ascii=False).encode("iso-8859-1"),
        **{"Content-Type": "application/json;charset=ISO-8859-1"},
    ),
    "drift": spoilt(lambda body: json.dumps(drifted(json.loads(body))).encode()),
    "hang": hang,
    "drip": drip,
    "reset": reset,
    "cut": cut,
    "huge": huge,
    "flaky": flaky,
}


@contextlib.contextmanager
def sham(
    answers: Answers,
    mode: str = "ok",
    *,
    modes: dict[str, Any] | None = None,
    spares: tuple[str, ...] = (),
    after: int = 0,
) -> Iterator[Sham]:
    """The server on a free port for the length of a block; its first ``after`` questions are answered well."""
    server = Sham(answers, mode, modes or {}, spares, after)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
