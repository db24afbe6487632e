"""A list of DJs brought in by an organiser: upload, look, apply. The upload is a plain form and needs no script."""

from typing import Any

import reflex as rx

from wtc.components.djs import PlainForm, import_line
from wtc.components.links import button, button_link
from wtc.components.words import denied, note
from wtc.pages.frame import hang
from wtc.state.djs import DjImportState
from wtc.state.shell import ShellState

PAGE: Any = DjImportState.page
COLUMNS = "dj_name, city, genres, dj_fee, currency, instagram, soundcloud, mixcloud, email, phone, about"


def add(app: rx.App) -> None:
    """Hang the page."""
    hang(app, page, route="/organiser/djs/import", title="Bring a list of DJs", here="djs", load=[DjImportState.load])


def page() -> rx.Component:
    """The form and what came of it, for organisers."""
    return rx.match(
        DjImportState.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="/organiser/djs/import")),
        (
            "ready",
            rx.el.div(
                rx.el.h1("Bring a list of DJs"),
                rx.el.p("A CSV or XLSX, up to 10 MB. You see what it does before it does it.", class_name="muted lead"),
                rx.cond(PAGE.problem, note(PAGE.problem, glyph="alert", colour="coral", role="alert"), None),
                rx.cond(PAGE.id > 0, _preview(), None),
                _form(),
                class_name="artists bring",
            ),
        ),
        rx.el.div(
            rx.el.h1("Bring a list of DJs"),
            rx.el.div(class_name="panel skl", style={"height": "280px"}),
            class_name="artists",
        ),
    )


def _form() -> rx.Component:
    return rx.el.section(
        rx.el.h2(rx.cond(PAGE.id > 0, "Another file", "The file")),
        PlainForm.create(
            rx.el.div(
                rx.el.label("CSV or XLSX", html_for="file"),
                rx.el.input(
                    id="file",
                    name="file",
                    type="file",
                    required=True,
                    accept=".csv,.xlsx,text/csv",
                    class_name="in",
                ),
                rx.el.small("Columns by any usual name: ", COLUMNS, ". Only the name is needed."),
                class_name="fld",
            ),
            rx.el.p(
                "Addresses and telephones stay here: nobody is shown them, messages are passed on.", class_name="cap"
            ),
            button("Upload and look", kind="pri", type="submit"),
            method="post",
            action="/v1/djs/imports",
            enc_type="multipart/form-data",
        ),
        class_name="panel",
    )


def _preview() -> rx.Component:
    apply: Any = DjImportState.apply
    return rx.el.section(
        rx.el.h2(PAGE.heading),
        rx.el.p(PAGE.heading, class_name="sr", role="status"),
        rx.el.ul(
            rx.foreach(
                PAGE.tiles, lambda tile: rx.el.li(rx.el.b(tile.count, class_name="num"), rx.el.span(tile.label))
            ),
            class_name="tally",
        ),
        rx.cond(PAGE.unread, rx.el.p(PAGE.unread, class_name="muted meta"), None),
        rx.el.div(
            rx.el.table(
                rx.el.thead(rx.el.tr(*(rx.el.th(name, scope="col") for name in ("Line", "Name", "City", "Fee", "")))),
                rx.el.tbody(rx.foreach(PAGE.lines, import_line)),
            ),
            class_name="scroll-x sheet",
            tab_index=0,
            role="region",
            aria_label="Rows of the file",
        ),
        rx.cond(PAGE.more, rx.el.p(PAGE.more, class_name="cap muted"), None),
        rx.el.div(
            rx.cond(PAGE.todo, button(PAGE.todo, kind="pri", on_click=apply), None),
            rx.cond(
                PAGE.applied,
                button_link("To the directory", to="/djs", kind="pri"),
                rx.cond(PAGE.todo, None, rx.el.p("Nothing in it is new.", class_name="muted")),
            ),
            class_name="row wrapx",
        ),
        class_name="panel",
    )
