"""The parts of one act's page as pictures; those of a DJ's page are made of the same."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Poster
from wtc.components.artists import sample_badge
from wtc.components.cards import Marks, event_card
from wtc.components.events import surfaced
from wtc.components.icons import icon
from wtc.components.links import OUT
from wtc.shapes.artist_pages import ArtistDetail, Credit, KnownAs, Setlist, TopSong


def ground(wide: Any) -> rx.Component:
    """The wide picture under a name."""
    return rx.el.img(
        src=wide, alt="", custom_attrs={"width": 1260, "height": 540, "fetchPriority": "high"}, class_name="ground"
    )


def dates(title: str, cards: Any, none: Any, *, marks: Marks, surface: str) -> rx.Component:
    """What is to come, a row for each, or that there is ``none``."""
    return rx.el.section(
        rx.el.h2(title),
        rx.cond(
            cards,
            rx.el.ul(
                rx.foreach(cards, lambda card, place: rx.el.li(event_card(card, size="row", marks=marks, place=place))),
                class_name="rows dated",
                custom_attrs=surfaced(surface),
            ),
            rx.el.p(none, class_name="muted"),
        ),
        class_name="panel",
    )


def header(act: ArtistDetail, *buttons: Any) -> rx.Component:
    """The act's name over its wide picture: its own beside the poster's when there is one, else the poster's alone."""
    photo = rx.cond(
        act.photo,
        rx.el.div(
            Poster.create(src=act.photo, fallback=act.square, alt=act.name, eager=True, width=480, height=480),
            class_name="face-of",
        ),
        None,
    )
    return rx.el.section(
        ground(act.wide),
        rx.el.div(
            photo,
            rx.el.div(
                rx.el.p(act.eyebrow, class_name="eye"),
                rx.el.h1(act.name),
                rx.cond(act.line, rx.el.p(act.line, class_name="sub"), None),
                rx.el.p(
                    act.dates,
                    rx.el.span(" · ", aria_hidden="true"),
                    act.followers,
                    rx.cond(act.sample, sample_badge(), None),
                    class_name="ln2",
                ),
                rx.el.div(*buttons, class_name="hact"),
                class_name="grow",
            ),
            class_name="hin row",
        ),
        class_name="hero ahero",
        aria_label=act.name,
    )


def about(act: ArtistDetail) -> rx.Component:
    """What somebody wrote about the act, with whose words they are."""
    return rx.el.section(
        rx.el.h2("About"),
        rx.foreach(act.about, lambda text: rx.el.p(text)),
        rx.cond(act.about_by, rx.el.p("In the words of ", act.about_by, ".", class_name="cap"), None),
        class_name="panel about",
    )


def setlists(act: ArtistDetail) -> rx.Component:
    """Past shows, the songs of each folded away, with the way to setlist.fm."""
    return rx.el.section(
        rx.el.h2("Played before"),
        rx.cond(act.songs, rx.el.ol(rx.foreach(act.songs, _song), class_name="tops", aria_label="Played most"), None),
        rx.el.ul(rx.foreach(act.setlists, _show), class_name="shows"),
        rx.el.p("Setlists from setlist.fm, written down by people who were there.", class_name="cap faint"),
        class_name="panel late",
    )


def _song(song: TopSong) -> rx.Component:
    return rx.el.li(
        rx.el.span(song.name),
        rx.el.i(style={"--p": song.share}, aria_hidden="true"),
        rx.el.span(song.count, class_name="cap muted num"),
    )


def _show(show: Setlist) -> rx.Component:
    songs = rx.el.details(
        rx.el.summary(show.count),
        rx.el.ol(rx.foreach(show.songs, lambda song: rx.el.li(song))),
    )
    away = rx.el.a(
        "setlist.fm",
        icon("external", small=True),
        rx.el.span(": ", show.place, ", ", show.day, ", opens in a new tab", class_name="sr"),
        href=show.href,
        class_name="see",
        **OUT,
    )
    return rx.el.li(
        rx.el.div(
            rx.el.h3(show.place),
            rx.el.p(
                rx.el.time(show.day, date_time=show.moment),
                rx.cond(show.tour, rx.fragment(" · ", show.tour), None),
                class_name="meta muted",
            ),
            class_name="grow",
        ),
        rx.cond(show.sample, sample_badge(), rx.cond(show.href, away, None)),
        rx.cond(show.songs, songs, rx.el.p(show.count, class_name="cap faint")),
    )


def known_as(act: ArtistDetail) -> rx.Component:
    """What each source calls the act, and how sure we are that it is the same."""
    also = rx.cond(act.aliases, rx.el.p("Also goes by ", act.aliases, ".", class_name="muted meta"), None)
    return rx.el.section(
        rx.el.h2("Known as"),
        also,
        rx.el.ul(rx.foreach(act.known, _known), class_name="prov"),
        class_name="panel late",
    )


def _known(each: KnownAs) -> rx.Component:
    name = rx.cond(
        each.href,
        rx.el.a(
            each.source, rx.el.span(", opens in a new tab", class_name="sr"), href=each.href, class_name="lk", **OUT
        ),
        each.source,
    )
    return rx.el.li(
        rx.el.i(class_name="dot"),
        rx.el.div(rx.el.b(name), rx.el.p(each.name, class_name="cap muted")),
        rx.el.span(each.sure, class_name="cap muted num"),
        class_name="c-" + rx.Var.create(each.kind).to(str),
        custom_attrs={"data-source": each.key},
    )


def credits(act: ArtistDetail) -> rx.Component:
    """Whose words, pictures and dates stand here, each with the way back to it."""
    return rx.el.section(
        rx.el.h2("Elsewhere"),
        rx.el.ul(rx.foreach(act.credits, _credit), class_name="ways"),
        class_name="panel late",
    )


def _credit(each: Credit) -> rx.Component:
    inside = (
        rx.el.i(class_name="dot"),
        rx.el.b(each.name),
        rx.el.span(each.gave, class_name="cap muted"),
    )
    out = rx.el.a(
        *inside,
        icon("external", small=True),
        rx.el.span(", opens in a new tab", class_name="sr"),
        href=each.href,
        **OUT,
    )
    return rx.el.li(
        rx.cond(each.href, out, rx.el.span(*inside)),
        class_name="c-" + rx.Var.create(each.kind).to(str),
        custom_attrs={"data-source": each.key},
    )


def skeleton() -> rx.Component:
    """The boxes of the page before the act is there."""
    panels = (rx.el.div(rx.el.div(class_name="skl", style={"height": "220px"}), class_name="panel") for _ in range(2))
    return rx.el.div(rx.el.div(class_name="hero ahero skl"), rx.el.div(*panels, class_name="g2 b"), aria_hidden="true")
