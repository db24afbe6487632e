"""The fetcher against hosts that mean harm: nothing that is not public is ever reached."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from tests.pictures import photo
from wtc.gateways.pictures import Barred, Failed, Fetcher, fetching, source_of
from wtc.gateways.public import is_public
from wtc.settings import settings

PUBLIC = "93.184.215.14"
HOST = "s1.ticketm.net"


class Far:
    """A server that stands for the whole internet; ``asked`` is what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.hosts: list[str] = []
        self.answers: dict[str, bytes] = {}
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = head.split()[1]
        self.asked.append(path)
        self.hosts += [line[6:] for line in head.split("\r\n") if line.lower().startswith("host: ")]
        answer = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
        if answer == b"stall":
            await asyncio.sleep(30)
        writer.write(answer)
        writer.close()


def ok(body: bytes, kind: str = "image/jpeg") -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
    return head.encode() + body


def moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()


@pytest.fixture
async def far() -> AsyncIterator[Far]:
    made = Far()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


def resolver(answers: dict[str, list[list[str]]]) -> Callable[..., object]:
    """A name server that gives each host its answers one after another, the last for ever."""

    async def resolve(host: str, port: int) -> list[str]:
        told = answers.get(host, [[host]])
        return told.pop(0) if len(told) > 1 else told[0]

    return resolve


def fetcher(far: Far, answers: dict[str, list[list[str]]] | None = None) -> Fetcher:
    """A fetcher whose every public address leads to ``far``; nothing else is loosened."""
    known = answers or {HOST: [[PUBLIC]], "img.evbuc.com": [[PUBLIC]]}
    return Fetcher(resolve=resolver(known), door=lambda address, port: ("127.0.0.1", far.port))  # type: ignore[arg-type]


async def test_a_picture_is_fetched_and_its_host_hears_its_own_name(far: Far) -> None:
    far.answers["/a.jpg"] = ok(photo())
    async with fetcher(far) as guarded:
        assert await guarded.fetch(f"http://{HOST}/a.jpg") == photo()
    assert far.hosts == [HOST]


async def test_a_redirect_among_known_hosts_is_followed_three_times_and_no_more(far: Far) -> None:
    far.answers |= {f"/{n}": moved(f"http://img.evbuc.com/{n + 1}") for n in range(5)} | {"/5": ok(photo())}
    async with fetcher(far) as guarded:
        assert await guarded.fetch(f"http://{HOST}/2") == photo()
        far.asked.clear()
        with pytest.raises(Barred, match="three times"):
            await guarded.fetch(f"http://{HOST}/1")
    assert len(far.asked) == 4


INWARD = [
    "http://127.0.0.1:{port}/x",
    "http://localhost:{port}/x",
    "http://[::ffff:127.0.0.1]:{port}/x",
    "http://[::1]:{port}/x",
    "http://0x7f.1:{port}/x",
    "http://2130706433:{port}/x",
    "http://017700000001:{port}/x",
    "http://0.0.0.0:{port}/x",
    "http://169.254.169.254/latest/meta-data/",
    "http://s1.ticketm.net@127.0.0.1:{port}/x",
    "http://127.0.0.1:{port}\\@s1.ticketm.net/x",
    "http://s1.ticketm.net.evil.example/x",
    "http://s1.ticketm.net:22/x",
    "http://127.0.0.1:{port}#@s1.ticketm.net/",
    "file:///etc/passwd",
    "gopher://s1.ticketm.net/x",
    "ftp://s1.ticketm.net/x",
    "//s1.ticketm.net/x",
    "javascript:alert(1)",
    "data:image/png;base64,iVBORw0KGgo=",
    "http://[::1",
    "",
]


@pytest.mark.parametrize("address", INWARD)
async def test_no_address_that_is_not_public_is_reached(far: Far, address: str) -> None:
    async with fetcher(far) as guarded:
        with pytest.raises((Barred, Failed)):
            await guarded.fetch(address.format(port=far.port))
    assert far.asked == []


