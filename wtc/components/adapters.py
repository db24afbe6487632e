"""The thin browser parts of ``assets/shell.jsx`` as components: what must answer a finger without asking the server."""

from typing import Any

import reflex as rx

_LIBRARY = "$/public/shell.jsx"
_number = rx.event.passthrough_event_spec(int)
_text = rx.event.passthrough_event_spec(str)


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


class Hideable(rx.Component):
    """Wraps a card that can be put away, with Undo in its place."""

    library = _LIBRARY
    tag = "Hideable"
    subject: rx.Var[int]
    name: rx.Var[str]
    hidden: rx.Var[bool]
    signed_in: rx.Var[bool]
    refused: rx.Var[int]
    on_hide: rx.EventHandler[_number]
    on_unhide: rx.EventHandler[_number]


class HideButton(rx.Component):
    """Puts the card around it away."""

    library = _LIBRARY
    tag = "HideButton"


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


class Shortcuts(rx.Component):
    """`/` goes to the search field."""

    library = _LIBRARY
    tag = "Shortcuts"


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
    """Asks for the position when pressed, and only then."""

    library = _LIBRARY
    tag = "NearMe"
    label: rx.Var[str]
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


class ChoiceList(rx.Component):
    """A select whose choices are addresses."""

    library = _LIBRARY
    tag = "ChoiceList"
    field: rx.Var[str]
    label: rx.Var[str]
    value: rx.Var[str]
    choices: rx.Var[list[Any]]
    glyph: rx.Var[str]
    on_pick: rx.EventHandler[_text]
