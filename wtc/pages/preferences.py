"""What a user likes: the eight fields, what was said last, and the way out."""

import reflex as rx

from wtc.components.forms import AmountField, KeptForm, NamesField, PickField, PostButton
from wtc.domain.artwork import genre_art
from wtc.domain.genres import FAMILIES
from wtc.domain.preferences import NIGHTS
from wtc.pages.frame import hang
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
            class_name="ksay",
        ),
        rx.el.div(
            PostButton.create("Sign out", action="/v1/auth/logout", to="/", **out),
            PostButton.create("Sign out on every device", action="/v1/auth/logout?all=true", to="/", **out),
            class_name="row wrapx",
        ),
        class_name="panel ksec",
    )


def preferences() -> rx.Component:
    """One form in three parts, and the account below it."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1("Your taste"),
            rx.el.p("Tell us a little or a lot. Leave anything empty and we'll keep an open mind.", class_name="muted"),
            class_name="ahead",
        ),
        _form(),
        rx.cond(ShellState.signed_in, _account()),
        class_name="kpage",
    )


def add(app: rx.App) -> None:
    hang(app, preferences, route="/preferences", title="Your taste", description="Your preferences.", here="you")
