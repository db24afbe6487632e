"""The thin browser parts of ``assets/event.jsx`` and ``share.jsx``: swapping in the live page, sharing, hiding."""

import reflex as rx

_LIBRARY = "$/public/event.jsx"
_number = rx.event.passthrough_event_spec(int)


class Stage(rx.Component):
    """Its first child until the event named by the address is there, then its second."""

    library = _LIBRARY
    tag = "Stage"
    stage: rx.Var[str]
    subject: rx.Var[str]


class Coming(rx.Component):
    """The ``title`` or the ``poster`` of the card that was pressed; its child where the reader came another way."""

    library = _LIBRARY
    tag = "Coming"
    what: rx.Var[str]


class Landed(rx.Component):
    """Takes out what the server wrote into the page once the live one is ``ready``; shows nothing."""

    library = _LIBRARY
    tag = "Landed"
    ready: rx.Var[bool]


class Footfall(rx.Component):
    """Counts that this event was looked at, and that somebody left for a seller; shows nothing."""

    library = _LIBRARY
    tag = "Footfall"
    event: rx.Var[int]


class ShareButton(rx.Component):
    """Shares the page's address: by the device's own sheet, a copied link or a QR code."""

    library = "$/public/share.jsx"
    lib_dependencies: list[str] = ["lean-qr@2.7.4"]  # noqa: RUF012
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
    refused: rx.Var[int]
    on_hide: rx.EventHandler[_number]
    on_unhide: rx.EventHandler[_number]
