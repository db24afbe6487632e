"""The front door: builds the Reflex app, hangs the pages, mounts the API and sets the guards."""

import logging

import reflex as rx
from starlette.types import ASGIApp

from wtc import log, memory
from wtc.api.app import make
from wtc.api.gate import Gate
from wtc.flows import changes, cloudwatch, demo, jobs, outbox, picturing, push, standing
from wtc.pages import hang
from wtc.pages.frame import look
from wtc.state.failures import broke, failed, hush
from wtc.state.guard import Guard
from wtc.state.rules import build_rules
from wtc.state.toasts import say

log.set_up()
for sink in logging.getLogger().handlers:
    hush(sink)

app = rx.App(
    api_transformer=[make()],
    backend_exception_handler=failed,
    frontend_exception_handler=broke,
    **look(),
)
app.register_lifespan_task(outbox.watch)
app.register_lifespan_task(jobs.watch)
app.register_lifespan_task(demo.watch)
app.register_lifespan_task(standing.watch)
app.register_lifespan_task(cloudwatch.watch)
app.register_lifespan_task(picturing.watch)
app.register_lifespan_task(changes.watch)
app.register_lifespan_task(push.watch)
hang(app)
app.add_middleware(Guard(say, build_rules()), index=0)


def serve() -> ASGIApp:
    """What the server runs: the gate, and behind it everything else."""
    gate = Gate(app())
    memory.settle()
    return gate
