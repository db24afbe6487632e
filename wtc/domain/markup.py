"""An event as plain HTML: what crawlers, previews and browsers without script read, and what stands first for all.

It has the classes and the order of the page that takes its place, so that nothing moves; every word goes through
``html.escape``, and nothing in it needs script.
"""

from collections.abc import Iterable
from html import escape as e

from wtc.domain.artwork import event_art
from wtc.domain.cards import when
from wtc.shapes.details import Act, EventDetail, Fact, Said
from wtc.shapes.events import Badge, Event

OUT = 'target="_blank" rel="noopener nofollow"'
PLACES = (("/", "Home"), ("/discover", "Discover"), ("/saved", "Saved"))
_BRIEF = 160


def head(detail: EventDetail, *, site: str, image: str, linked_data: str) -> str:
    """The tags of the document's head, each marked so that the page can take them out again. ``image`` is absolute."""
    address, title, said = f"{site}{detail.path}", f"{detail.title} · WhatsTheCraic", _brief(detail.summary)
    named = [("description", said), ("twitter:card", "summary_large_image"), ("twitter:title", detail.title)]
    named += [("twitter:description", said), ("twitter:image", image)]
    named += [("robots", "noindex")] if detail.sample else []
    graph = [
        ("og:type", "website"),
        ("og:site_name", "WhatsTheCraic"),
        ("og:locale", "en_IE"),
        ("og:title", detail.title),
    ]
    graph += [("og:description", said), ("og:url", address), ("og:image", image)]
    return "".join(
        (
            f"<title data-shell>{e(title)}</title>",
            *(f'<meta data-shell name="{name}" content="{e(value)}"/>' for name, value in named),
            *(f'<meta data-shell property="{name}" content="{e(value)}"/>' for name, value in graph),
            f'<link data-shell rel="canonical" href="{e(address)}"/>',
            f'<script data-shell type="application/ld+json">{linked_data}</script>',
        )
    )


def body(detail: EventDetail, more: Iterable[Event], also: Iterable[Event]) -> str:
    """The readable page, under the id that the live page takes out when it is ready."""
    sign_in = f"/signup?next={e(detail.path)}"
    return "".join(
        (
            '<div class="shell" id="shell"><a class="skip" href="#first">Skip to content</a>',
            _top(),
            '<main class="wrap ev" id="first">',
            _banner(detail),
            f'<div class="eg">{_poster(detail)}<div class="facts">{_badges(detail.badges)}<h1>{e(detail.title)}</h1>',
            f'<p class="muted lead">{e(detail.lead)}</p><ul class="fl">{_facts(detail.facts)}</ul>',
            f'<div class="keep donly"><a class="btn pri wide" href="{sign_in}">Save</a>{_ticket(detail, "wide")}</div>',
            f'<div class="tools">{_calendar(detail)}</div></div></div>',
            f'<div class="g2 b"><div class="stack">{_line_up(detail.acts)}{_about(detail.about)}</div>',
            f'<div class="stack">{_room(detail)}{_sources(detail)}</div></div>',
            _links("More like this", more),
            _links(f"Also at {detail.room.name}", also),
            "</main>",
            f'<div class="stick ponly">{_ticket(detail, "")}<a class="btn pri" href="{sign_in}">Save</a></div></div>',
        )
    )


def _brief(text: str) -> str:
    return text if len(text) <= _BRIEF else text[: _BRIEF - 1].rpartition(" ")[0] + "…"


def _icon(name: str) -> str:
    return f'<svg class="ic" aria-hidden="true"><use href="/icons.svg#{e(name)}"></use></svg>'


def _top() -> str:
    places = "".join(f'<a href="{to}">{label}</a>' for to, label in PLACES)
    return (
        '<header class="top"><div class="wrap"><a class="mark" href="/">WhatsThe<i>Craic</i></a>'
        f'<nav class="nav" aria-label="Main">{places}</nav></div></header>'
    )


def _banner(detail: EventDetail) -> str:
    said = detail.banner
    if not said.title:
        return ""
    words = f"<span><b>{e(said.title)}.</b> {e(said.text)}</span>"
    return f'<p class="note first c-{e(said.kind)}">{_icon("alert")}{words}</p>'


def _poster(detail: EventDetail) -> str:
    return (
        '<div class="post"><picture>'
        f'<source media="(max-width: 1023px)" srcset="{e(detail.poster_small)}">'
        f'<img src="{e(detail.poster)}" alt="" width="640" height="480" fetchpriority="high"></picture></div>'
    )


def _badges(badges: Iterable[Badge]) -> str:
    shown = (f'<li class="bdg c-{e(each.kind)} {e(each.kind)}">{e(each.label)}</li>' for each in badges)
    return f'<ul class="bdgs" aria-label="Status">{"".join(shown)}</ul>'


