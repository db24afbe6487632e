"""Acts that nobody ever heard of, and how people misspell them."""

import random

from wtc.domain import ireland
from wtc.ml.identity_words import FAMILY, GENRES, GIVEN, KINDS, PLACES, SYLLABLES, THINGS

Draw = random.Random
_SOUNDALIKE = (
    ("ph", "f"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "y"), ("y", "ie"), ("ey", "y"), ("y", "i"), ("i", "y"),
    ("z", "s"), ("s", "z"), ("ee", "ea"), ("ei", "ie"), ("ie", "ei"), ("ou", "u"), ("ae", "e"), ("x", "cks"),
    ("tt", "t"), ("t", "tt"), ("nn", "n"), ("n", "nn"), ("ll", "l"), ("l", "ll"), ("ss", "s"), ("rr", "r"), ("mm", "m"),
    ("dd", "d"), ("th", "t"), ("sh", "ch"), ("wh", "w"), ("or", "er"), ("er", "or"), ("an", "en"), ("en", "an"),
    ("o", "a"), ("a", "e"), ("e", "a"), ("i", "e"), ("e", "i"), ("u", "o"),
)  # fmt: skip


class Pool:
    """Where names come from: the bundled acts and acts that nobody ever heard of."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.acts = ireland.acts()
        self.known = [act.name for act in self.acts]

    def person(self) -> str:
        """A first name and a family name, sometimes with a middle name or initial."""
        one = self.draw
        middle = (
            one.choice((one.choice(GIVEN).title(), one.choice("ABCDEGHJLMRSTW") + ".")) if one.random() < 0.1 else ""
        )
        family = one.choice(FAMILY).title()
        if one.random() < 0.06:
            family += "-" + one.choice(FAMILY).title()
        return " ".join(filter(None, (one.choice(GIVEN).title(), middle, family)))

    def word(self) -> str:
        """One word, made up or not."""
        one = self.draw
        if one.random() < 0.35:
            return "".join(one.choices(SYLLABLES, k=one.choice((2, 2, 3, 3, 4)))).title()
        return one.choice((*THINGS, *KINDS)).title()

    def band(self) -> str:
        """A band's name of one to four words."""
        one = self.draw
        thing, kind = one.choice(THINGS).title(), one.choice(KINDS).title()
        return one.choice(
            (
                self.word(), self.word(), f"The {thing}", f"The {thing}s", f"{kind} {thing}", f"The {kind} {thing}",
                f"{kind} {thing}", f"{thing} {self.word()}", f"{self.word()} {self.word()}", f"{thing} of {thing}",
                f"{kind} {thing} {self.word()}", f"{thing} and the {self.word()}s",
                f"{one.choice(PLACES).title()} {thing}",
                f"{one.choice(PLACES).title()} {kind} {thing}", f"{self.word()} {one.randint(2, 99)}",
                f"DJ {self.word()}",
                f"{one.choice('ABDEGJKLMRTX')}. {self.word()}", f"{thing}'s {self.word()}",
                f"{kind} {thing} in the {thing}",
            )
        )  # fmt: skip

    def name(self) -> str:
        """Any act's name."""
        chance = self.draw.random()
        return self.draw.choice(self.known) if chance < 0.2 else self.person() if chance < 0.55 else self.band()

    def long(self) -> str:
        """A name of two words or more, or of eight letters."""
        while True:
            name = self.name()
            if " " in name or len(name) >= 8:
                return name

    def context(self) -> tuple[str, str]:
        """A country and a kind of music from there."""
        country = self.draw.choice(tuple(GENRES))
        return country, self.draw.choice(GENRES[country])


def bent(draw: Draw, name: str) -> str:
    """``name`` as somebody misspells it."""
    places = [place for place, letter in enumerate(name) if letter.isalpha() and place]
    if not places:
        return name
    how = draw.random()
    if how < 0.55:
        low = name.lower()
        fits = [(a, b) for a, b in _SOUNDALIKE if a in low[1:]]
        if fits:
            before, after = draw.choice(fits)
            where = low.index(before, 1)
            return name[:where] + after + name[where + len(before) :]
    place = draw.choice(places)
    if how < 0.7:
        return name[:place] + name[place + 1 :]
    if how < 0.85 and place + 1 < len(name):
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if how < 0.95:
        return name[:place] + name[place] + name[place:]
    return name[:place] + draw.choice("aeiouhrstn") + name[place:]
