"""What one keeps, what one was at, and what one would rather not see."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Tabs
from wtc.components.calendar import MonthGrid
from wtc.components.calendars import subscribe_link
from wtc.components.cards import event_card
from wtc.components.events import event_grid, skeletons, surfaced
from wtc.components.feedback import WasThere
from wtc.components.links import button, button_link, link
from wtc.components.lists import turn
from wtc.components.words import failed, said, whole_page
from wtc.pages.drawer import drawer
from wtc.pages.frame import hang, marks
from wtc.state.agenda import AgendaState
from wtc.state.saved import SavedState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

_pick: Any = AgendaState.pick
_bring_back: Any = SavedState.bring_back  # on the class a handler makes an event, which its type does not say


def add(app: rx.App) -> None:
    """Hang the page of saved gigs."""
    hang(
        app,
        page,
        route="/saved",
        title="Saved gigs",
        description="The gigs you're keeping an eye on, the ones behind you, and the ones you'd rather not see.",
        here="saved",
        load=[SavedState.load, AgendaState.load],
    )


def page() -> rx.Component:
    """The lists, or the way to sign in and come back here."""
    return rx.el.div(rx.cond(SavedState.stage == "denied", _signed_out(), _lists()), drawer(), class_name="kept")


def _lists() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Saved"),
            subscribe_link("/calendars?of=saved", "your saved gigs"),
            class_name="row between",
        ),
        Tabs.create(
            _tab("upcoming", "Upcoming", SavedState.upcoming),
            _tab("calendar", "Calendar"),
            _tab("past", "Past", SavedState.past),
            _tab("hidden", "Hidden", SavedState.hidden),
            label="Your lists",
        ),
        rx.cond(
            SavedState.stage == "ready",
            rx.cond(SavedState.tab == "calendar", _month(), rx.cond(SavedState.cards, _filled(), _empty())),
            rx.cond(
                ToastState.failing,
                failed(on_retry=[ShellState.load, SavedState.load]),
                rx.el.div(skeletons(4), rx.el.p("Loading your list", class_name="sr", role="status")),
            ),
        ),
    )


def _tab(key: str, label: str, count: Any = None) -> rx.Component:
    ready = (SavedState.stage == "ready") & (count is not None)
    return link(
        label,
        rx.cond(ready, rx.el.span(count, class_name="n num"), None),
        to=f"/saved?tab={key}",
        custom_attrs={"aria-current": rx.cond(SavedState.tab == key, "page", "false")},
    )


def _month() -> rx.Component:
    """The month beside its gigs; on a phone above them."""
    month: Any = AgendaState.month
    return rx.cond(
        AgendaState.ready,
        rx.el.div(
            rx.el.section(
                MonthGrid.create(
                    month=month.name,
                    today=AgendaState.today,
                    marks=month.marks,
                    selected=AgendaState.picked,
                    label="Your gigs by day",
                    on_pick=AgendaState.pick,
                    on_month=AgendaState.turn,
                ),
                rx.el.ul(
                    rx.el.li(rx.el.i(class_name="dy saved"), "Saved"),
                    rx.el.li(rx.el.i(class_name="dy followed"), "By acts you follow"),
                    class_name="key",
                    aria_label="What the colours mean",
                ),
                class_name="panel avail",
                aria_label="Month",
            ),
            rx.el.section(
                rx.el.div(
                    rx.el.h2(rx.el.span(month.summary, role="status")),
                    rx.cond(
                        AgendaState.picked,
                        button("The whole month", kind="gho sm", on_click=_pick("")),
                        None,
                    ),
                    class_name="row between",
                ),
                rx.cond(
                    AgendaState.cards,
                    rx.el.ul(
                        rx.foreach(AgendaState.cards, _night),
                        class_name="rows",
                        custom_attrs=surfaced("saved"),
                    ),
                    rx.el.p("Save a gig, or follow an act, and its nights stand here.", class_name="muted"),
                ),
                aria_label="Gigs",
            ),
            class_name="agenda",
        ),
        rx.el.div(class_name="skl", style={"height": "420px"}),
    )


def _night(card: Any, place: Any) -> rx.Component:
    return rx.el.li(
        event_card(card, size="row", marks=marks(), place=place),
        class_name=rx.cond(AgendaState.followed.contains(card.id), "followed", "saved"),
        key=card.id,
    )


def _filled() -> rx.Component:
    return rx.fragment(
        rx.el.h2("Gigs", class_name="sr"),
        rx.match(
            SavedState.tab,
            ("hidden", _hidden()),
            ("past", _past()),
            event_grid(SavedState.cards, marks=marks(), first=4),
        ),
        turn(SavedState.previous, SavedState.next, words=("Newer", "Older")),
    )


def _past() -> rx.Component:
    """What one was at teaches more than what one only meant to go to: so each is asked about."""
    return rx.el.ul(
        rx.foreach(
            SavedState.cards,
            lambda card, place: rx.el.li(
                event_card(card, row=place % 5 != 0, eager=place < 4, marks=marks()),
                WasThere.create(
                    subject=card.id,
                    name=card.title,
                    on=SavedState.attended.contains(card.id),
                    refused=ToastState.refusals,
                    on_yes=SavedState.was_there,
                    on_no=SavedState.was_not_there,
                ),
                custom_attrs={"style": {"--i": place}},
            ),
        ),
        class_name="grid enter mix asked",
    )


def _hidden() -> rx.Component:
    return rx.el.ul(
        rx.foreach(
            SavedState.cards,
            lambda card: rx.el.li(
                event_card(card, size="row"),
                button(
                    rx.fragment("Bring it back", rx.el.span(", ", card.title, class_name="sr")),
                    kind="sm",
                    on_click=_bring_back(card.id),
                ),
            ),
        ),
        class_name="put-away",
    )


def _empty() -> rx.Component:
    return rx.match(
        SavedState.tab,
        (
            "past",
            said(
                "No nights behind you yet",
                "A saved gig moves here once it's over, so you can remember where you were.",
                button_link("See what's on", to="/discover", kind="pri"),
            ),
        ),
        (
            "hidden",
            said(
                "Nothing hidden",
                "Hide a gig that isn't for you and it stays out of your way. You can always bring it back from here.",
                button_link("See what's on", to="/discover", kind="pri"),
            ),
        ),
        said(
            "Nothing saved yet",
            "Press the heart on any gig and it's kept here, with its date, room and price.",
            button_link("See what's on", to="/discover", kind="pri"),
            button_link("This weekend", to="/"),
        ),
    )


def _signed_out() -> rx.Component:
    back = rx.Var.create(SavedState.back).to(str)
    return whole_page(
        "Sign in to see what you saved",
        "Your list is yours alone, so we need to know it's you. You come straight back here.",
        button_link("Sign in", to="/login?next=" + back, kind="pri"),
        button_link("Make an account", to="/signup?next=" + back),
        family="trad",
    )
