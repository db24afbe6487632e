"""What a page says when there is nothing to show: empty, failed, slow, refused, not found."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import button, button_link
from wtc.components.pictures import genre_art


def said(title: Any, text: Any = "", *actions: rx.Component) -> rx.Component:
    """A heading, a sentence and a way on, in place of a part of the page."""
    return rx.el.div(rx.el.h2(title), *_rest(text, actions), class_name="said")


def whole_page(title: Any, text: Any, *actions: rx.Component, family: str = "other") -> rx.Component:
    """The same when there is nothing else: the heading is the page's own, beside the artwork of a genre."""
    return rx.el.div(
        rx.el.div(rx.el.h1(title), *_rest(text, actions), class_name="said"),
        rx.el.div(genre_art(family), class_name="beside"),
        class_name="alone",
    )


def _rest(text: Any, actions: tuple[rx.Component, ...]) -> tuple[rx.Component, ...]:
    buttons = (rx.el.div(*actions, class_name="row wrapx"),) if actions else ()
    return (rx.el.p(text), *buttons)


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
    """Nobody is signed in, or the wrong person: what is needed, and the way there and ``back`` (URL-encoded)."""
    there = "?next=" + rx.Var.create(back).to(str)
    return rx.cond(
        signed_in,
        whole_page(
            "That isn't yours to open",
            "You're signed in, but this page needs somebody with the keys to it.",
            button_link("Back to the gigs", to="/discover", kind="pri"),
            family="metal",
        ),
        whole_page(
            "You need to be signed in for this",
            "It takes a minute, and you come straight back here.",
            button_link("Sign in", to="/login" + there, kind="pri"),
            button_link("Make an account", to="/signup" + there),
            family="metal",
        ),
    )
