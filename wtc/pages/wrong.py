"""'Something wrong?' wired to its queue: the same below an event, an act and a room."""

from typing import Any

import reflex as rx

from wtc.components.reports import something_wrong
from wtc.state.reports import ReportState
from wtc.state.shell import ShellState

_PLACES = {"event": "%2Fevents%2F", "artist": "%2Fartists%2F", "venue": "%2Fvenues%2F"}


def wrong(subject: str, subject_id: Any, slug: Any) -> rx.Component:
    """The way to report what is wrong about one event, act or room, from its own page."""
    return something_wrong(
        subject,
        subject_id,
        signed_in=ShellState.signed_in,
        back=_PLACES[subject] + rx.Var.create(slug).to(str),
        on_send=ReportState.send,
    )
