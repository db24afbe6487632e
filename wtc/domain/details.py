"""An event's own page in words: facts, banner, line-up, room and the way to a ticket; nothing that no source said."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from urllib.parse import quote

from wtc import clock
from wtc.domain import words
from wtc.domain.artwork import artist_art, event_art, map_address, venue_art
from wtc.domain.cards import is_past, status_badges, when
from wtc.domain.genres import FAMILIES, label
from wtc.domain.mixes import profile
from wtc.domain.players import player
from wtc.domain.provenance import price_words, provenance
from wtc.domain.standing import NOT_ON, banner, ticket
from wtc.domain.text import fold
from wtc.language import n, t
from wtc.shapes.details import Act, EventDetail, Fact, OtherDate, Room, Story
from wtc.shapes.events import ArtistRef, Event
from wtc.shapes.players import Player

NAMED = 4
"""How many acts the sentence under the title names before it counts the rest."""


def detail(story: Story, *, now: datetime, players: bool = True) -> EventDetail:
    """The page of one event at the moment ``now``, dates in Irish time; ``players``: mixes may be played here."""
    event = story.event
    art = event_art(event, "card")
    picture = event.images[0] if event.images else None
    return EventDetail(
        id=event.id,
        slug=event.slug,
        path=f"/events/{event.slug}",
        title=event.title,
        lead=line_up_sentence(event.title, event.artists),
        summary=in_a_few_words(event),
        poster=picture.url if picture else art,
        poster_small="" if picture else event_art(event, "square"),
        poster_set=picture.srcset if picture else "",
        fallback=art,
        calendar=f"/v1/events/{event.id}/calendar" if event.day or event.start_time else "",
        sample=event.sample,
        past=is_past(event, now),
        banner=banner(story, now),
        ticket=ticket(story, now),
        room=_room(story),
        provenance=provenance(event, story.heard, story.corrected, now=now),
        history=story.history,
        badges=status_badges(event, now=now),
        facts=tuple(_facts(story, now)),
        about=tuple(paragraph for paragraph in event.description.split("\n") if paragraph.strip()),
        alike=_alike(event),
        alike_href=f"/discover?genre={event.family}",
        acts=tuple(_act(artist, place, story) for place, artist in enumerate(event.artists)),
        listen=tuple(_heard(story, now, players)),
        dates=tuple(
            OtherDate(when=when(each, clock.local(now).date()), href=f"/events/{each.slug}") for each in story.dates
        ),
    )


def in_a_few_words(event: Event) -> str:
    """One sentence for link previews, search results and calendars: who, where, when, how much."""
    day = clock.local(event.start_time).date() if event.start_time else event.day
    place = ", ".join(
        dict.fromkeys(part for part in (event.venue.name if event.venue else "", words.place(event.city)) if part)
    )
    said = [
        line_up_sentence(event.title, event.artists).rstrip("."),
        place,
        when(event, date(day.year, 1, 1)) if day else t("Date to be announced"),
        price_words(event.price) if event.price else "",
    ]
    sample = t("Sample listing, made up to show how the site works.") + " " if event.sample else ""
    off = t(event.status.value.capitalize()) + ". " if event.status in NOT_ON else ""
    return sample + off + ". ".join(part for part in said if part) + "."


def line_up_sentence(title: str, artists: Sequence[ArtistRef]) -> str:
    """'With Landless and Ye Vagabonds.' when the title names the headliner, else 'Lankum, with Landless.'"""
    folded = f" {fold(title)} "
    unsaid = [artist.name for artist in artists if f" {fold(artist.name)} " not in folded]
    if not unsaid:
        return ""
    if len(unsaid) < len(artists):
        return t("With {acts}.", acts=_listed(unsaid))
    rest = _listed(unsaid[1:])
    return t("{first}, with {acts}.", first=unsaid[0], acts=rest) if rest else f"{unsaid[0]}."


def _listed(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return t("{names} and {count} more", names=", ".join(names[:NAMED]), count=len(names) - NAMED)
    return words.listed(names)


def _facts(story: Story, now: datetime) -> Iterator[Fact]:
    event, today = story.event, clock.local(now).date()
    on = clock.local(event.start_time).date() if event.start_time else event.day
    yield Fact(
        icon="calendar",
        strong=words.day(on, today) if on else t("Date to be announced"),
        rest=f", {words.hour(event.start_time)}" if event.start_time else "",
        small=_hours(event),
        moment=_machine_time(event),
    )
    if event.venue or event.city:
        yield _place(story)
    yield _price(event)
    if event.age_restriction:
        yield Fact(icon="user", rest=event.age_restriction)
    if event.family != "other":
        sounds = [genre for genre in event.genres if fold(genre) != fold(FAMILIES[event.family])]
        yield Fact(icon="music", rest=label(event.family), small=", ".join(sounds[:3]))


def _hours(event: Event) -> str:
    said = [t("Doors {hour}", hour=words.hour(event.doors_time))] if event.doors_time else []
    if event.start_time is None:
        said += [t("time to be announced")] if event.day else []
    elif event.end_time:
        said += [t("ends {hour}", hour=words.hour(event.end_time))]
    sentence = ", ".join(said)
    return sentence[:1].upper() + sentence[1:]


def _place(story: Story) -> Fact:
    event, room = story.event, story.venue
    name = event.venue.name if event.venue else ""
    county = words.county(event.county) if event.county and fold(event.county) != fold(event.city) else ""
    area = room.area if room and fold(room.area) != fold(event.city) else ""
    where = [part for part in (words.place(event.city), area, county) if part]
    if not name:
        name, where = where[0], where[1:]
    return Fact(icon="pin", strong=name, rest=f", {where[0]}" if where else "", small=", ".join(where[1:]))


def _price(event: Event) -> Fact:
    said = price_words(event.price)
    small = t("Sold out") if event.sold_out else ""
    if event.price is None:
        return Fact(icon="ticket", rest=said, small=small)
    return Fact(icon="ticket", strong=said, small=small, kind="em" if words.is_free(event.price) else "go")


def _machine_time(event: Event) -> str:
    if event.start_time:
        return clock.local(event.start_time).isoformat(timespec="minutes")
    return event.day.isoformat() if event.day else ""


def _room(story: Story) -> Room:
    event, venue = story.event, story.venue
    if event.venue is None:
        return Room()
    geo = (venue.geo if venue else None) or event.geo
    return Room(
        name=event.venue.name,
        href=f"/venues/{event.venue.slug}" if event.venue.slug else f"/discover?q={quote(event.venue.name)}",
        poster=venue_art(event.venue.slug, event.venue.name, "wide") if event.venue.slug else "",
        map=map_address(event.venue.slug, event.venue.name) if event.venue.slug and geo else "",
        directions=f"https://www.openstreetmap.org/?mlat={geo.lat}&mlon={geo.lon}#map=17/{geo.lat}/{geo.lon}"
        if geo
        else "",
        nights=_nights(story.nights),
        facts=tuple(_room_facts(story)),
    )


def _room_facts(story: Story) -> Iterator[Fact]:
    event, venue = story.event, story.venue
    if venue and venue.capacity:
        yield Fact(icon="users", rest=t("Holds {count}", count=f"{venue.capacity:,}"), small=t(venue.kind.capitalize()))
    if event.city or event.county:
        county = words.county(event.county) if event.county else ""
        street = street_address(story) or (venue.area if venue else "")
        town = ", ".join(part for part in (words.place(event.city), county) if part)
        yield Fact(icon="pin", rest=street or town, small=town if street else "")


def street_address(story: Story) -> str:
    """The street that a source gave for the room; empty when none did."""
    rooms = (one.listing.venue for one in story.heard)
    return next((room.address for room in rooms if room and room.address), "")


def _nights(count: int) -> str:
    return n("{count} more night listed here", "{count} more nights listed here", count) if count else ""


def _alike(event: Event) -> str:
    sound = label(event.family)
    return t("{sound}, {place} first", sound=sound, place=words.place(event.city)) if event.city else sound


def _heard(story: Story, now: datetime, players: bool) -> Iterator[Player]:
    """The headliner's newest mix, as a card."""
    for act, mix in zip(story.event.artists[:1], story.mixes, strict=False):
        yield player(
            key=mix.key,
            title=mix.title,
            art=mix.image.small if mix.image else artist_art(act.slug, act.name, story.event.family),
            today=clock.local(now).date(),
            seconds=mix.seconds,
            published_at=mix.published_at,
            url=mix.url,
            sample=mix.sample,
            enabled=players,
        )


def _act(artist: ArtistRef, place: int, story: Story) -> Act:
    event = story.event
    return Act(
        name=artist.name,
        href=f"/artists/{artist.slug}" if artist.slug else f"/discover?q={quote(artist.name)}",
        poster=artist_art(artist.slug, artist.name, event.family),
        listen=profile(story.mixcloud.get(artist.id, "")),
        line=t("Headline") if place == 0 and len(event.artists) > 1 else "",
    )
