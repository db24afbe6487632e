"""One event as a card, in three sizes: what it says, what may be done to it, and the ring of its match."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from wtc.components.adapters import Poster, SaveButton
from wtc.components.feedback import WHYS, FeedbackPair, Hideable, HideButton, WhyChip
from wtc.components.links import link
from wtc.components.player import mixcloud_link
from wtc.shapes.events import Badge, EventCard

RAIL_SIZES = "(min-width: 560px) 280px, 210px"
"""How wide a poster stands in a rail; on a phone's fine screen a little less, for its wire's sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a visitor may do to a card, and what they have done: ids by deed, and the handlers, uncalled.

    ``refused`` counts the server's refusals, so that a wish shown at once can be taken back.
    """

    saved: Any = field(default_factory=list)
    hidden: Any = field(default_factory=list)
    up: Any = field(default_factory=list)
    down: Any = field(default_factory=list)
    signed_in: Any = False
    refused: Any = 0
    on_save: Any = None
    on_unsave: Any = None
    on_hide: Any = None
    on_unhide: Any = None
    on_up: Any = None
    on_down: Any = None
    on_unthumb: Any = None

    def heart(self, subject: Any, name: Any, **props: Any) -> rx.Component:
        """The save button of one event."""
        return SaveButton.create(
            subject=subject,
            name=name,
            saved=rx.Var.create(self.saved).contains(subject),
            signed_in=self.signed_in,
            refused=self.refused,
            on_save=self.on_save,
            on_unsave=self.on_unsave,
            **props,
        )


def badge(mark: Badge) -> rx.Component:
    return rx.el.li(mark.label, class_name="bdg c-" + rx.Var.create(mark.kind).to(str) + " " + mark.kind)


def badges(marks: Any) -> rx.Component:
    """Status words in a row whose height is kept even when it is empty."""
    return rx.el.ul(rx.foreach(marks, badge), class_name="bdgs", aria_label="Status")


def source_marks(sources: Any) -> rx.Component:
    """Who lists it: a coloured dot and a name for each source."""
    return rx.el.ul(
        rx.foreach(
            sources,
            lambda mark: rx.el.li(mark.label, class_name="src c-" + mark.kind, custom_attrs={"data-source": mark.key}),
        ),
        class_name="srcs",
        aria_label="Listed by",
    )


def price(card: EventCard) -> rx.Component:
    """What it costs, shown short and read out whole."""
    return rx.cond(
        card.price,
        rx.el.span(
            rx.el.span(card.price_said, class_name="sr"),
            rx.el.span(
                rx.cond(card.price_prefix, rx.el.small(card.price_prefix, " "), None),
                card.price,
                custom_attrs={"aria-hidden": "true"},
            ),
            class_name=rx.cond(card.free, "price free", "price"),
        ),
        rx.el.span(class_name="price"),
    )


def _picture(card: EventCard, *, cut: str, eager: Any, row: Any = False) -> rx.Component:
    square = cut == "square"
    return Poster.create(
        src=card.row_image if square else card.image,
        row_src=rx.cond(row, card.row_image, ""),
        src_set="" if square else card.srcset,
        sizes="" if row is not False else RAIL_SIZES,
        fallback=card.fallback,
        colour=card.colour,
        alt=card.alt,
        eager=eager,
        width=480 if square else 640,
        height=480,
    )


def _date(card: EventCard) -> rx.Component:
    return rx.cond(
        card.day,
        rx.el.time(
            card.weekday, rx.el.b(card.day), card.month, class_name="dt", date_time=card.starts_at, aria_hidden="true"
        ),
        None,
    )


def _title(card: EventCard) -> rx.Component:
    return rx.el.h3(link(card.title, to=card.href))


def _facts(card: EventCard) -> tuple[rx.Component, rx.Component]:
    return (
        rx.el.p(
            rx.el.time(
                rx.el.span(card.date_said, class_name="sr"),
                rx.el.span(card.date_line, class_name="rd", aria_hidden="true"),
                date_time=card.starts_at,
            ),
            card.line,
            class_name="ln",
        ),
        rx.el.p(card.place, class_name="ln"),
    )


def match_badge(card: EventCard) -> rx.Component:
    """The match as a ring around its number, dotted where it is a guess; a word where taste is unknown, or nothing."""
    return rx.cond(
        card.match,
        rx.el.span(
            rx.el.span(card.match_said, class_name="sr"),
            rx.el.span(card.match, aria_hidden="true"),
            class_name="sc " + rx.Var.create(card.tier).to(str),
            custom_attrs={"style": {"--p": card.match}},
        ),
        rx.cond(card.word, rx.el.span(card.word, class_name="sc word"), None),
    )


def reason_chip(card: EventCard) -> rx.Component:
    """The one reason that fits on a card; it opens the drawer that tells them all."""
    return rx.cond(
        card.reason,
        WhyChip.create(
            subject=card.id,
            name=card.title,
            reason=card.reason,
            glyph=card.reason_icon,
            class_name="c-" + rx.Var.create(card.reason_kind).to(str),
        ),
        None,
    )


def _buttons(card: EventCard, marks: Marks | None) -> rx.Component | None:
    if marks is None:
        return None
    thumbs = rx.cond(card.past, None, FeedbackPair.create())
    return rx.el.div(marks.heart(card.id, card.title), thumbs, HideButton.create(), class_name="do")


def _attributes(card: EventCard, place: Any) -> dict[str, Any]:
    known = {"data-source": card.source_keys, "data-event": card.id}
    return known if place is None else known | {"data-position": place + 1}


def _card(card: EventCard, *, row: Any, eager: Any, marks: Marks | None, place: Any) -> rx.Component:
    hear = rx.cond(card.listen, mixcloud_link(card.listen, card.headliner), None)
    return rx.el.article(
        rx.el.div(
            _picture(card, cut="card", eager=eager, row=row),
            _date(card),
            match_badge(card),
            hear,
            class_name="pic",
        ),
        rx.el.div(
            badges(card.badges),
            _title(card),
            *_facts(card),
            source_marks(card.sources),
            reason_chip(card),
            class_name="bd",
        ),
        rx.el.div(price(card), _buttons(card, marks), class_name="act"),
        class_name=rx.cond(card.past, "card past", "card"),
        custom_attrs=_attributes(card, place),
    )


def _row(card: EventCard, *, eager: Any, marks: Marks | None, place: Any) -> rx.Component:
    return rx.el.article(
        rx.el.div(_picture(card, cut="square", eager=eager), class_name="pic"),
        rx.el.div(
            _title(card),
            rx.el.p(rx.el.time(card.when, date_time=card.starts_at), class_name="ln"),
            rx.el.p(card.place, class_name="ln"),
            rx.el.div(price(card), badges(card.badges), class_name="foot-line"),
            reason_chip(card),
            class_name="bd",
        ),
        rx.cond(card.match, match_badge(card), None),
        rx.el.div(_buttons(card, marks), class_name="act") if marks else None,
        class_name=rx.cond(card.past, "card rowc past", "card rowc"),
        custom_attrs=_attributes(card, place),
    )


def event_card(
    card: EventCard,
    *,
    size: str = "grid",
    row: Any = False,
    eager: Any = False,
    marks: Marks | None = None,
    place: Any = None,
) -> rx.Component:
    """One event as a whole-card link. ``size``: rail, grid or row. ``place`` is where it stands in its list, from 0.

    ``row`` says that a narrow window shows it as a row, with the square cut of its poster. ``eager`` loads the
    picture at once: for what is seen first. Without ``marks`` it has no buttons.
    """
    shown = {"eager": eager, "marks": marks, "place": place}
    drawn = _row(card, **shown) if size == "row" else _card(card, row=row, **shown)
    if marks is None:
        return drawn
    return Hideable.create(
        drawn,
        subject=card.id,
        name=card.title,
        hidden=rx.Var.create(marks.hidden).contains(card.id),
        up=rx.Var.create(marks.up).contains(card.id),
        down=rx.Var.create(marks.down).contains(card.id),
        signed_in=marks.signed_in,
        refused=marks.refused,
        reasons=WHYS,
        on_hide=marks.on_hide,
        on_unhide=marks.on_unhide,
        on_up=marks.on_up,
        on_down=marks.on_down,
        on_unthumb=marks.on_unthumb,
    )