@pytest.mark.parametrize("address", [each for each in INWARD if each[:2] not in ("", "//")])
async def test_no_redirect_leads_to_one(far: Far, address: str) -> None:
    far.answers["/a.jpg"] = moved(address.format(port=far.port))
    async with fetcher(far) as guarded:
        with pytest.raises((Barred, Failed)):
            await guarded.fetch(f"http://{HOST}/a.jpg")
    assert set(far.asked) == {"/a.jpg"}


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
     "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:0:0:0:0:80ff:fffe", "ff02::1",
     "2001:db8::1", "rubbish", ""],
)  # fmt: skip
async def test_a_known_host_that_resolves_inward_is_not_reached(far: Far, address: str) -> None:
    far.answers["/a.jpg"] = ok(photo())
    for answers in ([address], [PUBLIC, address]):
        async with fetcher(far, {HOST: [answers]}) as guarded:
            with pytest.raises(Barred, match="not public"):
                await guarded.fetch(f"http://{HOST}/a.jpg")
    assert far.asked == []


def test_public_addresses_are_public() -> None:
    for address in (PUBLIC, "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"):
        assert is_public(address)


async def test_a_name_that_changes_its_mind_gains_nothing(far: Far) -> None:
    far.answers["/a.jpg"] = moved(f"http://{HOST}/b.jpg")
    far.answers["/b.jpg"] = ok(photo())
    async with fetcher(far, {HOST: [[PUBLIC], ["127.0.0.1"]]}) as guarded:
        with pytest.raises(Barred, match="not public"):
            await guarded.fetch(f"http://{HOST}/a.jpg")
    assert far.asked == ["/a.jpg"], "only the first answer, which was public, was believed"


async def test_the_connection_goes_to_the_address_that_was_checked(far: Far) -> None:
    reached: list[tuple[str, int]] = []

    def door(address: str, port: int) -> tuple[str, int]:
        reached.append((address, port))
        return "127.0.0.1", far.port

    far.answers["/a.jpg"] = ok(photo())
    lookups = [[PUBLIC], ["127.0.0.1"]]
    async with Fetcher(resolve=resolver({HOST: lookups}), door=door) as guarded:  # type: ignore[arg-type]
        await guarded.fetch(f"http://{HOST}/a.jpg")
    assert reached == [(PUBLIC, 80)]
    assert lookups == [["127.0.0.1"]], "the name was asked for once"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(ok(b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * 200, "image/jpeg"), id="svg"),
        pytest.param(ok(b"<html>" + b" " * 200, "image/png"), id="html"),
        pytest.param(ok(b"", "image/png"), id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n\xff\xd8\xff", id="says it is too long"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n\xff\xd8\xff" + b"\0" * 6_000_000, id="is too long"),
    ],
)
async def test_what_is_no_picture_or_too_long_is_barred(far: Far, answer: bytes) -> None:
    far.answers["/a.jpg"] = answer
    async with fetcher(far) as guarded:
        with pytest.raises(Barred):
            await guarded.fetch(f"http://{HOST}/a.jpg")


async def test_what_was_not_had_this_time_may_be_tried_again(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    far.answers["/slow"] = b"stall"
    far.answers["/busy"] = b"HTTP/1.1 429 Slow Down\r\nretry-after: 90\r\ncontent-length: 0\r\n\r\n"
    far.answers["/cut"] = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n\xff\xd8\xff" + b"\0" * 100
    far.answers["/rubbish"] = b"\x00\x01\x02 not http at all\r\n\r\n"
    async with fetcher(far) as guarded:
        for path in ("/slow", "/missing", "/cut", "/rubbish"):
            with pytest.raises(Failed):
                await guarded.fetch(f"http://{HOST}{path}")
        with pytest.raises(Failed) as busy:
            await guarded.fetch(f"http://{HOST}/busy")
    assert busy.value.rest == 90


def test_a_host_of_ones_own_is_allowed_by_setting_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert source_of("https://s1.ticketm.net/dam/a.jpg") == "ticketmaster"
    assert source_of("https://pictures.example.org/a.jpg") == ""
    monkeypatch.setenv("PICTURE_HOSTS", "pictures.example.org")
    settings.cache_clear()
    assert source_of("https://pictures.example.org/a.jpg") == "other"
    monkeypatch.undo()
    settings.cache_clear()
