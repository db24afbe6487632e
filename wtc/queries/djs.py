"""The questions asked of the directory of DJs. E-mail and telephone are in none of their answers."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.domain.genres import FAMILIES, family, within
from wtc.domain.places import town
from wtc.domain.text import fold, key
from wtc.shapes.djs import DjQuery

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
_named = ("djs", "contact_messages", "mixes", "artists", "users")
DJS, MESSAGES, MIXES, ACTS, USERS = (_tables[name] for name in _named)
D, M = DJS.c, MESSAGES.c
SHOWN = (
    *(D.dj_id, D.slug, D.dj_name, D.instagram, D.genres, D.soundcloud, D.mixcloud, D.city, D.dj_fee, D.numeric_fee),
    *(D.currency, D.about, D.artist_id, D.sample),
    ((D.email != "") & D.sample.is_(False)).label("reachable"),
)
"""What may be read of a DJ by anybody."""


def conditions(query: DjQuery, rate: float) -> list[ColumnElement[bool]]:
    """What a DJ has to be like; ``rate`` is euro to the pound."""
    found: list[ColumnElement[bool]] = []
    if asked := key(query.q):
        words = [D.name_key.contains(asked, autoescape=True), D.genre_keys.contains(asked, autoescape=True)]
        found.append(or_(*words))
    if query.city.strip():
        found.append(D.city_key == fold(town(query.city).name)[:80])
    sounds = {each for genre in query.genres for each in _spelt(genre)}
    if sounds:
        found.append(or_(*(D.genre_keys.contains(f",{each},", autoescape=True) for each in sorted(sounds))))
    euro = case((D.currency == "GBP", D.numeric_fee * rate), else_=D.numeric_fee)
    if query.fee_min is not None:
        found.append(euro >= query.fee_min)
    if query.fee_max is not None:
        found.append(euro <= query.fee_max)
    return found


def _spelt(genre: str) -> tuple[str, ...]:
    """A family and its kinds; a free word as itself."""
    if genre in FAMILIES:
        return within(genre)
    return (fold(genre),) if fold(genre) else (family(genre),)


def page(query: DjQuery, rate: float) -> Rows:
    asked = select(*SHOWN).where(*conditions(query, rate)).order_by(D.name_key, D.dj_id)
    return asked.limit(query.limit).offset(query.offset)


def how_many(query: DjQuery, rate: float) -> Rows:
    return select(func.count()).select_from(DJS).where(*conditions(query, rate))


def one(condition: ColumnElement[bool]) -> Rows:
    return select(*SHOWN).where(condition)


def towns() -> Rows:
    """Every town of the directory with how many are there."""
    return select(D.city, func.count()).where(D.city != "").group_by(D.city).order_by(D.city)


def sounds() -> Rows:
    """The genres of all, as they are searched by, with how many have these very ones."""
    return select(D.genre_keys, func.count()).group_by(D.genre_keys)


def standing(names: Collection[str]) -> Rows:
    """Every column of the DJs of these names."""
    return select(DJS).where(D.name_key.in_(names))


def sent_by(user_id: int, since: datetime) -> Rows:
    return select(func.count()).select_from(MESSAGES).where(M.user_id == user_id, M.created_at > since)


def sent_to(dj_id: int, since: datetime) -> Rows:
    return select(func.count()).select_from(MESSAGES).where(M.dj_id == dj_id, M.created_at > since)


def held(limit: int, offset: int) -> Rows:
    """Messages that wait for a person, the oldest first, with the DJ's and the sender's name."""
    columns = (M.id, M.subject, M.body, M.created_at, D.dj_name, D.slug, USERS.c.name.label("by"))
    found = select(*columns).join(DJS, D.dj_id == M.dj_id).join(USERS, USERS.c.id == M.user_id)
    return found.where(M.state == "held").order_by(M.created_at, M.id).limit(limit).offset(offset)


def held_count() -> Rows:
    return select(func.count()).select_from(MESSAGES).where(M.state == "held")


def mixing(*, limit: int) -> Rows:
    """Acts with mixes that are in no directory: their newest mix and how many we know of, the newest first."""
    c, listed = MIXES.c, select(D.artist_id).where(D.artist_id.is_not(None))
    newest = func.max(c.published_at)
    found = select(c.artist_id, newest.label("newest"), func.count().label("many"), func.max(c.sample).label("sample"))
    found = found.where(c.artist_id.not_in(listed)).group_by(c.artist_id)
    return found.order_by(newest.desc(), c.artist_id).limit(limit)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
