"""An event as a card: every word that it shows is chosen here."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.domain.artwork import event_art
from wtc.domain.chips import chip
from wtc.domain.genres import label
from wtc.domain.mixes import profile
from wtc.domain.text import fold
from wtc.language import t, told, word
from wtc.shapes.events import SOURCE_NAMES, SOURCES, Badge, Event, EventCard, Status
from wtc.shapes.taste import Pick

NEW_FOR = timedelta(days=7)
ANNOUNCED_FOR = timedelta(days=3)
DAYLIGHT = range(5, 17)
LASTS = timedelta(hours=4)
"""How long a gig is taken to last when nobody says when it ends."""

_SOURCE_COLOURS = {
    "local": "emerald",
    "ticketmaster": "sky",
    "bandsintown": "violet",
    "eventbrite": "gold",
    "dice": "coral",
}
_STATUS_WORDS = {
    Status.CANCELLED: ("coral", word("Cancelled")),
    Status.POSTPONED: ("gold", word("Postponed")),
    Status.RESCHEDULED: ("gold", word("New date")),
    Status.WITHDRAWN: ("muted", word("No longer listed")),
}


def card(
    event: Event,
    *,
    now: datetime,
    saved: bool = False,
    hidden: bool = False,
    mixcloud: Mapping[int, str] | None = None,
) -> EventCard:
    """The card of one event at the moment ``now``: dates in Irish time, at most two badges, no invented number.

    ``mixcloud`` are the acts with a profile there, by id.
    """
    today, on = clock.local(now).date(), _day(event)
    past = is_past(event, now)
    picture, poster = event.images[0] if event.images else None, event_art(event, "card")
    prefix, price, price_said = ("", "", "") if past else _price(event)
    sources = source_badges(event)
    return EventCard(
        id=event.id,
        slug=event.slug,
        href=f"/events/{event.slug}",
        title=event.title,
        weekday=words.weekday(on) if on else "",
        day=str(on.day) if on else "",
        month=words.month(on) if on else "",
        starts_at=_machine_time(event),
        when=when(event, today),
        date_line=f"{words.day(on, today)}, " if on else "",
        date_said=f"{words.day(on, today, whole=True)}, " if on else "",
        line=_line(event),
        place=", ".join(part for part in (event.venue.name if event.venue else "", words.place(event.city)) if part),
        price=price,
        price_prefix=prefix,
        price_said=price_said,
        free=words.is_free(event.price),
        word=t("New") if not past and _seen_within(event, now, NEW_FOR) else "",
        badges=status_badges(event, now=now),
        sources=sources,
        source_keys=" ".join(mark.key for mark in sources),
        image=picture.card if picture else poster,
        srcset=picture.srcset if picture else "",
        row_image=picture.small if picture else event_art(event, "square"),
        fallback=poster,
        colour=picture.colour if picture else "",
        listen=profile((mixcloud or {}).get(event.artists[0].id, "")) if event.artists else "",
        headliner=event.artists[0].name if event.artists else "",
        saved=saved,
        hidden=hidden,
        past=past,
        sample=event.sample,
    )


def for_pick(shown: EventCard, pick: Pick) -> EventCard:
    """The card with why its event was picked for somebody."""
    said = chip(pick)
    return replace(
        shown,
        word="" if shown.past else said.word,
        match=said.match,
        tier=said.tier,
        match_said=said.said,
        reason=said.reason,
        reason_icon=said.icon,
        reason_kind=said.kind,
    )


def when(event: Event, today: date) -> str:
    """'Fri 27 Nov, 8pm'; the day alone while the time is not known; 'Date to be announced' while nothing is."""
    on = _day(event)
    if on is None:
        return t("Date to be announced")
    return words.day(on, today) + (f", {words.hour(event.start_time)}" if event.start_time else "")


def is_past(event: Event, now: datetime) -> bool:
    """Whether it is over: by its end, four hours after its start, or the day after when only the day is known."""
    if event.start_time:
        return (event.end_time or event.start_time + LASTS) < now
    return event.day is not None and event.day < clock.local(now).date()


def status_badges(event: Event, *, now: datetime) -> tuple[Badge, ...]:
    """At most two, the weightiest first; a sample always says so."""
    said = [Badge(kind=kind, label=t(words)) for kind, words in _standing(event, now)]
    return (*said[:1], Badge(kind="sample", label=t("Sample"))) if event.sample else tuple(said[:2])


def source_badges(event: Event) -> tuple[Badge, ...]:
    """Each source once, the most trusted first. ``key`` is what addresses and ``data-source`` carry."""
    listed = {mark.source for mark in event.sources}
    return tuple(
        Badge(kind=_SOURCE_COLOURS[source], label=told(SOURCE_NAMES[source]), key=source)
        for source in SOURCES
        if source in listed
    )


def _standing(event: Event, now: datetime) -> Iterator[tuple[str, str]]:
    if event.status in _STATUS_WORDS:
        yield _STATUS_WORDS[event.status]
    going = event.status not in (Status.CANCELLED, Status.WITHDRAWN) and not is_past(event, now)
    if not going:
        return
    if event.sold_out:
        yield "coral", word("Sold out")
    dawn = clock.tonight(now)[1]
    night = clock.local(dawn).date() - timedelta(days=1)
    if event.start_time < dawn if event.start_time else event.day == night:
        light = event.start_time and clock.local(event.start_time).hour in DAYLIGHT
        yield "coral", word("Today") if light else word("Tonight")
    if _seen_within(event, now, ANNOUNCED_FOR):
        yield "sky", word("Just announced")
    if words.is_free(event.price):
        yield "emerald", word("Free")


def _seen_within(event: Event, now: datetime, age: timedelta) -> bool:
    # A sample was announced by nobody: the day it was loaded says nothing.
    return not event.sample and event.first_seen_at is not None and event.first_seen_at > now - age


def _day(event: Event) -> date | None:
    return clock.local(event.start_time).date() if event.start_time else event.day


def _machine_time(event: Event) -> str:
    if event.start_time:
        return clock.local(event.start_time).isoformat(timespec="minutes")
    return event.day.isoformat() if event.day else ""


def _line(event: Event) -> str:
    """'8pm · Lankum, with Landless': the hour and the acts."""
    time = words.hour(event.start_time) if event.start_time else t("Time to be announced") if event.day else ""
    return " · ".join(part for part in (time, acts(event)) if part)


def acts(event: Event) -> str:
    """'Lankum, with Landless': the acts that the title leaves out, or else the sound."""
    title = f" {fold(event.title)} "
    unsaid = [artist.name for artist in event.artists if f" {fold(artist.name)} " not in title]
    if not unsaid:
        return label(event.family) if event.family not in ("", "other") else ""
    if len(unsaid) < len(event.artists):
        return t("with {acts}", acts=", ".join(unsaid))
    rest = ", ".join(unsaid[1:])
    return t("{first}, with {acts}", first=unsaid[0], acts=rest) if rest else unsaid[0]


def _price(event: Event) -> tuple[str, str, str]:
    """The word before the price, the price, and how it is read out; all empty when nobody says what it costs."""
    tag = event.price
    if tag is None:
        return "", "", ""
    if words.is_free(tag):
        return "", t("Free"), t("Free")
    if tag.min == 0:
        most = words.spoken_money(tag.max, tag.currency)
        return t("up to"), words.money(tag.max, tag.currency), t("Up to {price}", price=most)
    said = words.spoken_money(tag.min, tag.currency)
    if tag.max > tag.min:
        return t("from"), words.money(tag.min, tag.currency), t("From {price}", price=said)
    return "", words.money(tag.min, tag.currency), said
