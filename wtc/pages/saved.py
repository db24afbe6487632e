"""What one keeps, what one was at, and what one would rather not see."""

from typing import Any

import reflex as rx

from wtc.components.events import event_card, event_grid, skeletons
from wtc.components.links import button, button_link, link
from wtc.components.words import failed, said, whole_page
from wtc.pages.frame import hang, marks
from wtc.state.saved import SavedState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

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
        load=SavedState.load,
    )


def page() -> rx.Component:
    """The lists, or the way to sign in and come back here."""
    return rx.el.div(rx.cond(SavedState.stage == "denied", _signed_out(), _lists()), class_name="kept")


def _lists() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Saved"),
        rx.el.nav(
            _tab("upcoming", "Upcoming", SavedState.upcoming),
            _tab("past", "Past", SavedState.past),
            _tab("hidden", "Hidden", SavedState.hidden),
            class_name="tabs",
            aria_label="Your lists",
        ),
        rx.cond(
            SavedState.stage == "ready",
            rx.cond(SavedState.cards, _filled(), _empty()),
            rx.cond(
                ToastState.failing,
                failed(on_retry=[ShellState.load, SavedState.load]),
                rx.el.div(skeletons(4), rx.el.p("Loading your list", class_name="sr", role="status")),
            ),
        ),
    )


def _tab(key: str, label: str, count: Any) -> rx.Component:
    ready = SavedState.stage == "ready"
    return link(
        label,
        rx.cond(ready, rx.el.span(count, class_name="n num"), None),
        to=f"/saved?tab={key}",
        custom_attrs={"aria-current": rx.cond(SavedState.tab == key, "page", "false")},
    )


def _filled() -> rx.Component:
    return rx.fragment(
        rx.cond(SavedState.tab == "hidden", _hidden(), event_grid(SavedState.cards, marks=marks(), first=4)),
        rx.el.nav(
            rx.cond(SavedState.previous, button_link("Newer", to=SavedState.previous, glyph="left"), None),
            rx.cond(SavedState.next, button_link("Older", to=SavedState.next, glyph="right"), None),
            class_name="row turn",
            aria_label="Pages",
        ),
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
