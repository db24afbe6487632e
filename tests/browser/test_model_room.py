"""The ML room: an admin of a fresh house sees that nothing was measured and why nothing trains; nobody else sees it.

With the demo's crowd in it, every list but the control is seen to fit hidden tastes better than popularity.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import come_in
from tests.serving import Served
from tests.serving import serving as running
from wtc.settings import ROOT
from wtc.shapes.accounts import Role

WHERE = "/admin/ml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("ml"), SIGNUP_LIMIT_ADDRESS="1000", MIXCLOUD_ENABLED="false") as served:
        yield served


def test_a_fresh_house_says_what_was_not_measured_and_why_nothing_trains(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ADMIN)
    page.goto(f"{site.url}{WHERE}")
    expect(page.get_by_text("No trained model serves")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link", name="version in use")).to_contain_text("None")
    expect(page.get_by_text("No version was measured yet")).to_be_visible()
    page.get_by_role("button", name="Retrain").click()
    expect(page.get_by_text("MIN_TRAINING_SAMPLES")).to_be_visible()
    told = page.request.get(f"{site.url}/v1/model/health?of=people")
    assert told.ok
    assert told.json()["coverage"] is not None or told.json()["coming"] == 0


@pytest.mark.parametrize("role", [Role.USER, Role.ORGANIZER])
def test_nobody_else_sees_it(page: Page, site: Served, role: Role) -> None:
    come_in(page.context, site, role)
    page.goto(f"{site.url}{WHERE}")
    expect(page.get_by_role("heading", name="That isn't yours to open")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Offline quality")).to_have_count(0)
    assert page.request.get(f"{site.url}/v1/model/health").status == 403
    assert page.request.get(f"{site.url}/v1/model/log").status == 403


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("crowd"), SIGNUP_LIMIT_ADDRESS="1000", MIXCLOUD_ENABLED="false") as served:
        there = os.environ | {"DATABASE_URL": served.database, "DATA_DIR": str(served.data)}
        for words in (("demo", "crowd", "--users", "80"), ("train", "--crowd")):
            subprocess.run([sys.executable, "-m", "wtc", *words], cwd=ROOT, env=there, check=True, capture_output=True)
        yield served


def test_every_list_but_the_control_fits_hidden_tastes_better_than_popularity(page: Page, crowded: Served) -> None:
    come_in(page.context, crowded, Role.ADMIN)
    page.goto(f"{crowded.url}{WHERE}?of=crowd")
    rows = page.get_by_role("region", name="Fit with hidden tastes").get_by_role("row")
    expect(rows).to_have_count(7)
    control = rows.filter(has_text="the control")
    expect(control).to_contain_text("Popular now")
    expect(rows.filter(has=page.locator(".c-emerald", has_text=re.compile(r"^\+")))).to_have_count(5)
