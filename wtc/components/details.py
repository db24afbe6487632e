"""The parts of one event's page, each a picture of one shape."""

from typing import Any

import reflex as rx

from wtc.components.adapters import Poster
from wtc.components.icons import icon
from wtc.components.links import OUT, link
from wtc.components.player import mixcloud_link
from wtc.components.stage import Coming
from wtc.components.words import note
from wtc.domain.pictures import POSTER_SIZES
from wtc.shapes.details import Act, Banner, EventDetail, Fact, Room, Said, Ticket


def banner(said: Banner) -> rx.Component:
    """What must be read first, or nothing."""
    return rx.cond(
        said.title,
        rx.el.p(
            icon("alert"),
            rx.el.span(rx.el.b(said.title, "."), " ", said.text),
            class_name="note first c-" + rx.Var.create(said.kind).to(str),
        ),
        None,
    )


def poster(detail: EventDetail) -> rx.Component:
    """The event's picture, loaded before anything else."""
    return rx.el.div(
        Poster.create(
            src=detail.poster,
            row_src=detail.poster_small,
            fallback=detail.fallback,
            src_set=detail.poster_set,
            sizes=POSTER_SIZES,
            alt="",
            eager=True,
            width=640,
            height=480,
        ),
        class_name="post",
    )


def facts(items: Any, *more: rx.Component) -> rx.Component:
    """A list of facts, an icon each."""
    return rx.el.ul(rx.foreach(items, _fact), *more, class_name="fl")


def _fact(fact: Fact) -> rx.Component:
    strong = rx.cond(
        fact.strong, rx.el.b(fact.strong, class_name="num " + rx.Var.create(fact.kind).to(str)), rx.fragment()
    )
    said = rx.cond(
        fact.moment,
        rx.el.time(strong, fact.rest, date_time=fact.moment),
        rx.fragment(strong, fact.rest),
    )
    return rx.el.li(icon(fact.icon), rx.el.div(said, rx.cond(fact.small, rx.el.small(fact.small), None)))


def ticket(way: Ticket, *, brief: bool = False) -> rx.Component:
    """The way to a ticket in a new tab, or the reason why there is none."""
    word = way.brief if brief else way.word
    kind = "btn" if brief else "btn wide"
    return rx.cond(
        way.href,
        rx.el.a(
            icon("ticket"),
            word,
            icon("external", small=True),
            rx.el.span(", opens in a new tab", class_name="sr"),
            href=way.href,
            class_name=kind,
            custom_attrs={"data-seller": way.source},
            **OUT,
        ),
        rx.el.span(icon("ticket"), word, class_name=f"{kind} off"),
    )


def line_up(acts: Any) -> rx.Component:
    """Who plays, in billing order."""
    return rx.el.section(
        rx.el.h2("Line-up"), rx.el.ul(rx.foreach(acts, _act), class_name="lu"), class_name="panel", aria_label="Line-up"
    )


def _act(act: Act) -> rx.Component:
    return rx.el.li(
        rx.el.img(src=act.poster, alt="", custom_attrs={"width": 56, "height": 56, "loading": "lazy"}),
        rx.el.div(rx.el.h3(link(act.name, to=act.href)), rx.el.p(act.line, class_name="meta muted")),
        rx.cond(act.listen, mixcloud_link(act.listen, act.name), None),
    )


def about(paragraphs: Any) -> rx.Component:
    """What the organiser wrote, as plain text."""
    shown = rx.foreach(paragraphs, lambda text: rx.el.p(text))
    return rx.el.section(rx.el.h2("About"), shown, class_name="panel about")


def dates(others: Any) -> rx.Component:
    """The other nights of a series, each with its own page."""
    shown = rx.foreach(others, lambda other: rx.el.li(link(other.when, to=other.href, class_name="chip")))
    return rx.el.section(
        rx.el.h2("More dates"), rx.el.ul(shown, class_name="chips wrapx"), class_name="panel", aria_label="More dates"
    )


