"""The thin browser parts of ``assets/event.jsx`` as components: swapping in the live page, sharing, hiding."""

import reflex as rx

_LIBRARY = "$/public/event.jsx"
_number = rx.event.passthrough_event_spec(int)


class Stage(rx.Component):
    """Its first child until the event named by the address is there, then its second."""

    library = _LIBRARY
    tag = "Stage"
    stage: rx.Var[str]
    subject: rx.Var[str]


class Footfall(rx.Component):
    """Counts that this event was looked at, and that somebody left for a seller; shows nothing."""

    library = _LIBRARY
    tag = "Footfall"
    event: rx.Var[int]


class ShareButton(rx.Component):
    """Shares the page's address."""

    library = _LIBRARY
    tag = "ShareButton"
    name: rx.Var[str]
    on_copied: rx.EventHandler[rx.event.no_args_event_spec]
    on_failed: rx.EventHandler[rx.event.no_args_event_spec]


class HideToggle(rx.Component):
    """Hides an event, or brings it back."""

    library = _LIBRARY
    tag = "HideToggle"
    subject: rx.Var[int]
    hidden: rx.Var[bool]
    signed_in: rx.Var[bool]
    on_hide: rx.EventHandler[_number]
    on_unhide: rx.EventHandler[_number]
