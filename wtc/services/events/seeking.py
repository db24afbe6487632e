"""A question made ready for the database: its names folded, its acts and rooms looked up."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from wtc.domain import places
from wtc.domain.genres import FAMILIES, within
from wtc.domain.text import fold, key
from wtc.queries import events as queries
from wtc.queries.events import Sought
from wtc.services import alike
from wtc.shapes.events import EventQuery, Geo

KIN, NAMESAKES = 60, 4
"""How many acts are like one, and of how many namesakes, when a kind of music is asked for by naming one."""
_FAMILIES = {fold(word): family for family, label in FAMILIES.items() for word in (family, label)}


def seek(session: Session, query: EventQuery, *, now: datetime) -> Sought:
    """``query`` with cities and genres as keys, and the acts and rooms that it names as ids."""
    query = _around(query)
    city_key, county = places.named(query.city) if query.city else ("", "")
    families, tags = _sounds(query.genres)
    not_families, not_tags = _sounds(query.not_genres)
    elsewhere = [places.named(place) for place in query.not_in]
    return Sought(
        query=query,
        now=now,
        city_key=city_key,
        county=county or places.county_named(query.county),
        families=families,
        tags=tags,
        not_families=not_families,
        not_tags=not_tags,
        not_cities=tuple(key for key, _ in elsewhere if key),
        not_counties=tuple(county for _, county in elsewhere if county),
        acts=_acts(session, query.artist) if query.artist else _kin(session, query.like) if query.like else None,
        rooms=_rooms(session, query.venue) if query.venue else None,
        dialect=session.get_bind().dialect.name,
    )


def _around(query: EventQuery) -> EventQuery:
    """A town with a radius is the circle around its middle; one whose middle is not known stays a town."""
    middle = places.whereabouts(query.city) if query.city and query.radius_km and not query.near else None
    if middle is None or middle.lat is None or middle.lon is None:
        return query
    return replace(query, city="", near=Geo(lat=middle.lat, lon=middle.lon))


def _sounds(asked: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Genres as families, with their kinds, and as free tags."""
    genres = tuple(dict.fromkeys(fold(genre) for genre in asked))
    families = dict.fromkeys(each for genre in genres if genre in _FAMILIES for each in within(_FAMILIES[genre]))
    return tuple(families), tuple(genre for genre in genres if genre not in _FAMILIES)


def _acts(session: Session, wanted: str) -> tuple[int, ...]:
    return tuple(session.execute(queries.acts(key(wanted), wanted.strip().casefold())).scalars())


def _kin(session: Session, wanted: str) -> tuple[int, ...]:
    """The acts of this name and those like them."""
    own = _acts(session, wanted)[:NAMESAKES]
    return tuple(dict.fromkeys((*own, *(other for one in own for other in alike.kin(session, one, most=KIN)))))


def _rooms(session: Session, wanted: str) -> tuple[int, ...]:
    if wanted.isdecimal() and len(wanted) < 10:
        return (int(wanted),)
    return tuple(session.execute(queries.rooms(key(wanted), wanted.strip().casefold())).scalars())
