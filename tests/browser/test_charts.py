"""Charts in the browser: fetched only when one comes into view, told without sight, and honest when they fail."""

import re

import pytest
from playwright.sync_api import Page, Request, expect


def bundles(page: Page) -> list[str]:
    """The addresses under which parts of Plotly are asked for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "plotly" in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_a_chart_is_fetched_when_it_comes_into_view_and_nothing_moves(page: Page) -> None:
    asked = bundles(page)
    page.goto("/style")
    expect(page.locator(".chart").first).to_be_attached()
    assert asked == []
    chart = page.locator(".chart").first
    high = chart.evaluate("(it) => it.getBoundingClientRect().height")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".main-svg").first).to_be_visible()
    expect(chart).to_have_class(re.compile(r"\bdrawn\b"))
    assert chart.evaluate("(it) => it.getBoundingClientRect().height") == pytest.approx(high, abs=1)
    assert any(each.endswith(".js") for each in asked)


def test_a_chart_is_named_by_its_finding_and_has_its_numbers_as_a_table(page: Page) -> None:
    page.goto("/style")
    chart = page.locator(".chart").first
    expect(chart.get_by_role("img", name="An example: further into trad than the others.")).to_be_attached()
    chart.get_by_text("Show as table").click()
    expect(chart.get_by_role("row", name="Trad 40% 20%")).to_be_visible()


@pytest.mark.refused
def test_a_chart_whose_bundle_is_kept_away_says_so_and_shows_its_table(page: Page, complaints: list[str]) -> None:
    page.route(re.compile("plotly_bundle"), lambda route: route.fulfill(status=404, body=""))
    page.goto("/style")
    chart = page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    expect(chart.get_by_role("status")).to_have_text("The chart didn't load. Its numbers are in the table.")
    expect(chart.get_by_role("row", name="Trad 40% 20%")).to_be_visible()
    complaints[:] = [each for each in complaints if "plotly_bundle" not in each]


def test_leaving_a_page_with_a_chart_leaves_nothing_of_it(page: Page) -> None:
    page.goto("/style")
    page.locator(".chart").first.scroll_into_view_if_needed()
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")
    page.locator("nav a[href='/discover']").locator("visible=true").first.click()
    expect(page).to_have_url(re.compile("/discover"))
    expect(page.get_by_text("Every part once")).to_have_count(0)
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
