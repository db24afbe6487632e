"""The panels of an event's plain HTML: line-up, about, room, sources and rails, every word escaped."""

from collections.abc import Iterable
from html import escape as e

from wtc.domain.artwork import event_art
from wtc.domain.cards import when
from wtc.language import t
from wtc.shapes.details import Act, EventDetail, Fact, OtherDate, Room, Said
from wtc.shapes.events import Event

OUT = 'target="_blank" rel="noopener nofollow"'
SMALL = " s"


def icon(name: str, size: str = "") -> str:
    return f'<svg class="ic{size}" aria-hidden="true"><use href="/icons.svg#{e(name)}"></use></svg>'


def facts(facts: Iterable[Fact]) -> str:
    return "".join(f"<li>{icon(fact.icon)}<div>{_fact(fact)}</div></li>" for fact in facts)


def _fact(fact: Fact) -> str:
    said = f'<b class="num {e(fact.kind)}">{e(fact.strong)}</b>' if fact.strong else ""
    said += e(fact.rest)
    if fact.moment:
        said = f'<time datetime="{e(fact.moment)}">{said}</time>'
    return said + (f"<small>{e(fact.small)}</small>" if fact.small else "")


def line_up(acts: Iterable[Act]) -> str:
    shown = "".join(
        f'<li><img src="{e(act.poster)}" alt="" width="56" height="56" loading="lazy"><div><h3><a href="{e(act.href)}">'
        f'{e(act.name)}</a></h3><p class="meta muted">{e(act.line)}</p></div></li>'
        for act in acts
    )
    return f'<section class="panel"><h2>{t("Line-up")}</h2><ul class="lu">{shown}</ul></section>' if shown else ""


def about(paragraphs: Iterable[str]) -> str:
    shown = "".join(f"<p>{e(paragraph)}</p>" for paragraph in paragraphs)
    return f'<section class="panel about"><h2>{t("About")}</h2>{shown}</section>' if shown else ""


def dates(others: Iterable[OtherDate]) -> str:
    """The other nights of a series."""
    links = "".join(f'<li><a class="chip" href="{e(other.href)}">{e(other.when)}</a></li>' for other in others)
    return (
        f'<section class="panel"><h2>{t("More dates")}</h2><ul class="chips wrapx">{links}</ul></section>'
        if links
        else ""
    )


def room(detail: EventDetail) -> str:
    room = detail.room
    if not room.name:
        return ""
    picture = (
        f'<img class="scene" src="{e(room.poster)}" alt="" width="1260" height="540" loading="lazy">'
        if room.poster
        else ""
    )
    way = _way(room) if room.directions else ""
    nights = (
        f'<li>{icon("calendar")}<div><a class="lk" href="{e(room.href)}">{e(room.nights)}</a></div></li>'
        if room.nights
        else ""
    )
    return (
        f'<section class="panel room"><div class="row between"><h2>{t("The room")}</h2>'
        f'<a class="see" href="{e(room.href)}">'
        f'{e(room.name)}{icon("right", SMALL)}</a></div>{picture}<ul class="fl">{facts(room.facts)}{nights}</ul>'
        f"{way}</section>"
    )


def _way(room: Room) -> str:
    picture = f'<img src="{e(room.map)}" alt="" width="640" height="480" loading="lazy">' if room.map else ""
    word = f"<span>{icon('pin', SMALL)}{t('Find it on a map')}{icon('external', SMALL)}</span>"
    return f'<a class="way" href="{e(room.directions)}" {OUT}>{picture}{word}</a>'


def sources(detail: EventDetail) -> str:
    told = detail.provenance
    shown = "".join(_source(said) for said in told.sources)
    notes = "".join(f'<p class="note c-sky">{icon("info", SMALL)}<span>{e(note)}</span></p>' for note in told.notes)
    if not shown:
        return ""
    return (
        f'<section class="panel came"><h2>{t("Where this came from")}</h2><p class="muted meta">{e(told.summary)}</p>'
        f'<ul class="prov">{shown}</ul>{notes}</section>'
    )


def _source(said: Said) -> str:
    name = f'<a class="lk" href="{e(said.url)}" {OUT}>{e(said.name)}</a>' if said.url else e(said.name)
    return (
        f'<li class="c-{e(said.kind)}" data-source="{e(said.source)}"><i class="dot"></i><div><b>{name}</b>'
        f'<p class="cap muted">{e(said.gave)}</p></div><span class="cap muted num">{e(said.seen)}</span></li>'
    )


def links(title: str, reason: str, events: Iterable[Event]) -> str:
    shown = "".join(_link(event) for event in events)
    heading = f'<div class="sh"><div><h2>{e(title)}</h2><p>{e(reason)}</p></div></div>'
    return f'<section class="sec">{heading}<ul class="rail">{shown}</ul></section>' if shown else ""


def _link(event: Event) -> str:
    day = event.start_time.date() if event.start_time else event.day
    said = when(event, day) if day else t("Date to be announced")
    place = ", ".join(part for part in (event.venue.name if event.venue else "", event.city) if part)
    return (
        f'<li><article class="card"><div class="pic"><img src="{e(event_art(event))}" alt="" width="640" height="480"'
        f' loading="lazy"></div><div class="bd"><h3><a href="/events/{e(event.slug)}">{e(event.title)}</a></h3>'
        f'<p class="ln">{e(said)}</p><p class="ln">{e(place)}</p></div></article></li>'
    )
