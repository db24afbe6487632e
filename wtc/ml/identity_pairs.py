"""Labelled pairs of names made by rule: what a scorer of identity learns from besides the decisions of people."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wtc.domain.identity import read
from wtc.ml.identity_features import Context, Pair
from wtc.ml.identity_names import Draw, Pool, bent
from wtc.ml.identity_words import ENDINGS, FAMILY, GENRES, GIVEN, KINDS, THINGS

Made = tuple[str, str, bool] | tuple[str, str, bool, Context, Context]
NO: Context = {}
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_UMLAUTS = str.maketrans("aouAOUe", "äöüÄÖÜë")
_LEET = str.maketrans("seaio", "$3@10")
_TRIBUTES = (
    "{} Tribute", "The {} Experience", "Ultimate {}", "The {} Story", "{}mania", "The Music of {}", "A Night of {}",
    "{} Tribute Band", "The {} Songbook", "Celebrating {}", "{} Revival Band", "The {} Legacy", "{} Karaoke",
    "Tribute to {}", "{} by Candlelight", "{} UK", "UK {}", "{} USA", "The Complete {}", "Definitely {}", "Almost {}",
    "{} Forever", "{} Tribute Show", "The Songs of {}", "{} Performed by the Dublin Players", "Anna Byrne as {}",
    "The {} Roadshow", "Salute to {}", "Absolute {}", "{} Covers", "The {} Tribute - {other}",
    "{other} - A Tribute to {}",
    "{other} - {} Tribute", "{other} - The {} Story", "Fake {}", "{}esque", "Simply {}", "Totally {}", "The {} Band",
    "The {} Show", "The Irish {} Show", "Re-{}",
    "{}'s Ghost", "{} (DJ)", "{} (comedian)", "{} (rapper)", "{} (singer)",
)  # fmt: skip
_FEATS = (" feat. ", " featuring ", " ft. ", " Feat ", " (feat. ", " ft ", " Featuring ", " f. ", " (Featuring ")
_JOINS = (" & ", " and ", " / ", " vs. ", " + ", " x ", " with ", ", ", " And ", "/")
_BACKINGS = (
    "{} & The {}", "{} and the {}", "{} & His Band", "{} and His Orchestra", "{} & Her Band", "{} & Band", "{} Band",
    "{} + Band", "{} and His {}", "{} & the {}", "{} and Friends", "{} & the {} Band",
)  # fmt: skip
_DRESSED = (
    "{} Official", "{} (Official)", "{} (Live)", "{} - Live", "{} (DJ set)", "{} (IE)", "{} (band)", "{} Trio",
    "{} Live",
    "{} - {}", "0{n} {}", "0{n}- {}", "{} - 0{n}", "{} ({other})", "{} [{other}]", "{} (Solo)", "DJ {}", "MC {}",
    "{} Quartet", "{} with special guests", "{} (IRL)", "{} Acoustic", "{} -", "{other} ({})", "{} Duo", "{} Orchestra",
    "{} (US)", "{} (www.example.com)", "{other} - {}", "{} DJs", "{} EP",
    "{} (formerly {other})", "{} aka {other}",
    "The Artist Formerly Known As {}", "{} {n}/12/01", "Various - {}",
    "{} Official Page", "{} U.K.", "{} as {other}",
)  # fmt: skip


_PETS = (
    ("Peter", "Pete"), ("Steven", "Steve"), ("Michael", "Mick"), ("Thomas", "Tom"), ("Robert", "Bob"),
    ("David", "Dave"), ("Daniel", "Danny"), ("William", "Bill"), ("Chris", "Christy"), ("Sean", "Shaun"),
    ("Matthew", "Matt"), ("Jon", "John"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, whether it is one act, and the rule that made it."""

    pair: Pair
    same: bool
    kind: str


def make(count: int, seed: int = 0) -> list[Labelled]:
    """``count`` labelled pairs, the same for the same ``seed``: half of them one act."""
    draw = Draw(seed)
    pool = Pool(draw)
    rules, weights = zip(*_RULES, strict=True)
    made = []
    for rule in draw.choices(rules, weights, k=count):
        one, other, same, *context = rule(pool)
        first, second = context or (NO, NO)
        if one.strip() and other.strip():
            swap = draw.random() < 0.5
            pair = (other, second, one, first) if swap else (one, first, other, second)
            made.append(Labelled(pair, same, rule.__name__.strip("_")))
    return made


