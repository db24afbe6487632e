"""What was told to the reader, by day, and which of it goes by mail and to their browsers."""

from typing import Any

import reflex as rx

from wtc.components.alerts import notification_row
from wtc.components.links import button, button_link
from wtc.components.push import PushSwitch, device_row
from wtc.components.words import denied, said
from wtc.pages.frame import hang, waiting
from wtc.shapes.alerts import Road
from wtc.state.notifications import NotificationState
from wtc.state.shell import ShellState

RETRY = [ShellState.load, NotificationState.load]
KINDS = (
    ("change", "A saved gig changes", "Called off, moved, a new date, tickets again."),
    ("show", "A new show", "By whom you follow, or what an alert waits for."),
    ("taste", "A match for your taste", "If you have an alert for it."),
    ("set", "A set was written down", "By whom you follow."),
)
ROADS = ((Road.NOW, "A mail at once"), (Road.DIGEST, "In the daily mail"), (Road.OFF, "On the site only"))
SETTLED: Any = NotificationState.settled
DEVICES: Any = NotificationState.devices
_settle: Any = NotificationState.settle


def add(app: rx.App) -> None:
    """Hang the page of notifications."""
    hang(
        app,
        page,
        route="/notifications",
        title="Notifications",
        description="New shows, changes of what you saved, and matches.",
        here="news",
        load=NotificationState.load,
    )


def page() -> rx.Component:
    """The list and the settings, or the way to sign in and come back here."""
    return rx.el.div(
        rx.cond(
            NotificationState.stage == "denied", denied(signed_in=False, back="%2Fnotifications"), _notifications()
        ),
        class_name="kpage",
    )


def _notifications() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Notifications"),
            rx.el.div(
                rx.cond(
                    NotificationState.unread,
                    button("Mark all as read", kind="gho", glyph="check", on_click=NotificationState.read_all),
                    None,
                ),
                button_link("Your alerts", to="/alerts", kind="gho", glyph="bell"),
                class_name="row wrapx",
            ),
            class_name="row between wrapx ahead",
        ),
        rx.cond(
            NotificationState.stage == "ready",
            rx.fragment(rx.cond(NotificationState.days, _days(), _empty()), _push(), _mail(), _quiet()),
            waiting(
                *(rx.el.div(class_name="skl", style={"height": "64px", "marginTop": "12px"}) for _ in range(5)),
                told="Loading what was told to you",
                retry=RETRY,
            ),
        ),
    )


def _days() -> rx.Component:
    return rx.fragment(
        rx.foreach(
            NotificationState.days,
            lambda day: rx.el.section(
                rx.el.h2(day.label),
                rx.el.ul(rx.foreach(day.lines, lambda line: notification_row(line, on_read=NotificationState.read))),
                class_name="news",
            ),
        ),
        rx.cond(
            NotificationState.more,
            rx.el.div(button("Older", kind="sm", on_click=NotificationState.older), class_name="more"),
            None,
        ),
    )


def _empty() -> rx.Component:
    return said(
        "Nothing new",
        "When a gig you saved changes, or something you wait for is announced, it's said here.",
        button_link("Set an alert", to="/alerts", kind="pri"),
        button_link("See what's on", to="/discover"),
    )


def _mail() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("By mail"),
            rx.el.p("Everything is on this page. What else should go to your mailbox, and when?"),
            class_name="ksay",
        ),
        rx.el.div(
            *(
                _choice(kind, label, [(road.value, words) for road, words in ROADS], hint=hint)
                for kind, label, hint in KINDS
            ),
            _choice("digest_hour", "The daily mail comes at", _hours(), hint="One a day at most, Irish time."),
            class_name="roads",
        ),
        class_name="panel ksec",
    )


def _quiet() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Quiet hours"),
            rx.el.p("What comes in the night waits for the morning: mail and notifications."),
            class_name="ksay",
        ),
        rx.el.div(
            rx.el.div(
                _choice("quiet_from", "Nothing from", _hours()),
                _choice("quiet_to", "until", _hours(), hint="The same twice: no quiet hours."),
                class_name="hours",
            ),
            class_name="roads",
        ),
        class_name="panel ksec",
    )


def _push() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("While the site is closed"),
            rx.el.p("Your phone or computer shows what's new, at once. Signing out there ends it."),
            class_name="ksay",
        ),
        rx.el.div(
            PushSwitch.create(public=NotificationState.key, devices=DEVICES, on_switched=NotificationState.switched),
            rx.cond(
                DEVICES.length() > 0,
                rx.fragment(
                    rx.el.ul(
                        rx.foreach(DEVICES, lambda device: device_row(device, on_remove=NotificationState.remove)),
                        class_name="devices",
                        aria_label="Browsers that show your news",
                    ),
                    rx.el.fieldset(
                        rx.el.legend("What they show"),
                        *(_pushed(f"push_{kind}", label, hint) for kind, label, hint in KINDS),
                        class_name="fld",
                    ),
                ),
            ),
            class_name="roads",
        ),
        id="push",
        class_name="panel ksec",
    )


def _pushed(field: str, label: str, hint: str) -> rx.Component:
    on = getattr(SETTLED, field).to(bool)
    return rx.el.div(
        rx.el.button(
            rx.el.span(class_name="knob", aria_hidden="true"),
            label,
            type="button",
            role="switch",
            aria_checked=on,
            on_click=_settle(field, rx.cond(on, "off", "on")),
            class_name="switch",
            custom_attrs={"aria-describedby": f"{field}-hint"},
        ),
        rx.el.small(hint, id=f"{field}-hint"),
    )


def _hours() -> list[tuple[str, str]]:
    return [(str(hour), f"{hour:02}:00") for hour in range(24)]


def _choice(field: str, label: str, options: list[tuple[str, str]], *, hint: str = "") -> rx.Component:
    told = {"aria-describedby": f"{field}-hint"} if hint else {}
    return rx.el.div(
        rx.el.label(label, html_for=f"mail-{field}"),
        rx.el.select(
            *(rx.el.option(words, value=value) for value, words in options),
            id=f"mail-{field}",
            value=getattr(SETTLED, field).to(str),
            on_change=lambda value: _settle(field, value),
            class_name="in",
            custom_attrs=told,
        ),
        rx.el.small(hint, id=f"{field}-hint") if hint else None,
        class_name="fld",
    )
