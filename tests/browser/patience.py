"""How long a browser test waits, and for what Playwright's own expectations have no word."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from playwright.sync_api import Error, Page, Response

PATIENCE = 20_000
"""Milliseconds until what should come has not come: far more than it takes, since the machine may be busy."""
T = TypeVar("T")


def until(page: Page, read: Callable[[], T], holds: Callable[[T], object] = bool) -> T:
    """What ``read`` gives once it ``holds``; the test fails with the last of it when that takes too long."""
    end = time.monotonic() + PATIENCE / 1_000
    while not holds(found := read()):
        assert time.monotonic() < end, found
        page.wait_for_timeout(100)  # no sleep: what the page tells meanwhile is heard
    return found


def alive(page: Page, patience: float = PATIENCE) -> None:
    """Wait until the page's program runs and the first HTML has given way to it."""
    page.wait_for_function(
        """() => !window.__reactRouterContext  // a page without any program, such as the one for no network
            || ("live" in document.documentElement.dataset && !document.getElementById("shell"))""",
        timeout=patience,
    )


def patient(page: Page) -> None:
    """Have every plain ``page.goto`` end when the page lives, so that no test reads the first HTML beside it.

    A page that never gets so far, as when its server is held back, is waited for no longer than it takes elsewhere.
    """
    went = page.goto

    def goto(url: str, **named: Any) -> Response | None:
        answer = went(url, **named)
        if "wait_until" not in named:
            with suppress(Error):
                alive(page, PATIENCE / 2)
        return answer

    page.goto = goto  # type: ignore[method-assign]


def settled(page: Page) -> None:
    """Wait until the page lives, asks for nothing more and neither dims its list nor holds a place for what comes."""
    alive(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        """() => [...document.querySelectorAll("main .skl")].every(
            (each) => !each.checkVisibility() || each.getBoundingClientRect().top >= innerHeight)
            && ![...document.querySelectorAll("main .still, main .busy")].some(
            (each) => getComputedStyle(each).opacity < 1)"""
    )


def fits(page: Page, width: int = 0) -> None:
    """Wait until the page is no wider than its window, or than ``width`` in pixels."""
    page.wait_for_function("most => document.documentElement.scrollWidth <= (most || innerWidth)", arg=width)
