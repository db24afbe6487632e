"""The engine: listings stored once, the vanished marked, the unreadable set aside, each source remembered."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session

from wtc.clock import local
from wtc.domain import listings as facts
from wtc.domain.places import town
from wtc.domain.text import clean
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue, grouping
from wtc.services.grouping import Fresh
from wtc.shapes.engine import Payload, Quarantined, SourceState, StoreReport
from wtc.shapes.events import Listing

CHUNK = 100
"""How many listings to store in one transaction, so that none holds the database for 100 ms."""
KEPT_ASIDE = 500
"""How many items of one source are kept aside; the oldest go first."""

SHOWN = 2_000
"""How much of an item that was set aside is shown, in characters."""

S, Q, R = queries.SOURCES.c, queries.SET_ASIDE.c, queries.STATES.c


def store(session: Session, listings: Sequence[Listing], *, now: datetime) -> StoreReport:
    """Store what sources said, each listing once: an unchanged one is only seen again, any other finds its event.

    Of two listings with one id in a batch the later stands; one that was set aside before is set aside no more. The
    events that result depend on what was said, not on the order in which it came. Give at most ``CHUNK`` at a time.
    """
    last = {(listing.source, facts.fit_id(listing.source_id)): listing for listing in listings}
    told = {which: facts.written(listing) for which, listing in last.items()}
    catalogue.lock(session, now=now)  # from here on others wait, so what needs no database came before
    _heal(session, last)
    known = _known(session, last)
    fresh, again, new = [], [], 0
    for which, listing in last.items():
        row = known.get(which)
        fingerprint = facts.fingerprint(told[which])
        if row is not None and row.fingerprint == fingerprint and row.gone_at is None:
            again.append(row.id)
            continue
        new += row is None
        fresh.append(Fresh(listing=listing, fingerprint=fingerprint, told=told[which], row=row))
    if again:
        bulk.set_all(session, queries.SOURCES, "last_seen_at", now, again)
    merged, made = grouping.settle(session, fresh, now=now) if fresh else (0, 0)
    if fresh:
        catalogue.raise_version(session, now=now)
    changed = len(fresh) - new
    unchanged = len(listings) - len(fresh)
    return StoreReport(seen=len(listings), new=new, changed=changed, unchanged=unchanged, merged=merged, events=made)


def read_again(session: Session, listings: Sequence[Listing], *, now: datetime) -> StoreReport:
    """Store what stored payloads say when they are read by today's rules; nothing counts as seen at its source.

    Every event of theirs is judged and derived afresh. Listings that are not kept are left out.
    """
    catalogue.lock(session, now=now)
    said = {(listing.source, facts.fit_id(listing.source_id)): listing for listing in listings}
    known = _known(session, said)
    fresh = [
        Fresh(listing=said[which], fingerprint=facts.fingerprint(told), told=told, row=row, read_again=True)
        for which, row in known.items()
        if (told := facts.written(said[which]))
    ]
    changed = sum(one.fingerprint != one.row.fingerprint for one in fresh)
    _, made = grouping.settle(session, fresh, now=now) if fresh else (0, 0)
    catalogue.raise_version(session, now=now)
    return StoreReport(seen=len(fresh), changed=changed, unchanged=len(fresh) - changed, events=made)


def payloads(session: Session, after: int) -> list[Payload]:
    """Up to ``CHUNK`` stored payloads after the one with the id ``after``, in order."""
    return [Payload(**row._mapping) for row in session.execute(queries.payloads(after, CHUNK))]


def vanished(
    session: Session, source: str, seen: Collection[str], *, start: date, end: date, city: str = "", now: datetime
) -> list[int]:
    """The ids of the listings of ``source`` from ``start`` to ``end`` (both included) that were not ``seen``.

    What is already over did not vanish, it happened: days before today are left alone.
    """
    today = local(now - timedelta(hours=6)).date()
    kept = {facts.fit_id(source_id) for source_id in seen}
    rows = session.execute(queries.vanished(source, max(start, today), end, town(city).key if city else ""))
    return [row.id for row in rows if row.source_id not in kept]


def mark_gone(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Mark these listings as no longer shown, and derive their events afresh. Give at most ``CHUNK`` at a time."""
    catalogue.lock(session, now=now)
    blocks = {row.block for row in bulk.read(session, queries.SOURCES, ("block",), "id", ids)}
    bulk.set_all(session, queries.SOURCES, "gone_at", now, ids)
    grouping.derive_again(session, blocks, now=now)
    catalogue.raise_version(session, now=now)


