"""Feeds in words: what may be made, what each is called, and the ways by which programs come to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, quote

from wtc import clock
from wtc.domain import filters, words
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.language import t, word
from wtc.shapes.discover import Filters
from wtc.shapes.events import EventQuery
from wtc.shapes.feeds import Addresses, Feed, FeedCard, Of, Offer, Subject

MOST_GIGS = 500
BACK = timedelta(days=31)
AHEAD = timedelta(days=400)
LONGEST_NAME = 80
LONGEST_SEARCH = 600
LONGEST_REMINDER = 20_160
"""Two weeks, in minutes."""
REMINDERS = (
    (-1, "No reminder"),
    (60, "An hour before"),
    (180, "Three hours before"),
    (360, "Six hours before"),
    (1_440, "A day before"),
    (2_880, "Two days before"),
    (10_080, "A week before"),
)
EVERYTHING = word("Every gig in Ireland")
_HOLDS = {
    Of.SAVED: word("What you saved"),
    Of.FOLLOWED: word("The acts you follow"),
    Of.SEARCH: word("A search"),
    Of.ARTIST: word("An act"),
    Of.VENUE: word("A room"),
}


def window(now: datetime) -> tuple[datetime, datetime, datetime]:
    """From when on a feed holds gigs, the Irish midnight that today began with, and until when: the same all day."""
    today = clock.local(now).date()
    return clock.at(today - BACK), clock.at(today), clock.at(today + AHEAD)


def lasting(asked: Filters, now: datetime) -> Filters:
    """The search as a calendar goes on with it: on any page, and without days that are over soon.

    Tonight, the weekend and next week pass; days that somebody picked stay, while they are not over.
    """
    days = asked.first, asked.last
    passing = (filters.tonight(now), filters.weekend(now), filters.next_week(now))
    over = asked.last is not None and asked.last < clock.local(now).date()
    first, last = (None, None) if over or days in passing else days
    return replace(asked, first=first, last=last, page=1, sort="distance" if asked.near else "time")


def search(asked: Filters, now: datetime) -> str:
    """A search as a feed keeps it: the query of its address on Discover."""
    return filters.address(lasting(asked, now)).partition("?")[2]


def asked(search: str) -> Filters:
    """What ``search`` kept; what makes no sense in it is left out."""
    return filters.read(dict(parse_qsl(search, max_num_fields=30)))


def queries(feed: Feed, now: datetime) -> tuple[EventQuery, EventQuery]:
    """A search feed as questions to the catalogue: what is to come, and what was on in the month before."""
    begin, today, end = window(now)
    kept = asked(feed.subject.search)
    plain = replace(filters.query(kept, now=now, viewer=feed.user_id), sort="time", limit=MOST_GIGS, called_off=True)
    first = clock.at(kept.first) if kept.first else begin
    last = min(end, clock.at(kept.last + timedelta(days=1))) if kept.last else end
    coming = replace(plain, start=max(first, today), end=last)
    return coming, replace(plain, start=max(first, begin), end=min(today, last))


def usual() -> tuple[Offer, Offer]:
    """The feeds that anybody may make: of what they saved, and of whom they follow."""
    return (
        Offer(key="saved", of=Of.SAVED, name=t("Saved gigs"), words=t("Every gig you save, from now on too.")),
        Offer(key="followed", of=Of.FOLLOWED, name=t("Acts I follow"), words=t("Every date of the acts you follow.")),
    )


def search_offer(kept: str, now: datetime) -> Offer:
    """The feed of a search, named by its filters: 'Techno, Galway'."""
    found = asked(kept)
    said = ", ".join(chip.label for chip in filters.active(found, now))
    name = clean(said or t(EVERYTHING), LONGEST_NAME)
    over = t("Whatever this search finds, as gigs come and go.")
    return Offer(key="search", of=Of.SEARCH, search=search(found, now), name=name, words=over)


def named(name: str, otherwise: str) -> str:
    """What a feed is called: cleaned, never empty. Raises Invalid when it is too long."""
    if len(name) > 4 * LONGEST_NAME:
        raise Invalid("That name is too long.", details={"name": t("Up to {count} characters.", count=LONGEST_NAME)})
    return clean(name, LONGEST_NAME) or clean(otherwise, LONGEST_NAME)


def reminder(minutes: int | None) -> int | None:
    """Minutes before the start, None for none. Raises Invalid outside of two weeks."""
    if minutes is not None and not 0 <= minutes <= LONGEST_REMINDER:
        told = f"From 0 to {LONGEST_REMINDER:,} minutes."
        raise Invalid("A reminder comes two weeks before at most.", details={"reminder": told})
    return minutes


def subject(given: Subject, now: datetime) -> Subject:
    """The same with only what its kind needs, in its one form. Raises Invalid when that is not there."""
    if given.of is Of.ARTIST and given.artist_id:
        return Subject(of=Of.ARTIST, artist_id=given.artist_id)
    if given.of is Of.VENUE and given.venue_id:
        return Subject(of=Of.VENUE, venue_id=given.venue_id)
    if given.of is Of.SEARCH:
        kept = search(asked(given.search), now)
        if len(kept) > LONGEST_SEARCH:
            raise Invalid("That search is too long for a calendar.", details={"search": "Fewer words or filters."})
        return Subject(of=Of.SEARCH, search=kept)
    if given.of in (Of.ARTIST, Of.VENUE):
        raise Invalid("Say which act or room.", details={f"{given.of}_id": "a whole number above zero"})
    return Subject(of=given.of)


def cards(feeds: Iterable[Feed], now: datetime) -> tuple[FeedCard, ...]:
    """The owner's list."""
    return tuple(card(feed, now) for feed in feeds)


def card(feed: Feed, now: datetime) -> FeedCard:
    """One feed as its owner sees it."""
    return FeedCard(
        id=feed.id,
        name=feed.name,
        words=t(_HOLDS[feed.subject.of]),
        read=_read(feed.read_on, clock.local(now).date()),
        reminder=-1 if feed.reminder is None else feed.reminder,
        page=feed.page,
    )


def _read(on: date | None, today: date) -> str:
    if on is None:
        return t("Nothing has asked for it yet")
    if on >= today:
        return t("Fetched today")
    if on == today - timedelta(days=1):
        return t("Fetched yesterday")
    return t("Last fetched {day}", day=words.day(on, today))


def since(header: str) -> datetime | None:
    """The moment of an If-Modified-Since; None when it is not there or makes no sense."""
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def addresses(site: str, token: str, name: str) -> Addresses:
    """Every way to the feed with this secret, for programs that ask for one and for sites that take one."""
    ics = f"{site}/feeds/{token}/gigs.ics"
    webcal = "webcal:" + ics.partition(":")[2]
    return Addresses(
        ics=ics,
        rss=f"{site}/feeds/{token}/gigs.rss",
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?url={quote(ics, safe='')}&name={quote(name, safe='')}",
    )
