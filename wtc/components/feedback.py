"""What a fan may say on a card, as the browser draws it at once: the parts of ``assets/feedback.jsx``."""

from typing import Any

import reflex as rx

from wtc.domain.feedback import REASONS

_LIBRARY = "$/public/feedback.jsx"
_number = rx.event.passthrough_event_spec(int)
WHYS = [[key.value, words] for key, words in REASONS.items()]


def _with_reason(subject: rx.Var[int], reason: rx.Var[str]) -> tuple[rx.Var[int], rx.Var[str]]:
    return subject, reason


class Hideable(rx.Component):
    """Wraps a card that can be put away or turned down, with Undo in its place; counts its clicks and skips."""

    library = _LIBRARY
    tag = "Hideable"
    subject: rx.Var[int]
    name: rx.Var[str]
    hidden: rx.Var[bool]
    up: rx.Var[bool]
    down: rx.Var[bool]
    signed_in: rx.Var[bool]
    refused: rx.Var[int]
    reasons: rx.Var[list[Any]]
    on_hide: rx.EventHandler[_number]
    on_unhide: rx.EventHandler[_number]
    on_up: rx.EventHandler[_number]
    on_down: rx.EventHandler[_with_reason]
    on_unthumb: rx.EventHandler[_number]


class HideButton(rx.Component):
    """Puts the card around it away."""

    library = _LIBRARY
    tag = "HideButton"


class FeedbackPair(rx.Component):
    """Thumbs up and down for the card around it."""

    library = _LIBRARY
    tag = "FeedbackPair"


class WhyChip(rx.Component):
    """The reason on a card, and the way to all of them at ``?why=``."""

    library = _LIBRARY
    tag = "WhyChip"
    subject: rx.Var[int]
    name: rx.Var[str]
    reason: rx.Var[str]
    glyph: rx.Var[str]


class WasThere(rx.Component):
    """Whether one was at a night that is over."""

    library = _LIBRARY
    tag = "WasThere"
    subject: rx.Var[int]
    name: rx.Var[str]
    on: rx.Var[bool]
    refused: rx.Var[int]
    on_yes: rx.EventHandler[_number]
    on_no: rx.EventHandler[_number]