def _dressed(pool: Pool, name: str, pattern: str) -> str:
    other = pool.draw.choice((pool.person, pool.band))()
    filled = pattern.replace("{other}", other).replace("{n}", str(pool.draw.randint(1, 9)))
    return filled.replace("{}", name, 1).replace("{}", other)


def _twin(pool: Pool) -> Made:
    """The same name in another dress of letters."""
    name = pool.name()
    return name, pool.draw.choice(_WAYS)(name, pool.draw), True


def _case(name: str, draw: Draw) -> str:
    return draw.choice((str.upper, str.lower, str.title, str))(name)


def _article(name: str, draw: Draw) -> str:
    return name[4:] if name.startswith("The ") else f"The {name}"


def _amp(name: str, draw: Draw) -> str:
    return name.replace(" and ", draw.choice((" & ", " + "))) if " and " in name else name.lower()


def _mark(name: str, draw: Draw) -> str:
    if draw.random() < 0.5 and " " in name:
        return name.replace(" ", draw.choice("-_. "), 1)
    mark = draw.choice("!.'-?*")
    place = draw.randint(0, len(name))
    return name[:place] + mark + name[place:]


def _accent(name: str, draw: Draw) -> str:
    return name.translate(draw.choice((_ACCENTS, _UMLAUTS)))


def _glue(name: str, draw: Draw) -> str:
    if " " in name:
        return name.replace(" ", "", 1)
    place = draw.randint(2, max(2, len(name) - 2))
    return f"{name[:place]} {name[place:].title()}"


def _leet(name: str, draw: Draw) -> str:
    letter = draw.choice("sei")
    return name.lower().replace(letter, letter.translate(_LEET) if letter == "s" else {"e": "ë", "i": "!"}[letter], 1)


def _letters(name: str, draw: Draw) -> str:
    return re.sub(r"\b([A-Z])\b\.?", r"\1.", name)


_WAYS = (_case, _case, _case, _case, _article, _article, _amp, _mark, _accent, _glue, _leet, _letters)


def _sorted_name(pool: Pool) -> Made:
    if pool.draw.random() < 0.35:
        band = "The " + pool.band().removeprefix("The ")
        return band, f"{band[4:]}, The", True
    person = pool.person()
    first, _, last = person.rpartition(" ")
    return person, f"{last}, {first}", True


def _misspelt(pool: Pool) -> Made:
    name = pool.long()
    wrong = bent(pool.draw, name)
    if pool.draw.random() < 0.15:
        wrong = bent(pool.draw, wrong)
    if pool.draw.random() < 0.08:
        wrong = pool.draw.choice((_glue, _mark, _article))(wrong, pool.draw)
    return name, pool.draw.choice((str, str, str.lower, str.upper))(wrong), True


def _known_alias(pool: Pool) -> Made:
    """A bundled act by another of its names, where one can be told from the other at all."""
    while True:
        act = pool.draw.choice([act for act in pool.acts if act.aliases])
        alias = pool.draw.choice(act.aliases)
        if read(alias).whole[:1] == read(act.name).whole[:1]:
            return act.name, alias, True


def _with_guest(pool: Pool) -> Made:
    name, guest = pool.name(), pool.name()
    mark = pool.draw.choice(_FEATS)
    return f"{name}{mark}{guest}{')' if '(' in mark else ''}", name, True


def _the_guest(pool: Pool) -> Made:
    name, guest = pool.name(), pool.name()
    mark = pool.draw.choice(_FEATS)
    return f"{name}{mark}{guest}{')' if '(' in mark else ''}", guest, False


def _backed(pool: Pool) -> Made:
    """Somebody and their band, against either."""
    draw = pool.draw
    head = pool.person() if draw.random() < 0.8 else pool.word()
    band = draw.choice((draw.choice(THINGS).title() + "s", pool.word(), f"{draw.choice(KINDS).title()} {pool.word()}s"))
    full = draw.choice(_BACKINGS).replace("{}", head, 1).replace("{}", band)
    how = draw.random()
    if how < 0.3 and band in full:
        return full, f"The {band}", True
    return full, full.replace(" & ", " and ") if how < 0.4 else head, True


def _half(pool: Pool) -> Made:
    """Somebody known by the first name or the family name alone."""
    person = pool.person()
    first, _, last = person.rpartition(" ")
    return person, pool.draw.choice((first, last)), True


