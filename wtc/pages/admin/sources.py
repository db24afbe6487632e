"""The source room: what is wrong, how each source is, what is scheduled and done, and a button for each of it."""

from typing import Any

import reflex as rx

from wtc.components.admin import Ticker, TownForm, desk, lamp, meter
from wtc.components.links import button
from wtc.components.words import denied, failed, note, said
from wtc.pages.frame import hang
from wtc.state.admin.sources import SourcesState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

WHERE = "/admin/sources"


def sources() -> rx.Component:
    """The room, or why it stays shut."""
    return rx.match(
        SourcesState.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back="%2Fadmin%2Fsources")),
        ("ready", desk(_room(), here="sources", title="Sources", alerts=ShellState.alerts)),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, SourcesState.load]),
            rx.el.div(
                *(rx.el.div(class_name="skl panel") for _ in range(4)),
                rx.el.p("Loading the sources", class_name="sr", role="status"),
                class_name="desk srcgrid",
            ),
        ),
    )


def _room() -> rx.Component:
    return rx.fragment(
        rx.el.p(SourcesState.sentence, class_name="lead muted"),
        Ticker.create(every=SourcesState.every, on_tick=SourcesState.look),
        _alerts(),
        rx.el.section(
            rx.el.div(
                rx.el.h2("Where the gigs come from"),
                button("Read everything now", kind="sm pri", on_click=_run("sync-shows")),
                class_name="ahd",
            ),
            rx.el.ul(rx.foreach(SourcesState.sources, _source), class_name="srcgrid"),
        ),
        _schedules(),
        _jobs(),
    )


def _run(kind: str, source: Any = "", city: Any = "") -> Any:
    return SourcesState.run(kind, source, city)  # type: ignore[arg-type]


def _named(label: str, about: Any) -> rx.Component:
    """The words of a button, and whom it is about for those who hear it."""
    return rx.fragment(label, rx.el.span(": ", about, class_name="sr"))


def _alerts() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What is wrong"),
        rx.cond(
            SourcesState.alerts,
            rx.el.ul(rx.foreach(SourcesState.alerts, _alert), class_name="alrts"),
            note("Nothing is wrong. This list fills by itself.", glyph="check", colour="emerald"),
        ),
    )


def _alert(alert: Any) -> rx.Component:
    taken = SourcesState.take_on(alert.id)  # type: ignore[call-arg]
    return rx.el.li(
        rx.el.div(
            rx.el.h3(alert.title),
            rx.el.p(lamp(alert.level, alert.tone), rx.el.span(alert.since), class_name="meta"),
            rx.cond(alert.message, rx.el.p(alert.message), None),
            rx.cond(alert.fix, rx.el.p(alert.fix, class_name="muted"), None),
        ),
        rx.cond(
            alert.taken,
            rx.el.p("Taken on", class_name="meta"),
            button(_named("I'll see to it", alert.title), kind="sm", on_click=taken),
        ),
        class_name="panel alrt",
    )


def _source(source: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.h3(source.name), lamp(source.state, source.tone), class_name="ahd"),
        rx.el.p(source.read, class_name="meta"),
        rx.cond(source.fix, rx.el.p(source.fix), None),
        rx.cond(source.message, rx.el.p(source.message, class_name="muted said-by"), None),
        rx.cond(
            source.left,
            rx.el.div(
                rx.cond(source.share >= 0, meter(source.share, label="Calls left", low=source.low), None),
                rx.el.p(source.left, class_name="meta"),
                class_name="quota",
            ),
            None,
        ),
        rx.foreach(source.job, _progress),
        rx.cond(
            source.figures,
            rx.el.dl(
                rx.foreach(source.figures, lambda each: rx.el.div(rx.el.dt(each.label), rx.el.dd(each.value))),
                class_name="figs num",
            ),
            None,
        ),
        rx.cond(source.can_read, _asking(source), None),
        rx.cond(source.towns, _places(source), None),
        rx.cond(source.aside, _aside(source), None),
        class_name="panel srcard",
        key=source.key,
    )