def _facts(facts: Iterable[Fact]) -> str:
    return "".join(f"<li>{_icon(fact.icon)}<div>{_fact(fact)}</div></li>" for fact in facts)


def _fact(fact: Fact) -> str:
    said = f'<b class="num {e(fact.kind)}">{e(fact.strong)}</b>' if fact.strong else ""
    said += e(fact.rest)
    if fact.moment:
        said = f'<time datetime="{e(fact.moment)}">{said}</time>'
    return said + (f"<small>{e(fact.small)}</small>" if fact.small else "")


def _ticket(detail: EventDetail, kind: str) -> str:
    ticket = detail.ticket
    if not ticket.href:
        return f'<span class="btn off {kind}">{_icon("ticket")}{e(ticket.word if kind else ticket.brief)}</span>'
    word = e(ticket.word if kind else ticket.brief)
    return f'<a class="btn {kind}" href="{e(ticket.href)}" {OUT}>{_icon("ticket")}{word}{_icon("external")}</a>'


def _calendar(detail: EventDetail) -> str:
    if not detail.calendar:
        return ""
    return f'<a class="btn gho sm" href="{e(detail.calendar)}" download>{_icon("calendar")}Add to calendar</a>'


def _line_up(acts: Iterable[Act]) -> str:
    shown = "".join(
        f'<li><img src="{e(act.poster)}" alt="" width="56" height="56" loading="lazy"><div><h3><a href="{e(act.href)}">'
        f'{e(act.name)}</a></h3><p class="meta muted">{e(act.line)}</p></div></li>'
        for act in acts
    )
    return f'<section class="panel"><h2>Line-up</h2><ul class="lu">{shown}</ul></section>' if shown else ""


def _about(paragraphs: Iterable[str]) -> str:
    shown = "".join(f"<p>{e(paragraph)}</p>" for paragraph in paragraphs)
    return f'<section class="panel about"><h2>About</h2>{shown}</section>' if shown else ""


def _room(detail: EventDetail) -> str:
    room = detail.room
    if not room.name:
        return ""
    picture = (
        f'<img class="scene" src="{e(room.poster)}" alt="" width="1260" height="540" loading="lazy">'
        if room.poster
        else ""
    )
    way = (
        f'<a class="btn sm" href="{e(room.directions)}" {OUT}>{_icon("pin")}Find it on a map</a>'
        if room.directions
        else ""
    )
    nights = (
        f'<li>{_icon("calendar")}<div><a href="{e(room.href)}">{e(room.nights)}</a></div></li>' if room.nights else ""
    )
    return (
        f'<section class="panel"><div class="row between"><h2>The room</h2><a class="see" href="{e(room.href)}">'
        f'{e(room.name)}{_icon("right")}</a></div>{picture}<ul class="fl">{_facts(room.facts)}{nights}</ul>'
        f"{way}</section>"
    )


def _sources(detail: EventDetail) -> str:
    told = detail.provenance
    shown = "".join(_source(said) for said in told.sources)
    notes = "".join(f'<p class="note c-sky">{_icon("info")}<span>{e(note)}</span></p>' for note in told.notes)
    if not shown:
        return ""
    return (
        f'<section class="panel"><h2>Where this came from</h2><p class="muted meta">{e(told.summary)}</p>'
        f'<ul class="prov">{shown}</ul>{notes}</section>'
    )


def _source(said: Said) -> str:
    name = f'<a href="{e(said.url)}" {OUT}>{e(said.name)}</a>' if said.url else e(said.name)
    return (
        f'<li class="c-{e(said.kind)}" data-source="{e(said.source)}"><i class="dot"></i><div><b>{name}</b>'
        f'<p class="cap muted">{e(said.gave)}</p></div><span class="cap muted num">{e(said.seen)}</span></li>'
    )


def _links(title: str, events: Iterable[Event]) -> str:
    shown = "".join(_link(event) for event in events)
    return (
        f'<section class="sec"><div class="sh"><h2>{e(title)}</h2></div><ul class="rail">{shown}</ul></section>'
        if shown
        else ""
    )


def _link(event: Event) -> str:
    day = event.start_time.date() if event.start_time else event.day
    said = when(event, day) if day else "Date to be announced"
    place = ", ".join(part for part in (event.venue.name if event.venue else "", event.city) if part)
    return (
        f'<li><article class="card"><div class="pic"><img src="{e(event_art(event))}" alt="" width="640" height="480"'
        f' loading="lazy"></div><div class="bd"><h3><a href="/events/{e(event.slug)}">{e(event.title)}</a></h3>'
        f'<p class="ln">{e(said)}</p><p class="ln">{e(place)}</p></div></article></li>'
    )
