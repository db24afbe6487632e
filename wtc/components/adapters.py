"""The thin browser parts of ``assets/shell.jsx`` as components: what must answer a finger without asking the server."""

from typing import Any

import reflex as rx

_LIBRARY = "$/public/shell.jsx"
_PALETTE = "$/public/palette.jsx"
_number = rx.event.passthrough_event_spec(int)
_text = rx.event.passthrough_event_spec(str)


def _with_reason(subject: rx.Var[int], reason: rx.Var[str]) -> tuple[rx.Var[int], rx.Var[str]]:
    return subject, reason


class SkipLink(rx.Component):
    """Jumps over the bars to the content."""

    library = _LIBRARY
    tag = "SkipLink"


class Poster(rx.Component):
    """A picture in a box of fixed shape that falls back to its artwork."""

    library = _LIBRARY
    tag = "Poster"
    src: rx.Var[str]
    fallback: rx.Var[str]
    row_src: rx.Var[str]
    src_set: rx.Var[str]
    sizes: rx.Var[str]
    colour: rx.Var[str]
    alt: rx.Var[str]
    eager: rx.Var[bool]
    width: rx.Var[int]
    height: rx.Var[int]


class FinishAct(rx.Component):
    """Does after signing in what was asked for before it."""

    library = _LIBRARY
    tag = "FinishAct"
    signed_in: rx.Var[bool]
    on_save: rx.EventHandler[_number]
    on_hide: rx.EventHandler[_number]
    on_up: rx.EventHandler[_number]
    on_down: rx.EventHandler[_with_reason]
    on_follow: rx.EventHandler[_number]


class SaveButton(rx.Component):
    """The heart. ``words`` makes it a button that says Save and Saved."""

    library = _LIBRARY
    tag = "SaveButton"
    subject: rx.Var[int]
    name: rx.Var[str]
    saved: rx.Var[bool]
    signed_in: rx.Var[bool]
    refused: rx.Var[int]
    words: rx.Var[bool]
    on_save: rx.EventHandler[_number]
    on_unsave: rx.EventHandler[_number]


class RailArrows(rx.Component):
    """Previous and next for the list whose id is ``rail``, and arrow keys inside it."""

    library = _LIBRARY
    tag = "RailArrows"
    rail: rx.Var[str]
    name: rx.Var[str]


class SearchField(rx.Component):
    """The search field; with ``follow`` the results follow the typing."""

    library = _LIBRARY
    tag = "SearchField"
    field: rx.Var[str]
    follow: rx.Var[bool]


class PaletteButton(rx.Component):
    """The way into the command palette; on Discover it shows what was searched for."""

    library = _PALETTE
    tag = "PaletteButton"


class Palette(rx.Component):
    """The command palette, opened by `/`, Ctrl+K and its button."""

    library = _PALETTE
    tag = "Palette"


class Tabs(rx.Component):
    """A row of links to lists beside each other; where they don't fit, the current one is brought into view."""

    library = _LIBRARY
    tag = "Tabs"
    label: rx.Var[str]


class PageMove(rx.Component):
    """Starts the keyboard at the top of a new page."""

    library = _LIBRARY
    tag = "PageMove"


class ToastCard(rx.Component):
    """One message at the foot of the window."""

    library = _LIBRARY
    tag = "ToastCard"
    toast: rx.Var[int]
    name: rx.Var[str]
    kind: rx.Var[str]
    undoable: rx.Var[bool]
    on_close: rx.EventHandler[_number]
    on_undo: rx.EventHandler[_number]


class Sheet(rx.Component):
    """A native dialog on narrow windows, part of the page on wide ones; ``data-opens`` and ``-closes`` name its id."""

    library = _LIBRARY
    tag = "Sheet"
    name: rx.Var[str]


class NearMe(rx.Component):
    """Asks for the position when pressed, and only then, and leads ``to`` where it is in the address.

    It is rounded to so many ``places``. With a ``note`` beside it, which says so, a refusal is told in its place.
    """

    library = _LIBRARY
    tag = "NearMe"
    label: rx.Var[str]
    to: rx.Var[str]
    places: rx.Var[int]
    note: rx.Var[str]
    on_denied: rx.EventHandler[rx.event.no_args_event_spec]


class AddressField(rx.Component):
    """An input that writes one filter into the address."""

    library = _LIBRARY
    tag = "AddressField"
    field: rx.Var[str]
    param: rx.Var[str]
    type: rx.Var[str]
    value: rx.Var[str]
    min: rx.Var[str]
    max: rx.Var[str]
    step: rx.Var[str]
    label: rx.Var[str]
    unit: rx.Var[str]
    off: rx.Var[str]


class Turns(rx.Component):
    """While an answer is on its way, Discover's filters, made for the address ``from_``, lead on from that of now."""

    library = _LIBRARY
    tag = "Turns"
    from_: rx.Var[str]


class ChoiceList(rx.Component):
    """A select whose choices are addresses, made ``from_`` the address that they lead on from."""

    library = _LIBRARY
    tag = "ChoiceList"
    field: rx.Var[str]
    label: rx.Var[str]
    value: rx.Var[str]
    choices: rx.Var[list[Any]]
    from_: rx.Var[str]
    glyph: rx.Var[str]
    on_pick: rx.EventHandler[_text]
