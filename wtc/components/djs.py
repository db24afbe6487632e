"""DJs as pictures: cards, the head of one's page, the form that passes a message on, and a file's rows."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from wtc.components.artist_pages import ground
from wtc.components.artists import face, grid, sample_badge
from wtc.components.icons import icon
from wtc.components.links import OUT, button, link
from wtc.shapes.djs import DjCard, DjDetail, ImportLine


class PlainForm(BaseHTML):  # type: ignore[misc]
    """A form that the browser sends by itself; Reflex's own prevents that."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]


def dj_card(card: DjCard, *, eager: Any = False) -> rx.Component:
    """One DJ: the card leads to the page, Listen to Mixcloud."""
    listen = rx.el.a(
        icon("play", small=True),
        "Listen",
        rx.el.span(" to ", card.name, " on Mixcloud, opens in a new tab", class_name="sr"),
        href=card.listen,
        class_name="see",
        **OUT,
    )
    return rx.el.article(
        face(card, wide=260, eager=eager),
        rx.el.div(
            rx.el.h3(rx.cond(card.href, link(card.name, to=card.href), card.name)),
            rx.cond(card.line, rx.el.p(card.line, class_name="ln"), None),
            rx.cond(card.place, rx.el.p(card.place, class_name="ln"), None),
            rx.cond(card.fee, rx.el.p(card.fee, class_name="ln num fee"), None),
            rx.el.p(
                rx.cond(card.source, rx.el.span(card.source, class_name="bdg c-sky"), None),
                rx.cond(card.sample, sample_badge(), None),
                rx.cond(card.listen, listen, None),
                class_name="marks",
            ),
            class_name="bd",
        ),
        class_name="card",
    )


def dj_grid(cards: Any, *, first: int = 0) -> rx.Component:
    """DJs in a grid; the pictures of the first ``first`` load at once."""
    return grid(cards, lambda card, eager: dj_card(card, eager=eager), first=first, kind="acts djs")


def header(dj: DjDetail, *buttons: Any) -> rx.Component:
    """The DJ's name over a wide picture."""
    return rx.el.section(
        ground(dj.wide),
        rx.el.div(
            rx.el.div(
                rx.el.p("DJ", class_name="eye"),
                rx.el.h1(dj.name),
                rx.el.p(dj.line, class_name="sub"),
                rx.el.p(dj.fee, rx.cond(dj.sample, sample_badge(), None), class_name="ln2 num"),
                rx.cond(dj.fee_note, rx.el.p(dj.fee_note, class_name="cap"), None),
                rx.el.div(*buttons, class_name="hact"),
                class_name="grow",
            ),
            class_name="hin row",
        ),
        class_name="hero ahero",
        aria_label=dj.name,
    )


def elsewhere(dj: DjDetail) -> rx.Component:
    """The ways out to their own pages."""
    return rx.el.section(
        rx.el.h2("Elsewhere"),
        rx.el.ul(
            rx.foreach(
                dj.links,
                lambda way: rx.el.li(
                    rx.el.a(
                        rx.el.b(way.label),
                        icon("external", small=True),
                        rx.el.span(", opens in a new tab", class_name="sr"),
                        href=way.href,
                        **OUT,
                    )
                ),
            ),
            class_name="ways",
        ),
        class_name="panel",
    )


def message_form(*, on_send: Any) -> rx.Component:
    """Two fields and one that nobody sees."""
    return rx.el.form(
        rx.el.div(
            rx.el.label("What it's about", html_for="subject"),
            rx.el.input(id="subject", name="subject", class_name="in", max_length=160, auto_complete="off"),
            class_name="fld",
        ),
        rx.el.div(
            rx.el.label("Your message", html_for="body"),
            rx.el.textarea(id="body", name="body", class_name="in", max_length=4_000, rows="6", required=True),
            rx.el.small("Where, when, how long, what you can pay. Your email address goes along so they can answer."),
            class_name="fld",
        ),
        rx.el.div(
            rx.el.label("Leave this empty", html_for="website"),
            rx.el.input(id="website", name="website", tab_index=-1, auto_complete="off"),
            class_name="sr",
            aria_hidden="true",
        ),
        button("Send it", kind="pri", type="submit"),
        on_submit=on_send,
        reset_on_submit=True,
        class_name="lines",
    )


def import_line(row: ImportLine) -> rx.Component:
    """One row of a file."""
    return rx.el.tr(
        rx.el.td(row.line, class_name="num muted"),
        rx.el.th(row.name, scope="row"),
        rx.el.td(row.place),
        rx.el.td(row.fee, class_name="num"),
        rx.el.td(
            rx.el.span(row.word, class_name="bdg c-" + rx.Var.create(row.colour).to(str)),
            rx.cond(row.problem, rx.el.span(" ", row.problem, class_name="cap muted"), None),
        ),
    )
