"""Discover as plain HTML: the gigs of an address, which stand at once and need no script.

It has the classes and the order of the page that takes its place, so that nothing moves; every word is escaped.
"""

from collections.abc import Iterable
from html import escape as e

from wtc.domain.markup import foot, top
from wtc.domain.panels import icon
from wtc.language import t
from wtc.shapes.discover import DiscoverPage
from wtc.shapes.events import Badge, EventCard
from wtc.shapes.shell import Choice

_EAGER = 4
"""So many pictures load at once: what is seen first."""
CARD_SIZES = "(min-width: 560px) 320px, 50vw"


def body(page: DiscoverPage) -> str:
    """The readable page, under the id that the live page takes out when it is ready."""
    return "".join(
        (
            f'<div class="shell" id="shell"><a class="skip" href="#first">{e(t("Skip to content"))}</a>',
            top(),
            f'<main class="wrap" id="first">{_finder(page)}<div class="disc">',
            f'<div class="side donly">{_filters(page)}</div>',
            f'<div class="grow results"><div class="rb"><h1>{e(page.heading)}</h1></div>{_in_force(page)}',
            f"{_results(page)}</div></div>",
            f"</main>{foot()}</div>",
        )
    )


def _finder(page: DiscoverPage) -> str:
    """Search and the quickest filters of a narrow window."""
    label, hint = e(t("Search gigs, acts and rooms")), t("Trad in Galway tonight")
    field = (
        f'<form class="find" role="search" action="/discover" method="get">{icon("search", " s")}'
        f'<input name="words" type="search" aria-label="{label}" placeholder="{e(hint)}" maxlength="200">'
        "</form>"
    )
    quick = "".join(f"<li>{_chip(each)}</li>" for each in (*page.whens, page.free, *page.sounds))
    return (
        f'<div class="finder only-narrow"><div class="row"><div class="grow">{field}</div></div>'
        f'<ul class="scroll-x">{quick}</ul></div>'
    )


def _filters(page: DiscoverPage) -> str:
    return '<div class="fil">' + "".join(
        f'<section role="group" aria-label="{e(title)}"><p class="lab">{e(title)}</p><ul class="chips">'
        + "".join(f"<li>{_chip(each)}</li>" for each in choices)
        + "</ul></section>"
        for title, choices in ((t("When"), page.whens), (t("Sound"), page.sounds))
    ) + "</div>"  # fmt: skip


def _in_force(page: DiscoverPage) -> str:
    """The filters of the address, each with the way to be rid of it; the way to an alert where there can be one."""
    away = f'<span class="sr">{e(t(", remove"))}</span>{icon("close", " s")}'
    chips = "".join(f'<li><a class="chip x" href="{e(one.href)}">{e(one.label)}{away}</a></li>' for one in page.active)
    clear = f'<li><a class="btn gho sm" href="/discover">{e(t("Clear all"))}</a></li>'
    tell = (
        f'<a class="btn gho sm tellme" href="{e(page.alert)}">{icon("bell")}{e(t("Tell me about new ones"))}</a>'
        if page.alert
        else ""
    )
    return (f'<ul class="chips actives">{chips}{clear}</ul>' if chips else "") + tell


def _chip(choice: Choice) -> str:
    on = icon("check", " s") if choice.on else ""
    count = f'<span class="n num">({choice.count})</span>' if choice.count >= 0 else ""
    kind = "chip on" if choice.on else "chip none" if choice.count == 0 else "chip"
    return f'<a class="{kind}" href="{e(choice.href)}">{on}{e(choice.label)}{count}</a>'


def _results(page: DiscoverPage) -> str:
    if not page.cards:
        ways = "".join(f"<li>{_chip(each)}</li>" for each in page.ways)
        return f'<div class="said"><h2>{e(page.hint)}</h2><ul class="chips">{ways}</ul></div>'
    cards = "".join(f"<li>{_card(card, place)}</li>" for place, card in enumerate(page.cards))
    more = f'<div class="more"><a class="btn" href="{e(page.more)}">{e(page.more_label)}</a></div>' if page.more else ""
    return f'<ul class="grid mix">{cards}</ul>{more}'


def _card(card: EventCard, place: int) -> str:
    day = (
        f'<time class="dt" datetime="{e(card.starts_at)}" aria-hidden="true">{e(card.weekday)}<b>{e(card.day)}</b>'
        f"{e(card.month)}</time>"
        if card.day
        else ""
    )
    when = (
        f'<time datetime="{e(card.starts_at)}"><span class="sr">{e(card.date_said)}</span>'
        f'<span class="rd" aria-hidden="true">{e(card.date_line)}</span></time>{e(card.line)}'
    )
    prefix = f"<small>{e(card.price_prefix)} </small>" if card.price_prefix else ""
    return (
        f'<article class="card"><div class="pic">{_picture(card, place)}{day}</div><div class="bd">'
        f'{_badges(card.badges)}<h3><a href="{e(card.href)}">{e(card.title)}</a></h3><p class="ln">{when}</p>'
        f'<p class="ln">{e(card.place)}</p>{_sources(card.sources)}</div><div class="act">'
        f'<span class="price{" free" if card.free else ""}">{prefix}{e(card.price)}</span></div></article>'
    )


def _picture(card: EventCard, place: int) -> str:
    row = f'<source media="(max-width: 559px)" srcset="{e(card.row_image)}">' if place % 5 else ""
    avif = e(card.srcset.replace(".webp ", ".avif "))
    better = f'<source type="image/avif" srcset="{avif}" sizes="{CARD_SIZES}">' if card.srcset else ""
    sized = f' srcset="{e(card.srcset)}" sizes="{CARD_SIZES}"' if card.srcset else ""
    load = 'loading="eager" fetchpriority="high"' if place < _EAGER else 'loading="lazy"'
    image = f'<img src="{e(card.image)}"{sized} alt="{e(card.alt)}" width="640" height="480" decoding="async" {load}>'
    return f"<picture>{row}{better}{image}</picture>"


def _badges(badges: Iterable[Badge]) -> str:
    shown = "".join(f'<li class="bdg c-{e(each.kind)} {e(each.kind)}">{e(each.label)}</li>' for each in badges)
    return f'<ul class="bdgs">{shown}</ul>'


def _sources(sources: Iterable[Badge]) -> str:
    shown = "".join(f'<li class="src c-{e(each.kind)}">{e(each.label)}</li>' for each in sources)
    return f'<ul class="srcs">{shown}</ul>'
