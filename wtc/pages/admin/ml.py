"""The ML room: how the recommender does, which versions there are, what is being compared, and who changed what."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Tabs
from wtc.components.admin import Ticker, desk, lamp, meter, tile
from wtc.components.chart import chart
from wtc.components.links import button, link
from wtc.components.words import denied, failed, note
from wtc.pages.admin.experiments import room as experiments
from wtc.pages.frame import hang
from wtc.state.admin.experiments import ExperimentsState
from wtc.state.admin.ml import ModelState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/ml"
State: Any = ModelState
PAGE: Any = ModelState.page
RETRY = [ShellState.load, ModelState.load, ExperimentsState.load]


def ml() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        State.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fml")),
        ("ready", desk(_room(), here="ml", title="ML room", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=RETRY),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(4)),
                rx.el.p("Loading the ML room", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        Ticker.create(every=State.every, on_tick=State.look),
        rx.el.div(
            rx.el.div(
                rx.el.p(PAGE.sentence, class_name="lead"),
                rx.el.p("Updated ", PAGE.updated, ", looks again by itself", class_name="meta num"),
            ),
            rx.el.div(
                rx.cond(
                    PAGE.back,
                    button("Roll back to " + PAGE.back.to(str), kind="sm", on_click=State.put_to_work(PAGE.back)),
                    None,
                ),
                button("Retrain", kind="sm pri", disabled=PAGE.busy, on_click=State.retrain),
                class_name="row wrapx",
            ),
            class_name="ahd",
        ),
        rx.cond(PAGE.crowd_here, _population(), None),
        rx.cond(PAGE.trouble, note(PAGE.trouble, glyph="alert", colour="coral", role="alert"), None),
        rx.el.ul(rx.foreach(PAGE.tiles, lambda each: tile(each, href=each.href)), class_name="mltiles"),
        rx.el.section(rx.el.h2("Experiments"), experiments()),
        rx.el.div(_quality(), _traffic(), class_name="mlpair"),
        rx.cond(PAGE.hidden, _hidden(), None),
        _segments(),
        _versions(),
        rx.el.div(_training(), _mix(), _log(), class_name="mltrio"),
    )


def _population() -> rx.Component:
    def tab(key: str, label: str) -> rx.Component:
        current = rx.cond(PAGE.of == key, "page", "false")
        return link(label, to=f"{WHERE}?of={key}", custom_attrs={"aria-current": current})

    return rx.fragment(
        Tabs.create(tab("people", "People"), tab("crowd", "Synthetic crowd"), label="Of whom"),
        rx.cond(
            PAGE.of == "crowd",
            note("Every figure below is of the demo's made-up visitors. None of it is mixed with people."),
            None,
        ),
    )


def _quality() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Offline quality"),
        rx.el.p("On the week held back from training, best possible 1.", class_name="meta"),
        chart(PAGE.chart, name="NDCG@10 by version"),
        class_name="panel",
    )


def _traffic() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Lists by day"),
        chart(PAGE.traffic, name="Lists by day"),
        class_name="panel",
    )


def _table(name: str, heads: tuple[str, ...], rows: Any, row: Any) -> rx.Component:
    head = rx.el.thead(rx.el.tr(*(rx.el.th(each, custom_attrs={"scope": "col"}) for each in heads)))
    return rx.el.div(
        rx.el.table(head, rx.el.tbody(rx.foreach(rows, row)), class_name="mltable", aria_label=name),
        class_name="scroll-x",
        tab_index=0,
        role="region",
        aria_label=name,
    )


def _segments() -> rx.Component:
    heads = ("Fans with", "Lists", "NDCG@10", "Popular", "Change")
    return rx.el.section(
        rx.el.h2("Who it serves"),
        rx.el.p("The version in use, by how much history a fan has.", class_name="meta"),
        rx.cond(
            PAGE.segments,
            _table("Quality by history", heads, PAGE.segments, _segment),
            rx.el.p("No version of these is in use, so none is measured.", class_name="muted"),
        ),
        class_name="panel",
    )


def _segment(row: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.name, custom_attrs={"scope": "row"}),
        rx.el.td(row.lists),
        rx.el.td(row.ndcg),
        rx.el.td(row.popularity),
        rx.el.td(row.change, class_name="c-" + row.tone.to(str)),
    )


def _hidden() -> rx.Component:
    heads = ("List", "Fit", "Above popular now")
    return rx.el.section(
        rx.el.h2("Against hidden tastes"),
        rx.el.p(
            "How well ten gigs fit what each made-up visitor would truly like, which no list is told. Best possible 1.",
            class_name="meta",
        ),
        _table("Fit with hidden tastes", heads, PAGE.hidden, _hidden_row),
        class_name="panel",
    )


def _hidden_row(row: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.name, custom_attrs={"scope": "row"}),
        rx.el.td(row.fit),
        rx.el.td(row.above, class_name="c-" + row.tone.to(str)),
    )


def _versions() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Versions"),
        rx.cond(
            PAGE.versions,
            rx.el.ul(rx.foreach(PAGE.versions, _version), class_name="rows-a"),
            rx.el.p(
                "No version yet. The first training makes the first one; it needs some saves and hides to learn from.",
                class_name="panel muted",
            ),
        ),
    )


def _version(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b("Version ", one.label), rx.el.span(one.trained, class_name="meta num")),
        lamp(one.state, one.tone),
        rx.el.div(
            rx.el.span("NDCG@10 ", one.ndcg, class_name="num"),
            rx.el.span("popular ", one.popularity, class_name="meta num"),
        ),
        rx.el.span(one.note, " Learned from ", one.learned_from, ".", class_name="muted num"),
        rx.cond(
            one.can_serve,
            button(
                rx.fragment("Put to work", rx.el.span(": version ", one.label, class_name="sr")),
                kind="sm gho",
                on_click=State.put_to_work(one.label),
            ),
            None,
        ),
        key=one.label,
    )


def _training() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Training"),
        rx.cond(
            PAGE.jobs,
            rx.el.ul(rx.foreach(PAGE.jobs, _job), class_name="alrts"),
            rx.el.p("Nothing was trained yet.", class_name="muted"),
        ),
        class_name="panel",
    )


def _job(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(lamp(one.state, one.tone), rx.el.span(one.asked), rx.el.span(one.took), class_name="meta num"),
        rx.cond(one.busy, meter(one.percent, label="How far it is"), None),
        rx.cond(one.words, rx.el.p(one.words), None),
        key=one.id.to_string(),
    )


def _mix() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What fans said"),
        rx.el.p("The last seven days.", class_name="meta"),
        rx.cond(
            PAGE.mix,
            rx.el.dl(
                rx.foreach(
                    PAGE.mix,
                    lambda row: rx.el.div(
                        rx.el.dt(row.label),
                        rx.el.dd(row.count, class_name="num"),
                        rx.el.div(style={"width": row.width}, class_name="mlbar", aria_hidden="true"),
                    ),
                ),
                class_name="mlmix",
            ),
            rx.el.p("Nobody said anything.", class_name="muted"),
        ),
        class_name="panel",
    )


def _log() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Log"),
        rx.cond(
            PAGE.log,
            rx.el.ul(
                rx.foreach(
                    PAGE.log, lambda row: rx.el.li(rx.el.span(row.words), rx.el.span(row.when, class_name="meta num"))
                ),
                class_name="mllog",
            ),
            rx.el.p("Nothing was changed yet.", class_name="muted"),
        ),
        class_name="panel",
    )


def add(app: rx.App) -> None:
    hang(
        app,
        ml,
        route=WHERE,
        title="ML room",
        description="For those who keep the house.",
        load=[ModelState.load, ExperimentsState.load],
    )
