"""A question made ready for the database: its names folded, its acts and rooms looked up."""

from datetime import datetime

from sqlmodel import Session

from wtc.domain import places
from wtc.domain.genres import FAMILIES, within
from wtc.domain.text import fold, key
from wtc.queries import events as queries
from wtc.queries.events import Sought
from wtc.shapes.events import EventQuery

_FAMILIES = {fold(word): family for family, label in FAMILIES.items() for word in (family, label)}


def seek(session: Session, query: EventQuery, *, now: datetime) -> Sought:
    """``query`` with cities and genres as keys, and the acts and rooms that it names as ids."""
    city_key, county = _place(query.city) if query.city else ("", "")
    genres = tuple(dict.fromkeys(fold(genre) for genre in query.genres))
    return Sought(
        query=query,
        now=now,
        city_key=city_key,
        county=county or _county(query.county),
        families=tuple(
            dict.fromkeys(each for genre in genres if genre in _FAMILIES for each in within(_FAMILIES[genre]))
        ),
        tags=tuple(genre for genre in genres if genre not in _FAMILIES),
        acts=_acts(session, query.artist) if query.artist else None,
        rooms=_rooms(session, query.venue) if query.venue else None,
        dialect=session.get_bind().dialect.name,
    )


def _place(said: str) -> tuple[str, str]:
    """A town's key, or the county that goes by no town's name: 'Leitrim' is all of Leitrim."""
    named = places.town(said)
    whole = None if named.known else places.chief_town(said)
    return ("", whole.county) if whole else (named.key, "")


def _county(said: str) -> str:
    return places.county(said, places.Town(name="", key=""), None, None) or said


def _acts(session: Session, wanted: str) -> tuple[int, ...]:
    return tuple(session.execute(queries.acts(key(wanted), wanted.strip().casefold())).scalars())


def _rooms(session: Session, wanted: str) -> tuple[int, ...]:
    if wanted.isdecimal() and len(wanted) < 10:
        return (int(wanted),)
    return tuple(session.execute(queries.rooms(key(wanted), wanted.strip().casefold())).scalars())
