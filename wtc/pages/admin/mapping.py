"""The room of identity: which act of ours a source's act is, decided one by one at the keyboard or many at once."""

from typing import Any

import reflex as rx

from wtc.components.admin import desk
from wtc.components.links import button, link
from wtc.components.mapping import ActFinder, ReviewKeys, SheetBox, bar, past_decision, side_by_side
from wtc.components.words import denied, failed, note, said
from wtc.pages.frame import hang
from wtc.shapes.mapping import ActChoice, Choice, Review, ScorerCard
from wtc.state.admin.mapping import MappingState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/mapping"
_do: Any = MappingState  # on the class a handler makes an event, which its type does not say


def add(app: rx.App) -> None:
    """Hang the room."""
    hang(
        app,
        page,
        route=WHERE,
        title="Artists, for admins",
        description="Which act is which, source by source.",
        here="",
        load=MappingState.load,
    )


def page() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        MappingState.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fmapping")),
        ("ready", desk(_room(), here="mapping", title="Who is who", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, MappingState.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(3)),
                rx.el.p("Loading what waits", class_name="sr", role="status"),
                class_name="desk stack",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        ReviewKeys.create(),
        rx.el.p(
            rx.cond(
                MappingState.waiting,
                rx.fragment(rx.el.b(MappingState.waiting, class_name="num"), " to look at, the surest first."),
                "Nothing waits for you.",
            ),
            class_name="lead muted",
            role="status",
        ),
        rx.cond(MappingState.shown, rx.foreach(MappingState.shown, _review), _nothing()),
        rx.el.div(_together(), _table(), _scorer(), class_name="mpg"),
        _history(),
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.cond(
            MappingState.skipped,
            said(
                "That's all but those you skipped",
                "They wait as long as you like.",
                button("Look at them again", kind="pri", on_click=_do.start_over),
                _undo(),
            ),
            said(
                "Everybody is accounted for",
                "Records that the scorer isn't sure of turn up here by themselves after the next reading.",
                _undo(),
            ),
        ),
        class_name="panel",
    )


def _review(review: Review) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.p(
                    review.source_name,
                    " · seen ",
                    review.seen,
                    rx.cond(review.sample, rx.el.span("Sample", class_name="bdg"), None),
                    class_name="meta",
                ),
                rx.el.h2(review.name),
                rx.cond(
                    review.url,
                    rx.el.a(
                        "Look there", href=review.url, target="_blank", rel="noopener noreferrer", class_name="see"
                    ),
                    None,
                ),
            ),
            rx.el.div(
                rx.el.p("Could be", class_name="meta", id="could-be"),
                rx.el.div(
                    rx.foreach(MappingState.choices, _choice),
                    class_name="chips",
                    role="group",
                    aria_labelledby="could-be",
                ),
            ),
            class_name="mph",
        ),
        side_by_side(MappingState.fields, theirs=review.source_name, ours="Ours"),
        rx.el.h3("Why we think so"),
        rx.el.ul(rx.foreach(MappingState.bars, bar), class_name="mpl"),
        _buttons(),
        _by_hand(),
        class_name="panel mpr",
        aria_label="The record in hand",
    )


def _choice(choice: Choice) -> rx.Component:
    return rx.el.button(
        choice.name,
        rx.el.span(choice.sure, class_name="num"),
        rx.cond(choice.conflict, rx.el.span("at odds", class_name="c-coral"), None),
        type="button",
        class_name="chip",
        aria_pressed=rx.cond(MappingState.chosen == choice.artist_id, "true", "false"),
        on_click=_do.choose(choice.artist_id),
    )


def _key(label: str, key: str, event: Any, kind: str = "", **props: Any) -> rx.Component:
    return button(
        rx.fragment(label, rx.el.kbd(key.upper(), aria_hidden="true")),
        kind=kind,
        on_click=event,
        custom_attrs={"data-key": key, "aria-keyshortcuts": key},
        **props,
    )


