"""Signing in, signing up, and the way back in for a forgotten password."""

from typing import Any

import reflex as rx

from wtc.components.forms import (
    AccountForm,
    GoOn,
    OnwardLink,
    PostButton,
    TextField,
    email_field,
    password_field,
    two_halves,
)
from wtc.components.icons import icon
from wtc.pages.frame import hang
from wtc.state.shell import ShellState

REASONS = (
    ("heart", "Keep the gigs you're thinking of in one place, on every device."),
    ("hide", "Hide what isn't for you. It stays hidden."),
    ("sliders", "Tell us your sounds, rooms and budget once."),
)


def _heading(title: str, words: str) -> rx.Component:
    return rx.el.div(rx.el.h1(title), rx.el.p(words, class_name="muted"), class_name="ahead")


def _other(words: str, label: str, to: str) -> rx.Component:
    return rx.el.p(words, " ", OnwardLink.create(label, to=to, class_name="lk"), class_name="aother meta")


def _unless_signed_in(*form: Any) -> rx.Component:
    already = rx.el.div(
        _heading("You're in", "No need to sign in twice."),
        rx.el.p("This browser is signed in as ", rx.el.strong(ShellState.name), "."),
        rx.el.div(
            GoOn.create("Carry on", class_name="btn pri"),
            PostButton.create(
                "Sign out", action="/v1/auth/logout", to="/login", working="Signing out", class_name="btn gho"
            ),
            class_name="row wrapx",
        ),
        class_name="stack",
    )
    # The form is only hidden, never taken away: what was typed before the server said who is here must stay.
    return rx.fragment(
        rx.cond(ShellState.signed_in, already), rx.el.div(*form, custom_attrs={"hidden": ShellState.signed_in})
    )


def login() -> rx.Component:
    """E-mail and password, and the ways on for whoever has no account or no password."""
    return two_halves(
        "indie",
        _unless_signed_in(
            _heading("Good to see you", "Sign in and your saved gigs come with you."),
            AccountForm.create(
                email_field(),
                password_field(),
                action="/v1/auth/login",
                label="Sign in",
                working="Signing in",
            ),
            rx.el.p(rx.el.a("Forgot your password?", href="/forgot", class_name="lk"), class_name="aother meta"),
            _other("New here?", "Make an account", "/signup"),
        ),
    )


def signup() -> rx.Component:
    """Three fields, and why one would fill them in."""
    reasons = (rx.el.li(icon(glyph), rx.el.span(words)) for glyph, words in REASONS)
    return two_halves(
        "trad",
        _unless_signed_in(
            _heading("Come on in", "You can look around without an account. With one, you can:"),
            rx.el.ul(*reasons, class_name="areasons"),
            AccountForm.create(
                TextField.create(
                    name="name",
                    label="Name",
                    hint="What we call you. First name is plenty.",
                    kind="name",
                    autocomplete="name",
                    needed="What do we call you?",
                ),
                email_field(),
                password_field(fresh=True),
                action="/v1/auth/signup",
                label="Make my account",
                working="Making your account",
                via="/welcome",
            ),
            _other("Have one already?", "Sign in", "/login"),
        ),
    )


def forgot() -> rx.Component:
    """Asks for a link; says the same whoever asks."""
    return two_halves(
        "jazz",
        _heading("Forgot your password?", "Happens to us all. We'll mail you a link to set a new one."),
        AccountForm.create(
            email_field(),
            action="/v1/auth/forgot",
            label="Send the link",
            working="Sending",
            sent="Check your mail. If there's an account for that address, a link is on its way. "
            "It works once, for 30 minutes.",
        ),
        _other("It came back to you?", "Sign in", "/login"),
    )


def reset() -> rx.Component:
    """Where the mailed link leads."""
    return two_halves(
        "techno",
        _heading("Set a new password", "Every device that's signed in will be signed out, bar this one."),
        AccountForm.create(
            password_field("New password", fresh=True),
            action="/v1/auth/reset",
            label="Set it and sign in",
            working="Setting it",
            token=True,
        ),
    )


def add(app: rx.App) -> None:
    hang(app, login, route="/login", title="Sign in", description="Sign in to WhatsTheCraic.", here="you")
    hang(app, signup, route="/signup", title="Make an account", description="Make a WhatsTheCraic account.", here="you")
    hang(app, forgot, route="/forgot", title="Forgot your password?", description="Get a reset link.", here="you")
    hang(app, reset, route="/reset", title="Set a new password", description="Set a new password.", here="you")