def set_aside(session: Session, items: Sequence[Quarantined], *, now: datetime) -> None:
    """Keep what could not be read, newest reason first, and at most ``KEPT_ASIDE`` of a source."""
    kept = {(item.source, facts.fit_id(item.source_id)): item for item in items}
    for source in {source for source, _ in kept}:
        mine = {source_id: item for (of, source_id), item in kept.items() if of == source}
        ids = list(mine)
        for begin in range(0, len(ids), CHUNK):
            session.execute(
                delete(queries.SET_ASIDE).where(Q.source == source, Q.source_id.in_(ids[begin : begin + CHUNK]))
            )
        rows = [
            {
                "source": source,
                "source_id": source_id,
                "reason": clean(item.reason, 255),
                "field": clean(item.field, 40),
                "raw": item.raw[:200_000],
                "seen_at": now,
            }
            for source_id, item in mine.items()
        ]
        session.execute(insert(queries.SET_ASIDE), rows[-KEPT_ASIDE:])
        _forget_oldest(session, source)


def aside(session: Session, source: str, limit: int = 20) -> list[Quarantined]:
    """What could not be read of a source, the newest first; of each the beginning."""
    newest = select(Q.source, Q.source_id, Q.reason, Q.field, func.substr(Q.raw, 1, SHOWN).label("raw"), Q.seen_at)
    found = session.execute(newest.where(Q.source == source).order_by(Q.seen_at.desc(), Q.id.desc()).limit(limit))
    return [Quarantined(**row._mapping) for row in found]


def recall(session: Session, source: str, city: str = "") -> SourceState:
    """How a source stands in a city ('' for everywhere); a blank state when it was never read."""
    found = session.execute(_states().where(R.source == source, R.city_key == _city_key(city))).first()
    return _state(found) if found else SourceState(source=source, city=city)


def remember(session: Session, state: SourceState) -> None:
    """Keep how a source stands, in place of what was kept."""
    values = {name: getattr(state, name) for name in SourceState.__dataclass_fields__}
    values |= {"city_key": _city_key(state.city), "message": clean(state.message, 500), "city": clean(state.city, 80)}
    mine = (R.source == state.source, R.city_key == values["city_key"])
    held = session.execute(select(R.id).where(*mine).with_for_update()).first()
    if held:
        session.execute(update(queries.STATES).where(R.id == held.id).values(**values))
    else:
        session.execute(insert(queries.STATES), values)


def states(session: Session) -> list[SourceState]:
    """How every source stands, the latest read first."""
    found = session.execute(
        _states().order_by(R.last_synced_at.is_(None), R.last_synced_at.desc(), R.source, R.city_key)
    )
    return [_state(row) for row in found]


def version(session: Session) -> int:
    """The number of the catalogue; it rises with each change."""
    return catalogue.version(session)


def is_empty(session: Session) -> bool:
    """Whether no listing was ever stored."""
    return session.execute(select(S.id).limit(1)).first() is None


def _known(session: Session, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    return {
        (row.source, row.source_id): row
        for source, ids in _by_source(wanted).items()
        for row in bulk.read(session, queries.SOURCES, queries.KNOWN, "source_id", ids, source=source)
    }


def _by_source(wanted: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source, source_id in wanted:
        found.setdefault(source, []).append(source_id)
    return found


def _heal(session: Session, read: Collection[tuple[str, str]]) -> None:
    """Forget that these could not be read once: they were read now."""
    for source, ids in _by_source(read).items():
        healed = bulk.read(session, queries.SET_ASIDE, ("id",), "source_id", ids, source=source)
        if healed:
            session.execute(delete(queries.SET_ASIDE).where(Q.id.in_([row.id for row in healed])))


def _forget_oldest(session: Session, source: str) -> None:
    newest = select(Q.id).where(Q.source == source).order_by(Q.seen_at.desc(), Q.id.desc())
    beyond = session.execute(newest.offset(KEPT_ASIDE).limit(CHUNK * 4)).scalars().all()
    if beyond:
        session.execute(delete(queries.SET_ASIDE).where(Q.id.in_(beyond)))


def _city_key(city: str) -> str:
    return town(city).key[:80] if city else ""


def _states() -> Any:
    return select(*(R[name] for name in SourceState.__dataclass_fields__))


def _state(row: Any) -> SourceState:
    return SourceState(**row._mapping)
