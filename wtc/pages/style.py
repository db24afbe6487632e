"""The style guide: every part once, in its real size, with its states."""

from datetime import UTC, datetime, timedelta

import reflex as rx

from wtc.charts import taste as drawn
from wtc.components.artists import artist_grid
from wtc.components.cards import badges, event_card, source_marks
from wtc.components.chart import chart
from wtc.components.events import card_skeleton
from wtc.components.icons import icon
from wtc.components.links import button, icon_button
from wtc.components.words import denied, failed, note, said, slow
from wtc.domain.cards import card, for_pick
from wtc.domain.words import hour
from wtc.pages.frame import hang
from wtc.shapes.artist_pages import ArtistCard
from wtc.shapes.charts import Chart
from wtc.shapes.events import ArtistRef, Badge, Event, PriceTag, SourceMark, VenueRef
from wtc.shapes.pictures import Photo
from wtc.shapes.taste import Pick, Reason
from wtc.shapes.tasteroom import Axis
from wtc.theme.tokens import COLOURS

_NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def _event(number: int, title: str, family: str, **facts: object) -> Event:
    drawn = f"/art/v1/genre/{family}.svg?cut=card"
    known = {
        "id": number,
        "slug": f"style-{number}",
        "title": title,
        "family": family,
        "start_time": _NOW + timedelta(days=number, hours=8),
        "venue": VenueRef(id=1, name="The Back Room"),
        "city": "Dublin",
        "artists": (ArtistRef(id=1, name=title.split(":")[0]),),
        "price": PriceTag(min=22, max=30),
        "images": (Photo(url=drawn, card=drawn, small=drawn, width=640, height=480),),
        "sources": (SourceMark(source="ticketmaster", source_id="1"), SourceMark(source="local", source_id="2")),
    }
    return Event(**(known | facts))  # type: ignore[arg-type]  # a table of facts, each of its own type


EXAMPLES = (
    _event(1, "An Example: the long night", "folk", sample=True),
    _event(2, "A New Listing", "indie", first_seen_at=_NOW - timedelta(days=1), price=PriceTag(min=0, max=0)),
    _event(3, "A Night That Is Sold Out", "rock", sold_out=True),
    _event(0, "Called Off", "techno", status="cancelled", price=None),
    _event(
        4, "A Title That Goes On and On: the very long night, with all its guests and their bands", "trad", sample=True
    ),
)
ACTS = tuple(
    ArtistCard(id=number, href="#acts", name=name, line=line, when=when, art=f"/art/v1/genre/{family}.svg?cut=square")
    for number, (name, line, when, family) in enumerate(
        (("An Example", "Folk · Dublin", "Fri 27 Nov", "folk"), ("Another Example", "Techno", "", "techno")), 1
    )
)


PICKS = tuple(
    Pick(
        event=event,
        position=place,
        match=match,
        word="Popular",
        confidence=sure,
        reasons=(Reason(factor=kind, contribution=1, kind=kind, chip=words),),
    )
    for place, (event, match, sure, kind, words) in enumerate(
        (
            (EXAMPLES[0], 86, None, "artist", "You follow An Example"),
            (EXAMPLES[1], 57, 0.1, "price", "Under your €25"),
            (EXAMPLES[2], 31, None, "fans", "Fans like you saved it"),
            (EXAMPLES[0], None, None, "popular", "Popular in Dublin"),
        ),
        1,
    )
)


def _part(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title), rx.el.div(*children, class_name="stack"), class_name="sec")


def _colours() -> rx.Component:
    return rx.el.ul(
        *(
            rx.el.li(
                rx.el.i(style={"background": f"var(--{name})"}),
                rx.el.b(f"--{name}"),
                rx.el.span(value),
                class_name="swatch",
            )
            for name, value in COLOURS.items()
        ),
        class_name="swatches",
    )


def _type() -> rx.Component:
    return rx.el.div(
        rx.el.p("Fri 27 Nov, 8pm", style={"fontSize": "var(--t-hero)", "fontWeight": 800, "letterSpacing": "-0.045em"}),
        rx.el.p("Lead, 18 / 400. Nothing on in Leitrim that night. Sligo has four.", class_name="lead"),
        rx.el.p("Body, 16 / 400. Saved. We'll nudge you the day before."),
        rx.el.p("Meta, 14 / 400. The Cobblestone, Dublin", class_name="meta muted"),
        rx.el.p("Caption, 12 / 400. Checked 2 Nov", class_name="cap faint"),
        class_name="stack",
    )


def _buttons() -> rx.Component:
    return rx.el.div(
        button("Tickets", kind="pri", glyph="ticket"),
        button("Save", glyph="heart"),
        button("Quiet", kind="gho"),
        button("Small", kind="sm"),
        button("Sample, no tickets", disabled=True),
        icon_button("heart", "Save"),
        icon_button("heart", "Saved", aria_pressed="true"),
        icon_button("like", "More like this"),
        icon_button("dislike", "Not for me"),
        icon_button("hide", "Hide"),
        class_name="row wrapx",
    )


