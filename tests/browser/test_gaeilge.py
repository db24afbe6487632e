"""The site in Irish in a real browser: switched at the foot, whole from the first byte, and switched back."""

import json
import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import alive
from tests.browser.test_taste import call, gigs, say
from tests.serving import Served
from wtc import frontend, irish_pages, language

ROOMS = ("_admin_", "_organiser_", "_style_", "_venues_._new_", "_venues_.__slug_._edit_", "admin-", "night-")
"""Scripts of the rooms that stay English for now."""
OTHERS = ("leaflet", "errorBoundaries", "root-", "venue_edit-", "organiser-")
"""Scripts with words of others, or of those rooms."""
SAME = {
    key
    for path in (language.WORDS, language.MESSAGES, language.PAGES)
    for key, forms in language.entries(path).items()
    if forms[0] == key
}
DATE = re.compile(
    r"(Luan|Máirt|Céad|Déar|Aoine|Sath|Domh) \d+ (Ean|Feabh|Márta|Aib|Beal|Meith|Iúil|Lún|.Fómh|Samh|Noll)"
)
ENGLISH = re.compile(
    r"\b(the|of|and|for|with|from|by|this|that|these|your|you|yours|we|our|it|its|are|was|were|not|when|what|where|who|how|"
    r"why|more|less|new|next|any|every|shows?|saved?|follow|hide|share|sign|search|rooms?|acts?|gigs|nights?|"
    r"days?|weeks?|month|today|tonight|tomorrow|yesterday|price|free|sounds?|dates?|listed|sample|match|"
    r"page|back|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|October|November|"
    r"December)\b",
    re.IGNORECASE,
)
"""Words that no Irish sentence has: one of them in the shell is a sentence that was left in English."""
NAMED = (
    ("events", "title", "description", "city", "genres"),
    ("artists", "name", "home_city", "about", "genres"),
    ("venues", "name", "address", "area", "about"),
    ("djs", "dj_name", "about", "genres"),
    ("mixes", "title"),
)
"""What sources and people wrote, by table and column: it keeps its own words."""
OPEN = (
    "/", "/discover", "/discover?q=nosuchthing", "/map", "/artists", "/venues", "/djs", "/djs?tab=discovered", "/help",
    "/trending", "/trending?tab=artists", "/how-we-pick", "/privacy", "/accessibility", "/login", "/signup", "/forgot",
    "/reset", "/saved", "/alerts", "/calendars", "/notifications", "/taste", "/account", "/welcome", "/organiser",
    "/nosuch", "/events/nosuch", "/artists/nosuch", "/venues/nosuch", "/offline",
)  # fmt: skip
OWN = (
    "/", "/?list=learned", "/saved", "/saved?tab=hidden", "/saved?tab=calendar", "/alerts", "/calendars", "/account",
    "/notifications", "/preferences", "/taste", "/artists?tab=following", "/how-we-pick", "/trending",
)  # fmt: skip
SAYS = """async () => {
    const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
    const first = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = new Set();
    for (const root of [document, first]) {
        const walker = root.createTreeWalker(root.documentElement, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (!parentElement.closest("script, style, [lang=en]")) found.add(data);
        }
        const names = ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-label", "data-needed"];
        for (const each of root.querySelectorAll("body *:not([lang=en], [lang=en] *)"))
            for (const name of names) found.add(each.getAttribute(name) ?? "");
        found.add(root.querySelector("meta[name=description]")?.content ?? "");
    }
    return [...found].map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
SHELL = ".top, .foot, .bot, h1, h2, .btn, .sub, .hero .eyebrow"


def switch(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(".foot").last.get_by_role("button", name=name, exact=True).click()


def english_left(page: Page) -> list[str]:
    """Texts of the shell that are a key of the catalogue: words that have Irish and are not in it."""
    keys = {*language.entries(language.PAGES), *language.catalogue()} - SAME
    texts = page.locator(SHELL).evaluate_all(
        """parts => parts.flatMap((part) => {
            const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".tongue, .card"))
                found.push(walker.currentNode.data.trim());
            return found; })"""
    )
    return [text for text in texts if text in keys]


def names_in(site: Served) -> re.Pattern[str]:
    """Whatever stands in the catalogue as it was written, the longest first."""
    found: set[str] = set()
    with sqlite3.connect(site.data / "wtc.db", timeout=30) as database:
        for table, *columns in NAMED:
            for row in database.execute(f"SELECT {', '.join(columns)} FROM {table}"):
                for text in filter(None, row):
                    found.update(json.loads(text) if text.startswith("[") else text.split("\n"))
    kept = sorted((" ".join(each.split()) for each in found if len(each) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, kept)))


def english_on(page: Page, path: str, names: re.Pattern[str]) -> dict[str, list[str]]:
    """Texts of the page at ``path``, as it came and as it stands, that hold an English word; by their address."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    left = [text for text in page.evaluate(SAYS) if ENGLISH.search(names.sub("", text))]
    return {path: left} if left else {}


