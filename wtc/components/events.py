"""Event cards in three sizes, rails of them, and the boxes that hold their place until they come."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from wtc.components.adapters import Hideable, HideButton, Poster, RailArrows, SaveButton
from wtc.components.links import link, see_all
from wtc.components.player import mixcloud_link
from wtc.shapes.events import Badge, EventCard

RAIL_SIZES = "(min-width: 560px) 280px, 210px"
"""How wide a poster stands in a rail; on a phone's fine screen a little less, for its wire's sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a visitor may do to a card, and what they have done: ids kept and hidden, and four handlers, uncalled.

    ``refused`` counts the server's refusals, so that a wish shown at once can be taken back.
    """

    saved: Any = field(default_factory=list)
    hidden: Any = field(default_factory=list)
    signed_in: Any = False
    refused: Any = 0
    on_save: Any = None
    on_unsave: Any = None
    on_hide: Any = None
    on_unhide: Any = None

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


def _card(card: EventCard, *, row: Any, eager: Any, marks: Marks | None) -> rx.Component:
    buttons = (marks.heart(card.id, card.title), HideButton.create()) if marks else ()
    hear = rx.cond(card.listen, mixcloud_link(card.listen, card.headliner), None)
    return rx.el.article(
        rx.el.div(
            _picture(card, cut="card", eager=eager, row=row),
            _date(card),
            rx.cond(card.word, rx.el.span(card.word, class_name="sc word"), None),
            class_name="pic",
        ),
        rx.el.div(badges(card.badges), _title(card), *_facts(card), source_marks(card.sources), class_name="bd"),
        rx.el.div(price(card), hear, *buttons, class_name="act"),
        class_name=rx.cond(card.past, "card past", "card"),
        custom_attrs={"data-source": card.source_keys, "data-event": card.id},
    )


def _row(card: EventCard, *, eager: Any, marks: Marks | None) -> rx.Component:
    buttons = (marks.heart(card.id, card.title), HideButton.create()) if marks else ()
    return rx.el.article(
        rx.el.div(_picture(card, cut="square", eager=eager), class_name="pic"),
        rx.el.div(
            _title(card),
            rx.el.p(rx.el.time(card.when, date_time=card.starts_at), class_name="ln"),
            rx.el.p(card.place, class_name="ln"),
            rx.el.div(price(card), badges(card.badges), class_name="foot-line"),
            class_name="bd",
        ),
        rx.el.div(*buttons, class_name="act"),
        class_name=rx.cond(card.past, "card rowc past", "card rowc"),
        custom_attrs={"data-source": card.source_keys, "data-event": card.id},
    )


def event_card(
    card: EventCard, *, size: str = "grid", row: Any = False, eager: Any = False, marks: Marks | None = None
) -> rx.Component:
    """One event as a whole-card link. ``size``: rail, grid or row.

    ``row`` says that a narrow window shows it as a row, with the square cut of its poster. ``eager`` loads the
    picture at once: for what is seen first. Without ``marks`` it has no buttons.
    """
    shown = {"eager": eager, "marks": marks}
    drawn = _row(card, **shown) if size == "row" else _card(card, row=row, **shown)
    if marks is None:
        return drawn
    return Hideable.create(
        drawn,
        subject=card.id,
        name=card.title,
        hidden=rx.Var.create(marks.hidden).contains(card.id),
        signed_in=marks.signed_in,
        refused=marks.refused,
        on_hide=marks.on_hide,
        on_unhide=marks.on_unhide,
    )


def event_grid(cards: Any, *, marks: Marks | None = None, first: int = 0) -> rx.Component:
    """Cards in a grid, on a narrow window one full card and four rows by turns; the first ``first`` load at once."""
    return rx.el.ul(
        rx.foreach(
            cards,
            lambda card, place: rx.el.li(
                event_card(card, row=place % 5 != 0, eager=place < first, marks=marks),
                custom_attrs={"style": {"--i": place}},
            ),
        ),
        class_name="grid enter mix",
    )


def rail(
    cards: Any, *, name: str, title: Any, reason: Any = "", to: Any = "", marks: Marks | None = None, first: int = 0
) -> rx.Component:
    """A heading, a reason, 'See all' and a row of cards that scrolls sideways. ``name`` is its id in the page."""
    return rx.el.section(
        rail_head(name=name, title=title, reason=reason, to=to),
        rx.el.ul(
            rx.foreach(
                cards,
                lambda card, place: rx.el.li(event_card(card, size="rail", eager=place < first, marks=marks)),
            ),
            class_name="rail",
            id=name,
        ),
        class_name="sec",
        aria_labelledby=f"{name}-title",
    )


def rail_head(*, name: str, title: Any, reason: Any = "", to: Any = "") -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.h2(title, id=f"{name}-title"), rx.el.p(reason)),
        see_all(to, about=title) if not isinstance(to, str) or to else rx.fragment(),
        RailArrows.create(rail=name, name=title),
        class_name="sh",
    )


def card_skeleton() -> rx.Component:
    """A card's box before the card is there, in its final size."""

    def bar(width: str, height: str, gap: str = "0") -> rx.Component:
        return rx.el.div(class_name="skl", style={"width": width, "height": height, "marginTop": gap})

    return rx.el.div(
        rx.el.div(class_name="pic skl"),
        rx.el.div(
            bar("64px", "22px"), bar("78%", "20px", "8px"), bar("50%", "16px", "6px"), bar("66%", "16px", "6px"),
            bar("40%", "14px", "8px"), class_name="bd",
        ),
        rx.el.div(bar("64px", "18px"), class_name="act"),
        class_name="card",
        aria_hidden="true",
    )  # fmt: skip


def skeletons(count: int, *, kind: str = "grid mix") -> rx.Component:
    """``count`` empty boxes in a grid or rail."""
    return rx.el.ul(*(rx.el.li(card_skeleton()) for _ in range(count)), class_name=kind, aria_hidden="true")
