"""DJs in a browser: a visitor looks, a user writes, an organiser brings a list, an admin may too; others may not."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import come_in
from tests.serving import Served
from wtc.shapes.accounts import Role

EMAIL = "canary-dj@example.org"


@pytest.mark.refused
def test_a_visitor_looks_through_both_lists_and_hears_of_nothing_outside(page: Page, site: Served) -> None:
    strangers: list[str] = []
    page.on("request", lambda one: strangers.append(one.url) if "mixcloud" in one.url else None)
    page.goto("/djs")
    expect(page.locator(".djs > li")).to_have_count(24)
    page.get_by_role("link", name="Techno", exact=False).first.click()
    expect(page).to_have_url(re.compile("genre=techno"))
    expect(page.get_by_role("heading", name=re.compile("techno DJs"))).to_be_visible()
    page.get_by_role("link", name="Discovered").click()
    expect(page).to_have_url(re.compile("tab=discovered"))
    page.goto("/djs?tab=discovered")
    expect(page.locator(".djs > li")).to_have_count(24)
    expect(page.locator(".djs .bdg", has_text="Mixcloud").first).to_be_visible()
    page.goto("/djs/clamped")
    expect(page.get_by_role("heading", name="Clamped")).to_be_visible()
    expect(page.locator(".mixes > li").nth(2)).to_be_visible()
    expect(page.get_by_text("Made up, so nobody reads their post.")).to_be_visible()
    page.goto("/djs?q=nobody+at+all")
    expect(page.get_by_role("heading", name="Nobody here by that")).to_be_visible()
    page.goto("/djs/nobody-at-all")
    expect(page.get_by_role("heading", name="No DJ by that name", exact=False)).to_be_visible()
    assert strangers == []


@pytest.mark.parametrize("role", [Role.VISITOR, Role.USER])
def test_only_organisers_bring_lists(page: Page, site: Served, role: Role) -> None:
    if role:
        come_in(page.context, site, role)
    page.goto("/organiser/djs/import")
    denied = "That isn't yours to open" if role else "You need to be signed in"
    expect(page.get_by_role("heading", name=denied, exact=False)).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.ADMIN])
def test_a_list_is_looked_at_and_then_brought_in(page: Page, site: Served, role: Role, tmp_path: Path) -> None:
    come_in(page.context, site, role)
    name = f"Bog {secrets.token_hex(3)}"
    file = tmp_path / "djs.csv"
    file.write_text(f"Name,Town,Genre,Fee,Email\n{name},Cork,house,£250,{EMAIL}\n,Cork,x,1,\n")
    page.goto("/organiser/djs/import")
    page.get_by_label("CSV or XLSX").set_input_files(file)
    page.get_by_role("button", name="Upload and look").click()
    expect(page.get_by_role("heading", name="djs.csv: 2 rows")).to_be_visible()
    expect(page.get_by_text("A DJ needs a name.")).to_be_visible()
    page.get_by_role("button", name="Add 1 and change 0").click()
    expect(page.get_by_role("heading", name="Done.", exact=False)).to_be_visible()
    page.goto(f"/djs?q={name.replace(' ', '+')}")
    page.locator(".djs").get_by_role("link", name=name).click()
    expect(page.get_by_text("About €288, at the rate of", exact=False)).to_be_visible()
    page.get_by_label("What it's about").fill("A night in May")
    page.get_by_label("Your message").fill("Would you play for us on the second Friday of May?")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Sent. Give them a day or two.")).to_be_visible()
    assert EMAIL not in page.content()
