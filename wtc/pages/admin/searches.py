"""The room of searches: what visitors look for and what finds nothing, each line the search itself."""

from typing import Any

import reflex as rx

from wtc.components.admin import desk, tile
from wtc.components.links import link
from wtc.components.words import denied, failed, said
from wtc.domain.searches import SPANS
from wtc.pages.frame import hang
from wtc.state.admin.searches import SearchesState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/searches"
State: Any = SearchesState
PAGE: Any = SearchesState.page


def searches() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        State.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fsearches")),
        ("ready", desk(_room(), here="searches", title="Searches", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, State.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(2)),
                rx.el.p("Loading the searches", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.p("Told only when three visitors typed it, and nobody is told apart.", class_name="lead muted"),
            rx.el.nav(*(_span(days) for days in SPANS), class_name="seg", aria_label="How far back"),
            class_name="ahd",
        ),
        rx.el.ul(
            rx.foreach(PAGE.tiles, lambda each: tile(each, href=PAGE.href)),
            class_name="mltiles three",
        ),
        rx.cond(
            (PAGE.top.length() > 0) | (PAGE.nothing.length() > 0),
            rx.el.div(
                _panel("Searched most", "Of all searches.", PAGE.top, "Nothing was searched by three visitors yet."),
                _panel(
                    "Found nothing",
                    "Of all that found nothing: acts we lack, rooms we miss, words we don't read.",
                    PAGE.nothing,
                    "Whatever three visitors looked for was found.",
                ),
                class_name="mlpair even",
            ),
            said("Nobody told us what they're after yet", "When three visitors type the same, it turns up here."),
        ),
    )


def _span(days: int) -> rx.Component:
    current = rx.cond(PAGE.days == days, "true", "false")
    return link(f"{days} days", to=f"{WHERE}?days={days}", custom_attrs={"aria-current": current})


def _panel(title: str, about: str, rows: Any, none: str) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title),
        rx.el.p(about, class_name="meta"),
        rx.cond(
            rows,
            rx.el.ol(rx.foreach(rows, _row), class_name="mlmix"),
            rx.el.p(none, class_name="muted"),
        ),
        class_name="panel",
    )


def _row(row: Any) -> rx.Component:
    return rx.el.li(
        link(row.words, to=row.href, class_name="lk"),
        rx.el.span(rx.el.b(row.count), rx.el.span(row.share, class_name="meta"), class_name="num"),
        rx.el.div(style={"width": row.width}, class_name="mlbar", aria_hidden="true"),
        key=row.words,
    )


def add(app: rx.App) -> None:
    hang(
        app,
        searches,
        route=WHERE,
        title="Searches",
        description="For those who keep the house.",
        load=State.load,
    )
