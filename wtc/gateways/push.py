"""Messages handed to browsers' push services: addresses come from clients, so they are hostile until proved known."""

import asyncio
import ssl
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from wtc.gateways import vapid
from wtc.gateways.answers import retry_after
from wtc.gateways.public import Door, Resolve, is_public, resolved, straight
from wtc.settings import settings
from wtc.shapes.push import Outcome, Reply, Subscription

HOSTS = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    ".push.apple.com",
)
"""The push services of browsers; one that begins with a dot stands for all hosts below it."""
LONGEST = 1_000
SECONDS = 8.0
TTL = 12 * 3_600
"""Seconds that a push service keeps a message for a browser that is away: by then it is old news."""


def known(endpoint: str) -> bool:
    """Whether an address is one of a push service that we know or that PUSH_HOSTS names, over https and plain."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts, named = urlsplit(endpoint), httpx.URL(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except (ValueError, httpx.InvalidURL):
        return False
    if parts.scheme != "https" or port not in (None, 443) or {"@", "\\"} & set(endpoint) or parts.fragment:
        return False
    if named.host != host or not parts.path.strip("/"):  # two readers of addresses have to agree on the host
        return False
    return any(host == each or (each[0] == "." and host.endswith(each)) for each in _hosts())


def _hosts() -> tuple[str, ...]:
    return HOSTS + tuple(each.lower() for each in settings().push_hosts)


class Sender:
    """Sends messages; use it as ``async with``. What the program uses is a bare ``Sender()``.

    ``resolve`` finds a host's addresses, ``door`` says where a checked one is reached and ``trust`` whose certificates
    are believed: a test has no internet and leads to a server of its own. No setting reaches any of them.
    """

    def __init__(
        self, *, resolve: Resolve = resolved, door: Door = straight, trust: ssl.SSLContext | bool = True
    ) -> None:
        self._resolve, self._door, self._trust = resolve, door, trust

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=SECONDS,
            verify=self._trust,
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=0),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_client" in self.__dict__:
            await self._client.aclose()

    async def send(self, subscription: Subscription, words: bytes, *, topic: str, now: datetime) -> Reply:
        """Hand one message over; what became of it. Nothing is raised, and no address is in the words of a problem."""
        if not known(subscription.endpoint):
            return Reply(outcome=Outcome.GONE, problem="its push service is not one that we know")
        try:
            async with asyncio.timeout(SECONDS):
                return await self._handed(subscription, words, topic, now)
        except TimeoutError:
            return _failed(f"it took longer than {SECONDS:.0f} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return _failed(f"no answer: {type(error).__name__}")

    async def _handed(self, subscription: Subscription, words: bytes, topic: str, now: datetime) -> Reply:
        named = httpx.URL(subscription.endpoint)
        addresses = await self._resolve(named.host, 443)
        if not addresses or not all(is_public(each) for each in addresses):
            return _failed("its host has an address that is not public")
        address, port = self._door(addresses[0], 443)
        request = self._client.build_request(
            "POST",
            named.copy_with(host=address, port=port),
            content=await asyncio.to_thread(vapid.sealed, words, subscription),
            headers={
                "Host": named.netloc.decode("ascii"),
                "Authorization": vapid.authorization(subscription.endpoint, now=now),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(TTL),
                "Topic": topic,
                "Urgency": "normal",
            },
            extensions={"sni_hostname": named.raw_host.decode("ascii")},
        )
        response = await self._client.send(request, stream=True)
        try:
            return judged(response.status_code, response.headers.get("retry-after", ""), now)
        finally:
            await response.aclose()  # whatever it says besides is not read


def judged(status: int, later: str, now: datetime) -> Reply:
    """What an answer means. Our own key refused (401, 403) may be a clock that is wrong: that is tried again."""
    said = f"its push service answered {status}"
    if 200 <= status < 300:
        return Reply(outcome=Outcome.SENT)
    if status in (404, 410):
        return Reply(outcome=Outcome.GONE, problem=said)
    if status in (401, 403, 408, 425, 429) or status >= 500:
        return _failed(said, retry_after(later, now) or 0.0)
    return Reply(outcome=Outcome.REFUSED, problem=said)


def _failed(problem: str, wait: float = 0.0) -> Reply:
    return Reply(outcome=Outcome.FAILED, problem=problem, wait=wait)
