"""People for browser tests: made by the API, of any role, and signed in where they open a page."""

import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page

from tests.browser.patience import alive
from tests.serving import Served
from wtc.shapes.accounts import Role

PASSWORD = "three old fiddles 9"


@dataclass(frozen=True)
class Person:
    """Somebody with an account: their email, and the token with which they call the API."""

    email: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


def write(site: Served, statement: str, *values: Any) -> None:
    """Change the database beside the running program, which may be writing too."""
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=60)) as database, database:
        database.execute(statement, values)


def promote(site: Served, email: str, role: Role) -> None:
    """Give somebody another role."""
    write(site, "UPDATE users SET role = ? WHERE email = ?", int(role), email)


def come_in(context: BrowserContext, site: Served, role: Role = Role.USER, name: str = "Aoife Byrne") -> Person:
    """Make an account of this role and sign the visitor of this context in with it."""
    body = {"name": name, "email": f"{uuid.uuid4().hex}@example.org", "password": PASSWORD}
    made = httpx.post(f"{site.url}/v1/auth/signup", json=body, timeout=60)
    assert made.status_code == 201, made.text
    if role is not Role.USER:
        promote(site, body["email"], role)
    context.add_cookies([{"name": key, "value": value, "url": site.url} for key, value in made.cookies.items()])
    return Person(body["email"], made.json()["token"])


def past_the_welcome(page: Page) -> None:
    """Skip a newcomer's three screens and go on to where they were going."""
    page.wait_for_url("**/welcome*")
    alive(page)  # before that the link knows no other way than home
    page.get_by_role("link", name="Skip all of this").click()
    page.wait_for_url(lambda url: "/welcome" not in url)
