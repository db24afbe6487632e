"""The desk of reports: what visitors say is wrong, messages that are held, and facts set right against all sources."""

from typing import Any

import reflex as rx

from wtc.components.admin import desk
from wtc.components.links import button, link
from wtc.components.reports import SayForm, held_message
from wtc.components.words import denied, failed, said
from wtc.domain.corrections import LABELS
from wtc.pages.frame import hang
from wtc.state.admin.reports import ReportsState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/reports"
ANSWERS = (("fixed", "Put right"), ("declined", "Left as it is"))
State: Any = ReportsState


def reports() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        State.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Freports")),
        ("ready", desk(_room(), here="reports", title="Reports", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, State.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(2)),
                rx.el.p("Loading the reports", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        rx.cond(
            State.reports,
            rx.fragment(
                rx.el.p(
                    rx.cond(State.total == 1, "One report waits.", rx.fragment(State.total, " reports wait.")),
                    class_name="lead muted",
                ),
                rx.el.section(
                    rx.el.ul(rx.foreach(State.reports, _report), class_name="alrts"), aria_label="Open reports"
                ),
                rx.cond(State.total > 20, button("More", kind="sm", on_click=State.more), None),
            ),
            said("Nobody has a complaint", "When a visitor says something is wrong, it turns up here."),
        ),
        rx.cond(State.held, _held(), None),
        _right(),
        rx.cond(State.answered, _answered(), None),
    )


def _report(report: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.h2(rx.cond(report.href, link(report.name, to=report.href, class_name="lk"), report.name)),
            rx.el.p(rx.el.b(report.what), rx.el.span(report.by), rx.el.span(report.when), class_name="meta"),
            rx.cond(report.note, rx.el.p(report.note), None),
            rx.cond(
                report.pair_id,
                rx.el.p(link("Judge it with the duplicates", to="/admin/duplicates", class_name="lk")),
                None,
            ),
            rx.cond(report.subject == "event", _set_right(report.subject_id.to(str), report.kind), None),
        ),
        SayForm.create(
            rx.el.input(type="hidden", name="report", value=report.id.to(str), read_only=True),
            rx.el.select(
                *(rx.el.option(words, value=state) for state, words in ANSWERS),
                name="state",
                aria_label="Answer",
                class_name="in",
            ),
            rx.el.textarea(
                name="answer",
                max_length=1000,
                rows="2",
                placeholder="A sentence for whoever sent it",
                aria_label="Words for the sender",
                class_name="in",
            ),
            rx.el.button("Answer", type="submit", class_name="btn sm"),
            names=["report", "state", "answer"],
            on_say=State.answer,
            class_name="tellus",
        ),
        class_name="panel alrt",
        key=report.id.to(str),
    )


def _held() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Held messages"),
        rx.el.p(
            rx.cond(State.held_total == 1, "One message", rx.fragment(State.held_total, " messages")),
            " to DJs read like something sent to everybody. Their senders don't know. Addresses are hidden.",
            class_name="meta",
        ),
        rx.el.ul(
            rx.foreach(
                State.held,
                lambda each: held_message(each, on_release=State.release(each.id), on_drop=State.drop(each.id)),
            ),
            class_name="alrts",
        ),
        id="held",
    )


def _set_right(gig: Any = None, kind: Any = "") -> rx.Component:
    """Set one fact right: of the gig in hand, beginning with what was reported, or of one given by its address."""
    which = (
        rx.el.input(
            name="gig", required=True, placeholder="/events/… or a number", aria_label="The gig", class_name="in"
        )
        if gig is None
        else rx.el.input(type="hidden", name="gig", value=gig, read_only=True)
    )
    return SayForm.create(
        which,
        rx.el.select(
            *(rx.el.option(label, value=field) for field, label in LABELS.items()),
            name="field",
            default_value=rx.match(kind, ("wrong_when", "start"), ("wrong_room", "room"), ("off", "status"), "title"),
            aria_label="What to set right",
            class_name="in",
        ),
        rx.el.input(
            name="value",
            required=True,
            max_length=255,
            placeholder="2026-11-27T20:00, cancelled, Vicar Street, Dublin",
            aria_label="As it should be",
            class_name="in",
        ),
        rx.el.button("Set right", type="submit", class_name="btn sm"),
        names=["gig", "field", "value"],
        on_say=State.set_right,
        class_name="righting",
    )


def _right() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Set right by us"),
        rx.el.p("What is set right here stands against every source until it is taken back.", class_name="meta"),
        _set_right(),
        rx.el.ul(
            rx.foreach(
                State.corrections,
                lambda each: rx.el.li(
                    rx.el.div(
                        link(each.name, to=each.href, class_name="lk"),
                        rx.el.p(each.label, ": ", each.value, ", ", each.when, class_name="meta"),
                    ),
                    button(
                        rx.fragment("Take back", rx.el.span(": ", each.name, class_name="sr")),
                        kind="sm gho",
                        on_click=State.take_back(each.id),
                    ),
                ),
            ),
            class_name="places",
        ),
    )


def _answered() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Answered"),
        rx.el.ul(
            rx.foreach(
                State.answered,
                lambda report: rx.el.li(
                    rx.el.div(
                        rx.el.span(report.name, ": ", report.what),
                        rx.cond(report.answer, rx.el.p(report.answer, class_name="meta"), None),
                    ),
                    rx.el.span(rx.cond(report.state == "fixed", "Put right", "Left as it is"), class_name="meta"),
                ),
            ),
            class_name="places",
        ),
    )


def add(app: rx.App) -> None:
    hang(app, reports, route=WHERE, title="Reports", load=State.load)
