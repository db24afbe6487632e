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
    """A speller that knows the words of everything still to come, and the names of all acts and rooms."""
    lines = session.execute(queries.upcoming(now - _STILL_ON)).scalars().yield_per(2_000)
    return Speller(lines, session.execute(queries.named()).scalars().yield_per(2_000))


def typed(text: str) -> Reading | None:
    """``text`` as it was typed; None when there is no word in it."""
    words = tuple(word[:_LONGEST_WORD] for word in fold(text).split()[:_MOST_WORDS])
    return _reading(words) if words else None


def mended(session: Session, asked: Reading, find: FindSpeller | None, *, now: datetime) -> Reading | None:
    """What somebody meant whose words are in no name; None when they are in one, or nothing is like them.

    The nearest whole name; else the words mended, joined or split; else fewer of them. ``find`` is asked for a speller
    when one is needed; without it one is made, which is slow.
    """
    if _found(session, asked):
        return None
    known = find(session) if find else speller(session, now=now)
    return next((reading for reading in _others(asked.parts.words, known) if _found(session, reading)), None)


def read(session: Session, text: str, find: FindSpeller | None, *, now: datetime) -> Reading | None:
    """What ``text`` means: as it was typed when any name, past or to come, holds it all; else mended."""
    asked = typed(text)
    return asked and (asked if _found(session, asked) else mended(session, asked, find, now=now))


def _others(words: tuple[str, ...], known: Speller) -> Iterator[Reading]:
    for name in known.names(words):
        yield replace(_reading(tuple(name.split()), prefix=False), spelt=name)
    for other in known.readings(words):
        yield replace(_reading(other), spelt=" ".join(other))
    for fewer in known.fewer(words):
        yield replace(_reading(fewer, prefix=False), spelt=" ".join(fewer))


def _reading(words: tuple[str, ...], *, prefix: bool = True) -> Reading:
    name = whole(" ".join(words))
    exact = Match(words=(name,), prefix=False)
    return Reading(exact=exact, parts=Match(words=tuple(dict.fromkeys(words)), prefix=prefix, unless=name))


def _found(session: Session, reading: Reading) -> bool:
    """Whether any event at all, past or to come, has such a name."""
    anything = queries.anywhere(replace(reading.parts, unless=""), session.get_bind().dialect.name)
    return bool(session.execute(anything).scalar_one())
