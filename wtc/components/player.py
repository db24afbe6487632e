"""The player guard: a mix whose player, and Mixcloud's cookies with it, comes only when it is asked for."""

from typing import Any

import reflex as rx

from wtc.components.icons import icon
from wtc.shapes.players import Player


class PlayerGuard(rx.Component):
    """The browser part, from ``assets/player.jsx``."""

    library = "$/public/player.jsx"
    tag = "PlayerGuard"
    name: rx.Var[str]
    line: rx.Var[str]
    art: rx.Var[str]
    href: rx.Var[str]
    frame: rx.Var[str]
    sample: rx.Var[bool]


def player_guard(mix: Player) -> rx.Component:
    """One mix: its picture, title and length; Play asks first, and a plain link is always there."""
    return PlayerGuard.create(
        name=mix.title, line=mix.line, art=mix.art, href=mix.href, frame=mix.frame, sample=mix.sample
    )


def mixcloud_link(href: Any, name: Any) -> rx.Component:
    """The way to an act's page at Mixcloud: an icon with its words for whoever cannot see it."""
    return rx.el.a(
        icon("play"),
        rx.el.span("Listen to ", name, " on Mixcloud, opens in a new tab", class_name="sr"),
        href=href,
        title="Listen on Mixcloud",
        class_name="ib hear",
        target="_blank",
        rel="noopener nofollow",
    )


def mixes(shown: Any, *, title: Any = "Recent mixes", name: str = "mixes") -> rx.Component:
    """A panel of mixes, the newest first; nothing at all when there are none."""
    return rx.cond(
        shown,
        rx.el.section(
            rx.el.h2(title, id=f"{name}-title"),
            rx.el.ul(rx.foreach(shown, lambda mix: rx.el.li(player_guard(mix))), class_name="mixes"),
            rx.el.p("From Mixcloud. The music stays there; we keep only what it's called.", class_name="cap faint"),
            class_name="panel",
            aria_labelledby=f"{name}-title",
        ),
        None,
    )
