"""What stands around every page: skip link, top bar, bottom bar, footer."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from wtc.components.adapters import ChoiceList, PaletteButton, SkipLink
from wtc.components.alerts import bell
from wtc.components.experiments import variant_chip
from wtc.components.icons import icon
from wtc.components.links import OUT, link
from wtc.domain.credits import HOMES, NAMES

SAMPLE_LINE = "Every listing marked Sample is made up: the dates are invented and nothing is on sale."
GIVEN_BY = "Dates, pictures, mixes and setlists come from"
PLACES = (
    ("home", "Home", "/", "home"),
    ("discover", "Discover", "/discover", "compass"),
    ("map", "Map", "/map", "map"),
    ("saved", "Saved", "/saved", "heart"),
)
"""The places under the thumb; on wide windows rooms stand where the map does, which is one press into Discover."""
TONGUES = (("ga", "Gaeilge"), ("en", "English"))
WIDER = (("venues", "Venues", "/venues"), ("artists", "Artists", "/artists"), ("djs", "DJs", "/djs"))
"""Places with a door in the top bar and at the foot, but none under the thumb: five fit there."""
FOOT = (
    ("Venues", "/venues"),
    ("Artists", "/artists"),
    ("DJs", "/djs"),
    ("For organisers", "/organiser"),
    ("Help", "/help"),
    ("How we pick", "/how-we-pick"),
    ("Privacy", "/privacy"),
    ("Accessibility", "/accessibility"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever reads: signed in or not, which list picks for them (in words, or ''), and the city they chose.

    Values or vars.
    """

    signed_in: Any = False
    name: Any = ""
    initials: Any = ""
    organiser: Any = False
    admin: Any = False
    alerts: Any = 0
    unread: Any = 0
    picked: Any = ""
    city: Any = ""
    cities: Any = field(default_factory=list)
    on_city: Any = None


def _current(here: str, place: str) -> dict[str, str]:
    return {"aria-current": "page"} if here == place else {}


def mark() -> rx.Component:
    """The wordmark, which leads home."""
    return link("WhatsThe", rx.el.i("Craic"), to="/", class_name="mark", aria_label="WhatsTheCraic, home")


def _who(reader: Reader, here: str) -> rx.Component:
    return rx.cond(
        reader.signed_in,
        link(
            rx.el.span(reader.initials, custom_attrs={"aria-hidden": "true"}),
            rx.el.span("Your account, ", reader.name, class_name="sr"),
            to="/preferences",
            class_name="me",
            custom_attrs=_current(here, "you"),
        ),
        link("Sign in", to="/login", class_name="btn sm"),
    )


def top_bar(reader: Reader, *, here: str) -> rx.Component:
    """Wordmark, places, search, city and who is signed in."""
    shown = (*(each[:3] for each in PLACES[:2]), *WIDER, PLACES[-1][:3])
    lit = "discover" if here == "map" else here
    places = (link(label, to=to, custom_attrs=_current(lit, place)) for place, label, to in shown)
    return rx.el.header(
        rx.el.div(
            mark(),
            rx.el.nav(*places, _own_room(reader), class_name="nav", aria_label="Main"),
            PaletteButton.create(),
            rx.el.div(
                rx.cond(
                    reader.city,
                    ChoiceList.create(
                        field="your-city",
                        label="Your city",
                        value=reader.city,
                        choices=reader.cities,
                        glyph="pin",
                        on_pick=reader.on_city,
                        class_name="city",
                    ),
                    rx.el.span(class_name="city"),
                ),
                rx.cond(reader.signed_in, bell(reader.unread, current=_current(here, "news")), None),
                _who(reader, here),
                class_name="who",
            ),
            class_name="wrap",
        ),
        class_name="top",
    )


def _own_room(reader: Reader) -> rx.Component:
    """Where an organiser or an admin works, in windows with room for it; elsewhere the foot leads there."""
    return rx.cond(
        reader.admin,
        link("Sources", to="/admin/sources", class_name="only-broad"),
        rx.cond(reader.organiser, link("Your nights", to="/organiser", class_name="only-broad"), None),
    )


def bottom_bar(reader: Reader, *, here: str) -> rx.Component:
    """The same places under a thumb, on narrow windows."""
    you = rx.cond(reader.signed_in, "/preferences", "/login")
    return rx.el.nav(
        *(
            link(icon(glyph), label, to=to, custom_attrs=_current(here, place))
            for place, label, to, glyph in (*PLACES, ("you", "You", you, "user"))
        ),
        class_name="bot",
        aria_label="Places",
    )


def footer(*, samples: Any = False, reader: Reader | None = None) -> rx.Component:
    """Help and the small print; ``samples`` adds the line about made-up listings; admins find their rooms here."""
    return rx.el.footer(
        rx.el.div(
            *(link(label, to=to) for label, to in FOOT),
            tongue(),
            rx.el.button("Keyboard shortcuts", type="button", custom_attrs={"data-opens": "keys"}),
            _rooms(reader) if reader else None,
            variant_chip(reader.picked) if reader else None,
            rx.cond(samples, rx.el.p(SAMPLE_LINE), None),
            _givers(),
            class_name="wrap",
        ),
        class_name="foot",
    )


def _givers() -> rx.Component:
    """Whom dates, pictures, mixes and setlists come from, which each of them asks to be told."""
    return rx.el.p(
        GIVEN_BY, *(rx.el.a(NAMES[source], href=home, **OUT) for source, home in HOMES.items()), class_name="givers"
    )


def tongue(kind: str = "") -> rx.Component:
    """The way to the other language, named in that language; the sheet hides the one that is read.

    A plain form, so that it works without a script.
    """
    plain = rx.el.form(
        *(
            rx.el.button(name, type="submit", name="language", value=to, lang=to, class_name=kind)
            for to, name in TONGUES
        ),
        action="/v1/language",
        method="post",
        class_name="tongue",
    )
    plain.event_triggers.pop("on_submit", None)  # with which Reflex keeps the browser from sending a form
    return plain


def _rooms(reader: Reader) -> rx.Component:
    news = rx.cond(reader.alerts, rx.fragment(" (", reader.alerts, " new)"), None)
    return rx.cond(reader.admin, link("Sources", news, to="/admin/sources"), None)


def shell(
    *children: Any,
    reader: Reader,
    here: str = "",
    samples: Any = False,
    bottom: bool = True,
    main: str = "wrap",
    lang: str = "",
) -> rx.Component:
    """A whole page around its content. ``here`` is the place lit; ``bottom`` False leaves the foot to the page.

    ``lang`` is for content that is in one language whatever the page around it is in.
    """
    return rx.el.div(
        SkipLink.create(),
        top_bar(reader, here=here),
        rx.el.main(*children, id="main", class_name=main, tab_index=-1, custom_attrs={"lang": lang} if lang else {}),
        footer(samples=samples, reader=reader),
        bottom_bar(reader, here=here) if bottom else None,
        class_name="shell",
    )
