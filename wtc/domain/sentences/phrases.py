"""What phrases of a sentence mean, kind by kind: each is asked at a word and says how far it understands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wtc.domain.sentences import amounts, days
from wtc.domain.sentences.lexicon import Place, lexicon
from wtc.domain.sentences.names import Names
from wtc.domain.sentences.tokens import Words
from wtc.domain.text import key

NEAR_KM, CHEAP = 25, 15
"""What 'near' a town means in kilometres, and 'cheap' in euro."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words up to ``end`` that mean ``asked``; without it they mean nothing (``quiet``) or are text."""

    end: int
    asked: dict[str, Any] | None = None
    quiet: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence to be read: its words, the names that are known and where they stand in it, and when and where."""

    words: Words
    names: Names
    spans: Mapping[int, int]
    now: datetime
    home: str

    def cuts_a_name(self, at: int, end: int) -> bool:
        """Whether these words end inside a name, or a name that goes on after them begins among them."""
        return any(
            first < end < last or at < first < end <= last - 1
            for first, last in self.spans.items()
            if first >= at and not (first == at and last <= end)
        )


def _grams(scene: Scene, at: int, most: int) -> Iterator[tuple[int, str]]:
    for end in range(min(len(scene.words), at + most), at, -1):
        yield end, scene.words.gram(at, end)


def phrase(scene: Scene, at: int, kind: str) -> int:
    """Where the longest phrase of this kind that begins at ``at`` ends; ``at`` when there is none."""
    phrases = lexicon().words[kind]
    return next((end for end, gram in _grams(scene, at, 5) if gram in phrases), at)


def _when(scene: Scene, at: int) -> Iterator[Hit]:
    found = days.match(scene.words.line, scene.words.begins[at], scene.now)
    if found:
        end, (first, last) = found
        if (index := scene.words.starts.get(end + 1, len(scene.words))) and (first or last):
            yield Hit(index, {"first": first, "last": last})


def _money(scene: Scene, at: int) -> Iterator[Hit]:
    line, place = scene.words.line, scene.words.begins[at]
    ends = scene.words.starts
    if found := amounts.most(line, place):
        yield Hit(ends.get(found[0] + 1, len(scene.words)), {"most": found[1]})
    if (least := amounts.least(line, place)) is not None:
        yield Hit(ends.get(least + 1, len(scene.words)))
    for kind, asked in (("free", {"free": True}), ("cheap", {"most": CHEAP}), ("cheapest", {"sort": "price"})):
        if (end := phrase(scene, at, kind)) > at:
            yield Hit(end, asked)
    if (end := phrase(scene, at, "new")) > at:
        yield Hit(end, {"sort": "new"})


def _hours(scene: Scene, at: int) -> Iterator[Hit]:
    if found := amounts.hours(scene.words.line, scene.words.begins[at]):
        end, after, before = found
        asked = {name: value for name, value in (("after", after), ("before", before)) if value is not None}
        yield Hit(scene.words.starts.get(end + 1, len(scene.words)), asked)


def _sound(scene: Scene, at: int) -> Iterator[Hit]:
    for end, gram in _grams(scene, at, 4):
        if gram in lexicon().sounds:
            yield Hit(end, {"genres": lexicon().sounds[gram]})
            return


def _where(scene: Scene, at: int) -> Iterator[Hit]:
    line, words = scene.words.line, scene.words
    km, begin, pointed = None, at, False
    if far := amounts.kilometres(line, scene.words.begins[at]):
        km, begin = far[1], words.starts.get(far[0] + 1, len(words))
    elif (end := phrase(scene, at, "near")) > at:
        km, begin = NEAR_KM, end
    elif (end := phrase(scene, at, "at")) > at:
        begin, pointed = end, True
    found = _place(scene, begin, pointed or km is not None)
    if found:
        end, place = found
        if far is None and km is None and (after := amounts.kilometres(line, scene.words.begins[end])):
            unused = after  # 'Galway within 10 km' says the same as 'within 10 km of Galway'
            km, end = unused[1], words.starts.get(unused[0] + 1, len(words))
        yield Hit(end, _asked(place, km))
    if (end := phrase(scene, at, "here")) > at:
        near = {"km": NEAR_KM} if "town" not in words.gram(at, end) else {}
        yield Hit(end, {"city": scene.home, **near}) if scene.home else Hit(end, quiet=True)


def _asked(place: Place, km: int | None) -> dict[str, Any]:
    if not place.town:
        return {"county": place.county}
    return {"city": place.town, "km": km} if km else {"city": place.town}


def _place(scene: Scene, at: int, pointed: bool) -> tuple[int, Place] | None:
    """The town or county that begins at ``at``, with what belongs to it: 'the city', 'Co. Cork', 'Dublin 8'."""
    words = scene.words
    begin = at + 1 if at < len(words) and pointed and words.folded[at] in ("the", "an", "na") else at
    if at < len(words) and words.folded[at] in ("co", "gco", "county", "contae", "chontae", "gcontae"):
        for end, gram in _grams(scene, at + 1, 4):
            if gram in lexicon().counties:
                return end, Place("", lexicon().counties[gram])
        return None
    for end, gram in (*_grams(scene, at, 4), *_grams(scene, begin, 4)):
        place = lexicon().places.get(gram)
        if place and (pointed or not place.pointed_at):
            return _suffix(scene, end, place)
    if at < len(words) and len(words.folded[at]) <= 4 and words.folded[at][:1] == "d" and _postal(words.folded[at][1:]):
        return at + 1, Place("Dublin", "Dublin")
    return None


def _suffix(scene: Scene, end: int, place: Place) -> tuple[int, Place]:
    rest = scene.words.folded[end:]
    if rest[:1] == ("county",):
        return end + 1, Place("", place.county)
    if rest[:2] in (("city", "centre"), ("town", "centre"), ("city", "center")):
        return end + 2, place
    if rest[:1] in (("city",), ("town",), ("area",), ("direction",)) or (
        place.town == "Dublin" and rest and _postal(rest[0])
    ):
        return end + 1, place
    own = rest[:1] in (("co",), ("county",)) and lexicon().counties.get(" ".join(rest[1:2])) == place.county
    return (end + 2, place) if own else (end, place)


def _postal(text: str) -> bool:
    number = text.removesuffix("w")
    return number.isdecimal() and len(number) <= 2 and 1 <= int(number) <= 24


def _not(scene: Scene, at: int) -> Iterator[Hit]:
    end = phrase(scene, at, "not")
    if end == at:
        if (end := phrase(scene, at, "past")) > at:
            yield from (Hit(hit.end) for hit in _when(scene, end))
        return
    asked: dict[str, tuple[str, ...]] = {}
    begin = end
    while True:
        begin = _past_small_words(scene, begin)
        hit = max((*_sound(scene, begin), *_away(scene, begin)), key=lambda one: one.end, default=None)
        if hit is None or hit.asked is None or scene.cuts_a_name(begin, hit.end) or begin in scene.spans:
            break
        for name, value in hit.asked.items():
            asked[name] = (*asked.get(name, ()), *value)
        end = begin = _nouns(scene, hit.end)
        joint = phrase(scene, begin, "joint")
        if joint == begin:
            break
        begin = joint
    if asked:
        yield Hit(end, {_NOT[name]: value for name, value in asked.items()})
    elif other := max(
        (*_when(scene, end), *_money(scene, end), *_hours(scene, end)), key=lambda o: o.end, default=None
    ):
        yield Hit(other.end)  # there is no such filter: 'not tonight' stays text, and is never read as tonight


_NOT = {"genres": "not_genres", "not_in": "not_in"}


def _away(scene: Scene, at: int) -> Iterator[Hit]:
    pointed = phrase(scene, at, "at")
    if found := _place(scene, pointed, True):
        end, place = found
        yield Hit(end, {"not_in": (place.town or place.county,)})


def _past_small_words(scene: Scene, at: int) -> int:
    while at < len(scene.words) and scene.words.folded[at] in (
        "any",
        "the",
        "more",
        "aon",
        "an",
        "that",
        "is",
        "for",
        "of",
    ):
        at += 1
    return at


def _nouns(scene: Scene, at: int) -> int:
    """Past 'music', 'gigs' after a sound that is not wanted: 'no techno music'."""
    return at + 1 if at < len(scene.words) and scene.words.folded[at] in ("music", "gigs", "ceol", "stuff") else at


def _like(scene: Scene, at: int) -> Iterator[Hit]:
    end = phrase(scene, at, "like")
    if end == at:
        return
    for last, gram in _grams(scene, end, 6):
        wanted = key(gram)
        if wanted in scene.names.acts and gram not in lexicon().words["quiet"]:
            yield Hit(last, {"like": scene.names.acts[wanted]})
            return


def _small(scene: Scene, at: int) -> Iterator[Hit]:
    for kind in ("noun", "quiet"):
        if (end := phrase(scene, at, kind)) > at:
            yield Hit(end, quiet=True, noun=kind == "noun")


MATCHERS: tuple[Callable[[Scene, int], Iterator[Hit]], ...] = (
    _like, _not, _when, _money, _where, _hours, _sound, _small,
)  # fmt: skip