def _unread(pool: Pool) -> Made:
    """A name in letters that cannot be read: who found it looked for it, so that it may well be the one."""
    letters = "".join(chr(pool.draw.randint(0x4E00, 0x9FA0)) for _ in range(pool.draw.randint(2, 5)))
    return letters, pool.name(), pool.draw.random() < 0.68


def _dressing(pool: Pool) -> Made:
    name = pool.name()
    return name, _dressed(pool, name, pool.draw.choice(_DRESSED)), True


def _shortened(pool: Pool) -> Made:
    """Initials, a middle name that comes and goes, a pet name."""
    draw = pool.draw
    how = draw.random()
    if how < 0.3:
        words = [draw.choice((*THINGS, *KINDS)).title() for _ in range(draw.choice((3, 3, 3, 4, 4, 5, 6)))]
        return " ".join(words), "".join(word[0] for word in words), True
    first, last = draw.choice(GIVEN).title(), draw.choice(FAMILY).title()
    if how < 0.6:
        middle = draw.choice((draw.choice(GIVEN).title(), draw.choice("ABCDEHJLMRST") + ".", f'"{pool.word()}"'))
        return f"{first} {last}", f"{first} {middle} {last}", True
    if how < 0.75:
        long, pet = draw.choice(_PETS)
        return f"{long} {last}", f"{pet} {last}", True
    if how < 0.85:
        return f"{first} {last}", f"{first} {draw.choice(FAMILY).title()} {last}", True
    if how < 0.93:
        return f"{first} {last}", f"{pool.word()} {first} {last}", True
    return f"{first} {last}", f"{first} {last} {pool.word()}", True


def _reordered(pool: Pool) -> Made:
    one, other = pool.name(), pool.name()
    join = pool.draw.choice(_JOINS)
    if pool.draw.random() < 0.3:
        return one + join + other, one + pool.draw.choice(_JOINS) + other, True
    return one + join + other, other + pool.draw.choice(_JOINS) + one, True


def _together(pool: Pool) -> Made:
    one, other = pool.name(), pool.name()
    join = pool.draw.choice(_JOINS)
    closely = join.strip().lower() in ("&", "and", "with")
    if closely:
        other = other.removeprefix("The ")  # 'Ann & The Others' is Ann's band
    if pool.draw.random() < 0.5:
        return one + join + other, other, False
    # some sources put a whole bill where the act belongs
    return one + join + other, one, pool.draw.random() < (0.34 if closely else 0.06)


def _other_company(pool: Pool) -> Made:
    name = pool.name()
    join = pool.draw.choice(_JOINS)
    return name + join + pool.name(), name + pool.draw.choice((join, join, " & The ")) + pool.name(), False


def _tribute(pool: Pool) -> Made:
    name = pool.name()
    pattern = pool.draw.choice(_TRIBUTES)
    return name, _dressed(pool, name.removeprefix("The "), pattern), False


def _near(pool: Pool) -> Made:
    """Two acts that share a word, a beginning or an ending."""
    draw = pool.draw
    how = draw.random()
    if how < 0.28:
        first, last = draw.choice(GIVEN).title(), draw.choice(FAMILY).title()
        if draw.random() < 0.55:
            return f"{first} {last}", f"{first} {_unlike(draw, FAMILY, last)}", False
        return f"{first} {last}", f"{_unlike(draw, GIVEN, first)} {last}", False
    if how < 0.5:
        words = [pool.word() for _ in range(draw.choice((2, 2, 2, 3, 3, 4)))]
        place = draw.randrange(len(words))
        other = list(words)
        other[place] = draw.choice((*THINGS, *KINDS)).title() if draw.random() < 0.7 else pool.word()
        article = draw.choice(("", "", "The "))
        return article + " ".join(words), draw.choice(("", "The ")) + " ".join(other), words == other
    if how < 0.72:
        word = pool.word()
        longer = word + draw.choice((draw.choice(ENDINGS), " " + pool.word(), " " + pool.word(), draw.choice(THINGS)))
        if draw.random() < 0.25:
            longer = f"{pool.word()} {word}"
        return draw.choice(("", "", "The ")) + word, draw.choice(("", "", "The ")) + longer, False
    if how < 0.86:
        return _one_letter_off(pool)
    name = pool.long()
    words = name.split()
    if len(words) > 1:
        left = draw.choice((words[:-1], words[1:]))
        return name, " ".join(left), " ".join(left).lower() == "the" or name.lower() == "the " + " ".join(left).lower()
    return name, pool.name(), False


