"""Without a network: what was read stays readable with its age, and what was wished is sent once it is back."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.serving import Served

NOTEBOOK = "async () => (await caches.match('/.kept', { cacheName: 'kept' }))?.json() ?? null"
STORES = "async () => (await caches.keys()).map((name) => name.split(' ')[0]).sort()"
HEARTS = ".card [data-act=save]:visible"


class Relay:
    """A way to the server that can be cut, as if the server had stopped."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._serve()

    def cut(self) -> None:
        for each in (self._door, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def mend(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port))
        self._serve()

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def _accept(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, far = door.accept()[0], socket.create_connection(("127.0.0.1", self._to))
                self._open += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(65_536):
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)


@pytest.fixture
def relay(site: Served) -> Iterator[Relay]:
    made = Relay(int(site.url.rpartition(":")[2]))
    yield made
    made.cut()


@pytest.fixture
def reader(browser: Browser, relay: Relay) -> Iterator[Page]:
    """A signed-in reader's phone, with its service worker."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{relay.port}", viewport=PHONE, is_mobile=True, has_touch=True, locale="en-IE"
    )
    account = {"name": "Aoife", "email": f"away{relay.port}@craic.test", "password": "nine lives of a cat"}
    assert context.request.post("/v1/auth/signup", data=account).ok
    yield context.new_page()
    context.close()


def until(page: Page, holds: Callable[[Any], bool]) -> None:
    """Wait until the worker's notebook is as it should be; None when there is no notebook."""
    end = time.monotonic() + 15
    while not holds(page.evaluate(NOTEBOOK)):
        assert time.monotonic() < end, page.evaluate(NOTEBOOK)
        page.wait_for_timeout(100)


def kept(page: Page, path: str) -> None:
    """Wait until the page at ``path`` is kept."""
    until(page, lambda notes: bool(notes) and any(each["path"] == path for each in notes["pages"]))


def test_pages_are_read_and_wishes_wait_while_the_server_is_gone(reader: Page, relay: Relay) -> None:
    reader.goto("/")
    kept(reader, "/")
    href = reader.locator(".card h3 a").first.get_attribute("href") or ""
    reader.goto(href)
    kept(reader, href)
    title = reader.locator("h1").inner_text()
    reader.goto("/saved")
    reader.goto("/")
    heart = reader.locator(HEARTS).first
    expect(heart).to_have_attribute("aria-pressed", "false")

    relay.cut()
    expect(reader.locator(".lost")).to_have_text(re.compile("Reconnecting"))
    reader.wait_for_timeout(300)
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(reader.locator(".lost")).to_have_text(re.compile("One thing will be sent when you're back"))

    reader.locator(f"a[href='{href}']").first.click()
    expect(reader.locator(".offline")).to_have_text(
        re.compile(r"You're offline.*saved at \d\d:\d\d, (just now|1 minute)")
    )
    expect(reader.locator("h1")).to_have_text(title)
    expect(reader.locator(".facts time")).not_to_have_count(0)
    reader.goto("/")
    reader.locator(HEARTS).nth(1).click()
    expect(reader.locator("#waits")).to_have_text(re.compile("2 things wait|One thing waits"))
    wishes = reader.evaluate(NOTEBOOK)["wishes"]
    reader.goto("/discover")
    expect(reader.locator(".kept-pages a", has_text=title)).to_be_visible()

    relay.mend()
    reader.evaluate("dispatchEvent(new Event('online'))")
    expect(reader.locator("#back")).to_have_text("You're back.")
    until(reader, lambda notes: not notes["wishes"])
    saved = reader.request.get("/v1/users/me/saved").json()["events"]
    assert {each["id"] for each in saved} == {each["subject"] for each in wishes if each["on"]}

    assert reader.evaluate("async () => (await fetch('/v1/auth/logout', { method: 'POST' })).status") == 204
    until(reader, lambda notes: notes is None)
    assert reader.evaluate(STORES) == ["shell"]


def test_another_reader_finds_nothing_and_sends_nothing_of_the_one_before(reader: Page, relay: Relay) -> None:
    reader.goto("/")
    kept(reader, "/")
    relay.cut()
    reader.wait_for_timeout(500)
    reader.locator(HEARTS).first.click()
    until(reader, lambda notes: len(notes["wishes"]) == 1)
    relay.mend()
    other = {"name": "Brian", "email": "other@craic.test", "password": "nine lives of a cat"}
    reader.context.clear_cookies()
    assert reader.context.request.post("/v1/auth/signup", data=other).ok  # past the worker: no page saw it
    reader.goto("/")
    until(reader, lambda notes: bool(notes) and not notes["wishes"])
    assert reader.request.get("/v1/users/me/saved").json()["events"] == []
