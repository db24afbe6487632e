"""The reader: from left to right, the longest phrase that means something wins, and a whole name beats its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wtc.domain.sentences import days, typos
from wtc.domain.sentences.lexicon import lexicon
from wtc.domain.sentences.names import NAMELESS, Names, spans
from wtc.domain.sentences.phrases import MATCHERS, Hit, Scene
from wtc.domain.sentences.tokens import cut
from wtc.domain.text import key
from wtc.shapes.discover import Filters, Reading, Sentence


@dataclass(slots=True)
class _Reader:
    scene: Scene
    readings: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)
    quiet: set[int] = field(default_factory=set)
    noun: bool = False

    def run(self) -> Sentence:
        at = 0
        while at < len(self.scene.words):
            hit = self._best(at)
            if hit is None:
                at += 1
                continue
            if hit.quiet:
                self.quiet.update(range(at, hit.end))
                self.noun |= hit.noun
            elif hit.asked is not None and self._fits(hit.asked):
                self.readings.append((at, hit.end, hit.asked))
            elif hit.asked and self.scene.words.folded[at] in lexicon().words["at"]:
                self.quiet.add(at)
            at = hit.end
        text = self._text()
        self.readings.sort(key=lambda one: one[:2])
        told = tuple(
            Reading(said=self.scene.words.typed(first, last), asked=Filters(**asked))
            for first, last, asked in self.readings
        )
        if not told and not text and not self.noun:
            text = self.scene.words.said
        return Sentence(said=self.scene.words.said, readings=told, text=text)

    def _best(self, at: int) -> Hit | None:
        hits = [hit for match in MATCHERS for hit in match(self.scene, at) if not self.scene.cuts_a_name(at, hit.end)]
        best = max(hits, key=lambda hit: (hit.end, hit.asked is not None), default=None)
        if at in self.scene.spans and (best is None or best.end < self.scene.spans[at]):
            return self._named(at, self.scene.spans[at])
        return best

    def _named(self, at: int, end: int) -> Hit:
        wanted = key(self.scene.words.gram(at, end))
        if wanted in self.scene.names.rooms and (wanted not in self.scene.names.acts or self._points(at)):
            return Hit(end, {"venue": self.scene.names.rooms[wanted]})
        return Hit(end, {"artist": self.scene.names.acts[wanted]})

    def _points(self, at: int) -> bool:
        return at > 0 and self.scene.words.folded[at - 1] in ("at", "in", "ag", "i")

    def _fits(self, asked: dict[str, Any]) -> bool:
        """Whether no other words have answered the same question already, unless it may have several answers."""
        mine = {_QUESTION.get(name, name) for name, value in asked.items() if not isinstance(value, tuple)}
        if any(asked == other for _, _, other in self.readings):
            return True
        theirs = {_QUESTION.get(name, name) for _, _, other in self.readings for name in other}
        return mine.isdisjoint(theirs)

    def _text(self) -> str:
        """What nobody understood, small words at its ends left off; a run that is all of one name is that name."""
        kept: list[str] = []
        for first, last in self._runs():
            all_of_it = first, last
            while first < last and first in self.quiet:
                first += 1
            while last > first and last - 1 in self.quiet:
                last -= 1
            found = next(
                (run for run in (all_of_it, (first, last)) if key(self.scene.words.gram(*run)) in self.scene.names),
                None,
            )
            hit = self._named(*found) if found and found[0] < found[1] else None
            if (
                found
                and hit
                and hit.asked
                and (first < last or found == (0, len(self.scene.words)))
                and self._fits(hit.asked)
            ):
                self.readings.append((*found, hit.asked))
            elif first < last:
                kept.append(self.scene.words.typed(first, last))
        return " ".join(kept)

    def _runs(self) -> Iterator[tuple[int, int]]:
        taken = {at for first, last, _ in self.readings for at in range(first, last)}
        first = None
        for at in range(len(self.scene.words) + 1):
            if at == len(self.scene.words) or at in taken:
                if first is not None:
                    yield first, at
                first = None
            elif first is None:
                first = at


_QUESTION = {"first": "when", "last": "when", "county": "place", "city": "place", "free": "price", "most": "price"}


def read(text: str, *, now: datetime, names: Names = NAMELESS, home: str = "") -> Sentence:
    """What ``text`` asks for at ``now``. ``home`` is the reader's own town, for 'near me' and 'in town'.

    The same words, names and moment always give the same sentence; text that says nothing comes back as text.
    """
    words = cut(text)
    found = spans(words, names)
    held = frozenset(at for first, last in found.items() for at in range(first, last))
    words = typos.mended(words, names, held)
    found = {first: last for first, last in found.items() if not _is_phrase(words.gram(first, last), now)}
    return _Reader(Scene(words, names, found, now, home)).run()


def _is_phrase(gram: str, now: datetime) -> bool:
    """Whether a name is also, word for word, something that the grammar says."""
    known = lexicon()
    small = any(gram in phrases for phrases in known.words.values())
    day = days.match(gram, 0, now)
    return small or gram in known.sounds or gram in known.places or bool(day and day[0] == len(gram))
