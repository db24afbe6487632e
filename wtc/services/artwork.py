"""What the picture at an address is of: an event, an act, a room or a genre, by its slug."""

from typing import Any

from sqlmodel import Session

from wtc.domain import genres
from wtc.domain.artwork import headline
from wtc.errors import NotFound
from wtc.queries import artwork as queries
from wtc.shapes.artwork import MapSubject, Subject
from wtc.shapes.events import Geo

STREET, COUNTRY = 0.02, 0.4
"""Degrees of latitude: about two kilometres, and about forty-five."""


def subject(session: Session, kind: str, slug: str) -> Subject:
    """The subject of a poster; NotFound when nothing goes by that slug."""
    if kind == "genre":
        if slug not in genres.FAMILIES:
            raise NotFound()
        return Subject(kind=kind, slug=slug, title=slug, family=slug)
    if kind == "event":
        title, family, line_up = _row(session, queries.event_words(slug))
        words = headline(title, [str(act.get("name", "")) for act in line_up])
        return Subject(kind=kind, slug=slug, title=words, family=family)
    if kind == "artist":
        name, played = _row(session, queries.artist_words(slug))
        return Subject(kind=kind, slug=slug, title=name, family=genres.place(tuple(played))[0])
    if kind == "venue":
        name, room = _row(session, queries.venue_words(slug))
        return Subject(kind=kind, slug=slug, title=name, room=room)
    raise NotFound()


def surroundings(session: Session, slug: str) -> MapSubject:
    """A room and the rooms around it; NotFound when there is no such room or nobody knows where it is."""
    name, lat, lon = _row(session, queries.venue_place(slug))
    if lat is None or lon is None:
        raise NotFound()
    around = [*session.exec(queries.rooms_around(lat, lon, reach=STREET)).all()]
    if len(around) < 3:
        around = [*session.exec(queries.rooms_around(lat, lon, reach=COUNTRY)).all()]
    near = tuple((other, Geo(lat=n, lon=e)) for other, n, e in around if other != name)
    return MapSubject(slug=slug, name=name, geo=Geo(lat=lat, lon=lon), near=near)


def _row(session: Session, question: Any) -> Any:
    found = session.exec(question).first()
    if found is None:
        raise NotFound()
    return found
