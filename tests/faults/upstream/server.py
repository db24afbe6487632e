"""The server: every contract on one port, each in a mode of its own or all in one."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.faults.upstream.contract import Asked, Contract, Reply
from tests.faults.upstream.contracts import CONTRACTS
from tests.faults.upstream.modes import GENERIC, ok


class Upstream(ThreadingHTTPServer):
    """``mode`` is how all behave, ``modes`` how one does; ``asked`` holds every question.

    The first ``after`` questions are answered well. Its contracts are attributes: ``server.bandsintown``.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, events: list[dict[str, Any]], mode: str = "ok", port: int = 0, after: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.contracts: dict[str, Any] = {each.name: each(self) for each in CONTRACTS}
        self.mode, self.after = mode, after
        self.modes: dict[str, str] = {}
        self.asked: list[Asked] = []
        self.times: list[float] = []
        self.pause = 30.0
        self.events = events

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__.get("contracts", {}).get(name)
        if found is None:
            raise AttributeError(name)
        return found

    @property
    def events(self) -> list[dict[str, Any]]:
        """What Ticketmaster lists."""
        listed: list[dict[str, Any]] = self.contracts["ticketmaster"].events
        return listed

    @events.setter
    def events(self, listed: list[dict[str, Any]]) -> None:
        self.contracts["ticketmaster"].events = listed

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def base_url(self) -> str:
        """Ticketmaster's."""
        return self.environment["TICKETMASTER_BASE_URL"]

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point the program to every contract here."""
        return {
            name: f"{self.root}/{contract.name}{path}"
            for contract in self.contracts.values()
            for name, path in contract.settings.items()
        }

    def of(self, name: str) -> list[Asked]:
        """The questions that this contract got."""
        return [one for one in self.asked if one.contract == name]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some of these modes are about."""


class Handler(BaseHTTPRequestHandler):
    """Answers one question in the server's present mode."""

    server: Upstream
    contract: Contract
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the tests read ``asked``."""

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self._do()

    def _do(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        if asked.contract == "mode":
            return self._turn(asked.parts)
        if asked.contract == "log":
            return self.give(Reply(200, [one.told() for one in server.asked]))
        server.asked.append(asked)
        server.times.append(time.monotonic())
        found = server.contracts.get(asked.contract)
        if found is None:
            return self.give(Reply(404, {"error": "nothing here"}))
        self.contract = found
        mode = server.modes.get(found.name, server.mode) if len(server.asked) > server.after else "ok"
        return {**GENERIC, **found.modes}.get(mode, ok)(self, asked)

    def _turn(self, words: list[str]) -> None:
        """``/mode/NAME`` for all, ``/mode/SOURCE/NAME`` for one."""
        if len(words) > 1:
            self.server.modes[words[0]] = words[1]
        elif words:
            self.server.mode, self.server.modes = words[0], {}
        self.give(Reply(200, {"mode": self.server.mode, **self.server.modes}))

    def good(self, asked: Asked) -> Reply:
        """What the contract says."""
        return self.contract.answer(asked)

    def give(self, reply: Reply) -> None:
        self.say(reply.status, reply.body, **reply.headers)

    def say(self, status: int, body: object, **headers: str) -> None:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        given = {"Content-Type": "application/json;charset=utf-8", "Content-Length": str(len(sent))}
        for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(sent)


@contextlib.contextmanager
def serving(events: list[dict[str, Any]], mode: str = "ok", after: int = 0, port: int = 0) -> Iterator[Upstream]:
    """The server on a free port for the length of a block; the first ``after`` questions are answered well."""
    server = Upstream(events, mode, port, after)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
