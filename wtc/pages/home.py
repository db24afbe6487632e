"""Home: this weekend in a town, and for a fan what suits them, with which list it came from."""

from typing import Any

import reflex as rx

from wtc.components import artists
from wtc.components.adapters import NearMe
from wtc.components.cards import badges, match_badge, reason_chip
from wtc.components.choices import chip_boxes, chips
from wtc.components.events import rail, rail_head, skeletons
from wtc.components.links import button_link, link, see_all
from wtc.components.pictures import art, genre_art, hero_art
from wtc.components.taste_room import WhenNear, heat_panel, taste_panel
from wtc.components.why import why_link
from wtc.pages.drawer import drawer
from wtc.pages.frame import fans, hang, marks, waiting
from wtc.pages.signals import spotify_corner
from wtc.shapes.discover import Sound, Stat
from wtc.shapes.events import Deck
from wtc.state.events.home import HomeState
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState
from wtc.state.spotify import SpotifyState
from wtc.state.taste_room import TasteRoomState

PAGE: Any = HomeState.page
TASTE: Any = TasteRoomState
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
                rx.el.p(
                    "From the arenas to the back rooms.",
                    rx.cond(ShellState.signed_in, None, " No account needed."),
                    class_name="ln2",
                ),
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


def _best() -> rx.Component:
    """The best pick, large, with the weekend's numbers beside it."""
    hero = PAGE.hero
    card = hero.card
    return rx.el.div(
        rx.el.section(
            rx.el.picture(
                rx.el.source(src_set=hero.wide, media="(min-width: 1024px)"),
                rx.el.img(src=hero.tall, alt="", custom_attrs={"width": 512, "height": 640, "fetchPriority": "high"}),
            ),
            match_badge(card),
            rx.el.div(
                reason_chip(card),
                rx.el.h1(link(card.title, to=card.href)),
                rx.el.p(card.place, " · ", rx.el.time(card.when, date_time=card.starts_at), class_name="sub"),
                rx.el.p(hero.line, class_name="ln2"),
                rx.el.div(
                    marks().heart(card.id, card.title, words=True, class_name="btn pri"),
                    why_link(card.id, card.title),
                    badges(card.badges),
                    class_name="hact",
                ),
                class_name="hin",
            ),
            class_name="hero best",
            aria_label="Your best match",
            custom_attrs={"data-event": card.id},
        ),
        rx.el.ul(rx.foreach(PAGE.stats, _stat), class_name="stats", aria_label="This weekend in numbers"),
        class_name="hwrap bestrow",
    )


def _told() -> rx.Component:
    """What the page goes by, and the way to change it."""
    return rx.el.p(PAGE.told, " ", link("Change it", to="/preferences", class_name="lk"), class_name="told-by muted")


def _stat(stat: Stat) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(stat.number, class_name="num"), rx.el.p(stat.label)),
        rx.cond(stat.href, see_all(stat.href, "See them", about=stat.label), None),
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
    held_up = rx.cond(PAGE.spotlight.id > 0, artists.spotlight(PAGE.spotlight, fans=fans()), None)
    return rx.cond(
        PAGE.mood == "personal",
        rx.fragment(_weekend(), _trending(), rx.foreach(PAGE.likes, _like), _alike(), _own_taste(), held_up),
        rx.fragment(
            rx.cond(PAGE.weekend.cards, _deck(PAGE.weekend, "weekend", first=5), None),
            rx.cond(PAGE.weekend.cards & PAGE.note, rx.el.p(PAGE.note, class_name="cap faint"), None),
            rx.cond(PAGE.mood == "cold", _pick_three(), rx.cond(PAGE.mood == "", _invite(), None)),
            _trending(),
            _popular(),
            _spotify(),
            rx.cond(PAGE.fresh.cards, _deck(PAGE.fresh, "fresh"), None),
            held_up,
            _sounds(),
        ),
    )


