"""A raw client of the event socket that never opens a page: it says whatever it is told to, as an attacker would."""

import asyncio
import re
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import socketio

NAMESPACE = "/_event"
ROOT_STATE = "reflex___state____state"
ON_LOAD = f"{ROOT_STATE}.reflex___state____on_load_internal_state.on_load_internal"
REFUSED = re.compile(r"'refusals_rx_state_': (\d+)")


class Probe:
    """One connection: ``await probe.call(handler, payload)`` sends an event and gathers what comes back."""

    def __init__(self, url: str, *, cookie: str = "", origin: str = "", token: str = "", **headers: str) -> None:
        self.url, self.token = url, token or str(uuid.uuid4())
        self.headers = {"Cookie": cookie, "Origin": origin, **headers}
        self.headers = {name: value for name, value in self.headers.items() if value}
        self.updates: list[dict[str, Any]] = []
        self.arrivals = self.refused = 0
        self.closed = asyncio.Event()
        self._news = asyncio.Event()
        self.client = socketio.AsyncClient(reconnection=False)
        self.client.on("event", self._take, namespace=NAMESPACE)
        self.client.on("disconnect", self._end, namespace=NAMESPACE)

    async def __aenter__(self) -> Self:
        await self.client.connect(
            f"{self.url}/?token={self.token}",
            headers=self.headers,
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="/_event",
            wait_timeout=5,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.disconnect()

    async def _take(self, update: Any) -> None:
        self.updates.append(update)
        said = repr(update)
        self.arrivals += "'is_hydrated_rx_state_': True" in said
        self.refused = max(self.refused, *map(int, REFUSED.findall(said)), 0)
        self._news.set()

    async def _end(self, *_: Any) -> None:
        self.closed.set()
        self._news.set()

    async def send(self, name: str, payload: Mapping[str, Any] | None = None, path: str = "/") -> None:
        """Send one event and wait for nothing."""
        query = urlsplit(path).query
        event = {
            "name": name,
            "payload": dict(payload or {}),
            "token": self.token,
            "router_data": {"pathname": urlsplit(path).path, "asPath": path, "query": dict(parse_qsl(query))},
        }
        await self.client.emit("event", event, namespace=NAMESPACE)

    async def call(
        self, name: str, payload: Mapping[str, Any] | None = None, path: str = "/", patience: float = 2.0
    ) -> list[dict[str, Any]]:
        """Send one event and return the updates that follow until one is final or ``patience`` seconds pass."""
        before = len(self.updates)
        await self.send(name, payload, path)
        await self.quiet(patience)
        return self.updates[before:]

    async def arrive(self, path: str = "/", patience: float = 20.0) -> None:
        """Arrive at a page, and wait until the server has answered that and with it everything sent before."""
        await self._there(f"{ROOT_STATE}.hydrate_and_load", path, patience)

    async def go(self, path: str, patience: float = 20.0) -> None:
        """Go from the page where it is to another, as a click on a link does."""
        await self._there(ON_LOAD, path, patience)

    async def _there(self, event: str, path: str, patience: float) -> None:
        before = self.arrivals
        await self.send(event, path=path)
        async with asyncio.timeout(patience):
            while self.arrivals == before:
                self._news.clear()
                await self._news.wait()

    async def refusals(self, count: int, patience: float = 30.0) -> None:
        """Wait until the server has told of this many refusals since this connection began."""
        async with asyncio.timeout(patience):
            while self.refused < count:
                self._news.clear()
                await self._news.wait()

    async def quiet(self, patience: float = 2.0, pause: float = 0.15) -> None:
        """Wait for the first news, then until none came for a moment."""
        try:
            async with asyncio.timeout(patience):
                while not self.closed.is_set():
                    self._news.clear()
                    await asyncio.wait_for(self._news.wait(), patience if not self.updates else pause)
        except TimeoutError:
            return


def texts(updates: list[dict[str, Any]]) -> str:
    """Everything the server said, as one text to look for words in."""
    return repr(updates)