def left_in_english(page: Page, paths: tuple[str, ...], names: re.Pattern[str]) -> dict[str, list[str]]:
    return {path: texts for each in paths for path, texts in english_on(page, each, names).items()}


def test_no_word_of_the_built_pages_lacks_its_irish() -> None:
    told = json.loads((frontend.IN_IRISH / irish_pages.MISSING).read_text())
    assert {script: words for script, words in told.items() if not script.startswith((*ROOMS, *OTHERS))} == {}


def test_the_switch_at_the_foot_leaves_no_english_in_the_shell(page: Page) -> None:
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en-IE")
    switch(page, "Gaeilge")
    expect(page.locator("html")).to_have_attribute("lang", "ga")
    expect(page.locator("h1")).to_have_text("Cad é an chraic an deireadh seachtaine seo?")
    expect(page.locator("#weekend .card").first).to_be_visible()
    expect(page.locator("#weekend .bdg.sample").first).to_have_text("Sampla")
    assert english_left(page) == []
    event = page.locator("#weekend .card h3 a").first.get_attribute("href") or ""
    page.goto("/discover")
    page.locator(".results .card").first.wait_for()
    expect(page.locator("main h1:visible")).to_have_text(re.compile(r"^[\d,]+ n?gh?ig$"))
    assert english_left(page) == []
    page.goto(event)
    expect(page.locator("#shell")).to_have_count(0)
    expect(page.locator("main time").first).to_have_text(DATE)
    assert english_left(page) == []
    switch(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en-IE")
    expect(page.locator(".foot").last).to_contain_text("Accessibility")  # the first HTML has a foot of its own


def test_a_page_is_irish_from_its_first_byte_and_says_why(page: Page) -> None:
    asked = {"cookie": "wtc_lang=ga", "accept": "text/html"}
    first = page.request.get("/discover", headers=asked)
    assert '<html lang="ga">' in first.text()
    assert "Léim chuig an ábhar" in first.text()
    assert "Cookie" in first.headers["vary"]
    built = page.request.get("/help", headers=asked)
    again = page.request.get("/help", headers=asked | {"if-none-match": built.headers["etag"]})
    assert again.status == 304
    assert page.request.get("/nosuch", headers=asked).status == 404


@pytest.mark.refused
@pytest.mark.parametrize("page", ["desktop"], indirect=True)
def test_no_page_is_left_in_english(page: Page, site: Served) -> None:
    page.context.add_cookies([{"name": language.COOKIE, "value": language.IRISH, "url": site.url}])
    names = names_in(site)
    page.goto("/discover")
    event = page.locator(".results .card h3 a").first.get_attribute("href") or ""
    with sqlite3.connect(site.data / "wtc.db", timeout=30) as database:
        (act,), (room,), (dj,) = (
            database.execute(f"SELECT slug FROM {table} ORDER BY 1 LIMIT 1").fetchone()
            for table in ("artists", "venues", "djs")
        )
    paths = (*OPEN, event, f"/artists/{act}", f"/venues/{room}", f"/djs/{dj}")
    assert left_in_english(page, paths, names) == {}


@pytest.mark.parametrize("page", ["phone"], indirect=True)
@pytest.mark.parametrize("width", [360, 390])
def test_a_town_is_read_whole_in_the_top_bar_of_a_phone(page: Page, site: Served, width: int) -> None:
    page.context.add_cookies([{"name": language.COOKIE, "value": language.IRISH, "url": site.url}])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/help")
    alive(page)
    town = page.locator(".top .says")
    expect(town).to_have_text("Baile Átha Cliath")
    cut = town.evaluate("(each) => [each.scrollWidth - each.clientWidth, each.scrollHeight - each.clientHeight]")
    assert max(cut) <= 0, cut
    ends = page.locator(".top .who").evaluate("(each) => each.lastElementChild.getBoundingClientRect().right")
    assert ends <= width
    page.get_by_label("Do chathair").select_option("Gaillimh")
    expect(town).to_have_text("Gaillimh")


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
def test_no_page_of_ones_own_is_left_in_english(page: Page, site: Served) -> None:
    page.context.add_cookies([{"name": language.COOKIE, "value": language.IRISH, "url": site.url}])
    page.goto("/login")
    body = {"name": "Aoife", "email": "gaeilge@example.test", "password": "focal maith go leor"}
    call(page, "POST", "/v1/auth/signup", body)
    trad = gigs(page, "trad")
    say(page, "save", trad[-5:])
    say(page, "hide", trad[:1])
    for artist in trad[-1]["artists"][:1]:
        call(page, "POST", f"/v1/artists/{artist['id']}/follow")
    for wanted in ({"artist_name": "Lankum", "city": "Galway", "radius_km": 30}, {"genre": "techno"}, {"match": 80}):
        call(page, "POST", "/v1/alerts", wanted)
    call(page, "POST", "/v1/feeds", {"of": "saved"})
    call(page, "PUT", "/v1/users/me/dials", {"factor": "near", "step": 1})
    assert left_in_english(page, OWN, names_in(site)) == {}


HERE = SAYS.replace("for (const root of [document, first])", "for (const root of [document])")


@pytest.mark.refused
@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_no_drawer_error_or_message_is_left_in_english(page: Page, site: Served) -> None:
    page.context.add_cookies([{"name": language.COOKIE, "value": language.IRISH, "url": site.url}])
    names, left = names_in(site), {}

    def look(what: str) -> None:
        page.wait_for_timeout(400)  # what is said politely comes a moment later
        said = [text for text in page.evaluate(HERE) if ENGLISH.search(names.sub("", text))]
        left.update({what: said} if said else {})

    for path in ("/signup", "/login", "/forgot"):
        page.goto(path)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        look(f"{path} with nothing typed")
    page.goto("/login")
    page.locator("#email").fill("nobody@example.test")
    page.locator("#password").fill("mícheart ar fad 9")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main [role=alert]").filter(visible=True).first).to_be_visible()
    look("a wrong password")
    page.goto("/discover")
    page.locator("button[aria-haspopup=dialog]").filter(visible=True).first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    look("the sheet of filters")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("lank")
    expect(page.locator("dialog.palette[open] [role=option]").first).to_be_visible()
    look("the palette")
    call(page, "POST", "/v1/auth/signup", {"name": "Aoife", "email": "ga2@example.test", "password": "focal maith 9"})
    say(page, "save", gigs(page, "trad")[-5:])
    page.goto("/?list=learned")
    page.locator(".hero.best .why").first.click()
    expect(page.locator(".whyd .wsum")).to_be_visible()
    look("why this")
    page.goto("/discover")
    page.locator("#main [data-act=save]").first.click()
    expect(page.locator(".toast").first).to_be_visible()
    look("a message")
    assert left == {}
