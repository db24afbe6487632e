"""News while the site is closed: asked for by a press alone, shown by the worker, and led to its page.

No push service is in reach of a test: what a browser gets from its own is put in its place, and the worker is given its
messages as the browser would give them.
"""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, Worker, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.patience import patient, until
from tests.browser.people import come_in
from tests.browser.test_axe import wrong
from tests.push import Browser
from tests.serving import Served

ASKED = """
window.asked = 0;
const ask = Notification.requestPermission.bind(Notification);
Notification.requestPermission = () => ((window.asked += 1), ask());
"""
SUBSCRIBED = """
const told = %s;
const made = () => ({
  endpoint: told.endpoint, toJSON: () => told, options: { applicationServerKey: window.key },
  unsubscribe: async () => (localStorage.removeItem("subscribed"), true),
});
PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? made() : null);
PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
  if (!userVisibleOnly || applicationServerKey.length !== 65) throw new Error("not like this");
  localStorage.setItem("subscribed", "1");
  return made();
};
"""
HEARD = """() => {
  self.shown = [];
  self.opened = [];
  const show = registration.showNotification.bind(registration);
  registration.showNotification = async (title, told) => {
    await show(title, told);
    self.shown.push({ title, ...told });
  };
  clients.openWindow = async (url) => void self.opened.push(url);
  WindowClient.prototype.focus = async function () { self.opened.push(`open: ${this.url}`); };
}"""
SHOWN = "() => self.shown"
PRESSED = """async ({ action, data }) => {
  const left = [];
  let closed = 0;
  const event = new ExtendableEvent("notificationclick");
  Object.assign(event, { action, notification: { data, close: () => (closed += 1) } });
  event.waitUntil = (promise) => left.push(promise);
  self.opened = [];
  self.dispatchEvent(event);
  await Promise.all(left);
  return closed === 1 ? self.opened : "not closed";
}"""
NEWS = {
    "title": "Lankum: seó nua",
    "body": "Fri 27 Nov.",
    "href": "/discover?q=lankum",
    "lang": "ga",
    "news": 7,
    "many": 1,
    "device": 3,
    "stop": "No more of these here",
}


@pytest.fixture(params=["desktop", "phone"])
def reader(request: pytest.FixtureRequest, browser: Chromium, site: Served) -> Iterator[Page]:
    """A signed-in reader with a service worker."""
    phone = request.param == "phone"
    context = browser.new_context(
        base_url=site.url, viewport=PHONE if phone else DESKTOP, is_mobile=phone, has_touch=phone, locale="en-IE"
    )
    context.add_init_script(ASKED)
    come_in(context, site)
    opened = context.new_page()
    patient(opened)
    yield opened
    context.close()


def worker(context: BrowserContext, page: Page) -> Worker:
    """The worker of the site, once it runs."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    until(page, lambda: context.service_workers)
    return context.service_workers[0]


def test_a_press_switches_this_browser_on_and_another_off(reader: Page, site: Served) -> None:
    reader.context.grant_permissions(["notifications"], origin=site.url)
    reader.context.add_init_script(SUBSCRIBED % json.dumps(Browser(f"press{id(reader)}").json))
    reader.goto("/notifications")
    switch = reader.get_by_role("switch", name="In this browser")
    expect(switch).to_have_attribute("aria-checked", "false")
    assert reader.evaluate("() => asked") == 0
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(reader.locator("#push-says")).to_contain_text("News comes here while the site is closed")
    rows = reader.get_by_role("list", name="Browsers that show your news").get_by_role("listitem")
    expect(rows).to_have_count(1)
    assert wrong(reader, "/notifications") == []
    changes = reader.get_by_role("switch", name="A saved gig changes")
    expect(changes).to_have_attribute("aria-checked", "true")
    changes.click()
    expect(changes).to_have_attribute("aria-checked", "false")
    reader.reload()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(changes).to_have_attribute("aria-checked", "false")
    assert reader.evaluate("() => asked") == 0
    rows.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(0)
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(rows).to_have_count(1)
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(rows).to_have_count(0)
    assert reader.request.get("/v1/users/me/push").json()["devices"] == []


def test_a_browser_that_refuses_or_cannot_says_so(reader: Page, site: Served) -> None:
    reader.goto("/notifications")  # nothing is granted, and nobody is there to be asked: that is a refusal
    reader.get_by_role("switch", name="In this browser").click()
    expect(reader.locator("#push-says")).to_contain_text("Your browser refuses notifications from this site")
    reader.context.grant_permissions(["notifications"], origin=site.url)
    reader.context.add_init_script("PushManager.prototype.subscribe = () => Promise.reject(new Error('no service'));")
    reader.reload()
    reader.get_by_role("switch", name="In this browser").click()
    expect(reader.locator("#push").get_by_role("alert")).to_contain_text("couldn't reach its push service")
    reader.context.add_init_script("delete window.PushManager;")
    reader.reload()
    expect(reader.locator("#push-says")).to_contain_text("This browser can't show notifications from a site")
    expect(reader.get_by_role("switch", name="In this browser")).to_have_count(0)


def test_the_worker_shows_news_and_leads_to_it(reader: Page, site: Served) -> None:
    context = reader.context
    context.grant_permissions(["notifications"], origin=site.url)
    reader.goto("/notifications")
    stands = worker(context, reader)
    cdp = context.new_cdp_session(reader)
    found: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    until(reader, lambda: found)

    def deliver(data: str) -> None:
        cdp.send("ServiceWorker.deliverPushMessage", {"origin": site.url, "registrationId": found[-1], "data": data})

    stands.evaluate(HEARD)
    deliver(json.dumps(NEWS | {"title": "first"}))
    deliver(json.dumps(NEWS))
    first, one = until(reader, lambda: stands.evaluate(SHOWN), lambda all: len(all) == 2)
    assert first["tag"] == one["tag"] == "news 7"  # the same news again takes its place
    assert (one["title"], one["body"], one["lang"]) == ("Lankum: seó nua", "Fri 27 Nov.", "ga")
    assert [each["title"] for each in one["actions"]] == ["No more of these here"]
    assert stands.evaluate(PRESSED, {"action": "", "data": one["data"]}) == [f"{site.url}/discover?q=lankum"]

    deliver(json.dumps(NEWS | {"href": "//evil.example/x"}))
    deliver("no json")
    *_, evil, nothing = until(reader, lambda: stands.evaluate(SHOWN), lambda all: len(all) == 4)
    assert stands.evaluate(PRESSED, {"action": "", "data": evil["data"]}) == []
    assert nothing["title"] == "WhatsTheCraic"
    assert stands.evaluate(PRESSED, {"action": "", "data": nothing["data"]}) == [f"open: {site.url}/notifications"]


def test_stop_on_a_notification_ends_it_here(reader: Page, site: Served) -> None:
    context = reader.context
    context.grant_permissions(["notifications"], origin=site.url)
    made = context.request.post("/v1/users/me/push", data=Browser(f"stop{id(reader)}").json)
    assert made.ok, made.text()
    reader.goto("/notifications")
    rows = reader.get_by_role("list", name="Browsers that show your news").get_by_role("listitem")
    expect(rows).to_have_count(1)
    stands = worker(context, reader)
    stands.evaluate(HEARD)
    data = {"href": "/", "news": None, "device": made.json()["id"]}
    assert stands.evaluate(PRESSED, {"action": "stop", "data": data}) == []
    reader.reload()
    expect(rows).to_have_count(0)
