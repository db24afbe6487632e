"""Calendars to subscribe to as pictures: the form that makes one, the list of them, and the link to both."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import button, button_link, link
from wtc.domain.feeds import LONGEST_NAME, REMINDERS

CHOICES = [[minutes, words] for minutes, words in REMINDERS]


class FeedMaker(rx.Component):
    """The form of ``assets/calendars.jsx``: posts what was chosen, and shows the addresses this once."""

    library = "$/public/calendars.jsx"
    tag = "FeedMaker"
    offers: rx.Var[list[Any]]
    reminders: rx.Var[list[Any]]
    longest: rx.Var[int]
    on_made: rx.EventHandler[rx.event.no_args_event_spec]
    on_copied: rx.EventHandler[rx.event.no_args_event_spec]
    on_not_copied: rx.EventHandler[rx.event.no_args_event_spec]


def subscribe_link(to: Any, about: Any, *, kind: str = "gho sm") -> rx.Component:
    """'Subscribe', read out with what it is ``about``."""
    label = rx.fragment("Subscribe", rx.el.span(": ", about, ", as a calendar or feed", class_name="sr"))
    return button_link(label, to=to, kind=kind, glyph="calendar", custom_attrs={"rel": "nofollow"})


def feed_list(feeds: Any, *, on_rename: Any, on_remind: Any, on_revoke: Any) -> rx.Component:
    """One's calendars, each with its name, its reminder and the way to end it. Handlers on the class, uncalled."""
    return rx.el.ul(
        rx.foreach(feeds, lambda feed: _feed(feed, on_rename, on_remind, on_revoke)),
        class_name="feeds",
    )


def _feed(feed: Any, on_rename: Any, on_remind: Any, on_revoke: Any) -> rx.Component:
    about = rx.el.span(", ", feed.name, class_name="sr")
    return rx.el.li(
        rx.el.div(
            rx.el.label("Name", about, html_for=f"name-{feed.id}"),
            rx.el.input(
                id=f"name-{feed.id}",
                default_value=feed.name,
                max_length=LONGEST_NAME,
                auto_complete="off",
                on_blur=lambda name: on_rename(feed.id, name),
                class_name="in",
            ),
            class_name="fld",
        ),
        rx.el.div(
            rx.el.label("Reminder", about, html_for=f"reminder-{feed.id}"),
            rx.el.select(
                *(rx.el.option(words, value=str(minutes)) for minutes, words in REMINDERS),
                rx.cond(
                    rx.Var.create([minutes for minutes, _ in REMINDERS]).contains(feed.reminder),
                    None,
                    rx.el.option(f"{feed.reminder} minutes before", value=feed.reminder.to_string()),
                ),
                id=f"reminder-{feed.id}",
                value=feed.reminder.to_string(),
                on_change=lambda minutes: on_remind(feed.id, minutes.to(int)),
                class_name="in",
            ),
            class_name="fld",
        ),
        rx.el.p(
            link(feed.words, to=feed.page, class_name="lk"),
            rx.el.span(" · ", aria_hidden="true"),
            feed.read,
            class_name="muted meta",
        ),
        button(rx.fragment("Revoke", about), kind="sm", on_click=on_revoke(feed.id)),
        key=feed.id,
    )


def good_to_know() -> rx.Component:
    """What calendar programs do and do not do with a subscription."""
    told = (
        ("clock", "Programs ask for changes in their own time, some of them only once a day."),
        ("info", "Some, Google’s among them, leave out the reminders of a calendar one subscribes to: set one there."),
        ("lock", "An address is a key: whoever has it can read that calendar, and nothing else of yours."),
    )
    return rx.el.ul(*(rx.el.li(icon(glyph), rx.el.div(words)) for glyph, words in told), class_name="fl")
