"""A fan's Spotify as pictures: the whole of it for the preferences, and a small one for other pages."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.components.links import button, link
from wtc.components.words import note
from wtc.shapes.spotify import SpotifyAct, SpotifyCard

LOGIN = "/auth/spotify/login"
READS = (
    "The acts you play most: this month, these six months, over the years",
    "The acts you follow there",
    "Who is on your newest 500 saved tracks",
)


def spotify_panel(card: SpotifyCard, *, on_sync: Any, on_allow: Any, on_disconnect: Any) -> rx.Component:
    """Everything there is to say and do. ``on_allow`` takes whether models may learn from it."""
    return rx.el.div(
        rx.match(
            card.state,
            (
                "off",
                rx.el.p("Spotify isn't set up in this house. A file does the same, just below.", class_name="muted"),
            ),
            ("none", _offer()),
            rx.el.div(
                _standing(card),
                _heard(card),
                rx.el.div(_again(card, on_sync), class_name="row wrapx"),
                _rights(card, on_allow, on_disconnect),
                class_name="kfields",
            ),
        ),
        class_name="spoti",
    )


def spotify_widget(card: SpotifyCard, *, on_sync: Any) -> rx.Component:
    """The small one: an offer, or the sounds and acts that were heard. Draws nothing where Spotify is not set up."""
    return rx.cond(
        card.state == "off",
        None,
        rx.el.section(
            rx.el.h2("Your Spotify"),
            rx.cond(
                card.state == "none",
                rx.fragment(
                    rx.el.p("Let what you play there find you a night out.", class_name="muted"),
                    connect_link("Connect Spotify"),
                ),
                rx.fragment(
                    rx.el.p(card.line, class_name="muted"),
                    _heard(card),
                    rx.el.div(
                        _again(card, on_sync),
                        link("What was read", to="/preferences#spotify", class_name="see"),
                        class_name="row wrapx",
                    ),
                ),
            ),
            class_name="panel spoti small",
        ),
    )


def connect_link(label: Any) -> rx.Component:
    """The way to Spotify: a whole page load, since it leads away from here."""
    return link(label, icon("external", small=True), to=LOGIN, reload_document=True, class_name="btn pri")


def _offer() -> rx.Component:
    return rx.el.div(
        rx.el.p("With your word we read, once a day:"),
        rx.el.ul(*(rx.el.li(icon("check", small=True), rx.el.span(each)) for each in READS), class_name="areasons"),
        rx.el.p(
            "Nothing is posted, played or changed there. Disconnecting deletes all of it here.",
            class_name="muted meta",
        ),
        rx.el.div(connect_link("Connect Spotify"), class_name="row wrapx"),
        class_name="kfields offer",
    )


def _standing(card: SpotifyCard) -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.strong(card.name), rx.cond(card.name, " · ", ""), card.line),
        rx.cond(card.problem, note(card.problem, glyph="alert", colour="coral"), None),
        rx.cond(card.read, rx.el.p(card.read, class_name="muted meta"), None),
        rx.cond(card.consent, rx.el.p(card.consent, class_name="muted meta"), None),
        role="status",
        class_name="kept",
    )


def _heard(card: SpotifyCard) -> rx.Component:
    return rx.cond(
        card.acts.length() > 0,  # type: ignore[attr-defined]
        rx.el.div(
            rx.cond(
                card.genres.length() > 0,  # type: ignore[attr-defined]
                rx.el.ul(
                    rx.foreach(card.genres, lambda genre: rx.el.li(genre, class_name="bdg c-emerald")),
                    class_name="row wrapx sounds",
                    aria_label="The sounds you play most",
                ),
                None,
            ),
            rx.el.ol(rx.foreach(card.acts, _act), class_name="hears", aria_label="The acts you play most"),
            class_name="heard",
        ),
        None,
    )


def _act(act: SpotifyAct) -> rx.Component:
    return rx.el.li(
        rx.cond(act.href, link(act.name, to=act.href, class_name="lk"), rx.el.span(act.name)),
        rx.el.a(
            "Spotify",
            rx.el.span(": ", act.name, ", opens in a new tab", class_name="sr"),
            icon("external", small=True),
            href=act.url,
            target="_blank",
            rel="noopener nofollow",
            class_name="see",
        ),
    )


def _again(card: SpotifyCard, on_sync: Any) -> rx.Component:
    return rx.cond(
        card.state == "ask again",
        connect_link("Connect again"),
        button(
            rx.cond(card.syncing, "Reading", "Sync now"),
            on_click=on_sync,
            disabled=card.syncing,
            custom_attrs={"aria-busy": card.syncing},
        ),
    )


def _rights(card: SpotifyCard, on_allow: Any, on_disconnect: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.cond(
                    card.training,
                    "The models that rank for everybody may learn from it.",
                    "Only your own list uses it: no model learns from it.",
                ),
                class_name="muted meta",
            ),
            button(
                rx.cond(card.training, "Stop them learning", "Let models learn too"),
                kind="sm",
                on_click=on_allow(~card.training),
            ),
            class_name="right",
        ),
        rx.el.details(
            rx.el.summary("Disconnect", icon("down", small=True)),
            rx.el.p("We forget the key, and delete every act and sound that came from Spotify."),
            button("Disconnect and delete", kind="sm", on_click=on_disconnect),
            class_name="undoing",
        ),
        class_name="rights",
    )
