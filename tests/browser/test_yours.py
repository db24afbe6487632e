"""One's own data in a browser: taken along as a zip, and deleted with a receipt."""

import io
import json
import zipfile
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import until
from tests.browser.people import PASSWORD, come_in
from tests.browser.test_accounts import outbox
from tests.serving import Served


def test_everything_kept_is_downloaded_as_one_zip(page: Page, site: Served) -> None:
    me = come_in(page.context, site)
    page.goto("/account")
    part = page.locator("#download")
    part.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_download() as waiting:
        part.get_by_role("button", name="Download my data").click()
    expect(part.get_by_text("It's in your downloads.")).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(Path(str(waiting.value.path())).read_bytes())) as packed:
        told = {name: json.loads(packed.read(name)) for name in packed.namelist() if name.endswith(".json")}
        assert {Path(name).suffix for name in packed.namelist()} >= {".json", ".csv", ".ics", ".txt"}
    assert me.email in json.dumps(told)
    assert PASSWORD not in json.dumps(told)


def test_what_one_did_stands_on_ones_account(page: Page, site: Served) -> None:
    me = come_in(page.context, site)
    page.goto("/account")
    expect(page.locator("#lately")).to_contain_text("Nothing yet.")
    with httpx.Client(base_url=site.url, headers=me.headers, timeout=60) as web:
        gig, other = web.get("/v1/events/search", params={"limit": 2}).json()["events"]
        web.post(f"/v1/events/{gig['id']}/save").raise_for_status()
        web.post("/v1/feedback", json={"event_id": other["id"], "action": "down"}).raise_for_status()
    page.reload()
    did = page.locator("#lately li")
    expect(did).to_have_count(2)
    expect(did.first).to_contain_text("Thumb down")
    expect(did.last).to_contain_text("You saved it")
    did.last.get_by_role("link", name=gig["title"]).click()
    page.wait_for_url(f"**/events/{gig['slug']}")


@pytest.mark.refused
def test_an_account_is_deleted_by_its_password_and_a_receipt_comes_by_mail(page: Page, site: Served) -> None:
    me = come_in(page.context, site)
    page.goto("/account")
    page.get_by_role("link", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete your account")
    expect(page.locator("#gone .heaps li").first).to_be_visible()
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Delete my account for good").click()
    expect(page.get_by_role("alert").filter(has_text="password")).to_be_visible()
    assert page.request.get("/v1/auth/me").ok
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Delete my account for good").click()
    expect(page.get_by_text("It's gone, and you're signed out.")).to_be_visible()
    assert page.request.get("/v1/auth/me").status == 401
    until(page, lambda: [mail for mail in outbox(site) if me.email in mail.read_text()])
    page.goto("/account")
    expect(page.get_by_role("heading", name="Sign in to see yours")).to_be_visible()
