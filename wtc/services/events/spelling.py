"""The words somebody typed, read as names that are in the catalogue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from wtc.domain.names import whole
from wtc.domain.speller import Speller
from wtc.domain.text import fold
from wtc.queries import names as queries
from wtc.queries.names import Match

FindSpeller = Callable[[Session], Speller]
_STILL_ON = timedelta(days=3)
_MOST_WORDS = 12
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a search was understood: names that are ``exact``ly that, then names that hold ``parts`` of it.

    ``spelt`` is what was searched for when it is not what was typed.
    """

    exact: Match
    parts: Match
    spelt: str = ""


def speller(session: Session, *, now: datetime) -> Speller:
    """A speller that knows the names of everything still to come."""
    names = session.execute(queries.upcoming(now - _STILL_ON)).scalars().yield_per(2_000)
    return Speller(names)


def read(session: Session, typed: str, find: FindSpeller | None, *, now: datetime) -> Reading | None:
    """What ``typed`` means, or None when nothing in the catalogue, past or to come, is like it.

    As typed when any name holds it all; else the nearest whole name; else the words mended, joined or split; else
    fewer of them. ``find`` is asked for a speller when one is needed; without it one is made, which is slow.
    """
    folded = tuple(word[:_LONGEST_WORD] for word in fold(typed).split()[:_MOST_WORDS])
    if not folded:
        return None
    asked = _reading(folded)
    if _found(session, asked.parts):
        return asked
    known = find(session) if find else speller(session, now=now)
    for reading in _others(folded, known):
        if _found(session, reading.parts):
            return reading
    return None


def _others(typed: tuple[str, ...], known: Speller) -> Iterator[Reading]:
    for name in known.names(typed):
        yield replace(_reading(tuple(name.split()), prefix=False), spelt=name)
    for words in known.readings(typed):
        yield replace(_reading(words), spelt=" ".join(words))
    for words in known.fewer(typed):
        yield replace(_reading(words, prefix=False), spelt=" ".join(words))


def _reading(words: tuple[str, ...], *, prefix: bool = True) -> Reading:
    name = whole(" ".join(words))
    exact = Match(words=(name,), prefix=False)
    return Reading(exact=exact, parts=Match(words=tuple(dict.fromkeys(words)), prefix=prefix, unless=name))


def _found(session: Session, parts: Match) -> bool:
    dialect = session.get_bind().dialect.name
    return bool(session.execute(queries.anywhere(replace(parts, unless=""), dialect)).scalar_one())
