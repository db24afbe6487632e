"""What a user likes: the eight fields, what was said last, and the way out."""

import reflex as rx

from wtc.components.away import Saver
from wtc.components.forms import AmountField, KeptForm, NamesField, PickField, PostButton
from wtc.components.links import button_link, link
from wtc.components.shell import tongue
from wtc.domain.artwork import genre_art
from wtc.domain.genres import FAMILIES
from wtc.domain.preferences import NIGHTS
from wtc.pages import dials, signals
from wtc.pages.frame import hang
from wtc.state.dials import DialState
from wtc.state.shell import ShellState

KEPT = "/v1/auth/preferences"
SOUNDS = [{"key": key, "label": label, "art": genre_art(key)} for key, label in FAMILIES.items()]
EVENINGS = [{"key": key, "label": label} for key, label in NIGHTS.items()]


def _section(title: str, words: str, *fields: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(title), rx.el.p(words), class_name="ksay"),
        rx.el.div(*fields, class_name="kfields"),
        class_name="panel ksec",
    )


def _names(name: str, label: str, hint: str) -> rx.Component:
    return NamesField.create(name=name, label=label, hint=hint, suggest=f"{KEPT}/names?of={name}")


def _form() -> rx.Component:
    return KeptForm.create(
        _section(
            "Your sounds",
            "What you'd leave the house for.",
            PickField.create(name="genres", label="Genres", choices=SOUNDS, tiles=True),
            _names("artists", "Artists", "Start typing, then Enter. Anyone you'd cross the county for."),
            _names("djs", "DJs", "For the later half of the night."),
        ),
        _section(
            "Your places",
            "Where you'd go, and how far.",
            _names("cities", "Cities and towns", "The ones you'd happily get home from."),
            _names("venues", "Rooms", "Your favourite places to stand near the front of."),
            AmountField.create(
                name="radius_km", label="How far you'd travel", unit="km", none="Anywhere", most=200, step=5
            ),
        ),
        _section(
            "Your nights",
            "When, and for how much.",
            PickField.create(name="night_preferences", label="Nights you're free", choices=EVENINGS),
            AmountField.create(
                name="budget_max",
                label="Most you'd pay for a ticket",
                hint="In euro in the south, pounds in the north. We'll still show dearer ones, marked.",
                unit="",
                none="Any price",
                most=150,
                step=5,
            ),
        ),
        action=KEPT,
        label="Save",
        working="Saving",
    )


def _account() -> rx.Component:
    out = {"working": "Signing out", "class_name": "btn"}
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Your account"),
            rx.el.p("Signed in as ", rx.el.strong(ShellState.name), "."),
            link("See what your taste adds up to", to="/taste", class_name="see"),
            link("Your gigs in your own calendar", to="/calendars", class_name="see"),
            class_name="ksay",
        ),
        rx.el.div(
            PostButton.create("Sign out", action="/v1/auth/logout", to="/", **out),
            PostButton.create("Sign out on every device", action="/v1/auth/logout?all=true", to="/", **out),
            button_link("Your account and data", to="/account"),
            class_name="row wrapx",
        ),
        class_name="panel ksec",
    )


def _language() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Your language"),
            rx.el.p("English or Irish: the site, your mails and your calendars."),
            class_name="ksay",
        ),
        rx.el.div(tongue("btn"), class_name="row wrapx"),
        class_name="panel ksec",
    )


def _device() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("On this device"),
            rx.el.p("For a slow line or a small bundle. It's kept here, not in your account."),
            class_name="ksay",
        ),
        rx.el.div(
            Saver.create(name="Use less data", says="less-words"),
            rx.el.p(
                "On: drawn artwork in place of photos, charts when you ask for them, and nothing fetched ahead. "
                "A browser that saves data has it on without asking.",
                id="less-words",
                class_name="muted meta",
            ),
            link("Notifications while the site is closed", to="/notifications#push", class_name="see"),
            class_name="kfields",
        ),
        class_name="panel ksec",
    )


def _lists() -> rx.Component:
    return rx.cond(DialState.ready, rx.fragment(dials.turned(), dials.history()))


def preferences() -> rx.Component:
    """One form in three parts; what is listened to elsewhere, and the account, below it."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1("Your taste"),
            rx.el.p("Tell us a little or a lot. Leave anything empty and we'll keep an open mind.", class_name="muted"),
            link("The short way: three screens, twenty seconds", to="/welcome", class_name="see"),
            class_name="ahead",
        ),
        _form(),
        rx.cond(
            ShellState.signed_in,
            rx.fragment(
                signals.spotify_section(), signals.listening_section(), _lists(), _language(), _device(), _account()
            ),
        ),
        class_name="kpage",
    )


def add(app: rx.App) -> None:
    hang(
        app,
        preferences,
        route="/preferences",
        title="Your taste",
        description="Your preferences.",
        here="you",
        load=[*signals.LOAD, DialState.load],
    )
