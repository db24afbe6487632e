"""A search in plain words, read with the names of our acts and rooms."""

from datetime import datetime

from sqlmodel import Session

from wtc.domain import sentences
from wtc.domain.sentences import Names
from wtc.domain.text import key
from wtc.queries import names as queries
from wtc.services.events.spelling import FindSpeller
from wtc.services.events.spelling import speller as made
from wtc.shapes.discover import Sentence


def understand(
    session: Session, text: str, *, now: datetime, home: str = "", speller: FindSpeller | None = None
) -> Sentence:
    """What ``text`` asks for. ``home`` is the reader's own town; ``speller`` is asked for when a word looks wrong."""

    def is_known(word: str) -> bool:
        return (speller or (lambda given: made(given, now=now)))(session).knows(word)

    acts, rooms = _called(session, sentences.candidates(text))
    wanted = sentences.asked_like(text)
    if wanted and not any(key(each) in acts for each in wanted):
        acts |= _meant(session, wanted, speller)
    return sentences.read(text, now=now, names=Names(acts, rooms, is_known), home=home)


def _called(session: Session, keys: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The acts and rooms that go by these keys: key to the name we show."""
    acts: dict[str, str] = {}
    rooms: dict[str, str] = {}
    for row in session.execute(queries.called(keys)) if keys else ():
        (acts if row.is_act else rooms).setdefault(row.key, row.name)
    return acts, rooms


def _meant(session: Session, wanted: tuple[str, ...], speller: FindSpeller | None) -> dict[str, str]:
    """The act that misspelt words after 'like' mean, by those words: 'like lankm'."""
    known = speller(session) if speller else None
    for gram in wanted if known else ():
        for name in known.names(gram.split(), 3) if known else ():
            acts, _ = _called(session, {name})
            if name in acts:
                return {key(gram): acts[name]}
    return {}
