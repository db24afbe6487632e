"""Acts as pictures: cards and grids of them, the Follow button, and the parts of one act's page."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from wtc.components.adapters import Poster
from wtc.components.follow import FollowButton
from wtc.components.icons import icon
from wtc.components.links import button_link, link
from wtc.components.player import player_guard
from wtc.shapes.events import EventCard
from wtc.shapes.performers import ArtistCard, ArtistDetail, Credit, KnownAs, Setlist, Spotlight, TopSong

OUT = {"target": "_blank", "rel": "noopener nofollow"}


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
        rx.el.div(
            Poster.create(
                src=card.art,
                src_set=card.srcset,
                sizes="(min-width: 768px) 220px, 46vw",
                fallback=card.fallback,
                alt="",
                eager=eager,
                width=480,
                height=480,
            ),
            class_name="pic",
        ),
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
    """Square posters in a grid; the first ``first`` load at once."""
    return rx.el.ul(
        rx.foreach(
            cards,
            lambda card, place: rx.el.li(
                artist_card(card, fans=fans, eager=place < first), custom_attrs={"style": {"--i": place}}
            ),
        ),
        class_name="acts",
    )


def grid_skeleton(count: int = 12) -> rx.Component:
    """The boxes of a grid before it is there."""
    return rx.el.ul(*(rx.el.li(_box()) for _ in range(count)), class_name="acts", aria_hidden="true")


def _box() -> rx.Component:
    bars = (rx.el.div(class_name="skl", style={"width": w, "height": h}) for w, h in (("70%", "20px"), ("50%", "16px")))
    return rx.el.div(rx.el.div(class_name="pic skl"), rx.el.div(*bars, class_name="bd"), class_name="card")


def header(act: ArtistDetail, *buttons: Any) -> rx.Component:
    """The act's name over its wide picture: its own beside the poster's when there is one, else the poster's alone."""
    wide = rx.el.img(
        src=act.wide, alt="", custom_attrs={"width": 1260, "height": 540, "fetchPriority": "high"}, class_name="ground"
    )
    photo = rx.cond(
        act.photo,
        rx.el.div(
            Poster.create(src=act.photo, fallback=act.square, alt=act.name, eager=True, width=480, height=480),
            class_name="face-of",
        ),
        None,
    )
    return rx.el.section(
        wide,
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


def act_skeleton() -> rx.Component:
    """The boxes of the page before the act is there."""
    panels = (rx.el.div(rx.el.div(class_name="skl", style={"height": "220px"}), class_name="panel") for _ in range(2))
    return rx.el.div(rx.el.div(class_name="hero ahero skl"), rx.el.div(*panels, class_name="g2 b"), aria_hidden="true")
