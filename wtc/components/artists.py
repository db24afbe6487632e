"""Acts as pictures: cards and grids of them, the Follow button, and the one held up on Home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from wtc.components.adapters import Poster
from wtc.components.follow import FollowButton
from wtc.components.links import button_link, link
from wtc.components.player import player_guard
from wtc.shapes.artist_pages import ArtistCard, Spotlight
from wtc.shapes.events import EventCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Fans:
    """Whom the visitor follows, and two handlers, uncalled."""

    followed: Any = field(default_factory=list)
    signed_in: Any = False
    refused: Any = 0
    on_follow: Any = None
    on_unfollow: Any = None

    def button(self, subject: Any, name: Any, **props: Any) -> rx.Component:
        """The Follow button of one act; with ``words`` it says so."""
        return FollowButton.create(
            subject=subject,
            name=name,
            followed=rx.Var.create(self.followed).contains(subject),
            signed_in=self.signed_in,
            refused=self.refused,
            on_follow=self.on_follow,
            on_unfollow=self.on_unfollow,
            **props,
        )


def sample_badge() -> rx.Component:
    return rx.el.span("Sample", class_name="bdg sample")


def face(card: Any, *, wide: int, eager: Any) -> rx.Component:
    """The square picture of a card, ``wide`` pixels across on a desk and half the screen on a phone."""
    return rx.el.div(
        Poster.create(
            src=card.art,
            src_set=card.srcset,
            sizes=f"(min-width: 768px) {wide}px, 46vw",
            fallback=card.fallback,
            alt="",
            eager=eager,
            width=480,
            height=480,
        ),
        class_name="pic",
    )


def artist_card(card: ArtistCard, *, fans: Fans | None = None, eager: Any = False) -> rx.Component:
    """One act as a whole-card link: its poster, what it plays, its next date or what it has in common."""
    following = rx.cond(
        card.why,
        rx.el.p(card.why, class_name="ln why-so"),
        rx.el.p(
            rx.cond(
                card.when,
                rx.fragment(rx.el.b(rx.el.time(card.when, date_time=card.moment)), " ", card.more),
                "No dates yet",
            ),
            class_name="ln nx",
        ),
    )
    return rx.el.article(
        face(card, wide=220, eager=eager),
        rx.el.div(
            rx.el.h3(link(card.name, to=card.href)),
            rx.cond(card.line, rx.el.p(card.line, class_name="ln"), None),
            following,
            rx.cond(card.sample, sample_badge(), None),
            class_name="bd",
        ),
        fans.button(card.id, card.name) if fans else None,
        class_name="card",
    )


def artist_grid(cards: Any, *, fans: Fans | None = None, first: int = 0) -> rx.Component:
    """Acts in a grid; the pictures of the first ``first`` load at once."""
    return grid(cards, lambda card, eager: artist_card(card, fans=fans, eager=eager), first=first)


def grid(cards: Any, draw: Callable[[Any, Any], rx.Component], *, first: int, kind: str = "acts") -> rx.Component:
    """Cards in a grid, each as ``draw`` makes it of a card and of whether its picture loads at once."""
    return rx.el.ul(
        rx.foreach(
            cards,
            lambda card, place: rx.el.li(draw(card, place < first), custom_attrs={"style": {"--i": place}}),
        ),
        class_name=kind,
    )


def grid_skeleton(count: int = 12) -> rx.Component:
    """The boxes of a grid before it is there."""
    return rx.el.ul(*(rx.el.li(_box()) for _ in range(count)), class_name="acts", aria_hidden="true")


def _box() -> rx.Component:
    bars = (rx.el.div(class_name="skl", style={"width": w, "height": h}) for w, h in (("70%", "20px"), ("50%", "16px")))
    return rx.el.div(rx.el.div(class_name="pic skl"), rx.el.div(*bars, class_name="bd"), class_name="card")


def spotlight(act: Spotlight, *, fans: Fans) -> rx.Component:
    """One act held up: its picture, three lines, its next dates and a mix to hear."""
    return rx.el.section(
        rx.el.div(rx.el.div(rx.el.h2("Artist spotlight", id="spotlight-title"), rx.el.p(act.reason)), class_name="sh"),
        rx.el.div(
            rx.el.div(
                Poster.create(src=act.art, fallback=act.fallback, alt="", eager=False, width=480, height=480),
                class_name="face-of",
            ),
            rx.el.div(
                rx.el.p(act.eyebrow, class_name="eye c-gold"),
                rx.el.h3(link(act.name, to=act.href)),
                rx.el.p(act.about, class_name="muted three"),
                rx.cond(act.about_by, rx.el.p(act.about_by, class_name="cap faint"), None),
                rx.el.div(
                    fans.button(act.id, act.name, words=True, class_name="btn fol"),
                    button_link("All dates", to=act.href, kind="gho"),
                    class_name="hact",
                ),
                class_name="says",
            ),
            rx.el.div(
                rx.el.ul(rx.foreach(act.cards, _when), class_name="whens"),
                rx.foreach(act.mixes, player_guard),
                class_name="side-by",
            ),
            class_name="panel spot",
        ),
        class_name="sec",
        aria_labelledby="spotlight-title",
    )


def _when(card: EventCard) -> rx.Component:
    return rx.el.li(
        rx.el.time(card.when, date_time=card.starts_at),
        link(card.place, to=card.href),
        rx.cond(card.sample, sample_badge(), rx.el.span(card.price, class_name="price")),
    )
