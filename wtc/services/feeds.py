"""A user's feeds: made, listed, changed and revoked by their owner, read by whoever holds the secret."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col

from wtc import clock
from wtc.domain import feeds as rules
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.language import t
from wtc.models.feeds import FeedRow
from wtc.queries import feeds as queries
from wtc.queries import taste
from wtc.services import events
from wtc.shapes.events import Event
from wtc.shapes.feeds import Feed, Of, Offer, Subject

MOST = 30
"""How many feeds one user may have; as many revoked ones are remembered, so that their addresses can say so."""
_GONE = "That calendar isn't here. It may have been revoked."


def make(
    session: Session,
    user_id: int,
    subject: Subject,
    *,
    token_hash: str,
    name: str = "",
    reminder: int | None = None,
    now: datetime,
) -> Feed:
    """Make a feed under the hash of its secret. Raises Invalid, NotFound for no such act or room, LimitReached."""
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn
    subject = rules.subject(subject, now)
    called = rules.named(name, _called(session, subject, now))
    if len(listed(session, user_id)) >= MOST:
        raise LimitReached(t("That's {count} calendars, as many as we can mind for you. Revoke one first.", count=MOST))
    row = FeedRow(
        user_id=user_id,
        kind=subject.of.value,
        artist_id=subject.artist_id,
        venue_id=subject.venue_id,
        search=subject.search,
        name=called,
        reminder=rules.reminder(reminder),
        token_hash=token_hash,
        created_at=now,
        changed_at=now.replace(microsecond=0),
    )
    session.add(row)
    session.flush()
    return _own(session, user_id, row.id or 0)


def listed(session: Session, user_id: int) -> tuple[Feed, ...]:
    """The user's feeds that are not revoked, the newest first."""
    return tuple(map(_shape, session.execute(queries.live(user_id).limit(MOST + 1))))


def rename(session: Session, user_id: int, feed_id: int, name: str) -> Feed:
    """Call a feed something else. Raises NotFound for another's."""
    feed = _own(session, user_id, feed_id)
    _set(session, feed_id, name=rules.named(name, feed.name))
    return _own(session, user_id, feed_id)


def remind(session: Session, user_id: int, feed_id: int, minutes: int | None) -> Feed:
    """Remind so many minutes before each gig, or not at all. Raises Invalid, and NotFound for another's."""
    _own(session, user_id, feed_id)
    _set(session, feed_id, reminder=rules.reminder(minutes))
    return _own(session, user_id, feed_id)


def revoke(session: Session, user_id: int, feed_id: int, *, now: datetime) -> None:
    """Let a feed's address work no more; again is the same as once. Raises NotFound for another's."""
    if not _own(session, user_id, feed_id).revoked:
        _set(session, feed_id, revoked_at=now)
        surplus = session.execute(queries.revoked(user_id).offset(MOST).limit(1_000)).scalars().all()
        session.execute(delete(FeedRow).where(col(FeedRow.id).in_(surplus)))


def restore(session: Session, user_id: int, feed_id: int) -> Feed:
    """Let its address work again. Raises NotFound for another's, LimitReached when there are too many."""
    if len(listed(session, user_id)) >= MOST:
        raise LimitReached(f"That's {MOST} calendars already.")
    _own(session, user_id, feed_id)
    _set(session, feed_id, revoked_at=None)
    return _own(session, user_id, feed_id)


def find(session: Session, token_hash: str) -> Feed:
    """The feed under this hash, revoked or not; NotFound for every other."""
    row = session.execute(queries.by_token(token_hash)).first()
    if row is None:
        raise NotFound("There's no calendar at this address.")
    return _shape(row)


def gigs(session: Session, feed: Feed, *, now: datetime) -> tuple[Event, ...]:
    """What a feed holds, unless it is of a search: what is to come, and where room is left, the month before."""
    begin, today, end = rules.window(now)
    ids: list[int] = []
    for since, until in ((today, end), (begin, today)):
        asked = queries.holds(feed.subject, feed.user_id, since, until)
        ids += session.scalars(asked.limit(rules.MOST_GIGS - len(ids)))
    return events.many(session, ids)


def changed(session: Session, ids: Sequence[int]) -> Mapping[int, datetime]:
    """When what is told of each of these events last changed."""
    rows = session.execute(queries.changed(ids)) if ids else ()
    return {row.id: max(filter(None, (row.changed_at, row.updated_at))) for row in rows}


def told(session: Session, feed: Feed, mark: str, *, now: datetime) -> datetime:
    """Note that a feed was read today and what it said; since when it says that, in whole seconds."""
    since = feed.changed_at if feed.mark == mark else now.replace(microsecond=0)
    _set(session, feed.id, mark=mark, changed_at=since, read_on=clock.local(now).date())
    return since


def offers(session: Session, *, artist: str = "", venue: str = "", search: str | None = None) -> tuple[Offer, ...]:
    """The feeds that an address asks to be made, by slug or by the query of Discover; none for what is not there."""
    found = []
    if artist and (row := session.execute(queries.artist(artist[:160])).first()):
        words = t("Every date of theirs, new ones as they come.")
        found.append(Offer(key="artist", of=Of.ARTIST, artist_id=row.id, name=row.name, words=words))
    if venue and (row := session.execute(queries.venue(venue[:160])).first()):
        words = t("Every gig in this room, new ones as they come.")
        found.append(Offer(key="venue", of=Of.VENUE, venue_id=row.id, name=row.name, words=words))
    if search is not None:
        found.append(rules.search_offer(search[:2_000], clock.now()))
    return tuple(found)


def _called(session: Session, subject: Subject, now: datetime) -> str:
    """What a feed is called unless its owner says otherwise."""
    if subject.of is Of.SEARCH:
        return rules.search_offer(subject.search, now).name
    if subject.of in (Of.SAVED, Of.FOLLOWED):
        return next(offer.name for offer in rules.usual() if offer.of is subject.of)
    asked = queries.artist_name(subject.artist_id or 0)
    if subject.of is Of.VENUE:
        asked = queries.venue_name(subject.venue_id or 0)
    name = session.scalar(asked)
    if name is None:
        raise NotFound("That act or room isn't here.")
    return name


def _own(session: Session, user_id: int, feed_id: int) -> Feed:
    row = session.execute(queries.one(user_id, feed_id)).first() if 0 < feed_id < 2**63 else None
    if row is None:
        raise NotFound(_GONE)
    return _shape(row)


def _set(session: Session, feed_id: int, **values: Any) -> None:
    session.execute(update(FeedRow).where(col(FeedRow.id) == feed_id).values(**values))


def _shape(row: Any) -> Feed:
    of = Of(row.kind)
    pages = {
        Of.SAVED: "/saved",
        Of.FOLLOWED: "/artists",
        Of.SEARCH: f"/discover?{row.search}" if row.search else "/discover",
        Of.ARTIST: f"/artists/{row.artist_slug}",
        Of.VENUE: f"/venues/{row.venue_slug}",
    }
    return Feed(
        id=row.id,
        user_id=row.user_id,
        subject=Subject(of=of, artist_id=row.artist_id, venue_id=row.venue_id, search=row.search),
        name=row.name,
        reminder=row.reminder,
        created_at=row.created_at,
        read_on=row.read_on,
        revoked=row.revoked_at is not None,
        mark=row.mark,
        changed_at=row.changed_at,
        page=pages[of],
    )
