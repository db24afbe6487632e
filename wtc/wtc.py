"""The front door: builds the Reflex app, hangs the pages, mounts the API and sets the guards."""

import reflex as rx

from wtc import log
from wtc.api.app import make
from wtc.api.gate import Gate
from wtc.flows import outbox
from wtc.pages import hang
from wtc.pages.frame import look

log.set_up()
app = rx.App(api_transformer=[make(), Gate], **look())
app.register_lifespan_task(outbox.watch)
hang(app)
if "index" not in app._unevaluated_pages:  # until the first page hangs
    app.add_page(lambda: rx.el.main(rx.el.h1("WhatsTheCraic")), route="/", title="WhatsTheCraic")
