"""Every route renders, has a title, and carries the guards of its arrival."""

import pytest
import reflex as rx

from wtc.wtc import app

PAGES = dict(app._unevaluated_pages)
OURS = ("index", "discover", "style", "help", "privacy", "accessibility", "403", "404")


@pytest.mark.parametrize("route", sorted(PAGES))
def test_every_route_renders(route: str) -> None:
    made = PAGES[route].component
    component = made() if callable(made) else made
    assert isinstance(component, rx.Component)
    assert component.render()
    assert PAGES[route].title is not None


@pytest.mark.parametrize("route", OURS)
def test_the_pages_of_the_front_are_hung(route: str) -> None:
    assert route in PAGES


def test_nothing_of_the_stock_looks_is_loaded() -> None:
    assert app.toaster is None
    assert app.theme is None
    assert [name for _, name in app.app_wraps] == ["Overlay"]


def test_no_page_carries_the_parts_of_another() -> None:
    """Reflex puts a page's parts into a script named after the module of its function; so that must be its own."""
    shared = {route for route, page in PAGES.items() if page._source_module == "wtc.pages.frame"}
    assert shared == set()
