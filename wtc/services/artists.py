"""Acts read for the site: lists of them, one whole, and who is like whom."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Row
from sqlmodel import Session

from wtc.domain import genres as sounds
from wtc.domain import ireland, likeness, places
from wtc.domain.text import fold, key, web_address
from wtc.errors import NotFound
from wtc.queries import artists as queries
from wtc.queries import follows
from wtc.queries.artists import A, Asked
from wtc.services import alike, events, gallery
from wtc.shapes.artists import Artist, ArtistPage, ArtistQuery, Known, Mix, Played, Profile, Song
from wtc.shapes.pictures import Gallery

DATES, MIXES, SETLISTS, ALIKE = 24, 6, 12, 12
_IDS = {
    "spotify": ("spotify_id", "https://open.spotify.com/artist/{}"),
    "musicbrainz": ("musicbrainz_id", "https://musicbrainz.org/artist/{}"),
    "ticketmaster": ("ticketmaster_id", ""),
    "bandsintown": ("bandsintown_id", "https://www.bandsintown.com/a/{}"),
    "mixcloud": ("mixcloud_key", "https://www.mixcloud.com/{}/"),
}


def search(session: Session, query: ArtistQuery, *, now: datetime) -> ArtistPage:
    """One page of the acts that answer ``query``, with how many there are of each family of genres."""
    asked = _asked(query, now)
    sets = {row.genres or "[]": row.n for row in session.execute(asked.genres())}
    families: dict[str, int] = {}
    for told, count in sets.items():
        families[_family(told)] = families.get(_family(told), 0) + count
    counted = sounds.rolled_up(families)
    wanted = {each for genre in query.genres for each in sounds.within(genre)}
    chosen = [told for told in sets if _family(told) in wanted] if query.genres else None
    total = sum(sets[told] for told in (sets if chosen is None else chosen))
    rows = session.execute(asked.page(chosen, limit=query.limit, offset=query.offset)).all() if total else ()
    pictures = gallery.gallery(session)
    found = tuple(shape(row, pictures) for row in rows)
    until = query.offset + len(found)
    further = until if found and until < total else None
    return ArtistPage(artists=found, count=len(found), total=total, next=further, families=counted)


def these(session: Session, ids: Collection[int], *, now: datetime) -> tuple[Artist, ...]:
    """The acts with these ids, in their order; those that are not there are left out."""
    if not ids:
        return ()
    pictures = gallery.gallery(session)
    found = {row.id: shape(row, pictures) for row in session.execute(queries.these(set(ids), now))}
    return tuple(found[each] for each in ids if each in found)


def followed(
    session: Session, user_id: int, *, now: datetime, limit: int, offset: int = 0
) -> tuple[tuple[Artist, ...], int]:
    """Some of the acts that a user follows, the newest followed first, and how many those are in all."""
    rows = session.execute(queries.followed(user_id, now, limit=limit, offset=offset))
    pictures = gallery.gallery(session)
    found = tuple(shape(row, pictures, active=row.mixed) for row in rows)
    return found, session.scalar(follows.how_many(user_id)) or 0


def next_followed(session: Session, user_id: int, *, now: datetime) -> int | None:
    """Of the acts that a user follows the one that plays next, to the minute; None when none of them has a date."""
    minute = now.replace(second=0, microsecond=0)
    return session.scalar(queries.next_followed(minute), {"user_id": user_id})


def find(session: Session, wanted: str) -> int:
    """The id of the act at this address or with this id, else of the only one who goes by those words.

    So the address of an act that was merged into another leads on while its name is kept. Raises NotFound.
    """
    row = session.execute(queries.whole(A.slug == wanted)).first()
    if row is None and wanted.isascii() and wanted.isdigit() and len(wanted) <= 18:
        row = session.execute(queries.whole(A.id == int(wanted))).first()
    if row is not None:
        return int(row.id)
    named = {each.id for each in session.execute(queries.named({key(wanted.replace("-", " "))[:160]}))}
    if len(named) != 1:
        raise NotFound("That act isn't here. It may go by another name now.")
    return int(named.pop())


def whole(session: Session, artist_id: int, *, now: datetime, similar: bool = True) -> Profile:
    """All that the page of one act shows; without ``similar``, who is like it is not looked for. Raises NotFound."""
    row = session.execute(queries.whole(A.id == artist_id)).first()
    if row is None:
        raise NotFound("That act isn't here. It may go by another name now.")
    (artist,) = these(session, (artist_id,), now=now)
    ids = list(session.scalars(queries.events(artist_id, now, limit=DATES)))
    return Profile(
        artist=artist,
        aliases=tuple(session.scalars(queries.aliases(artist_id))),
        kind=row.kind,
        disambiguation=row.disambiguation,
        about=row.about,
        links=row.links or {},
        told_by=row.told_by or {},
        known=_known(session, row),
        mixcloud=row.mixcloud_key or "",
        events=events.many(session, ids),
        mixes=mixes(session, (artist_id,), limit=MIXES).get(artist_id, ()),
        setlists=_setlists(session, artist_id),
        similar=_similar(session, artist, now) if similar else (),
    )


def mixes(session: Session, ids: Collection[int], *, limit: int) -> Mapping[int, tuple[Mix, ...]]:
    """The newest mixes of these acts, by act; at most ``limit`` in all."""
    found: dict[int, tuple[Mix, ...]] = {}
    pictures = gallery.gallery(session)
    for row in session.execute(queries.mixes(ids, limit=limit)) if ids else ():
        mix = Mix(
            key=row.key,
            title=row.title,
            url=row.url,
            image=pictures.by_url.get(row.image_url),
            seconds=row.seconds,
            published_at=row.published_at,
            sample=row.sample,
        )
        found[row.artist_id] = (*found.get(row.artist_id, ()), mix)
    return found


def with_mixcloud(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """Of these acts, those with a profile at Mixcloud, and its key."""
    return {row.id: row.mixcloud_key for row in session.execute(queries.with_mixcloud(set(ids)))} if ids else {}


def busiest(session: Session, city: str, *, since: datetime, until: datetime) -> tuple[tuple[int, int], ...]:
    """The acts with the most events in a town between two moments, and how many those are."""
    found = session.execute(queries.busiest(places.town(city).key, since, until, limit=ALIKE))
    return tuple((row.artist_id, row.n) for row in found)


def shape(row: Row[Any], shown: Gallery, *, active: datetime | None = None) -> Artist:
    """One row of a list of acts."""
    known = tuple(row.genres or ())
    town = places.town(row.home_city) if row.home_city else None
    signs = [moment for moment in (row.announced, active) if moment]
    return Artist(
        id=row.id,
        slug=row.slug,
        name=row.name,
        genres=known,
        family=sounds.place(known)[0],
        home_city=row.home_city,
        county=town.county if town else "",
        country=row.country,
        image=shown.by_act.get(row.id),
        dates=row.dates or 0,
        next_date=row.next_date,
        sample_dates=bool(row.made_up),
        followers=row.fans or 0,
        active_at=max(signs, default=None),
        sample=row.sample,
    )


def _asked(query: ArtistQuery, now: datetime) -> Asked:
    towns = places.towns()
    here = places.town(query.city) if query.city else None
    county = places.county(query.county, places.Town(name="", key=""), None, None) if query.county else ""
    from_ = [town.name for town in towns if (town.key == here.key if here else county and town.county == county)]
    return Asked(
        query,
        now=now,
        words=(fold(query.q), key(query.q)) if fold(query.q) else ("", ""),
        towns=[town.name for town in towns],
        bundled=_homeless(),
        from_towns=from_ or ([here.name] if here else []),
        city_key=here.key if here else "",
        county=county or query.county,
    )


@lru_cache(maxsize=1)
def _homeless() -> tuple[str, ...]:
    """Bundled acts of which no town is known: they are of this island all the same."""
    return tuple(key(act.name) for act in ireland.acts() if not act.home_city)


@lru_cache(maxsize=16_384)
def _family(told: str) -> str:
    """The family of a set of genres as it is kept."""
    return sounds.place(tuple(str(each) for each in orjson.loads(told)))[0]


def _known(session: Session, row: Row[Any]) -> tuple[Known, ...]:
    """What each source calls the act: as matched record by record, and the ids on the act itself.

    An id that leads nowhere is told only of an act that was read from a source: samples have such ids too.
    """
    found = [
        Known(
            source=each.source,
            source_id=each.source_id,
            name=each.name,
            url="" if each.sample else web_address(each.url),
            confidence=each.confidence,
            how=each.decided_by or "scorer",
            sample=each.sample,
        )
        for each in session.execute(queries.records(row.id))
    ]
    have = {each.source for each in found}
    for source, (column, there) in _IDS.items():
        kept = getattr(row, column)
        if kept and source not in have and (there or row.last_synced_at):
            url = there.format(kept.strip("/")) if there and not row.sample else ""
            found.append(Known(source=source, source_id=kept, url=web_address(url)))
    return tuple(found)


def _setlists(session: Session, artist_id: int) -> tuple[Played, ...]:
    return tuple(
        Played(
            id=row.source_id,
            day=row.day,
            venue=row.venue,
            city=row.city,
            country=row.country,
            tour=row.tour,
            url=row.url,
            songs=tuple(_song(song) for song in row.songs or ()),
            sample=row.sample,
        )
        for row in session.execute(queries.setlists(artist_id, limit=SETLISTS))
    )


def _song(told: Mapping[str, Any]) -> Song:
    return Song(
        name=str(told.get("name") or ""),
        encore=int(told.get("encore") or 0),
        cover=str(told.get("cover") or ""),
        tape=bool(told.get("tape")),
    )


def _similar(session: Session, artist: Artist, now: datetime) -> tuple[Any, ...]:
    """Acts that shared bills, and acts of the same sound, town or both: the likest first, and why."""
    best, bills = alike.best(session, artist, most=ALIKE)
    shown = {each.id: each for each in these(session, tuple(best), now=now)}
    return tuple(likeness.alike(artist, shown[one], bills.get(one, 0)) for one in best if one in shown)
