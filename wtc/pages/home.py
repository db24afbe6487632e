"""Home for somebody we know nothing about: this weekend in their town, what is new, and every sound."""

from typing import Any

import reflex as rx

from wtc.components import artists
from wtc.components.adapters import NearMe
from wtc.components.choices import chip_boxes, chips
from wtc.components.events import rail, rail_head, skeletons
from wtc.components.links import button_link, link
from wtc.components.pictures import art, genre_art, hero_art
from wtc.components.words import failed, slow
from wtc.pages.frame import fans, hang, marks
from wtc.shapes.discover import Sound
from wtc.state.events.home import HomeState
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState
from wtc.state.toasts import ToastState

PAGE: Any = HomeState.page
HERO = "techno"
TASTES = ("trad", "folk", "indie", "rock", "punk", "hiphop", "house", "techno", "electronic", "jazz")
RETRY = [ShellState.load, HomeState.load]


def _hero() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            hero_art(HERO),
            rx.el.div(
                rx.el.p(PAGE.dates, class_name="eye"),
                rx.el.h1("What's the craic this weekend?"),
                rx.el.p(PAGE.summary, class_name="sub", aria_live="polite"),
                rx.el.p("From the arenas to the back rooms. No account needed.", class_name="ln2"),
                rx.el.div(
                    button_link("This weekend", to=PAGE.weekend_href, kind="pri", glyph="calendar"),
                    NearMe.create(
                        label="Near me",
                        class_name="btn gls",
                        on_denied=ShellState.no_position,
                    ),
                    class_name="hact",
                ),
                class_name="hin",
            ),
            class_name="hero",
            aria_label="This weekend",
        ),
        class_name="hwrap",
    )


def _cities() -> rx.Component:
    return rx.el.nav(
        rx.cond(
            HomeState.ready,
            chips(PAGE.cities, name="Towns", class_name="scroll-x"),
            chip_boxes(112, 104, 92, 108, 112, 96, class_name="scroll-x"),
        ),
        aria_label="Towns",
        class_name="towns",
    )


def _waiting(name: str, title: str) -> rx.Component:
    return rx.el.section(
        rail_head(name=name, title=title, reason="Getting the list"), skeletons(6, kind="rail"), class_name="sec"
    )


def _rails() -> rx.Component:
    weekend, fresh = PAGE.weekend, PAGE.fresh
    return rx.fragment(
        rail(
            weekend.cards,
            name="weekend",
            title=weekend.title,
            reason=weekend.reason,
            to=weekend.href,
            marks=marks(),
            first=5,
        ),
        rx.cond(ShellState.signed_in, None, _invite()),
        rail(fresh.cards, name="fresh", title=fresh.title, reason=fresh.reason, to=fresh.href, marks=marks()),
        rx.cond(PAGE.spotlight.id > 0, artists.spotlight(PAGE.spotlight, fans=fans()), None),
        _sounds(),
    )


def _invite() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.h2("Make it yours in 20 seconds", id="invite-title"),
                rx.el.p(
                    "Pick your sounds and towns once, keep the gigs you like, and find them again.", class_name="muted"
                ),
                class_name="says stack",
            ),
            rx.el.div(
                button_link("Make an account", to="/signup?next=%2Fpreferences", kind="pri"),
                button_link("I have an account", to="/login", kind="gho"),
                class_name="row wrapx",
            ),
            rx.el.div(
                *(genre_art(family) for family in TASTES),
                class_name="strip",
            ),
            class_name="panel invite",
        ),
        class_name="sec",
        aria_labelledby="invite-title",
    )


def _sounds() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.h2("By sound", id="sounds-title"),
                rx.el.p("Next 30 days, all 32 counties"),
            ),
            class_name="sh",
        ),
        rx.el.ul(rx.foreach(PAGE.sounds, lambda sound: rx.el.li(_tile(sound))), class_name="gt"),
        class_name="sec",
        aria_labelledby="sounds-title",
    )


def _tile(sound: Sound) -> rx.Component:
    return link(
        art(sound.art),
        sound.label,
        rx.el.small(sound.count, rx.el.span(" gigs", class_name="sr"), class_name="num"),
        to=sound.href,
    )


def home() -> rx.Component:
    """The page: the hero stands in the first HTML, the rest in boxes of its size until it comes."""
    return rx.fragment(
        _hero(),
        _cities(),
        rx.cond(
            HomeState.ready,
            _rails(),
            rx.cond(
                ToastState.failing,
                failed(on_retry=RETRY),
                rx.fragment(_waiting("weekend", "This weekend"), slow(on_retry=RETRY)),
            ),
        ),
    )


def add(app: rx.App) -> None:
    hang(
        app,
        home,
        route="/",
        title="WhatsTheCraic: live music in Ireland, tonight and this weekend",
        here="home",
        load=[FollowState.load, HomeState.load],
        samples=PAGE.samples,
    )
