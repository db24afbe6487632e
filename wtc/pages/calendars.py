"""One's calendars: made for any phone or program, listed, renamed and revoked."""

from typing import Any

import reflex as rx

from wtc.components.calendars import CHOICES, FeedMaker, feed_list, good_to_know
from wtc.components.links import button_link
from wtc.components.words import whole_page
from wtc.domain.feeds import LONGEST_NAME
from wtc.pages.frame import hang, waiting
from wtc.state.calendars import CalendarsState
from wtc.state.shell import ShellState

RETRY = [ShellState.load, CalendarsState.load]
_rename: Any = CalendarsState.rename  # on the class a handler makes an event, which its type does not say
_remind: Any = CalendarsState.remind
_revoke: Any = CalendarsState.revoke


def add(app: rx.App) -> None:
    """Hang the page of one's calendars."""
    hang(
        app,
        page,
        route="/calendars",
        title="Calendars",
        description="Your gigs in your own calendar or feed reader, kept up to date.",
        here="saved",
        load=CalendarsState.load,
    )


def page() -> rx.Component:
    """The form and the list, or the way to sign in and come back here."""
    return rx.cond(
        CalendarsState.stage == "denied",
        _signed_out(),
        rx.el.div(
            rx.el.div(
                rx.el.h1("In your own calendar"),
                rx.el.p(
                    "Subscribe once and your phone knows: new dates come by themselves, called-off ones say so.",
                    class_name="muted",
                ),
                class_name="ahead",
            ),
            rx.cond(
                CalendarsState.stage == "ready",
                rx.fragment(_maker(), _list()),
                waiting(
                    rx.el.div(class_name="skl", style={"height": "420px", "margin-top": "16px"}),
                    told="Loading your calendars",
                    retry=RETRY,
                ),
            ),
            class_name="kpage",
        ),
    )


def _maker() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("A new calendar", id="maker-title"),
            rx.el.p("A private address of its own, which you can end whenever you like."),
            class_name="ksay",
        ),
        rx.el.div(
            FeedMaker.create(
                offers=CalendarsState.offers,
                reminders=CHOICES,
                longest=LONGEST_NAME,
                on_made=CalendarsState.made,
                on_copied=CalendarsState.copied,
                on_not_copied=CalendarsState.not_copied,
            ),
            class_name="kfields",
        ),
        class_name="panel ksec",
        aria_labelledby="maker-title",
    )


def _list() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Your calendars", id="feeds-title"),
            rx.el.p("Revoke one, and whoever has its address reads nothing more."),
            class_name="ksay",
        ),
        rx.el.div(
            rx.cond(
                CalendarsState.feeds,
                feed_list(CalendarsState.feeds, on_rename=_rename, on_remind=_remind, on_revoke=_revoke),
                rx.el.p("None yet. Make one above: your saved gigs are a good start.", class_name="muted"),
            ),
            good_to_know(),
            class_name="kfields",
        ),
        class_name="panel ksec",
        aria_labelledby="feeds-title",
    )


def _signed_out() -> rx.Component:
    back = rx.Var.create(CalendarsState.back).to(str)
    return whole_page(
        "Sign in to make a calendar",
        "Each one belongs to somebody, so that they can end it. You come straight back here.",
        button_link("Sign in", to="/login?next=" + back, kind="pri"),
        button_link("Make an account", to="/signup?next=" + back),
        family="folk",
    )
