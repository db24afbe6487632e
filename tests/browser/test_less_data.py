"""A device that is told to use less data: artwork for photos, charts when asked for, and the choice is kept."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served


@pytest.mark.refused
def test_a_switch_keeps_charts_away_until_they_are_asked_for(page: Page, site: Served) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    who = {"name": "Less", "email": f"{uuid.uuid4()}@example.test", "password": "three old fiddles 9"}
    assert page.request.post(f"{site.url}/v1/auth/signup", data=who).ok
    page.goto("/preferences")
    switch = page.get_by_role("switch", name="Use less data")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.reload()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.goto("/style")
    chart = page.locator(".chart").first
    draw = chart.get_by_role("button", name="Draw the chart (400 KB)")
    expect(draw).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [each for each in fetched if "plotly" in each]
    draw.click()
    expect(chart.locator(".main-svg").first).to_be_visible(timeout=20_000)


def test_the_first_html_asks_for_the_smallest_pictures(page: Page, site: Served) -> None:
    page.context.add_cookies([{"name": "wtc_data", "value": "less", "url": site.url}])
    answer = page.request.get(f"{site.url}/discover?city=Dublin")
    assert "50vw" not in answer.text()
