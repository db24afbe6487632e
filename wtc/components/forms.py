"""Forms and their fields: the browser parts of ``assets/form.jsx`` as components, with the words they are given."""

from typing import Any

import reflex as rx

from wtc.domain.artwork import genre_art

_LIBRARY = "$/public/form.jsx"


class AccountForm(rx.Component):
    """A form that leads on when it went through; ``sent`` are the words shown instead where it stays.

    ``via`` is a page of ours to see on the way there, which is told where it leads. ``token`` takes the one of a mailed
    link out of the address and sends it along; ``follow`` leads to the address that the answer names. ``method`` is
    POST unless given; ``danger`` paints the button as what can't be undone. An answer that is a file goes to the
    downloads, and one with a receipt shows it.
    """

    library = _LIBRARY
    tag = "AccountForm"
    action: rx.Var[str]
    label: rx.Var[str]
    working: rx.Var[str]
    via: rx.Var[str]
    token: rx.Var[bool]
    follow: rx.Var[bool]
    method: rx.Var[str]
    danger: rx.Var[bool]
    sent: rx.Var[str]


class KeptForm(rx.Component):
    """A form that loads what is kept at ``action``, saves it there and stays."""

    library = _LIBRARY
    tag = "KeptForm"
    action: rx.Var[str]
    label: rx.Var[str]
    working: rx.Var[str]


class TextField(rx.Component):
    """One line. ``kind``: text, name, email or password; ``needed`` is what is said when it is empty."""

    library = _LIBRARY
    tag = "TextField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    kind: rx.Var[str]
    autocomplete: rx.Var[str]
    needed: rx.Var[str]
    fresh: rx.Var[bool]


class AmountField(rx.Component):
    """A number with a slider from 0 to ``most``; ``none`` is the word for no limit."""

    library = _LIBRARY
    tag = "AmountField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    unit: rx.Var[str]
    none: rx.Var[str]
    most: rx.Var[int]
    step: rx.Var[int]


class PickField(rx.Component):
    """Any number of ``choices`` (key, label, and art where they are ``tiles``)."""

    library = _LIBRARY
    tag = "PickField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    choices: rx.Var[list[Any]]
    tiles: rx.Var[bool]


class NamesField(rx.Component):
    """Names of one's own, with suggestions from the address ``suggest``."""

    library = _LIBRARY
    tag = "NamesField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    suggest: rx.Var[str]


class OnwardLink(rx.Component):
    """A link to another account page that keeps where the visitor was going."""

    library = _LIBRARY
    tag = "OnwardLink"
    to: rx.Var[str]


class GoOn(rx.Component):
    """A link to where the visitor was going."""

    library = _LIBRARY
    tag = "GoOn"


class ComeHere(rx.Component):
    """Brings the section it stands in into sight when it appears."""

    library = _LIBRARY
    tag = "ComeHere"


class PostButton(rx.Component):
    """A button that posts to ``action`` and then loads ``to`` afresh."""

    library = _LIBRARY
    tag = "PostButton"
    action: rx.Var[str]
    to: rx.Var[str]
    working: rx.Var[str]


def email_field() -> rx.Component:
    """The e-mail field of every account page, as password managers know it."""
    return TextField.create(
        name="email", label="Email", kind="email", autocomplete="username", needed="We need your email for this."
    )


def password_field(label: str = "Password", *, fresh: bool = False) -> rx.Component:
    """The password field; a ``fresh`` one is chosen here and judged by its length."""
    return TextField.create(
        name="password",
        label=label,
        kind="password",
        autocomplete="new-password" if fresh else "current-password",
        needed="Choose a password." if fresh else "Your password goes here.",
        fresh=fresh,
    )


def two_halves(family: str, *children: Any) -> rx.Component:
    """One column of form beside a half of artwork; on a phone the artwork is a band above."""
    art = rx.el.picture(
        rx.el.source(media="(min-width: 1024px)", src_set=genre_art(family, "tall")),
        rx.el.img(
            src=genre_art(family, "wide"), alt="", custom_attrs={"width": 1260, "height": 540, "fetchPriority": "high"}
        ),
        class_name="aart",
    )
    return rx.el.div(art, rx.el.div(*children, class_name="acol"), class_name="auth")
