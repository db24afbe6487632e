"""The guarded fetcher: a picture from a host we know, at a public address, under bounds, and never twice in a hurry.

A name is resolved once and the connection goes to the very address that was checked, so a name that changes its mind
gains nothing; each redirect passes the same checks.
"""

import asyncio
from functools import cached_property
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx

from wtc.gateways.pictures.hosts import source_of
from wtc.gateways.pictures.recoding import is_picture
from wtc.gateways.public import Door, Resolve, is_public, resolved, straight

LARGEST = 5 * 1024 * 1024
SECONDS = 5.0
REDIRECTS = 3
LONGEST_REST = 3_600.0


class Barred(Exception):
    """This will not be fetched, now or later; the text says why."""


class Failed(Exception):
    """This was not had this time. ``rest`` is how long its host asked to be left alone, in seconds."""

    def __init__(self, problem: str, rest: float = 0.0) -> None:
        super().__init__(problem)
        self.rest = rest


class Fetcher:
    """Fetches pictures; use it as ``async with``. What the program uses is a bare ``Fetcher()``.

    ``resolve`` finds a host's addresses. ``door`` says where a checked address is reached: there it is, unless a test
    has no internet and leads to a server of its own. No setting reaches either.
    """

    def __init__(self, *, resolve: Resolve = resolved, door: Door = straight) -> None:
        self._resolve, self._door = resolve, door

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        """Made when first something is fetched: a round with nothing to fetch costs nothing."""
        return httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=SECONDS,
            headers={"Accept": "image/avif,image/webp,image/*", "Accept-Encoding": "identity"},
            limits=httpx.Limits(max_connections=4, max_keepalive_connections=0),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_client" in self.__dict__:
            await self._client.aclose()

    async def fetch(self, url: str) -> bytes:
        """The bytes of a picture; ``Barred`` when it may never be fetched so, ``Failed`` when it was not had now."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._followed(url)
        except TimeoutError:
            raise Failed("it took longer than five seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise Failed(f"no answer: {type(error).__name__}") from None

    async def _followed(self, url: str) -> bytes:
        for _ in range(REDIRECTS + 1):
            answer = await self._asked(url)
            if isinstance(answer, bytes):
                return answer
            url = urljoin(url, answer)
        raise Barred("it redirects more than three times")

    async def _asked(self, url: str) -> bytes | str:
        """The picture, or where it says it is."""
        request = await self._checked(url)
        response = await self._client.send(request, stream=True)
        try:
            if response.is_redirect:
                return str(response.headers.get("location", ""))
            if response.status_code != HTTPStatus.OK:
                rest = _seconds(response.headers.get("retry-after", "")) if response.status_code in (429, 503) else 0.0
                raise Failed(f"its host answered {response.status_code}", rest)
            return await _read(response)
        finally:
            await response.aclose()

    async def _checked(self, url: str) -> httpx.Request:
        """A request to one checked address of a known host, which still hears its own name and proves it over TLS."""
        named = httpx.URL(url)
        if not source_of(url) or not source_of(str(named)):  # two readers of addresses have to agree on the host
            raise Barred("it is not at a host that we fetch from")
        port = named.port or (443 if named.scheme == "https" else 80)
        addresses = await self._resolve(named.host, port)
        if not addresses or not all(is_public(each) for each in addresses):
            raise Barred("its host has an address that is not public")
        address, opened = self._door(addresses[0], port)
        return self._client.build_request(
            "GET",
            named.copy_with(host=address, port=opened, fragment=None),
            headers={"Host": named.netloc.decode("ascii")},
            extensions={"sni_hostname": named.raw_host.decode("ascii")},
        )


async def _read(response: httpx.Response) -> bytes:
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST:
        raise Barred("it is larger than 5 MB")
    data = bytearray()
    async for part in response.aiter_raw(65_536):
        data += part
        if len(data) > LARGEST:
            raise Barred("it is larger than 5 MB")
        if len(data) >= 64 and not is_picture(bytes(data[:64])):
            raise Barred("it is no picture")
    if not is_picture(bytes(data[:64])):
        raise Barred("it is no picture")
    return bytes(data)


def _seconds(said: str) -> float:
    return min(float(said), LONGEST_REST) if said.isdigit() else 60.0
