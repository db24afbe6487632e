"""Where an event stands, in words: what must be read before anything else, and whether there is a way to a ticket."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from wtc import clock
from wtc.domain import words
from wtc.domain.cards import is_past, when
from wtc.language import t, word
from wtc.shapes.details import Banner, Heard, Story, Ticket
from wtc.shapes.events import SOURCE_NAMES, Event, Status

NOT_ON = {
    Status.CANCELLED: (word("Cancelled, so no tickets"), word("Cancelled")),
    Status.POSTPONED: (word("Postponed, no new date yet"), word("Postponed")),
}


def banner(story: Story, now: datetime) -> Banner:
    """The one thing to know first; empty when all is as it should be."""
    event, today = story.event, clock.local(now).date()
    if event.status is Status.CANCELLED:
        return Banner(
            kind="coral",
            title=t("Cancelled"),
            text=t("This one isn't going ahead. Whoever sold you the ticket looks after refunds."),
        )
    if is_past(event, now):
        return Banner(kind="muted", title=t("Been and gone"), text=t("This was on {when}.", when=when(event, today)))
    if event.status is Status.POSTPONED:
        return Banner(
            kind="gold",
            title=t("Postponed"),
            text=t("There's no new date yet. Ask whoever sold you the ticket before you travel."),
        )
    if gone := _gone_since(story.heard):
        since = words.day(clock.local(gone).date(), today)
        return Banner(
            kind="gold",
            title=t("No longer listed"),
            text=t("Nobody has listed this since {day}. Check with the room before you travel.", day=since),
        )
    if event.status is Status.RESCHEDULED:
        was = next((one.listing.was_on for one in story.heard if one.listing.was_on), None)
        moved = was is not None and was != event.day
        before = t("It was to be {day}.", day=words.day(was, today)) + " " if was and moved else ""
        return Banner(kind="gold", title=t("New date"), text=before + t("It's now {when}.", when=when(event, today)))
    return Banner()


def _gone_since(heard: Sequence[Heard]) -> datetime | None:
    own = [one.gone_at for one in heard if not one.listing.extra]
    gone = [moment for moment in own if moment]
    return max(gone) if gone and len(gone) == len(own) else None


def ticket(story: Story, now: datetime) -> Ticket:
    """The way to a ticket with its seller named, or the reason why there is none."""
    event = story.event
    if event.status in NOT_ON:
        return Ticket(word=t(NOT_ON[event.status][0]), brief=t(NOT_ON[event.status][1]))
    if is_past(event, now):
        return Ticket(word=t("It's over, so no tickets"), brief=t("It's over"))
    if event.sample:
        return Ticket(word=t("Sample listing, so no ticket link"), brief=t("Sample, no tickets"))
    if _gone_since(story.heard):
        return Ticket(word=t("No longer listed, so no ticket link"), brief=t("No longer listed"))
    if not event.ticket_url:
        return Ticket(word=t("No ticket link listed"), brief=t("No ticket link"))
    seller = _seller(event)
    if event.sold_out:
        return Ticket(word=t("Sold out at {seller}", seller=seller), brief=t("Sold out"))
    source = next((mark.source for mark in event.sources if mark.url == event.ticket_url), "")
    said = t("Tickets at {seller}", seller=seller)
    return Ticket(href=event.ticket_url, source=source, word=said, brief=t("Tickets"), note=t("Opens in a new tab"))


def _seller(event: Event) -> str:
    mark = next((mark for mark in event.sources if mark.url == event.ticket_url and mark.source != "local"), None)
    if mark:
        return SOURCE_NAMES.get(mark.source, mark.source)
    return (urlsplit(event.ticket_url).hostname or t("the seller")).removeprefix("www.")
