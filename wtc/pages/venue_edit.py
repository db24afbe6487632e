"""Where organisers keep a room: its facts in a form, its photos on a wall."""

from typing import Any

import reflex as rx

from wtc.components.forms import AccountForm, KeptForm, PickField, TextField
from wtc.components.links import button, button_link
from wtc.components.venues import AreaField, CaptionField, FigureField, OneField, PhotoUpload
from wtc.components.words import denied, whole_page
from wtc.domain.genres import FAMILIES
from wtc.domain.places import counties
from wtc.domain.venues import KINDS
from wtc.pages.frame import hang
from wtc.shapes.venue_pages import Photo
from wtc.state.shell import ShellState
from wtc.state.venues.edit import VenueDeskState

_move: Any = VenueDeskState.move  # on the class a handler makes an event, which its type does not say
_take_down: Any = VenueDeskState.take_down
_venue: Any = VenueDeskState.venue
_photos: Any = VenueDeskState.photos


def add(app: rx.App) -> None:
    """Hang the page for a new room and the one for a room that stands."""
    load = VenueDeskState.load
    hang(app, lambda: _desk(_new()), route="/venues/new", title="Add a room", here="venues", load=load)
    hang(app, lambda: _desk(_standing()), route="/venues/[slug]/edit", title="Keep a room", here="venues", load=load)


def _desk(filled: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.match(
            VenueDeskState.stage,
            ("ready", filled),
            ("denied", denied(signed_in=ShellState.signed_in, back=VenueDeskState.back)),
            ("missing", _missing()),
            rx.el.div(class_name="skl vbox", role="status", aria_label="Fetching the room"),
        ),
        class_name="kpage",
    )


def _new() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Add a room"),
            rx.el.p("Only what you know. Empty is better than a guess.", class_name="muted"),
            class_name="ahead",
        ),
        AccountForm.create(
            *_fields(), action="/v1/venues", label="Add the room", working="Adding", follow=True, class_name="roomform"
        ),
    )


def _standing() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(VenueDeskState.name),
            rx.el.p(
                rx.cond(VenueDeskState.closed, "Closed: it is found no more. ", ""),
                "Only what you know. Empty is better than a guess.",
                class_name="muted",
            ),
            rx.el.div(
                button_link("See its page", to="/venues/" + VenueDeskState.slug, kind="sm"),
                rx.cond(
                    VenueDeskState.closed,
                    None,
                    button("Close this room", kind="gho sm", on_click=VenueDeskState.close),
                ),
                class_name="row wrapx",
            ),
            class_name="ahead",
        ),
        KeptForm.create(
            *_fields(),
            action="/v1/venues/" + _venue.to(str) + "/form",
            label="Save",
            working="Saving",
            key=_venue.to(str),
        ),
        _wall(),
    )


def _section(title: str, words: str, *fields: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(title), rx.el.p(words), class_name="ksay"),
        rx.el.div(*fields, class_name="kfields"),
        class_name="panel ksec",
    )


def _fields() -> tuple[rx.Component, ...]:
    return (
        _section(
            "The room",
            "What it's called, and what it is.",
            TextField.create(name="name", label="Name", kind="name", needed="A room needs a name."),
            OneField.create(name="kind", label="Kind", none="Not said", choices=_choices(KINDS)),
            FigureField.create(
                name="capacity", label="Capacity", hint="People, in its biggest room. Empty: not known."
            ),
            AreaField.create(name="about", label="About", hint="A few plain sentences."),
        ),
        _section(
            "Where it is",
            "The map pin comes from the two numbers.",
            TextField.create(name="area", label="Street", kind="name", hint="As it's said: 25 Wexford Street"),
            TextField.create(name="address", label="Whole address", kind="name", hint="With the Eircode or postcode"),
            TextField.create(name="city", label="Town", kind="name", needed="Say which town it is in."),
            OneField.create(
                name="county", label="County", none="From the town", choices=_choices(counties(), capital=False)
            ),
            FigureField.create(name="lat", label="Latitude", step="any", hint="53.3372"),
            FigureField.create(name="lon", label="Longitude", step="any", hint="-6.2657"),
        ),
        _section(
            "Reaching it",
            "Shown on its page.",
            TextField.create(name="website", label="Website", hint="From https:// on"),
            TextField.create(name="phone", label="Phone"),
        ),
        _section(
            "Access",
            "Only what somebody checked, one thing a line.",
            AreaField.create(
                name="access",
                label="What is known",
                lines=True,
                hint="Begin with Step-free for what is, with No for what is missing.",
            ),
            FigureField.create(name="access_checked_on", label="Checked on", type="date"),
        ),
        _section(
            "What it has",
            "One thing a line, and the sounds it is for.",
            AreaField.create(name="amenities", label="Amenities", lines=True, hint="Cloakroom, kitchen, late bar"),
            PickField.create(
                name="genre_focus",
                label="It is for",
                choices=[{"key": key, "label": label} for key, label in FAMILIES.items() if key != "other"],
            ),
        ),
    )


def _choices(names: Any, *, capital: bool = True) -> list[dict[str, str]]:
    return [{"key": name, "label": name.capitalize() if capital else name} for name in names]


def _wall() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Photos"),
            rx.el.p("The first one is the room's face. At most 24."),
            class_name="ksay",
        ),
        rx.el.div(
            PhotoUpload.create(
                action="/v1/venues/" + _venue.to(str) + "/photos",
                left=VenueDeskState.left,
                on_done=VenueDeskState.sent,
            ),
            rx.el.ul(rx.foreach(VenueDeskState.photos, _hung), class_name="wall"),
            class_name="kfields",
        ),
        class_name="panel ksec",
    )


def _hung(photo: Photo) -> rx.Component:
    which = "photo " + rx.Var.create(photo.number).to(str)
    return rx.el.li(
        rx.el.img(src=photo.small, alt="", custom_attrs={"width": 160, "height": 120, "loading": "lazy"}),
        rx.el.div(
            CaptionField.create(
                subject=photo.id,
                value=photo.caption,
                label="What " + which + " shows",
                on_keep=VenueDeskState.caption,
            ),
            rx.el.div(
                _step(photo, -1, "Move earlier", which, photo.number == 1),
                _step(photo, 1, "Move later", which, photo.number == _photos.length()),
                button(
                    rx.fragment("Take down", rx.el.span(" ", which, class_name="sr")),
                    kind="gho sm",
                    on_click=_take_down(photo.id),
                ),
                class_name="row wrapx",
            ),
            class_name="grow",
        ),
    )


def _step(photo: Photo, by: int, label: str, which: Any, end: Any) -> rx.Component:
    said = rx.fragment(label, rx.el.span(" ", which, class_name="sr"))
    return button(said, kind="sm", disabled=end, on_click=_move(photo.id, by))


def _missing() -> rx.Component:
    return whole_page(
        "No room by that name.",
        "It may have been deleted, or the link lost its tail on the way.",
        button_link("See every room", to="/venues", kind="pri"),
        button_link("Add a room", to="/venues/new"),
    )
