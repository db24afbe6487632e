"""How an act's name is read: who heads it, who is a guest, what is only dressing, and whether it is a tribute."""

import re
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from wtc.domain.romanise import latin


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STARS = {"!!!": "chk chk chk", "+/-": "plus minus", "???": "question marks"}
_FEAT = re.compile(
    r"\s*[(\[]?\s*\b(?:feat(?:uring)?\b\.?|ft\b\.?|f\.\s|w/"
    r"|(?:with |and |plus |\+ |& )?(?:very )?special guests?\b)\s*(.*)$"
)
_FORMERLY = re.compile(r"[\s(\[,]*\b(?:formerly(?: known as)?|a\.?k\.?a\b\.?|f\.?k\.?a\b\.?)\s+")
_FEATS = ("feat", "ft", " f.", "w/", "special guest")
_NONE: frozenset[str] = frozenset()
_AS = re.compile(r"^(\S+\s.*?\S)(?<!known)\s+as\s+(?!well\b)(\S.*)$")
_INSIDE = re.compile(r"(?<=\w)[(\[](\w{1,3})[)\]](?=\w)")
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_NUMBERING = re.compile(r"^(?:\d{1,2}\s*[-.]\s+|0\d\s*-?\s*)(?=\S)|\s+-\s*\d*$|\s+\d{1,2}/\d{1,2}/\d{2,4}$|\s+-$")
_DASH = re.compile(r"\s+[-–—:]\s+|:\s+")
_JOIN = re.compile(
    r"\s+(?:&|and|with|vs\.?|versus|x|\+|meets|presents|y|et|und|agus)\s+(?:(?:his|her|their)\s+)?|\s*[/;,&]\s*"
)
_LOOSE = re.compile(r"/|\s(?:vs\.?|versus|x|\+|meets)\s")
_JOINS = frozenset(_words("& and with vs vs. versus x + meets presents y et und agus"))
_BACKING = re.compile(
    r"(?:\b(?:and|with|y)|&|\+|,|/)\s+(?:(?:the|his|her|their|los|las|les|die|na)\b"
    r"|(?:band|friends|co|company|orchestra)\s*$)|\b(?:band|orchestra|ensemble|trio|quartet|quintet)\s*$"
)
_PLAYERS = frozenset(_words("band orchestra ensemble trio quartet quintet"))
_TRIBUTES = frozenset(
    _words(
        "tribute tributes experience karaoke story salute salutes saluting legacy songbook revival roadshow performs "
        "performed plays celebrating celebrates celebration homage ultimate forever cover covers coverband relived "
        "definitive resurrection parody candlelight reimagined imagined complete absolute almost definitely fake "
        "totally simply reborn remembered"
    )
)
_OF = frozenset(_words("music songs night spirit best sound sounds story magic"))
_CROWNS = frozenset(_words("uk gb usa ireland eire nz australia"))
_CALLINGS = frozenset(_words("dj rapper singer comedian comic poet actor producer songwriter drummer pianist"))
_STATE = re.compile(r"\b(?:u\.k\.|u\.s\.(?:a\.)?)")
_LAST_ARTICLE = re.compile(r",\s*(?:the|na|an|a|los|las|les|die)$")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        _words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    )
} | {"twenty": "20"}
_SILENT = frozenset(_words("the and of et und thee"))
DRESSING = frozenset(
    _words(
        "band trio quartet quintet sextet duo group orchestra ensemble live official solo acoustic dj djs mc set music "
        "fullband full show concert tour uk us usa ie irl ni ireland irish ep mix remix collective project session "
        "sessions ceili original originals featuring jr sr junior senior mr mrs ms dr sir lil big lp ost soundtrack "
        "special guests guest friends allstars choir page"
    )
)
"""Words that come and go around a name."""
_MARKS = {"uk": "GB", "gb": "GB", "us": "US", "usa": "US", "ie": "IE", "irl": "IE", "irish": "IE", "ni": "GB"}
_FAMILIES = (
    "pete peter", "bob robert rob bobby", "steve steven stephen", "tom thomas tommy tam", "mike michael mick micheal",
    "dave david davy", "chris christopher christy christie", "dan daniel danny", "jim james jimmy jamie seamus",
    "bill william will billy liam", "nick nicholas nicky", "joe joseph joey", "tony anthony", "rick richard richie",
    "ed edward eddie eamon", "alex alexander", "matt matthew", "andy andrew", "kate katherine kathryn catherine",
    "sean shaun shane john jon jonathan jack", "pat patrick padraig paddy", "liz elizabeth beth", "sam samuel",
    "ben benjamin", "ron ronald ronnie", "ray raymond", "ken kenneth kenny", "greg gregory", "fred frederick freddie",
    "tim timothy", "jeff geoffrey jeffrey", "phil philip phillip", "vic victor", "al alan allan", "patti patty",
    "maire mary moya maura", "brid bridget", "roisin rosie", "old ol", "saint st sainte", "brothers bros", "mister mr",
    "the da tha", "you u", "and n",
)  # fmt: skip
SHORT_FOR: dict[str, set[str]] = {}
for _family in _FAMILIES:
    for _word in _family.split():
        SHORT_FOR.setdefault(_word, set()).update(_family.split())


