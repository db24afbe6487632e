"""The parts of the rooms' pages, each a picture of one shape."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Poster
from wtc.components.icons import icon
from wtc.components.links import link
from wtc.shapes.venue_pages import Checked, Tile, VenueCard, VenueDetail

_LIBRARY = "$/public/venues.jsx"
_done = rx.event.no_args_event_spec
_photo_text: Any = rx.event.passthrough_event_spec(int, str)  # type: ignore[call-arg]


class RoomFinder(rx.Component):
    """The search field of the list."""

    library = _LIBRARY
    tag = "RoomFinder"
    q: rx.Var[str]


class Gallery(rx.Component):
    """Photos, one large when pressed."""

    library = _LIBRARY
    tag = "Gallery"
    photos: rx.Var[list[Any]]
    name: rx.Var[str]


class PhotoUpload(rx.Component):
    """Sends photos to ``action``, at most ``left`` of them."""

    library = _LIBRARY
    tag = "PhotoUpload"
    action: rx.Var[str]
    left: rx.Var[int]
    on_done: rx.EventHandler[_done]


class CaptionField(rx.Component):
    """What one photo shows."""

    library = _LIBRARY
    tag = "CaptionField"
    subject: rx.Var[int]
    value: rx.Var[str]
    label: rx.Var[str]
    on_keep: rx.EventHandler[_photo_text]


class SlotForm(rx.Component):
    """Puts up a stretch of the night of ``day``."""

    library = _LIBRARY
    tag = "SlotForm"
    action: rx.Var[str]
    day: rx.Var[str]
    on_done: rx.EventHandler[_done]


class AreaField(rx.Component):
    """Several lines, as one text or, with ``lines``, as a list."""

    library = _LIBRARY
    tag = "AreaField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    lines: rx.Var[bool]
    rows: rx.Var[int]


class FigureField(rx.Component):
    """A number or a day."""

    library = _LIBRARY
    tag = "FigureField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    type: rx.Var[str]
    step: rx.Var[str]


class OneField(rx.Component):
    """One of ``choices`` (key and label), or ``none``."""

    library = _LIBRARY
    tag = "OneField"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    none: rx.Var[str]
    choices: rx.Var[list[Any]]


def venue_row(card: VenueCard, *, eager: Any = False) -> rx.Component:
    """A room in a list beside its map: a whole-card link whose pin lights up with it."""
    return rx.el.article(
        rx.el.div(
            Poster.create(
                src=card.image, src_set=card.srcset, sizes="140px", fallback=card.fallback, alt="", eager=eager,
                width=640, height=480,
            ),
            class_name="pic",
        ),
        rx.el.div(
            rx.el.h3(link(card.name, to=card.href)),
            rx.el.p(card.place, class_name="ln"),
            rx.el.p(
                rx.cond(card.kind, rx.el.span(card.kind), None),
                rx.cond(card.holds, rx.el.span(card.holds, class_name="num"), None),
                class_name="ln dots",
            ),
            rx.cond(card.gigs, rx.el.p(card.gigs, class_name="ln em"), None),
            class_name="bd",
        ),
        class_name="card rowc vr",
        custom_attrs={"data-pin": card.id},
    )  # fmt: skip


def hero(detail: VenueDetail, *actions: rx.Component) -> rx.Component:
    """The room, wide, with its name over it."""
    return rx.el.section(
        rx.el.picture(
            rx.el.source(media="(max-width: 767px)", src_set=detail.hero_small),
            rx.el.img(
                src=detail.hero, alt="", custom_attrs={"width": 1260, "height": 540, "fetchPriority": "high"}
            ),
        ),
        rx.el.div(
            rx.el.p(detail.eyebrow, class_name="eye"),
            rx.el.h1(detail.name),
            rx.el.p(detail.lead, class_name="sub"),
            rx.el.div(*actions, class_name="hact"),
            class_name="hin",
        ),
        class_name="hero rh",
    )  # fmt: skip


def tiles(items: Any) -> rx.Component:
    """The room in figures."""
    return rx.el.ul(rx.foreach(items, _tile), class_name="tiles", aria_label="In figures")


def _tile(tile: Tile) -> rx.Component:
    return rx.el.li(rx.el.b(tile.figure, class_name="num"), rx.el.span(tile.label))


def near(cards: Any) -> rx.Component:
    """The rooms around, the nearest first."""
    return rx.el.section(
        rx.el.h2("Rooms nearby"), rx.el.ul(rx.foreach(cards, _near), class_name="lu nr"), class_name="panel"
    )


def _near(card: VenueCard) -> rx.Component:
    return rx.el.li(
        rx.el.img(src=card.image, alt="", custom_attrs={"width": 104, "height": 78, "loading": "lazy"}),
        rx.el.div(
            rx.el.h3(link(card.name, to=card.href)),
            rx.el.p(
                rx.cond(card.holds, rx.el.span(card.holds), None), rx.el.span(card.far), class_name="meta muted dots"
            ),
        ),
        custom_attrs={"data-pin": card.id},
    )


def access(detail: VenueDetail) -> rx.Component:
    """What is known about getting in, when it was checked, and the way to tell us."""
    return rx.el.section(
        rx.el.h2("Access"),
        rx.cond(detail.access, rx.el.ul(rx.foreach(detail.access, _checked), class_name="fl"), None),
        rx.el.p(detail.access_said, " If you know, tell us below.", class_name="meta muted told"),
        class_name="panel",
    )


def _checked(line: Checked) -> rx.Component:
    return rx.el.li(icon(line.kind), rx.el.div(line.text))


def skeleton() -> rx.Component:
    """The boxes of a room's page before it is there."""
    return rx.el.div(
        rx.el.div(class_name="hero rh skl"),
        rx.el.ul(*(rx.el.li(class_name="skl") for _ in range(4)), class_name="tiles"),
        aria_hidden="true",
    )
