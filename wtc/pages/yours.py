"""One's account and data: where it is signed in, what is kept and what for, a copy to take along, the way out."""

from typing import Any

import reflex as rx

from wtc.components.forms import AccountForm, PostButton, password_field
from wtc.components.links import button, button_link, link
from wtc.pages.frame import hang
from wtc.shapes.personal import Agreed, Deed, Heap, OwnSession
from wtc.state.shell import ShellState
from wtc.state.yours import YoursState

_agree: Any = YoursState.agree  # on the class a handler makes an event, which its type does not say


def _section(name: str, title: str, words: Any, *parts: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(title, id=f"{name}-title"), rx.el.p(words), class_name="ksay"),
        rx.el.div(*parts, class_name="kfields"),
        class_name="panel ksec",
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _session(one: OwnSession) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.strong(rx.cond(one.here, "This browser", "Another browser or app")),
            rx.el.span(f"Since {one.began}, last seen {one.seen}", class_name="muted"),
        )
    )


def _sessions() -> rx.Component:
    out = {"working": "Signing out", "class_name": "btn"}
    return _section(
        "sessions",
        "Where you're signed in",
        rx.fragment("Signed in as ", rx.el.strong(ShellState.name), "."),
        rx.el.ul(rx.foreach(YoursState.sessions, _session), class_name="dials"),
        rx.el.div(
            PostButton.create("Sign out", action="/v1/auth/logout", to="/", **out),
            rx.cond(
                YoursState.sessions.length() > 1,
                button("Sign out everywhere else", on_click=YoursState.sign_out_elsewhere),
            ),
            class_name="row wrapx",
        ),
    )


def _switch(one: Agreed) -> rx.Component:
    return rx.el.div(
        rx.el.button(
            rx.el.span(aria_hidden="true", class_name="knob"),
            one.title,
            type="button",
            role="switch",
            aria_checked=one.given,
            aria_describedby=f"{one.purpose}-words",
            class_name="switch",
            on_click=_agree(one.purpose, ~one.given),
        ),
        rx.el.p(one.about, " ", rx.el.strong(one.since, "."), id=f"{one.purpose}-words", class_name="muted meta"),
    )


def _deed(one: Deed) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            link(one.title, to=one.href, class_name="lk"),
            rx.el.span(one.said, " · ", one.when, class_name="muted meta"),
        )
    )


def _lately() -> rx.Component:
    return _section(
        "lately",
        "What you did of late",
        rx.fragment(
            "Only you see it. What's announced and what changes stands under ",
            link("Notifications", to="/notifications", class_name="lk"),
            ".",
        ),
        rx.cond(
            YoursState.deeds.length() > 0,
            rx.el.ul(rx.foreach(YoursState.deeds, _deed), class_name="dials"),
            rx.el.p("Nothing yet. Save a gig, and it's said here.", class_name="muted"),
        ),
    )


def _consents() -> rx.Component:
    return _section(
        "consents",
        "What it may be used for",
        "Beyond what you asked for. A switch holds from the moment you press it.",
        rx.foreach(YoursState.agreed, _switch),
        rx.el.p(
            "Mail about gigs comes only where you set an alert; each has its own way out. What Spotify may be used for "
            "stands with it, in ",
            link("Preferences", to="/preferences", class_name="lk"),
            ".",
            class_name="muted meta",
        ),
    )


def _heap(one: Heap) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.name, rx.cond(one.why != "", rx.el.span(f" because {one.why}", class_name="muted"))),
        rx.el.span(one.rows, class_name="num"),
    )


def _download() -> rx.Component:
    return _section(
        "download",
        "Take it with you",
        "One zip of everything we keep about you: JSON for programs, tables for a spreadsheet, a calendar of your "
        "saved gigs, and a page that explains it.",
        rx.el.ul(rx.foreach(YoursState.gone, _heap), rx.foreach(YoursState.kept, _heap), class_name="heaps"),
        AccountForm.create(
            password_field(),
            action="/v1/users/me/export",
            label="Download my data",
            working="Packing it up",
            sent="It's in your downloads. Keep it where only you can open it.",
        ),
    )


def _leave() -> rx.Component:
    return _section(
        "leave",
        "Delete your account",
        "At once, for good, and without a way back. The next page says what goes and what stays.",
        rx.el.div(button_link("Delete my account", to="/account/delete"), class_name="row"),
    )


def _last_word() -> rx.Component:
    return _section(
        "gone",
        "What goes",
        "Everything on this list, and the sign-in on every device. Pictures and trained models are clean of you within "
        "minutes, backups when they run out.",
        rx.el.ul(rx.foreach(YoursState.gone, _heap), class_name="heaps"),
        rx.cond(
            YoursState.kept,
            rx.fragment(
                rx.el.h3("What stays, without your name"),
                rx.el.ul(rx.foreach(YoursState.kept, _heap), class_name="heaps"),
            ),
        ),
        rx.el.p(
            "Nights you put on that are still to come are taken down, and whoever saved one is told. Those that were "
            "stay on the record without you. A receipt comes by mail; its address is forgotten within a day."
        ),
        AccountForm.create(
            password_field(),
            action="/v1/users/me",
            method="DELETE",
            label="Delete my account for good",
            working="Deleting",
            danger=True,
            sent="It's gone, and you're signed out. Thanks for the nights.",
        ),
        link("Keep it, and go back", to="/account", class_name="lk"),
    )


def _stranger() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Sign in to see yours"),
            rx.el.p("What we keep about you is shown to you and nobody else."),
            button_link("Sign in", to="/login?next=/account", kind="pri"),
            class_name="ksay",
        ),
        class_name="panel ksec",
    )


def account() -> rx.Component:
    """Where one is signed in, what one agreed to, what is kept, and the ways to take it along or be rid of it."""
    words = "What we know, what for, and how to take it or be rid of it."
    return _page("Your account", words, _sessions(), _lately(), _consents(), _download(), _leave())


def leaving() -> rx.Component:
    """The last look at what goes, and the password that ends it."""
    return _page("Delete your account", "At once, for good, and without a way back.", _last_word())


def _page(title: str, words: str, *sections: rx.Component) -> rx.Component:
    waiting = rx.el.div(class_name="skl", custom_attrs={"aria-busy": "true"})
    return rx.el.div(
        rx.el.div(rx.el.h1(title), rx.el.p(words, class_name="muted"), class_name="ahead"),
        rx.cond(YoursState.ready, rx.fragment(*sections), rx.cond(YoursState.loaded, _stranger(), waiting)),
        class_name="kpage",
    )


def add(app: rx.App) -> None:
    about = "What WhatsTheCraic keeps about you."
    for body, route, title in (
        (account, "/account", "Your account"),
        (leaving, "/account/delete", "Delete your account"),
    ):
        hang(app, body, route=route, title=title, description=about, here="you", load=[YoursState.load])
