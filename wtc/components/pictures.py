"""Pictures that belong to the page itself: drawn artwork, silent, in a box whose shape is known beforehand."""

from typing import Any

import reflex as rx

from wtc.domain.artwork import CUTS, art_address


def genre_art(family: str, cut: str = "plain", *, first: bool = False) -> rx.Component:
    """The artwork of a genre. ``first`` is for what is seen first: it loads at once and before anything else."""
    return art(art_address("genre", family, cut, title=family, family=family), cut, first=first)


def art(src: Any, cut: str = "plain", *, first: bool = False) -> rx.Component:
    """Artwork at an address, with the size of its cut."""
    width, height = CUTS[cut]
    haste = {"fetchPriority": "high"} if first else {"loading": "lazy", "decoding": "async"}
    return rx.el.img(src=src, alt="", custom_attrs={"width": width, "height": height, **haste})


def hero_art(family: str) -> rx.Component:
    """A genre as a hero: wide where there is room, tall on a narrow window."""
    wide = art_address("genre", family, "wide", title=family, family=family)
    return rx.el.picture(rx.el.source(src_set=wide, media="(min-width: 1024px)"), genre_art(family, "tall", first=True))
