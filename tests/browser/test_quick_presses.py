"""Discover while an answer is on its way: what is pressed meanwhile adds to what was pressed before it."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

PRESSED = ("Trad", "Folk", "Free")


def test_quick_presses_are_all_heard(page: Page) -> None:
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    holding: list[bool] = []

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: held.append((socket, said)) if holding else socket.send(said))

    page.route_web_socket(re.compile("_event"), relay)
    page.goto("/discover")
    page.locator(".results .still").first.wait_for()
    chips = page.locator(".fil:visible .chip, .finder:visible .chip")
    holding.append(True)
    for name in PRESSED:
        chips.filter(has_text=name).first.click()
    expect(page).to_have_url(re.compile(r"genre=trad,folk&free=1$"))
    holding.clear()
    for socket, said in held:
        socket.send(said)
    expect(page.locator(".actives .x")).to_have_text([f"{name}, remove" for name in PRESSED], timeout=20_000)


def test_another_town_leaves_the_part_of_the_map_that_was_looked_at(page: Page) -> None:
    page.goto("/discover?bbox=-6.4,53.3,-6.2,53.4&genre=trad")
    page.locator(".results .still").first.wait_for()
    page.locator("#your-city").select_option("Galway")
    expect(page).to_have_url(re.compile(r"/discover\?genre=trad&city=Galway$"))
