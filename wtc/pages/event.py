"""One event, alone: what, when, where, how much, and can I still go."""

from typing import Any

import reflex as rx

from wtc.components import details
from wtc.components.cards import badges
from wtc.components.events import rail
from wtc.components.icons import icon
from wtc.components.links import button_link, link
from wtc.components.player import mixes
from wtc.components.stage import Footfall, HideToggle, ShareButton, Stage
from wtc.components.why import suits
from wtc.components.words import whole_page
from wtc.pages.drawer import drawer
from wtc.pages.frame import hang, marks, waiting
from wtc.pages.wrong import wrong
from wtc.state.events.detail import DetailState
from wtc.state.reports import ReportState
from wtc.state.shell import ShellState
from wtc.state.taste import TasteState
from wtc.state.toasts import ToastState

RETRY = [ShellState.load, DetailState.load]


def add(app: rx.App) -> None:
    """Hang the page of one event."""
    hang(
        app,
        page,
        route="/events/[slug]",
        title=DetailState.title,
        here="discover",
        load=DetailState.load,
        samples=DetailState.detail.sample,
        bottom=False,
        main="wrap ev",
    )


def page() -> rx.Component:
    """The event, or the boxes that hold its place, or the news that there is none."""
    return Stage.create(
        rx.el.div(waiting(details.skeleton(), told="Loading the gig", retry=RETRY)),
        rx.el.div(rx.cond(DetailState.stage == "missing", _missing(), _event()), drawer()),
        stage=DetailState.stage,
        subject=DetailState.detail.slug,
    )


def _event() -> rx.Component:
    event: Any = DetailState.detail
    return rx.fragment(
        Footfall.create(event=event.id),
        details.banner(event.banner),
        rx.el.div(details.poster(event), _facts(event), class_name="eg"),
        rx.cond(DetailState.suits.match, suits(DetailState.suits), None),
        rx.el.div(
            rx.el.div(
                rx.cond(event.acts, details.line_up(event.acts), None),
                mixes(event.listen, title="Listen first", name="listen"),
                rx.cond(event.dates, details.dates(event.dates), None),
                rx.cond(event.about, details.about(event.about), None),
                rx.cond(event.history, details.history(event.history), None),
                rx.cond(event.provenance.summary, _sources(event), None),
                wrong("event", event.id, event.slug),
                class_name="stack",
            ),
            rx.el.div(rx.cond(event.room.name, details.room(event.room), None), class_name="stack"),
            class_name="g2 b",
        ),
        _rail(DetailState.more, name="more", title="More like this", reason=event.alike, to=event.alike_href),
        _rail(
            DetailState.also,
            name="also",
            title="Also at " + event.room.name,
            reason=event.room.nights,
            to=event.room.href,
        ),
        rx.el.div(details.ticket(event.ticket, brief=True), _save(event), class_name="stick ponly"),
    )


def _sources(event: Any) -> rx.Component:
    report: Any = ReportState.not_same
    return details.sources(event, signed_in=ShellState.signed_in, on_not_same=report)


def _facts(event: Any) -> rx.Component:
    return rx.el.div(
        badges(event.badges),
        rx.el.h1(event.title),
        rx.cond(event.lead, rx.el.p(event.lead, class_name="muted lead"), None),
        details.facts(event.facts),
        rx.el.div(_save(event, wide=True), details.ticket(event.ticket), class_name="keep donly"),
        rx.el.div(
            rx.cond(
                event.calendar,
                _calendar(event),
                None,
            ),
            ShareButton.create(
                name=event.title,
                class_name="btn gho sm",
                on_copied=DetailState.copied,
                on_failed=DetailState.not_copied,
            ),
            HideToggle.create(
                subject=event.id,
                hidden=TasteState.hidden_ids.contains(event.id),
                signed_in=ShellState.signed_in,
                refused=ToastState.refusals,
                class_name="btn gho sm",
                on_hide=lambda subject: TasteState.hide(subject, True),
                on_unhide=TasteState.unhide,
            ),
            class_name="tools",
        ),
        class_name="facts",
    )


def _calendar(event: Any) -> rx.Component:
    """A plain link: the router would take the file for a page of ours."""
    return link(
        icon("calendar"),
        "Add to calendar",
        to=event.calendar,
        reload_document=True,
        view_transition=False,
        download=True,
        class_name="btn gho sm",
    )


def _save(event: Any, *, wide: bool = False) -> rx.Component:
    return marks().heart(event.id, event.title, words=True, class_name="btn pri wide" if wide else "btn pri")


def _rail(cards: Any, *, name: str, title: Any, reason: Any, to: Any) -> rx.Component:
    return rx.cond(
        cards, rail(cards, name=name, title=title, reason=reason, to=to, marks=marks(), surface="event"), None
    )


def _missing() -> rx.Component:
    return whole_page(
        "We looked. It isn't there.",
        "No gig goes by that address. It may have been taken down, or the link lost its tail on the way.",
        button_link("See what's on", to="/discover", kind="pri"),
        button_link("Home", to="/"),
    )
