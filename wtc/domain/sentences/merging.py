"""What a sentence asks beside what was asked already: readings put into filters, and taken out again."""

import re
from dataclasses import fields, replace
from typing import Any

from wtc.domain.text import clean, fold
from wtc.shapes.discover import Filters, Reading, Sentence

_ANY = Filters()
_NAMES = tuple(each.name for each in fields(Filters) if each.name not in {"said", "q", "page"})
_TOGETHER = (("first", "last"), ("city", "county", "km", "near"), ("free", "most"))
"""Filters that answer one question: a new word on one of them is the last word on all."""


def ask(sentence: Sentence, before: Filters = _ANY) -> Filters:
    """The filters that ``sentence`` asks for, beside those ``before`` on which it is silent."""
    said = sentence.said if sentence.readings or sentence.text != sentence.said else ""
    asked = replace(before, page=1, q=clean(sentence.text, 120), said=said)
    given = [changes(reading) for reading in sentence.readings]
    for group in _TOGETHER:
        if any(name in change for change in given for name in group):
            asked = replace(asked, **{name: getattr(_ANY, name) for name in group})
    for change in given:
        asked = replace(asked, **{name: _joined(getattr(asked, name), value) for name, value in change.items()})
    usual = "distance" if asked.near else "time"
    return replace(asked, sort=usual) if asked.sort == "distance" and not asked.near else asked


def unsaid(asked: Filters, reading: Reading) -> Filters:
    """``asked`` without what ``reading`` put there."""
    return replace(asked, **{name: _less(name, getattr(asked, name), v) for name, v in changes(reading).items()})


def in_force(asked: Filters, reading: Reading) -> bool:
    """Whether what ``reading`` says is part of ``asked``, all of it."""
    return all(_holds(getattr(asked, name), value) for name, value in changes(reading).items())


def with_text(q: str, sentence: Sentence, at: int) -> str:
    """The text searched for with the words of reading ``at`` turned back to text, in the order of the sentence."""
    now = set(fold(q).split())
    turned = sentence.readings[at].said
    place = sentence.said.find(turned)
    begin, end = place, place + len(turned)
    kept = [
        word[0]
        for word in re.finditer(r"\S+", sentence.said)
        if (word.start() < end and word.end() > begin) or set(fold(word[0]).split()) & now
    ]
    return clean(" ".join(kept), 120)


def changes(reading: Reading) -> dict[str, Any]:
    """The filters that a reading sets, by name."""
    return {name: value for name in _NAMES if (value := getattr(reading.asked, name)) != getattr(_ANY, name)}


def _joined(before: Any, value: Any) -> Any:
    return tuple(dict.fromkeys((*before, *value))) if isinstance(value, tuple) else value


def _less(name: str, before: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(each for each in before if each not in value)
    return getattr(_ANY, name) if before == value else before


def _holds(before: Any, value: Any) -> bool:
    return set(value) <= set(before) if isinstance(value, tuple) else before == value
