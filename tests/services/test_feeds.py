"""Feeds at the database: bounded, one's own, and true to their gigs as those are changed, merged and moved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlalchemy import select, text
from sqlmodel import Session

from tests import artists
from tests.calendars import strictly
from tests.catalogue import NOW, Catalogue
from tests.services.mapping.test_deciding import admin  # noqa: F401
from tests.services.mapping.test_merging import find, gig
from tests.services.test_rulings import events, listing, user
from wtc.domain import ics
from wtc.errors import LimitReached, NotFound
from wtc.models.accounts import SavedEvent
from wtc.models.feeds import FeedRow
from wtc.services import engine, feeds, mapping
from wtc.shapes.events import ListedVenue, Listing, Status
from wtc.shapes.feeds import Entry, Feed, Of, Subject

SAVED = Subject(of=Of.SAVED)
LANKUM = listing("ticketmaster", "Lankum")
DAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


def made(session: Session, user_id: int, subject: Subject = SAVED, letter: str = "a") -> Feed:
    return feeds.make(session, user_id, subject, token_hash=letter * 64, now=NOW)


def entries(session: Session, feed: Feed) -> list[tuple[str, int, str, Any]]:
    """What a calendar program keeps of the feed: UID, SEQUENCE, STATUS and the start."""
    found = feeds.gigs(session, feed, now=DAY)
    stamps = feeds.changed(session, [event.id for event in found])
    raw = ics.feed(
        [Entry(event=each, address="https://x.example", about="", changed_at=stamps[each.id]) for each in found],
        name=feed.name,
    )
    strictly(raw)
    read = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return [(str(one["uid"]), int(one["sequence"]), str(one["status"]), one.decoded("dtstart")) for one in read]


def saved(session: Session, said: Listing = LANKUM) -> tuple[int, Feed]:
    engine.store(session, [said], now=DAY)
    event_id, me = next(iter(events(session).values())), user(session)
    session.add(SavedEvent(user_id=me, event_id=event_id, created_at=DAY))
    session.flush()
    return event_id, made(session, me)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"status": Status.CANCELLED}, "CANCELLED"),
        ({"status": Status.POSTPONED}, "TENTATIVE"),
        ({"day": date(2026, 11, 28), "starts_at": datetime(2026, 11, 28, 20, tzinfo=UTC)}, "CONFIRMED"),
        ({"venue": ListedVenue(name="Vicar Street", city="Dublin")}, "CONFIRMED"),
    ],
)
def test_a_change_raises_the_sequence_under_the_same_uid(
    session: Session, facts: dict[str, Any], standing: str
) -> None:
    event_id, feed = saved(session)
    ((uid, sequence, _, start),) = entries(session, feed)
    later = DAY + timedelta(hours=1)
    before = feeds.changed(session, [event_id])[event_id]
    engine.store(session, [replace(LANKUM, **facts)], now=later)
    assert entries(session, feed) == [(uid, sequence + 1, standing, facts.get("starts_at", start))]
    assert feeds.changed(session, [event_id])[event_id] == later > before


def test_an_event_that_takes_in_another_keeps_its_uid_and_its_savers(session: Session) -> None:
    event_id, feed = saved(session)
    ((uid, sequence, _, _),) = entries(session, feed)
    other = listing("dice", "Goitse", source_id="d9")
    engine.store(session, [other], now=DAY)
    lost = next(each for each in events(session).values() if each != event_id)
    brian = user(session, "brian@example.org")
    session.add(SavedEvent(user_id=brian, event_id=lost, created_at=DAY))
    session.flush()
    theirs = made(session, brian, letter="b")
    assert entries(session, theirs)[0][0] != uid
    engine.store(session, [listing("dice", "Lankum", source_id="d9")], now=DAY + timedelta(hours=1))
    assert set(events(session).values()) == {event_id}
    assert [each[0] for each in entries(session, feed)] == [uid]
    assert entries(session, feed)[0][1] >= sequence
    assert [each[0] for each in entries(session, theirs)] == [uid]


def test_the_calendar_of_an_act_goes_along_when_the_act_is_merged_and_back(session: Session, admin: int) -> None:  # noqa: F811
    engine.store(session, [gig("1", "Girl Band"), gig("3", "Gilla Band")], now=DAY)
    keep, lose = find(session, "Gilla Band"), find(session, "Girl Band")
    feed = made(session, admin, Subject(of=Of.ARTIST, artist_id=lose.id))
    assert len(feeds.gigs(session, feed, now=DAY)) == 1
    number = mapping.merge(session, keep.id, lose.id, by=admin, now=DAY)
    (feed,) = feeds.listed(session, admin)
    assert (feed.subject.artist_id, feed.page, feed.name) == (keep.id, f"/artists/{keep.slug}", "Girl Band")
    assert len(feeds.gigs(session, feed, now=DAY)) == 2
    mapping.unmerge(session, number, by=admin, now=DAY)
    assert feeds.listed(session, admin)[0].subject.artist_id == lose.id


def test_a_feed_ends_with_its_owner(catalogue: Catalogue) -> None:
    me = artists.user(catalogue)
    made(catalogue.session, me)
    catalogue.session.execute(text("DELETE FROM users"))
    assert catalogue.session.execute(select(FeedRow)).all() == []


def test_a_feed_holds_a_month_back_and_what_is_to_come_and_no_more_than_it_may(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = artists.user(catalogue)
    subject = Subject(of=Of.VENUE, venue_id=1)
    gigs = {days: catalogue.gig("Lankum", hours=24 * days) for days in (-40, -30, -1, 0, 1, 399, 420)}
    catalogue.gig("Lankum", day=None, starts_at=None, sort_at=datetime(2999, 1, 1, tzinfo=UTC))
    feed = made(catalogue.session, me, replace(subject, venue_id=catalogue.rooms["Whelan's"]))

    def held() -> set[int]:
        return {event.id for event in feeds.gigs(catalogue.session, feed, now=NOW)}

    assert held() == {gigs[days] for days in (-30, -1, 0, 1, 399)}
    monkeypatch.setattr("wtc.domain.feeds.MOST_GIGS", 2)
    assert held() == {gigs[0], gigs[1]}


def test_there_are_never_too_many_live_or_revoked(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    session, me, other = catalogue.session, artists.user(catalogue), artists.user(catalogue, "brian@example.org")
    made(session, other, letter="z")
    mine = [made(session, me, letter=each) for each in "ab"]
    with pytest.raises(LimitReached):
        made(session, me, letter="c")
    for n, feed in enumerate(mine):
        feeds.revoke(session, me, feed.id, now=NOW + timedelta(minutes=n))
    third = made(session, me, letter="d")
    feeds.revoke(session, me, third.id, now=NOW + timedelta(minutes=9))
    with pytest.raises(NotFound):
        feeds.find(session, "a" * 64)
    assert feeds.find(session, "b" * 64).revoked
    assert not feeds.find(session, "z" * 64).revoked
    assert not feeds.restore(session, me, third.id).revoked
    with pytest.raises(NotFound):
        feeds.restore(session, me, feeds.find(session, "z" * 64).id)


def test_an_address_offers_what_it_names_and_nothing_that_is_not_there(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    found = feeds.offers(catalogue.session, artist="lankum", venue="whelan-s-dublin", search="city=Dublin")
    assert [offer.of for offer in found] == [Of.ARTIST, *([Of.VENUE] if len(found) == 3 else []), Of.SEARCH]
    assert found[0].name == "Lankum"
    assert feeds.offers(catalogue.session, artist="nobody", venue="x" * 500) == ()