def room(where: Room) -> rx.Component:
    """Where it happens: its street, what is known of it, a small map, and what else is on."""
    nights = rx.cond(
        where.nights, rx.el.li(icon("calendar"), rx.el.div(link(where.nights, to=where.href, class_name="lk"))), None
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2("The room"),
            link(where.name, icon("right", small=True), to=where.href, class_name="see"),
            class_name="row between",
        ),
        rx.cond(
            where.poster,
            rx.el.img(
                src=where.poster,
                alt="",
                custom_attrs={"width": 1260, "height": 540, "loading": "lazy"},
                class_name="scene",
            ),
            None,
        ),
        facts(where.facts, nights),
        rx.cond(where.directions, _way(where), None),
        class_name="panel room",
    )


def _way(where: Room) -> rx.Component:
    return rx.el.a(
        rx.cond(
            where.map,
            rx.el.img(src=where.map, alt="", custom_attrs={"width": 640, "height": 480, "loading": "lazy"}),
            None,
        ),
        rx.el.span(
            icon("pin", small=True),
            "Find it on a map",
            icon("external", small=True),
            rx.el.span(", opens in a new tab", class_name="sr"),
        ),
        href=where.directions,
        class_name="way",
        **OUT,
    )


def history(lines: Any) -> rx.Component:
    """What befell the event, the latest first."""
    return rx.el.section(
        rx.el.h2("What changed"),
        rx.el.ul(rx.foreach(lines, lambda line: rx.el.li(line)), class_name="muted"),
        class_name="panel",
    )


def sources(detail: EventDetail, *, signed_in: Any, on_not_same: Any) -> rx.Component:
    """Who said what, when, at what price, where they disagree, and what we set right.

    Of several sources each can be reported by whoever is signed in: ``on_not_same`` takes the event and the listing.
    """
    told = detail.provenance
    ask = rx.Var.create(signed_in).bool() & rx.Var.create(told.several).bool()
    shown = rx.foreach(told.sources, lambda said: _source(said, ask, on_not_same(detail.id, said.listing_id)))
    return rx.el.section(
        rx.el.h2("Where this came from"),
        rx.el.p(told.summary, class_name="muted meta"),
        rx.el.ul(shown, class_name="prov"),
        rx.foreach(told.notes, lambda text: note(text)),
        rx.foreach(told.corrected, lambda text: note(text, glyph="check", colour="emerald")),
        class_name="panel came",
    )


def _source(said: Said, ask: Any, on_not_same: Any) -> rx.Component:
    name = rx.cond(said.url, rx.el.a(said.name, href=said.url, class_name="lk", **OUT), said.name)
    return rx.el.li(
        rx.el.i(class_name="dot"),
        rx.el.div(
            rx.el.b(name),
            rx.cond(said.price, rx.el.span(" ", said.price, class_name="num go"), None),
            rx.el.p(said.gave, class_name="cap muted"),
            rx.cond(
                ask,
                rx.el.button(
                    "Not the same event",
                    rx.el.span(": ", said.name, class_name="sr"),
                    type="button",
                    on_click=on_not_same,
                    class_name="lk cap notit",
                ),
                None,
            ),
        ),
        rx.el.span(said.seen, class_name="cap muted num"),
        class_name="c-" + rx.Var.create(said.kind).to(str),
        custom_attrs={"data-source": said.source},
    )


def skeleton() -> rx.Component:
    """The boxes of the page before the event is there, in their final size, with what the pressed card told."""

    def bar(width: str, height: str, gap: str = "12px") -> rx.Component:
        shape = {"width": width, "height": height, "marginTop": gap}
        return rx.el.div(class_name="skl", aria_hidden="true", style=shape)

    title = Coming.create(bar("80%", "48px"), what="title")
    lines = (bar("88%", "20px", "18px") for _ in range(4))
    return rx.el.div(
        rx.el.div(Coming.create(what="poster"), class_name="post skl"),
        rx.el.div(
            bar("120px", "22px", "0"),
            title,
            bar("60%", "20px"),
            *lines,
            bar("100%", "48px", "24px"),
            class_name="facts",
        ),
        class_name="eg",
    )
