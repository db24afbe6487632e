"""The desk of duplicates: two listings side by side, one key each for same, different, skip and undo."""

from typing import Any

import reflex as rx

from wtc.components.admin import Keys, desk, meter
from wtc.components.links import OUT, button, link
from wtc.components.words import denied, failed, said
from wtc.pages.frame import hang
from wtc.state.admin.duplicates import DuplicatesState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/duplicates"
SCORES = ("90", "80", "75", "70", "60", "50")
State: Any = DuplicatesState


def duplicates() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        State.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fduplicates")),
        ("ready", desk(_room(), here="duplicates", title="Duplicates", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, State.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(2)),
                rx.el.p("Loading the pairs", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        Keys.create(),
        rx.cond(
            State.total,
            rx.el.p(
                rx.cond(
                    State.total == 1, "One pair waits for a word.", rx.fragment(State.total, " pairs wait for a word.")
                ),
                class_name="lead muted",
            ),
            None,
        ),
        rx.cond(
            State.pair.id,
            rx.el.section(_pair(State.pair), aria_label="The pair in hand"),
            said("Nothing to tell apart", "Every listing knows its gig. New doubts turn up here by themselves."),
        ),
        rx.cond(State.last, rx.cond(State.pair.id, None, _key("Undo", "u", State.undo)), None),
        rx.cond(State.rest, _next(), None),
        rx.cond(State.total, _sweep(), None),
        rx.cond(State.ruled, _history(), None),
    )


def _pair(pair: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h2(pair.because),
            rx.cond(pair.asked, None, rx.el.span(pair.score, "%", class_name="num score")),
            class_name="ahd",
        ),
        rx.cond(pair.note, rx.el.p("“", pair.note, "”", class_name="muted"), None),
        rx.el.div(
            rx.foreach(
                pair.parts,
                lambda part: rx.el.div(
                    rx.el.span(part.label, " ", rx.el.b(part.share, class_name="num")),
                    meter(part.share, label=part.label),
                ),
            ),
            class_name="parts",
        ),
        rx.el.table(
            rx.el.thead(rx.el.tr(rx.el.td(rx.el.span("Fact", class_name="sr")), _side(pair.one), _side(pair.other))),
            rx.el.tbody(
                rx.foreach(
                    pair.lines,
                    lambda line: rx.el.tr(
                        rx.el.th(line.label, scope="row"),
                        rx.el.td(line.one),
                        rx.el.td(line.other),
                        class_name=rx.cond(line.differs, "dif", ""),
                    ),
                )
            ),
            class_name="cmp2",
        ),
        rx.el.div(
            _key("Same", "s", State.rule(pair.id, "same"), "pri"),
            _key("Different", "d", State.rule(pair.id, "different")),
            _key("Skip", "k", State.skip),
            rx.cond(State.last, _key("Undo", "u", State.undo), None),
            class_name="row wrapx keys",
        ),
        class_name="panel pair",
    )


def _side(side: Any) -> rx.Component:
    return rx.el.th(
        link(side.name, to=side.href, class_name="lk"),
        rx.cond(
            side.url, rx.el.a("its page", rx.el.span(" at ", side.name, ", opens in a new tab", class_name="sr"),
                              href=side.url, class_name="lk cap", **OUT), None,
        ),
        scope="col",
    )  # fmt: skip


def _key(label: str, key: str, on_click: Any, kind: str = "") -> rx.Component:
    return button(
        rx.fragment(label, rx.el.kbd(key.upper(), aria_hidden="true")),
        kind=f"sm {kind}".strip(),
        on_click=on_click,
        custom_attrs={"data-key": key, "aria-keyshortcuts": key},
    )


def _next() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Next"),
        rx.el.ul(
            rx.foreach(
                State.rest,
                lambda pair: rx.el.li(
                    rx.el.span(pair.one.title, rx.el.span(" or ", class_name="muted"), pair.other.title),
                    rx.el.span(pair.score, "%", class_name="num muted"),
                ),
            ),
            class_name="places",
        ),
    )


def _sweep() -> rx.Component:
    return rx.el.section(
        rx.el.h2("All at once"),
        rx.el.div(
            rx.el.label(
                "Same from ",
                rx.el.select(
                    *(rx.el.option(f"{score}%", value=score) for score in SCORES),
                    value=State.above.to(str),
                    on_change=State.look_above,
                    class_name="in",
                ),
            ),
            button(
                rx.fragment("Rule ", State.swept, rx.cond(State.swept == 1, " pair the same", " pairs the same")),
                kind="sm",
                on_click=State.sweep,
                disabled=State.swept == 0,
            ),
            class_name="asking",
        ),
        rx.el.p("What visitors asked about stays. Each can be taken back below.", class_name="meta"),
    )


def _history() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Ruled"),
        rx.el.ul(
            rx.foreach(
                State.ruled,
                lambda pair: rx.el.li(
                    rx.el.div(
                        rx.el.span(pair.one.title, rx.el.span(" and ", class_name="muted"), pair.other.title),
                        rx.el.p(pair.decided, class_name="meta"),
                    ),
                    button(
                        rx.fragment("Take back", rx.el.span(": ", pair.one.title, class_name="sr")),
                        kind="sm gho",
                        on_click=State.rule(pair.id, "waiting"),
                    ),
                ),
            ),
            class_name="places",
        ),
    )


def add(app: rx.App) -> None:
    hang(app, duplicates, route=WHERE, title="Duplicates", load=State.load)
