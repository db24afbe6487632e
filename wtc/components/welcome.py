"""The newcomer's three screens as a component: picking answers a finger without asking the server."""

from typing import Any

import reflex as rx

_picks: Any = rx.event.passthrough_event_spec(str, list[str], list[int], int)  # type: ignore[call-arg]


class Welcome(rx.Component):
    """Town, sounds and acts; ``on_finish`` is told what was picked, ``on_retry`` asks again for what did not come."""

    library = "$/public/welcome.jsx"
    tag = "Welcome"
    page: rx.Var[Any]
    sounds: rx.Var[list[Any]]
    island: rx.Var[str]
    tiles: rx.Var[int]
    least: rx.Var[int]
    dearest: rx.Var[int]
    ready: rx.Var[bool]
    signed_in: rx.Var[bool]
    failing: rx.Var[bool]
    refused: rx.Var[int]
    on_finish: rx.EventHandler[_picks]
    on_retry: rx.EventHandler[rx.event.no_args_event_spec]
