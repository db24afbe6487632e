"""What is wanted as pictures: a card with the three parts of its score, and which way it goes."""

from typing import Any

import reflex as rx

from wtc.components.artists import Fans, artist_card
from wtc.components.cards import Marks, event_card
from wtc.shapes.trending import Trend, TrendAct, TrendCard


def parts(trend: Trend) -> rx.Component:
    """The three parts, what they are multiplied by, and the score; the sum in full for whoever opens it."""
    return rx.el.div(
        rx.cond(
            trend.said,
            rx.el.p(
                rx.cond(
                    trend.rising,
                    rx.el.span("↑ ", rx.el.span("rising: ", class_name="sr"), class_name="up"),
                    None,
                ),
                trend.said,
                class_name=rx.cond(trend.rising, "bdg c-emerald", "bdg c-muted"),
            ),
            None,
        ),
        rx.el.dl(
            _part("Views", trend.views),
            _part("Saves", trend.saves),
            _part("People", trend.people),
            _part("Times", trend.decay),
            _part("Score", trend.score),
            class_name="num",
        ),
        rx.el.p(trend.sum, "; ", trend.soon, class_name="cap faint num"),
        class_name="trend-parts",
    )


def _part(name: str, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value))


def trend_card(each: TrendCard, *, marks: Marks, place: Any) -> rx.Component:
    """One event with its rank and its parts; ``place`` is where it stands on the page, from 0."""
    return rx.el.li(
        rx.el.span(each.trend.rank, class_name="rank num", aria_hidden="true"),
        event_card(each.card, size="row", marks=marks, place=place),
        parts(each.trend),
    )


def trend_act(each: TrendAct, *, fans: Fans) -> rx.Component:
    """One act with its place and its parts."""
    return rx.el.li(
        rx.el.span(each.trend.rank, class_name="rank num", aria_hidden="true"),
        artist_card(each.card, fans=fans),
        parts(each.trend),
    )