def _chips() -> rx.Component:
    marks = (
        ("coral", "Cancelled"),
        ("coral", "Sold out"),
        ("coral", "Tonight"),
        ("sky", "Just announced"),
        ("emerald", "Free"),
        ("sample", "Sample"),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span("Indie ", rx.el.span("(12)", class_name="n"), class_name="chip"),
            rx.el.span(icon("check", small=True), "Trad ", rx.el.span("(9)", class_name="n"), class_name="chip on"),
            rx.el.span("Up to €35", icon("close", small=True), class_name="chip x"),
            class_name="chips",
        ),
        badges([Badge(kind=kind, label=label) for kind, label in marks]),
        source_marks(card(EXAMPLES[0], now=_NOW).sources),
        class_name="stack",
    )


def _cards() -> rx.Component:
    drawn = (rx.el.li(event_card(card(event, now=_NOW))) for event in EXAMPLES)
    picked = (rx.el.li(event_card(for_pick(card(pick.event, now=_NOW), pick))) for pick in PICKS)
    return rx.el.div(
        rx.el.ul(*drawn, class_name="grid g4"),
        rx.el.ul(*picked, class_name="grid g4"),
        rx.el.div(event_card(card(EXAMPLES[0], now=_NOW), size="row"), card_skeleton(), class_name="g2"),
        class_name="stack",
    )


def _acts() -> rx.Component:
    return rx.el.div(artist_grid(rx.Var.create(list(ACTS))), id="acts")


def _sections() -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.div(rx.el.h2("A section"), rx.el.p("Its subtitle says why it is here")), class_name="sh"),
        rx.el.div(rx.el.p("Glass", class_name="glass"), class_name="behind-glass"),
        class_name="stack",
    )


def _fields() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label("Most you'd pay", html_for="style-price"),
            rx.el.input(id="style-price", class_name="in", default_value="€25"),
            rx.el.small("We'll still show dearer ones, marked."),
            class_name="fld",
        ),
        rx.el.div(
            rx.el.label("Email", html_for="style-email"),
            rx.el.input(
                id="style-email",
                class_name="in",
                default_value="aoife@",
                aria_invalid="true",
                aria_describedby="style-wrong",
            ),
            rx.el.p(icon("alert", small=True), "That address stops at the @.", class_name="err", id="style-wrong"),
            class_name="fld",
        ),
        class_name="g2",
    )


def _tabs() -> rx.Component:
    return rx.el.nav(
        rx.el.a("Upcoming ", rx.el.span("3", class_name="n"), href="#tabs", custom_attrs={"aria-current": "page"}),
        rx.el.a("Past", href="#tabs"),
        rx.el.a("Hidden", href="#tabs"),
        class_name="tabs",
        aria_label="Example tabs",
        id="tabs",
    )


def _states() -> rx.Component:
    return rx.el.div(
        note("Bandsintown isn't answering; showing the rest.", colour="gold"),
        said("Nothing on in Leitrim that night", "Sligo has four."),
        failed("7f3a", on_retry=rx.noop()),
        slow(on_retry=rx.noop()),
        denied(signed_in=False),
        class_name="stack",
    )


def _charts() -> rx.Component:
    shares = {"Trad": (0.4, 0.2), "Folk": (0.3, 0.2), "Indie": (0.1, 0.3), "House": (0.1, 0.1), "Jazz": (0.1, 0.1)}
    axes = [Axis(key=name, label=name, you=you, town=town) for name, (you, town) in shares.items()]
    wheel = drawn.wheel(axes, finding="An example: further into trad than the others.", others="The others")
    return rx.el.div(
        chart(rx.Var.create(wheel), name="An example: shares of sounds"),
        chart(rx.Var.create(Chart(finding="Nothing to draw yet.")), name="An example: nothing"),
        class_name="g2",
    )


def style() -> rx.Component:
    """The whole sheet."""
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Style guide"),
            rx.el.p(f"Every part once, in its real size. Clocks read {hour(_NOW)}."),
            class_name="prose",
        ),
        _part("Colour", _colours()),
        _part("Type", _type()),
        _part("Buttons", _buttons()),
        _part("Chips and badges", _chips()),
        _part("Sections and glass", _sections()),
        _part("Event cards", _cards()),
        _part("Artist cards", _acts()),
        _part("Fields", _fields()),
        _part("Tabs", _tabs()),
        _part("Charts", _charts()),
        _part("States", _states()),
    )


def add(app: rx.App) -> None:
    hang(app, style, route="/style", title="Style guide", description="The parts WhatsTheCraic is made of.")
