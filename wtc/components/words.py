"""What a page says when there is nothing to show: empty, failed, slow, refused, not found."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import button, button_link


def said(title: Any, text: Any = "", *actions: rx.Component, whole: bool = False) -> rx.Component:
    """A heading, a sentence and a way on. ``whole`` when it is the whole page: the heading is then its ``h1``."""
    heading = rx.el.h1(title) if whole else rx.el.h2(title)
    return rx.el.div(
        heading,
        rx.el.p(text),
        rx.el.div(*actions, class_name="row wrapx") if actions else None,
        class_name="said page" if whole else "said",
    )


def note(text: Any, *, glyph: str = "info", colour: str = "sky", **props: Any) -> rx.Component:
    """A quiet line with an icon, for what is partly wrong or worth knowing."""
    return rx.el.p(icon(glyph, small=True), rx.el.span(text), class_name=f"note c-{colour}", **props)


def failed(reference: Any = "", *, on_retry: Any) -> rx.Component:
    """Something did not load: whose fault, what is lost, and another try. ``reference`` finds it in the log."""
    return rx.el.div(
        rx.el.h2("That didn't load"),
        rx.el.p(
            "It's us, not you, and nothing of yours is lost.",
            rx.cond(reference, rx.fragment(" If you write to us, quote ", rx.el.b(reference), "."), None),
        ),
        button("Try again", on_click=on_retry),
        class_name="said",
        role="alert",
    )


def slow(*, on_retry: Any) -> rx.Component:
    """Joins a skeleton after eight seconds."""
    return rx.el.div(
        rx.el.p("Still looking.", class_name="muted"),
        button("Try again", kind="sm", on_click=on_retry),
        class_name="row slow",
        role="status",
    )


def denied(*, signed_in: Any, back: Any = "/") -> rx.Component:
    """Nobody is signed in, or the wrong person: what is needed, and the way there and back."""
    return rx.cond(
        signed_in,
        said(
            "That isn't yours to open",
            "You're signed in, but this page needs somebody with the keys to it.",
            button_link("Back to the gigs", to="/discover", kind="pri"),
            whole=True,
        ),
        said(
            "You need to be signed in for this",
            "It takes a minute, and you come straight back here.",
            button_link("Sign in", to="/login?next=" + rx.Var.create(back).to(str), kind="pri"),
            button_link("Make an account", to="/signup?next=" + rx.Var.create(back).to(str)),
            whole=True,
        ),
    )