def _deck(deck: Any, name: Any, *, first: int = 0, surface: str = "") -> rx.Component:
    """A rail that is called ``name`` in the page; its cards' clicks are counted under ``surface``."""
    return rail(
        deck.cards,
        name=name,
        title=deck.title,
        reason=deck.reason,
        to=deck.href,
        marks=marks(),
        first=first,
        surface=surface or name,
    )


def _weekend() -> rx.Component:
    deck = PAGE.weekend
    return rx.cond(deck.cards, rx.el.div(_deck(deck, "weekend", first=5), _made_by(deck.note)), None)


def _made_by(note: Any) -> rx.Component:
    """Which list it is, and the way to the other one."""
    ways = rx.foreach(
        PAGE.lists,
        lambda way: link(
            way.label,
            to=way.href,
            custom_attrs={"aria-current": rx.cond(way.on, "true", "false")},
            prevent_scroll_reset=True,
            view_transition=False,
        ),
    )
    return rx.el.div(
        rx.el.p(note),
        rx.cond(PAGE.lists, rx.el.nav(ways, aria_label="Rank by"), None),
        class_name="madeby",
    )


def _like(deck: Deck) -> rx.Component:
    return _deck(deck, deck.key, surface="like")


def _alike() -> rx.Component:
    deck = PAGE.fans
    return rx.cond(deck.cards, rx.el.div(_deck(deck, "fans"), class_name="alike"), None)


def _trending() -> rx.Component:
    """What is wanted most in town these days; nothing while too little is."""
    return rx.cond(PAGE.trending.cards, _deck(PAGE.trending, "trending"), None)


def _own_taste() -> rx.Component:
    """The fan's taste and when what is on: read once the reader comes near."""
    return WhenNear.create(
        rx.cond(
            TASTE.stage == "ready",
            rx.el.div(
                taste_panel(TASTE.room), rx.el.div(heat_panel(TASTE.heat), spotify_corner()), class_name="tastes"
            ),
            rx.el.div(*(rx.el.div(class_name="panel skl") for _ in range(2)), class_name="tastes", aria_hidden="true"),
        ),
        on_near=[TASTE.panel, SpotifyState.load],
    )


def _spotify() -> rx.Component:
    """The fan's Spotify where their taste is not shown: the quickest way to make a list their own."""
    return rx.cond(PAGE.mood, WhenNear.create(rx.el.div(spotify_corner(), class_name="sec"), on_near=SpotifyState.load))


def _popular() -> rx.Component:
    """What most people keep: plainer than what was picked for somebody."""
    deck = PAGE.popular
    return rx.cond(
        deck.cards,
        rx.el.div(
            _deck(deck, "popular", surface="weekend"),
            rx.cond(deck.note, rx.el.p(deck.note, class_name="cap faint"), None),
            rx.cond(PAGE.note, _made_by(PAGE.note), None),
            class_name="common",
        ),
        None,
    )


def _pick_three() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.h2("Pick three sounds and we'll do the rest", id="invite-title"),
                rx.el.p("Or save a few gigs: from then on this page is yours, and says why.", class_name="muted"),
                class_name="says stack",
            ),
            button_link("Pick three sounds", to="/welcome?step=sounds", kind="pri"),
            rx.el.div(*(genre_art(family) for family in TASTES), class_name="strip"),
            class_name="panel invite",
        ),
        class_name="sec",
        aria_labelledby="invite-title",
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
                button_link("Make an account", to="/signup", kind="pri"),
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
    own = (PAGE.mood == "personal") & (PAGE.hero.card.id > 0)
    return rx.fragment(
        rx.cond(PAGE.told, _told(), None),
        rx.cond(own, _best(), _hero()),
        rx.cond(own, None, _cities()),
        rx.cond(
            HomeState.ready,
            _rails(),
            waiting(_waiting("weekend", "This weekend"), retry=RETRY),
        ),
        drawer(),
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
