"""Bounds for one websocket: how many from one address, how large a message, how many a second."""

import time
from collections import Counter
from types import TracebackType
from typing import Self

from starlette.types import Message, Receive, Send

from wtc import measures
from wtc.domain import addresses
from wtc.settings import settings

LARGEST = 1_000_000
PER_SECOND = 50.0
BURST = 200.0

_open: Counter[str] = Counter()


class Socket:
    """An admitted socket; it is closed from our side when its client passes a bound."""

    def __init__(self, address: str, receive: Receive, send: Send) -> None:
        self._name = addresses.network(address)
        self._receive, self._send = receive, send
        self._tokens, self._filled = BURST, time.monotonic()
        self._closed = False
        self.admitted = False

    async def __aenter__(self) -> Self:
        if _open[self._name] >= settings().sockets_max:
            await self._receive()
            await self._send({"type": "websocket.close", "code": 1013})
            return self
        _open[self._name] += 1
        measures.sockets.inc()
        self.admitted = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.admitted:
            measures.sockets.dec()
            _open[self._name] -= 1
            if not _open[self._name]:
                del _open[self._name]

    async def receive(self) -> Message:
        """The client's next message; one that passes a bound closes the socket instead."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        if len(message.get("bytes") or message.get("text") or b"") > LARGEST:
            return await self._end(1009)
        moment = time.monotonic()
        self._tokens = min(BURST, self._tokens + (moment - self._filled) * PER_SECOND) - 1
        self._filled = moment
        return message if self._tokens >= 0 else await self._end(1008)

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the socket was closed from our side."""
        if not self._closed:
            await self._send(message)

    async def _end(self, code: int) -> Message:
        if not self._closed:
            self._closed = True
            await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}
