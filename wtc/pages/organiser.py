"""For organisers: their own nights, and the form of one with its card beside it."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Tabs
from wtc.components.cards import event_card
from wtc.components.links import button, button_link, link
from wtc.components.lists import turn
from wtc.components.organiser import NightForm, night_group
from wtc.components.words import denied, failed, note, said, whole_page
from wtc.domain.artwork import genre_art
from wtc.domain.genres import FAMILIES
from wtc.pages.frame import hang
from wtc.state.organiser import TABS, NightState, OrganiserState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

SOUNDS = [{"key": key, "label": label, "art": genre_art(key)} for key, label in FAMILIES.items()]
NEW = "/organiser/events/new"
_ask_in: Any = OrganiserState.ask_in  # on the class a handler makes an event, which its type does not say
_show: Any = NightState.show


def add(app: rx.App) -> None:
    """Hang the list and the form."""
    hang(
        app, nights, route="/organiser", title="Your nights", load=OrganiserState.load, here="you",
        description="Put on a night: weekly or once, in search at once, with how it does.",
    )  # fmt: skip
    hang(app, night, route="/organiser/events/[night]", title="A night of yours", load=NightState.load, here="you")


def nights() -> rx.Component:
    """The organiser's nights, or how one becomes an organiser."""
    return rx.el.div(
        rx.match(
            OrganiserState.stage,
            ("denied", denied(signed_in=False, back="/organiser")),
            ("outside", _outside()),
            _list(),
        ),
        class_name="kpage",
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Your nights"),
            rx.el.span(
                button_link("Bring a list of DJs", to="/organiser/djs/import", kind="gho"),
                button_link("Put on a night", to=NEW, kind="pri"),
                class_name="row wrapx",
            ),
            class_name="row between wrapx",
        ),
        rx.cond(OrganiserState.done, note(OrganiserState.done, glyph="check", colour="emerald", role="status"), None),
        Tabs.create(*(_tab(key) for key in TABS), label="Your nights"),
        rx.cond(
            OrganiserState.stage == "ready",
            rx.cond(OrganiserState.groups, _filled(), _empty()),
            rx.cond(
                ToastState.failing,
                failed(on_retry=[ShellState.load, OrganiserState.load]),
                rx.el.div(
                    *(rx.el.div(class_name="skl", style={"height": "84px", "marginTop": "12px"}) for _ in range(4)),
                    rx.el.p("Loading your nights", class_name="sr", role="status"),
                ),
            ),
        ),
    )  # fmt: skip


def _tab(key: str) -> rx.Component:
    current = {"aria-current": rx.cond(OrganiserState.tab == key, "page", "false")}
    return link(key.capitalize(), to=f"/organiser?tab={key}", custom_attrs=current)


def _filled() -> rx.Component:
    return rx.el.div(
        rx.foreach(OrganiserState.groups, night_group),
        turn(OrganiserState.previous, OrganiserState.next, words=("Back", "Further on")),
        class_name="nights",
    )


def _empty() -> rx.Component:
    return rx.match(
        OrganiserState.tab,
        ("past", said("Nothing behind you yet", "Nights move here once they're over, with how they did.")),
        ("cancelled", said("Nothing called off", "Long may it last.")),
        said(
            "Your first night goes here",
            "A title, a date and a room are enough. It's in search the moment you put it on, and you can change it any "
            "time. A weekly session is one form too.",
            button_link("Put on a night", to=NEW, kind="pri"),
        ),
    )


def _outside() -> rx.Component:
    return whole_page(
        "Putting on nights here?",
        "Organisers add their own gigs, sessions and club nights, once or every week, and see how they do. The people "
        "who run this site give out the keys, so that everything on it is real.",
        rx.cond(
            OrganiserState.asked,
            rx.el.p("You've asked. You'll see your nights here once somebody has said yes.", role="status"),
            button("Ask for a key", kind="pri", on_click=_ask_in),
        ),
        button_link("Back to the gigs", to="/discover"),
        family="folk",
    )


def night() -> rx.Component:
    """One night's form, its card beside it."""
    return rx.match(
        NightState.stage,
        ("denied", denied(signed_in=ShellState.signed_in, back=NEW)),
        (
            "missing",
            whole_page("We looked. It isn't there.", "None of your nights is at that address.",
                       button_link("Your nights", to="/organiser", kind="pri")),
        ),
        ("ready", _form()),
        rx.cond(
            ToastState.failing,
            failed(on_retry=[ShellState.load, NightState.load]),
            rx.el.div(rx.el.div(class_name="skl", style={"height": "420px"}), class_name="nwide"),
        ),
    )  # fmt: skip


def _form() -> rx.Component:
    mine = NightState.page != ""
    return rx.el.div(
        rx.el.div(
            link("Your nights", to="/organiser", class_name="lk"),
            rx.el.h1(rx.cond(mine, "Change a night", "Put on a night")),
            rx.cond(
                mine,
                rx.el.p(
                    NightState.doing,
                    " · ",
                    link("See its page", to=NightState.page, class_name="lk"),
                    class_name="muted",
                ),
                rx.el.p("A title, a date and a room are enough to begin with.", class_name="muted"),
            ),
            class_name="ahead",
        ),
        rx.el.div(
            rx.el.div(
                NightForm.create(
                    night=NightState.night, sounds=SOUNDS, today=NightState.today, on_preview=_show, key=NightState.key
                )
            ),
            rx.el.aside(
                rx.el.h2("How it will look", class_name="cap muted"),
                event_card(NightState.preview, size="grid", eager=True),
                class_name="nside",
                custom_attrs={"inert": ""},
                aria_label="How it will look",
            ),
            class_name="ngrid",
        ),
        class_name="nwide",
    )  # fmt: skip
