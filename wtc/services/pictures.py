"""The picture store's book: what is wanted, whose turn it is, and what came of it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Result, insert, update
from sqlmodel import Session

from wtc.domain import pictures as rules
from wtc.queries import pictures as queries
from wtc.services import bulk, gallery
from wtc.shapes.events import Image
from wtc.shapes.pictures import Asked, Kept, PictureCount

PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=7)
UNUSED = timedelta(days=30)
CHUNK = 500

P = queries.P


def note(session: Session, urls: Mapping[str, str], *, now: datetime) -> int:
    """Ask for pictures by their addresses (to the source, empty: may not be fetched), the first soonest; how many new.

    What was refused for its host alone is asked for again when the host is allowed by now.
    """
    hashes = {rules.url_hash(url): url for url in urls}
    known = {
        row.url_hash: row.state
        for row in bulk.read(session, queries.PICTURES, ("url_hash", "state"), "url_hash", hashes)
    }
    rows = [
        {
            "url_hash": name, "url": url, "source": urls[url], "state": "waiting" if urls[url] else "refused",
            "digest": "", "width": 0, "height": 0, "colour": "", "tries": 0,
            "problem": "" if urls[url] else "its host is not one we fetch from: see PICTURE_HOSTS",
            "asked_at": now, "try_at": now + timedelta(milliseconds=place), "ready_at": None,
        }
        for place, (name, url) in enumerate(hashes.items())
        if name not in known
    ]  # fmt: skip
    bulk.insert(session, queries.PICTURES, rows)
    allowed = [name for name, url in hashes.items() if urls[url] and known.get(name) == "refused"]
    for name in allowed:
        session.execute(
            update(queries.PICTURES)
            .where(P.url_hash == name, P.source == "")
            .values(state="waiting", source=urls[hashes[name]], problem="", try_at=now)
        )
    return sum(row["state"] == "waiting" for row in rows)


def of_events(
    session: Session, since: datetime, changed: datetime, *, after: tuple[datetime, int]
) -> tuple[list[str], tuple[datetime, int] | None]:
    """The pictures wanted for up to 500 events to come, and where to go on; None when these were the last."""
    rows = session.execute(queries.of_events(since, changed, after=after, limit=CHUNK)).all()
    chosen = (rules.wanted(_images(row.images)) for row in rows)
    return [image.url for image in chosen if image], (rows[-1].sort_at, rows[-1].id) if len(rows) == CHUNK else None


def of_acts(session: Session) -> list[str]:
    """The pictures of acts and of their mixes."""
    acts = [row.image_url for row in session.execute(queries.of_acts())]
    return list(dict.fromkeys([*acts, *session.execute(queries.of_mixes()).scalars()]))


def _images(said: Iterable[Mapping[str, object]]) -> list[Image]:
    return [
        Image(url=str(one["url"]), width=int(str(one.get("width") or 0)), generic=bool(one.get("generic")))
        for one in said
    ]


def due(session: Session, *, now: datetime, limit: int) -> tuple[Asked, ...]:
    """The pictures whose turn it is."""
    rows = session.execute(queries.due(now, limit))
    return tuple(Asked(url_hash=row.url_hash, url=row.url, tries=row.tries) for row in rows)


def same(session: Session, digest: str) -> Kept | None:
    """The picture with these bytes, when we have it already from another address."""
    row = session.execute(queries.same(digest)).first()
    return gallery.kept(row) if row else None


def ready(session: Session, asked: Asked, kept: Kept, *, now: datetime) -> None:
    """This one is in the store."""
    facts = {"digest": kept.digest, "width": kept.width, "height": kept.height, "colour": kept.colour}
    _set(session, asked, state="ready", problem="", tries=0, ready_at=now, **facts)


def given(session: Session, asked: Asked, kept: Kept, *, now: datetime) -> None:
    """This one was uploaded: it is ready at once, and never evicted."""
    if not bulk.read(session, queries.PICTURES, ("url_hash",), "url_hash", [asked.url_hash]):
        note(session, {asked.url: "local"}, now=now)
    ready(session, asked, kept, now=now)
    changed(session, now=now)


def failed(session: Session, asked: Asked, problem: str, *, now: datetime, rest: float = 0.0) -> None:
    """This one was not had: again later, after a pause that grows fourfold each time, or when its host wants to."""
    pause = min(PAUSE * 4 ** min(asked.tries, 6), LONGEST_PAUSE)
    later = now + max(pause, timedelta(seconds=rest))
    _set(session, asked, state="failed", problem=problem[:255], tries=asked.tries + 1, try_at=later)


def refused(session: Session, asked: Asked, problem: str) -> None:
    """This one is no picture for us, and will not be asked for again."""
    _set(session, asked, state="refused", problem=problem[:255], tries=asked.tries + 1)


def again(session: Session, *, now: datetime) -> int:
    """Try everything anew that failed or was refused; how many."""
    these = update(queries.PICTURES).where(P.state.in_(("failed", "refused")), P.source != "")
    return _rows(session.execute(these.values(state="waiting", tries=0, try_at=now)))


def evicted(session: Session, digests: Collection[str], *, now: datetime) -> None:
    """These made room: asked for again in a month, should they still be wanted then."""
    for digest in digests:
        session.execute(
            update(queries.PICTURES)
            .where(P.digest == digest)
            .values(state="waiting", digest="", problem="made room for others", try_at=now + UNUSED)
        )
    changed(session, now=now)


def uploads(session: Session) -> set[str]:
    """The digests that must not be evicted: nobody could fetch them again."""
    return {digest for question in queries.uploads() for digest in session.execute(question).scalars()}


def changed(session: Session, *, now: datetime) -> None:
    """Say that the ready pictures changed, so that every process reads them anew."""
    mine = queries.VERSION.c.id == queries.EDITION
    raised = update(queries.VERSION).where(mine).values(version=queries.VERSION.c.version + 1, changed_at=now)
    if not _rows(session.execute(raised)):
        session.execute(insert(queries.VERSION), {"id": queries.EDITION, "version": 1, "changed_at": now})


def counts(session: Session) -> tuple[PictureCount, ...]:
    """How many pictures of each source are in each state."""
    return tuple(
        PictureCount(source=row.source, state=row.state, count=row[2], last=row.last, problem=row.problem or "")
        for row in session.execute(queries.counts())
    )


def _set(session: Session, asked: Asked, **facts: object) -> None:
    session.execute(update(queries.PICTURES).where(P.url_hash == asked.url_hash).values(**facts))


def _rows(done: Result[Any]) -> int:
    return done.rowcount if isinstance(done, CursorResult) else 0