def _asking(source: Any) -> rx.Component:
    return rx.el.div(
        button(
            _named("Read now", source.name),
            kind="sm",
            on_click=_run("ingest", source.key),
        ),
        rx.cond(
            source.by_city,
            TownForm.create(source=source.key, label="One town of " + source.name, on_read=SourcesState.read_town),
            None,
        ),
        class_name="asking",
    )


def _progress(job: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(lamp(job.state, job.tone), rx.el.span(rx.cond(job.about, job.about, job.title)), class_name="meta"),
        meter(job.percent, label="How far it is"),
        rx.cond(job.words, rx.el.p(job.words, class_name="num"), None),
        class_name="going",
        role="status",
    )


def _places(source: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(source.towns),
        rx.el.ul(
            rx.foreach(
                source.places,
                lambda place: rx.el.li(
                    rx.el.span(place.city),
                    lamp(place.state, place.tone),
                    rx.el.span("read ", place.read, ", ", place.seen, " seen", class_name="meta"),
                    button(
                        _named("Again", place.city),
                        kind="sm gho",
                        on_click=_run("ingest", source.key, place.city),
                    ),
                ),
            ),
            class_name="places",
        ),
    )


def _aside(source: Any) -> rx.Component:
    opened = SourcesState.open_aside(source.key)  # type: ignore[call-arg]
    shown = SourcesState.opened == source.key
    return rx.el.div(
        rx.el.button(
            source.aside,
            " set aside",
            rx.el.span(" of ", source.name, class_name="sr"),
            type="button",
            class_name="btn sm gho",
            on_click=opened,
            custom_attrs={"aria-expanded": rx.cond(shown, "true", "false")},
        ),
        rx.cond(
            shown,
            rx.fragment(
                rx.el.p("The newest. Each is tried again with every reading and leaves by itself.", class_name="meta"),
                rx.el.ul(rx.foreach(SourcesState.aside, _item), class_name="aside"),
            ),
            None,
        ),
    )


def _item(item: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.cond(item.field, rx.fragment(rx.el.b(item.field), ": "), None),
            item.reason,
        ),
        rx.el.p(item.id, rx.cond(item.seen, ", " + item.seen, ""), class_name="meta"),
        rx.cond(item.raw, rx.el.pre(item.raw, tab_index=0, aria_label="What was sent"), None),
    )


def _schedules() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What comes back by itself"),
        rx.el.ul(rx.foreach(SourcesState.schedules, _schedule), class_name="rows-a"),
    )


def _schedule(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(one.title), rx.el.span(one.kind, class_name="meta")),
        lamp(one.state, one.tone),
        rx.el.div(rx.el.code(one.cron), rx.el.span("next ", one.next, class_name="meta num")),
        rx.el.span(one.words, class_name="muted"),
        button(
            _named("Run now", one.title),
            kind="sm gho",
            disabled=one.busy,
            on_click=_run(one.kind),
        ),
        key=one.kind,
    )


def _jobs() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What was done"),
        rx.cond(
            SourcesState.jobs,
            rx.el.ul(rx.foreach(SourcesState.jobs, _job), rx.foreach(SourcesState.past, _job), class_name="rows-a"),
            said("Nothing was done yet", "The first reading begins by itself a few seconds after the start."),
        ),
        rx.cond(
            SourcesState.older,
            button("Older", kind="sm", on_click=SourcesState.show_older),
            None,
        ),
    )


def _job(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(one.title), rx.cond(one.about, rx.el.span(one.about, class_name="meta"), None)),
        lamp(one.state, one.tone),
        rx.el.div(
            rx.el.span(one.asked, class_name="meta num"), rx.cond(one.took, rx.el.span(one.took, class_name="meta num"))
        ),
        rx.el.span(one.words, class_name="muted num"),
        rx.cond(one.busy, meter(one.percent, label="How far it is"), None),
        key=one.id.to_string(),
    )


def add(app: rx.App) -> None:
    hang(
        app,
        sources,
        route=WHERE,
        title="Sources",
        description="For those who keep the house.",
        load=SourcesState.load,
    )
