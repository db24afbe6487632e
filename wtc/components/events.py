"""Lists of event cards: grids, rails, and the boxes that hold their place until they come."""

from typing import Any

import reflex as rx

from wtc.components.adapters import RailArrows
from wtc.components.cards import Marks, event_card
from wtc.components.links import see_all


def event_grid(cards: Any, *, marks: Marks | None = None, first: int = 0, surface: str = "") -> rx.Component:
    """Cards in a grid, on a narrow window one full card and four rows by turns; the first ``first`` load at once.

    Clicks and skips are counted where ``surface`` names the place.
    """
    return rx.el.ul(
        rx.foreach(
            cards,
            lambda card, place: rx.el.li(
                event_card(card, row=place % 5 != 0, eager=place < first, marks=marks, place=place),
                custom_attrs={"style": {"--i": place}},
            ),
        ),
        class_name="grid enter mix",
        custom_attrs=surfaced(surface),
    )


def surfaced(name: str) -> dict[str, str]:
    """What makes a list one whose cards' clicks and skips are counted, under this name of ``domain.feedback``."""
    return {"data-surface": name} if name else {}


def rail(
    cards: Any,
    *,
    name: str,
    title: Any,
    reason: Any = "",
    to: Any = "",
    marks: Marks | None = None,
    first: int = 0,
    surface: str = "",
) -> rx.Component:
    """A heading, a reason, 'See all' and a row of cards that scrolls sideways. ``name`` is its id in the page.

    Clicks and skips are counted where ``surface`` names the place.
    """
    return rx.el.section(
        rail_head(name=name, title=title, reason=reason, to=to),
        rx.el.ul(
            rx.foreach(
                cards,
                lambda card, place: rx.el.li(
                    event_card(card, size="rail", eager=place < first, marks=marks, place=place)
                ),
            ),
            class_name="rail",
            id=name,
            custom_attrs=surfaced(surface),
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