def _undo() -> rx.Component:
    return _key("Undo", "u", _do.undo, disabled=MappingState.undoable == 0)


def _buttons() -> rx.Component:
    return rx.el.div(
        _key("Same act", "a", _do.accept, "pri", disabled=MappingState.chosen == 0),
        _key("Not this one", "r", _do.reject, disabled=MappingState.chosen == 0),
        _key("Skip", "s", _do.skip),
        _undo(),
        class_name="row wrapx",
    )


def _by_hand() -> rx.Component:
    return rx.el.details(
        rx.el.summary("Somebody else"),
        rx.el.div(
            ActFinder.create(label="Search our acts", on_find=_do.find),
            rx.el.ul(rx.foreach(MappingState.found, _found), class_name="mpf"),
            button("Make a new act of it", kind="sm", on_click=_do.make_new),
            class_name="stack",
        ),
    )


def _found(act: ActChoice) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.b(act.name), " ", rx.el.span(act.about, class_name="faint"), class_name="grow"),
        button(
            rx.fragment("It's this one", rx.el.span(": ", act.name, class_name="sr")),
            kind="sm",
            on_click=_do.give(act.id),
        ),
    )


def _together() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Many at once"),
        rx.el.p("Only those without anything at odds, and with no other act as likely."),
        rx.el.div(
            *(
                rx.el.button(
                    f"{least} %",
                    type="button",
                    class_name="chip",
                    aria_pressed=rx.cond(MappingState.least == least, "true", "false"),
                    on_click=_do.preview(least),
                )
                for least in (60, 75, 90, 95)
            ),
            class_name="chips",
            role="group",
            aria_label="How sure at least",
        ),
        button(
            rx.fragment("Accept ", rx.el.span(MappingState.above, class_name="num")),
            kind="sm pri",
            on_click=_do.accept_above,
            disabled=MappingState.above == 0,
        ),
        class_name="panel stack",
    )


def _table() -> rx.Component:
    return rx.el.section(
        rx.el.h2("As a table"),
        rx.el.p("Write accept, reject or new into the last column and bring it back."),
        link("Take it out (CSV)", to="/v1/admin/mapping/sheet.csv", reload_document=True, class_name="btn sm"),
        SheetBox.create(on_done=_do.refresh),
        class_name="panel stack",
    )


def _scorer() -> rx.Component:
    return rx.el.section(rx.el.h2("The scorer"), rx.foreach(MappingState.scorer, _card), class_name="panel stack")


def _card(card: ScorerCard) -> rx.Component:
    return rx.fragment(
        rx.el.p(rx.el.b(card.name), rx.cond(card.trained, rx.fragment(", ", card.trained), None)),
        rx.cond(card.problem, note(card.problem, glyph="info", colour="coral"), None),
        rx.cond(
            card.accuracy,
            rx.el.p(
                card.accuracy,
                " right on pairs kept back, ",
                card.before,
                " before; ",
                card.on_decisions,
                " of decisions.",
            ),
            None,
        ),
        rx.el.p(
            rx.cond(
                card.enough,
                rx.fragment("Learns from ", card.decisions, " decisions."),
                rx.fragment(card.decisions, " of the ", card.needed, " decisions it needs to learn from."),
            )
        ),
        button(
            rx.cond(MappingState.teaching, "Teaching it", "Teach it again"),
            kind="sm",
            on_click=_do.teach,
            disabled=MappingState.teaching,
        ),
    )


def _history() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What was decided"),
        rx.cond(
            MappingState.history,
            rx.el.ul(
                rx.foreach(MappingState.history, lambda line: past_decision(line, on_undo=_do.take_back(line.id))),
                class_name="mpf",
            ),
            rx.el.p("Nothing yet. Each decision stays here and can be taken back.", class_name="muted"),
        ),
        rx.cond(MappingState.more, button("Older ones", kind="sm", on_click=_do.older), None),
    )
