"""The front door: builds the Reflex app, hangs the pages and mounts the API."""

import reflex as rx
from fastapi import FastAPI

from wtc.api import doors
from wtc.pages import hang
from wtc.settings import ROOT

STYLES = ("wtc.css", "event.css", "accounts.css")

api = FastAPI(title="WhatsTheCraic", docs_url=None, redoc_url=None, openapi_url=None)
for door in doors():
    api.include_router(door)

app = rx.App(
    api_transformer=[api],
    stylesheets=[f"/{name}" for name in STYLES if (ROOT / "assets" / name).is_file()],
    html_lang="en",
)
hang(app)
if "index" not in app._unevaluated_pages:  # until the first page hangs
    app.add_page(lambda: rx.el.main(rx.el.h1("WhatsTheCraic")), route="/", title="WhatsTheCraic")
