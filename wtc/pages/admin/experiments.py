"""The room of experiments: lists side by side with what may be said of them, and how a test begins and ends."""

from typing import Any

import reflex as rx

from wtc.components.admin import desk
from wtc.components.experiments import new_trial, trial
from wtc.components.words import denied, failed, note, said
from wtc.pages.frame import hang
from wtc.state.admin.experiments import ExperimentsState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/experiments"
State: Any = ExperimentsState


def experiments() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        State.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fexperiments")),
        ("ready", desk(room(), here="experiments", title="Experiments", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, State.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(2)),
                rx.el.p("Loading the experiments", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def room() -> rx.Component:
    """What is in it, for this page and any that shows it beside other things; ``State.load`` fills it."""
    return rx.fragment(
        rx.cond(
            State.trials,
            rx.foreach(State.trials, lambda one: trial(one, on_end=State.end)),
            said("Nothing is being compared", "Begin a test below, and this fills as people are shown their lists."),
        ),
        rx.cond(
            State.running,
            note("One test decides the lists at a time: end this one to begin another."),
            new_trial(on_start=State.start),
        ),
    )


def add(app: rx.App) -> None:
    hang(app, experiments, route=WHERE, title="Experiments", load=State.load)