class Reading(NamedTuple):
    """A name taken apart; every part is folded. ``whole`` is ``words`` without spaces.

    ``words`` are of the head, in order, without articles; ``acts`` those named together; ``guests`` come after
    "feat."; ``asides`` stand in brackets or behind a dash; ``backing``: the head and their band; ``loose``: the acts
    only share a bill or a track; ``calling``: what they do, which tells them from others of that name.
    """

    words: tuple[str, ...]
    whole: str
    acts: tuple[str, ...]
    guests: tuple[str, ...]
    asides: tuple[str, ...]
    initials: str
    numbers: frozenset[str]
    tribute: bool
    crown: bool
    backing: bool
    country: str
    ordered: str
    loose: bool
    calling: str


@lru_cache(maxsize=65_536)
def read(name: str) -> Reading:
    """``name`` taken apart. 'Cure, The', 'THE CURE' and 'Cure' read alike."""
    text = latin(_STARS.get(name.strip(), unescape(name) if "&" in name else name)).strip()
    head, guests = _guests(text)
    head, asides = _asides(head)
    if "," in head:
        head = _LAST_ARTICLE.sub("", head)
    every = _all_words(head)
    words = _kept(every) or (text or "?",)
    whole = "".join(words)
    marked = not _JOINS.isdisjoint(head.split()) or "/" in head or "," in head or "&" in head or ";" in head
    acts = tuple(filter(None, map(_whole, _JOIN.split(head)))) if marked and (len(words) > 1 or "," in head) else ()
    band = marked or words[-1] in _PLAYERS
    numbers = _NONE if whole.isalpha() else frozenset([word for word in words if any(map(str.isdigit, word))])
    return Reading(
        words,
        whole,
        acts if len(acts) > 1 else (),
        tuple(filter(None, map(_whole, _JOIN.split(guests)))) if guests else (),
        asides,
        "".join([word if word.isdigit() else word[0] for word in every]),
        numbers,
        _is_tribute(text, every),
        len(words) > 1 and _is_crowned(words, every) and not ("." in text and _STATE.search(text)),
        band and len(words) > 1 and _BACKING.search(head) is not None,
        next((_MARKS[mark] for mark in asides if mark in _MARKS), "") if asides else "",
        " ".join(sorted(words)) if len(words) > 1 else whole,
        marked and _LOOSE.search(head) is not None,
        next((aside for aside in asides if aside in _CALLINGS), "") if asides else "",
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words that carry a name, numbers as digits, single letters in a row as one word."""
    return _kept(_all_words(text)) or (text or "?",)


def _kept(every: tuple[str, ...]) -> tuple[str, ...]:
    """The words that carry the name: no articles, no 'and', no 'DJ' before it; numbers as digits, 's' for '5'."""
    words = []
    for word in every:
        if word not in _SILENT:
            plain = word if word.isalpha() else _UNLEET.sub(_letter, word)
            words.append(_NUMBERS.get(plain, plain))
    if "20" in words:
        _add_up(words)
    if len(words) > 1 and words[0] == "dj":
        del words[0]
    return tuple(words) or every


def _add_up(words: list[str]) -> None:
    for place in range(len(words) - 1, 0, -1):
        if words[place - 1] == "20" and len(words[place]) == 1 and words[place].isdigit():
            words[place - 1 : place + 1] = ["2" + words[place]]


_UNLEET = re.compile(r"(?<=[a-z]{2})[013457](?=[a-z]|$)")


def _letter(found: re.Match[str]) -> str:
    return {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"}[found[0]]


_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "v": "f", "w": "u", "j": "g"})
_TWICE = re.compile(r"(.)\1+", re.DOTALL)
_SILENCED = _ALIKE | str.maketrans("", "", "aeiouhyw")


@lru_cache(maxsize=65_536)
def skeleton(whole: str) -> str:
    """How a name sounds, roughly: consonants that sound alike are one, vowels after the first letter fall away."""
    if "x" in whole or "h" in whole or "ck" in whole:
        whole = whole.replace("ph", "f").replace("ck", "k").replace("x", "ks")
    return _TWICE.sub(r"\1", whole[:1].translate(_ALIKE) + whole[1:].translate(_SILENCED))


def _is_tribute(text: str, words: tuple[str, ...]) -> bool:
    if not _TRIBUTES.isdisjoint(words) or (words[-1:] and len(words[-1]) > 6 and words[-1].endswith("mania")):
        return True
    return "of" in words and any(one in _OF and two == "of" for one, two in pairwise(words))


def _is_crowned(words: tuple[str, ...], every: tuple[str, ...]) -> bool:
    """'X UK', 'A as X', 'The X Y Band': how tributes call themselves, and some others."""
    if words[-1] in _CROWNS or words[0] in _CROWNS or "as" in every[1:-1]:
        return True
    return every[0] == "the" and words[-1] in ("band", "show") and len(words) > 2


def _guests(text: str) -> tuple[str, str]:
    if " as " in text and (playing := _AS.match(text)) is not None:  # 'Anna Byrne as Dusty' is Anna Byrne
        return playing[1], playing[2]
    if not any(mark in text for mark in _FEATS):
        return text, ""
    found = _FEAT.search(text)
    if found is None or not text[: found.start()].strip(" (["):
        return text, ""
    return text[: found.start()].strip(), found[1].strip(" )]")


def _asides(head: str) -> tuple[str, tuple[str, ...]]:
    """The head without numbering, and what stood in brackets or around a dash."""
    asides: list[str] = []
    if "formerly" in head or "ka" in head or "k.a" in head:
        now, *before = _FORMERLY.split(head, maxsplit=1)
        head = now if before and now not in ("", "the artist", "artist") else (before or [head])[0]
        asides = [] if not before or head in before else before
    if "(" in head or "[" in head or "{" in head:
        head = _INSIDE.sub(r"\1", head)
        asides += [aside for aside in _BRACKETS.findall(head) if len(aside) > 1]
        head = _BRACKETS.sub(lambda found: " " if len(found[1]) > 1 else f" {found[1]} ", head).strip() or head
    if head[:1].isdigit() or " -" in head or "/" in head:
        head = _NUMBERING.sub("", head).strip() or head
    if " - " in head or ": " in head or " – " in head:
        dashed = _DASH.split(head)
        asides += dashed if len(dashed) > 1 else []
    return head, tuple(filter(None, map(_whole, asides))) if asides else ()


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("'’‘`´ʼ"),
        "$": "s",
        "&": " and ",
        "+": " and ",
        **dict.fromkeys('"!?.,:;/\\-_#*()[]{}<>=~^|@%', " "),
    }
)
_SHOUT = re.compile(r"(?<=\w)!(?=\w)")
_NOT_WORD = re.compile(r"[^\w]+|_+")


def _all_words(text: str) -> tuple[str, ...]:
    if "!" in text:
        text = _SHOUT.sub("i", text)
    plain = text.translate(_SIGNS)
    words = plain.split() if text.isascii() else _NOT_WORD.sub(" ", plain).split()
    if 1 not in map(len, words):
        return tuple(words)
    made: list[str] = []
    single = False
    for word in words:
        if len(word) == 1:
            if single:
                made[-1] += word
                continue
            single = True
        else:
            single = False
        made.append(word)
    return tuple(made)


def _whole(text: str) -> str:
    return "".join(words_of(text.strip())) if text.strip() else ""
