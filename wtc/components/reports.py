"""'Something wrong?', the way in for whoever sees a mistake, and a message that waits for an admin's word."""

from typing import Any

import reflex as rx

from wtc.components.links import button, link
from wtc.domain.reports import KINDS


class SayForm(rx.Component):
    """A form whose fields, in the order of ``names``, go to ``on_say`` as a list of texts.

    It is empty again at once; one that ``keeps`` what was typed is for a form that goes away when it was taken.
    """

    library = "$/public/reports.jsx"
    tag = "SayForm"
    names: rx.Var[list[str]]
    keeps: rx.Var[bool]
    on_say: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


def something_wrong(subject: str, subject_id: Any, *, signed_in: Any, back: Any, on_send: Any) -> rx.Component:
    """A line that opens a small form; signed out it leads to the door. ``back`` is this page, URL-encoded."""
    return rx.el.details(
        rx.el.summary("Something wrong?"),
        rx.cond(
            signed_in,
            SayForm.create(
                rx.el.input(type="hidden", name="subject", value=subject, read_only=True),
                rx.el.input(type="hidden", name="subject_id", value=subject_id.to(str), read_only=True),
                rx.el.label(
                    "What is it?",
                    rx.el.select(
                        *(
                            rx.el.option(words, value=kind)
                            for kind, words in KINDS[subject].items()
                            if kind != "not_same"
                        ),
                        name="kind",
                        class_name="in",
                    ),
                ),
                rx.el.label(
                    "What should it say?",
                    rx.el.textarea(name="note", max_length=1000, rows="3", class_name="in"),
                ),
                rx.el.button("Tell us", type="submit", class_name="btn sm"),
                names=["subject", "subject_id", "kind", "note"],
                on_say=on_send,
                class_name="tellus",
            ),
            rx.el.p(
                link("Sign in", to="/login?next=" + rx.Var.create(back).to(str), class_name="lk"),
                " and tell us; you'll hear what came of it.",
                class_name="muted meta",
            ),
        ),
        class_name="wrong",
    )


def held_message(message: Any, *, on_release: Any, on_drop: Any) -> rx.Component:
    """A message to a DJ that was held, and the two things to do with it."""
    told = rx.el.span(" the message to ", message.dj, class_name="sr")
    return rx.el.li(
        rx.el.div(
            rx.el.h3("To ", link(message.dj, to=message.href, class_name="lk")),
            rx.el.p(rx.el.span("From ", message.by), rx.el.span(message.when), class_name="meta"),
            rx.cond(message.subject, rx.el.p(rx.el.b(message.subject)), None),
            rx.el.p(message.body, class_name="letter"),
        ),
        rx.el.span(
            button(rx.fragment("Release", told), kind="sm", on_click=on_release),
            button(rx.fragment("Drop", told), kind="sm gho", on_click=on_drop),
            class_name="row",
        ),
        class_name="panel alrt",
        key=message.id.to(str),
    )