def _unlike(draw: Draw, words: Sequence[str], word: str) -> str:
    """Another of ``words``, often one that looks like it."""
    other = [one for one in draw.sample(words, 25) if one != word.lower()]
    if draw.random() < 0.5:
        return draw.choice(other).title()
    return min(other, key=lambda one: -sum(a == b for a, b in zip(one, word.lower(), strict=False))).title()


def _one_letter_off(pool: Pool) -> Made:
    """Two short names that a letter or two tell apart: no misspelling."""
    draw = pool.draw
    word = pool.word()
    if draw.random() < 0.12:
        return f"The {word}" if draw.random() < 0.3 else word, f"{word}s", False
    if len(word) > 7:
        word = word[: draw.randint(3, 7)]
    letters = list(word)
    for _ in range(draw.choice((1, 1, 2))):
        place, letter = draw.randrange(len(letters)), draw.choice("abcdefghiklmnoprstuvwyz")
        if draw.random() < 0.2:  # 'Ember' is not 'Embers', nor 'Lember'
            letters.insert(draw.choice((0, place, len(letters))), letter)
        else:
            letters[place] = letter
    other = "".join(letters).title()
    tail = draw.choice(("", "", "", "", f" {pool.word()}"))
    article = draw.choice(("", "The "))
    return f"{article}{word}{tail}", f"{draw.choice(('', article))}{other}{tail}", other.lower() == word.lower()


def _numbered(pool: Pool) -> Made:
    name, draw = pool.band(), pool.draw
    one, other = draw.sample(range(1, 99), 2)
    return f"{name} {one}", draw.choice((f"{name} {other}", name)), False


def _renamed(pool: Pool) -> Made:
    """An act by a name that it has given up, or that it goes by alone: nothing in either tells of the other."""
    return pool.name(), pool.draw.choice((pool.person, pool.band))(), True


def _strangers(pool: Pool) -> Made:
    """Two acts with nothing in common, in any dress."""
    draw, one, other = pool.draw, pool.name(), pool.name()
    if draw.random() < 0.4:
        pattern = draw.choice((*_DRESSED, "{} & {other}", "{} feat. {other}", "{} and The {other}", "{} / {other}"))
        return _dressed(pool, one, pattern), other, one == other
    return one, other, one == other


def _namesakes(pool: Pool) -> Made:
    """One name, two acts: another country, another music, or both."""
    draw, name = pool.draw, pool.name()
    (country, genre), (there, music) = pool.context(), pool.context()
    if country == there and (genre == music or draw.random() < 0.5):
        there, music = ("US", "country") if country != "US" else ("GB", "grime")
    return (
        name,
        draw.choice((str, str.upper, str.lower))(name),
        False,
        _ctx(draw, country, genre),
        _ctx(draw, there, music),
    )


def _one_context(pool: Pool) -> Made:
    """One name, one act, known alike: another source may file it under another kind of music from there."""
    draw, name = pool.draw, pool.name()
    country, genre = pool.context()
    other = draw.choice((genre, genre, "other", draw.choice(GENRES[country]), draw.choice(GENRES[country])))
    spelt = draw.choice((str, str.upper, str.lower))(name) if draw.random() < 0.8 else bent(draw, name)
    return name, spelt, True, _ctx(draw, country, genre), _ctx(draw, country, other)


def _ctx(draw: Draw, country: str, genre: str) -> Context:
    kept = {"country": country, "genres": [genre], "kind": ""}
    if draw.random() < 0.1:
        kept.pop(draw.choice(("country", "genres")))
    return kept


_RULES: tuple[tuple[Callable[[Pool], Made], float], ...] = (
    (_twin, 14),
    (_sorted_name, 5),
    (_misspelt, 8),
    (_known_alias, 2),
    (_with_guest, 6),
    (_backed, 7),
    (_dressing, 7),
    (_shortened, 3),
    (_reordered, 3),
    (_one_context, 4),
    (_the_guest, 3),
    (_half, 1.6),
    (_together, 9),
    (_other_company, 2),
    (_tribute, 5),
    (_near, 28),
    (_numbered, 1),
    (_strangers, 8),
    (_unread, 1.0),
    (_renamed, 1.6),
    (_namesakes, 3),
)
