"""What the reader waits for: a sentence to fill in, and every alert with what may be done about it."""

from typing import Any

import reflex as rx

from wtc.components.alerts import SentenceForm, alert_row
from wtc.components.choices import chips
from wtc.components.links import button_link
from wtc.components.words import denied, note
from wtc.domain.genres import FAMILIES
from wtc.pages.frame import hang, waiting
from wtc.state.alerts import AlertState
from wtc.state.shell import ShellState

RETRY = [ShellState.load, AlertState.load]
SOUNDS = [{"key": key, "label": label} for key, label in FAMILIES.items()]
BEGUN: Any = AlertState.begun
LIST: Any = AlertState.alerts


def add(app: rx.App) -> None:
    """Hang the page of alerts."""
    hang(
        app,
        page,
        route="/alerts",
        title="Alerts",
        description="Say once what you wait for, and hear when it is announced.",
        here="alerts",
        load=AlertState.load,
    )


def page() -> rx.Component:
    """The sentence and the list, or the way to sign in and come back here."""
    back = rx.Var.create(AlertState.back).to(str)
    return rx.el.div(
        rx.cond(AlertState.stage == "denied", denied(signed_in=False, back=back), _alerts()), class_name="kpage"
    )


def _alerts() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.div(
                rx.el.h1("Alerts"),
                rx.el.p("Say it once. You hear when it's announced, and never twice.", class_name="muted"),
            ),
            button_link("What you were told", to="/notifications", kind="gho", glyph="bell"),
            class_name="row between wrapx ahead",
        ),
        rx.cond(
            AlertState.stage == "ready",
            rx.fragment(_form(), rx.cond(LIST.length() > 0, _list(), _empty())),
            waiting(
                *(rx.el.div(class_name="skl", style={"height": height}) for height in ("236px", "320px")),
                told="Loading your alerts",
                retry=RETRY,
            ),
        ),
    )


def _form() -> rx.Component:
    return rx.el.section(
        SentenceForm.create(
            begun=BEGUN, genres=SOUNDS, towns=AlertState.towns, on_kept=AlertState.kept, on_left=AlertState.leave
        ),
        class_name="panel",
    )


def _list() -> rx.Component:
    return rx.el.section(
        rx.el.h2("You wait for"),
        rx.cond(
            AlertState.unheard,
            note("We don't know your taste yet: save a few gigs, and the alert for it begins to work.", role="status"),
            None,
        ),
        rx.cond(AlertState.room == 0, note("That's fifty, as many as we can mind for you.", colour="gold"), None),
        rx.el.ul(
            rx.foreach(
                LIST,
                lambda each: alert_row(
                    each,
                    on_edit=AlertState.edit,
                    on_pause=AlertState.pause,
                    on_wake=AlertState.wake,
                    on_drop=AlertState.drop,
                ),
            )
        ),
        class_name="mine",
    )


def _empty() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Nothing on watch yet"),
        rx.el.p("Fill in the sentence above, or begin with one of these."),
        chips(AlertState.suggestions, name="Ways to begin"),
        class_name="said",
    )
