"""Listening brought from elsewhere as pictures: the form that takes a file, what it would bring, and what is kept."""

from typing import Any

import reflex as rx

from wtc.components.djs import PlainForm
from wtc.components.links import button
from wtc.components.words import note
from wtc.shapes.listening import ImportedAct, ListeningPage, SourceLine


def file_form() -> rx.Component:
    """Takes a file; the browser sends it by itself."""
    return PlainForm.create(
        rx.el.div(
            rx.el.label("Your file", html_for="history"),
            rx.el.input(
                id="history",
                name="file",
                type="file",
                required=True,
                accept=".json,.jsonl,.csv,.txt,.zip",
                class_name="in",
            ),
            rx.el.small(
                'The zip or JSON of Spotify\'s "download your data", a Last.fm or ListenBrainz export, or a plain list '
                "of names, up to 10 MB. You see what's in it before anything is kept.",
            ),
            class_name="fld",
        ),
        button("Upload and look", type="submit"),
        method="post",
        action="/v1/taste/imports",
        enc_type="multipart/form-data",
        class_name="bringing",
    )


def file_preview(page: ListeningPage, *, on_apply: Any, on_discard: Any) -> rx.Component:
    """The file in hand, its ten heaviest acts, and the word that is wanted."""
    return rx.el.div(
        rx.el.h3(page.heading),
        rx.el.p(page.heading, class_name="sr", role="status"),
        rx.el.p(page.line, class_name="muted meta"),
        rx.el.ol(rx.foreach(page.top, _act), class_name="hears"),
        rx.cond(
            page.applied,
            None,
            rx.el.div(
                button(page.todo, kind="pri", on_click=on_apply),
                button("Forget this file", on_click=on_discard),
                class_name="row wrapx",
            ),
        ),
        class_name="preview",
    )


def _act(act: ImportedAct) -> rx.Component:
    return rx.el.li(
        rx.el.span(act.name),
        rx.el.span(act.how, class_name="muted meta"),
        rx.cond(act.known, rx.el.span("we know them", class_name="bdg c-emerald"), None),
    )


def kept_sources(page: ListeningPage, *, on_remove: Any) -> rx.Component:
    """What stands of each source, and the way to be rid of it."""
    return rx.cond(
        page.sources.length() > 0,  # type: ignore[attr-defined]
        rx.el.ul(rx.foreach(page.sources, lambda one: _source(one, on_remove)), class_name="ksources"),
        None,
    )


def _source(one: SourceLine, on_remove: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.b(one.label), rx.el.span(one.line, class_name="muted meta"), class_name="grow"),
        rx.el.button(
            "Remove",
            rx.el.span(": ", one.label, class_name="sr"),
            type="button",
            class_name="btn sm",
            on_click=on_remove(one.source),
        ),
    )


def problem(page: ListeningPage) -> rx.Component:
    """What was wrong with the last file."""
    return rx.cond(page.problem, note(page.problem, glyph="alert", colour="coral", role="alert"), None)
