"""How any source can misbehave, whatever its contract: on the wire, in its status, in its words."""

import contextlib
import json
import random
import socket
import struct
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.faults.upstream.contract import Asked, Mode, Reply

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler

EVIL = "http://evil.example"


def ok(self: "Handler", asked: Asked) -> None:
    """As the contract has it."""
    self.give(self.good(asked))


def always(status: int, body: object, **headers: str) -> Mode:
    return lambda self, _asked: self.say(status, body, **headers)


def bent(how: Callable[["Handler", bytes], bytes], **headers: str) -> Mode:
    """The good answer with its bytes changed."""

    def mode(self: "Handler", asked: Asked) -> None:
        good = self.good(asked)
        self.give(Reply(good.status, how(self, good.sent), good.headers | headers))

    return mode


def rewritten(how: Callable[["Handler", Any], Any]) -> Mode:
    """The good answer with its JSON changed."""
    return bent(lambda self, sent: json.dumps(how(self, json.loads(sent))).encode())


def flaky(self: "Handler", asked: Asked) -> None:
    self.say(500, b"<h1>oops</h1>") if len(self.server.asked) % 2 else ok(self, asked)


def hang(self: "Handler", asked: Asked) -> None:
    time.sleep(self.server.pause)
    self.close_connection = True


def drip(self: "Handler", asked: Asked) -> None:
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


def slow(self: "Handler", asked: Asked) -> None:
    time.sleep(0.3)
    ok(self, asked)


def reset(self: "Handler", asked: Asked) -> None:
    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    self.connection.close()
    self.close_connection = True


def cut(self: "Handler", asked: Asked) -> None:
    """Promises the whole and hangs up half-way."""
    body = self.good(asked).sent + b" " * 64
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(len(body)))
    self.end_headers()
    self.wfile.write(body[: len(body) // 2])
    self.close_connection = True


def huge(self: "Handler", asked: Asked) -> None:
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.send_header("Content-Length", str(40 << 20))
    self.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(40):
            self.wfile.write(b" " * (1 << 20))
    self.close_connection = True


def latin(self: "Handler", asked: Asked) -> None:
    """The right letters in another charset, and saying so."""
    good = self.good(asked)
    body = json.dumps(json.loads(good.sent), ensure_ascii=False).encode("iso-8859-1", "replace")
    self.give(Reply(good.status, body, good.headers | {"Content_Type": "application/json;charset=ISO-8859-1"}))


def _mislabelled(self: "Handler", sent: bytes) -> bytes:
    return json.dumps(json.loads(sent), ensure_ascii=False).encode("iso-8859-1", "replace") + b"\xff"


def _surrogate(self: "Handler", sent: bytes) -> bytes:
    return sent.replace(*self.contract.surrogate)


def _shuffled(self: "Handler", said: Any) -> Any:
    """Another order within each page at every call; every item is on its page."""
    random.Random(len(self.server.asked)).shuffle(self.contract.items(said))
    return dict(reversed(said.items())) if isinstance(said, dict) else said


def _drift(self: "Handler", said: Any) -> Any:
    """A new version of everything: wrong kinds in every field but those that name the item."""
    for one in self.contract.items(said):
        for name in set(one) - {"id", "name", "title", "slug"}:
            one[name] = {"v2": [one[name]]} if isinstance(one[name], str) else "moved"
    return said


def _malformed(self: "Handler", said: Any) -> Any:
    """One item in ten is spoilt, each in another way."""
    items = self.contract.items(said)
    for at in range(0, len(items), 10):
        items[at] = self.contract.spoilt(items[at], at // 10)
    return said


GENERIC: dict[str, Mode] = {
    "ok": ok,
    "forbidden": always(403, b"Forbidden", Content_Type="text/plain"),
    "unauthorised": always(401, {"error": "who are you"}),
    "500": always(500, b"<h1>Internal Server Error</h1>", Content_Type="text/html"),
    "502": always(502, {"message": "bad gateway"}),
    "503-wait": always(503, b"", Retry_After="1"),
    "503-long": always(503, b"", Retry_After="7200"),
    "429": always(429, b""),
    "429-long": always(429, b"", Retry_After="600"),
    "429-date": always(429, b"", Retry_After="Wed, 01 Jan 2200 00:00:00 GMT"),
    "400": always(400, b"Bad Request", Content_Type="text/plain"),
    "404": always(404, b"<h1>Not Found</h1>", Content_Type="text/html"),
    "410": always(410, {"error": "gone for good"}),
    "html": always(200, b"<!doctype html><title>Sorry</title>", Content_Type="text/html"),
    "text": always(200, b"OK", Content_Type="text/plain"),
    "half": bent(lambda _self, sent: sent[: len(sent) // 2]),
    "cut": cut,
    "empty-body": always(200, b""),
    "no-content": always(204, b""),
    "no-envelope": always(200, {"hello": "there"}),
    "null": always(200, b"null"),
    "number": always(200, b"42"),
    "redirect": always(302, b"", Location=f"{EVIL}/elsewhere"),
    "bad-gzip": always(200, b"not gzip at all", Content_Encoding="gzip"),
    "nan": bent(lambda _self, sent: sent.replace(b"{", b'{"odd": NaN, ', 1)),
    "latin": latin,
    "mislabelled": bent(_mislabelled),
    "surrogate": bent(_surrogate),
    "huge": huge,
    "hang": hang,
    "drip": drip,
    "slow": slow,
    "reset": reset,
    "flaky": flaky,
    "shuffled": rewritten(_shuffled),
    "drift": rewritten(_drift),
    "malformed": rewritten(_malformed),
}
