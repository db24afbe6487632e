"""How an act's name is read: who heads it, who is a guest, what is only dressing, and whether it is a tribute."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wtc.domain.romanise import latin


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STARS = {"!!!": "chk chk chk", "+/-": "plus minus", "???": "question marks"}
_FEAT = re.compile(r"\s*[(\[]?\s*\b(?:feat(?:uring)?\b\.?|ft\b\.?|f\.\s|w/)\s*(.+)$")
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_INSIDE = re.compile(r"(?<=\w)[(\[](\w{1,3})[)\]](?=\w)")
_NUMBERING = re.compile(r"^(?:\d{1,2}\s*[-.]\s+|0\d\s*-?\s*)(?=\S)|\s+-\s*\d*$|\s+\d{1,2}/\d{1,2}/\d{2,4}$|\s+-$")
_DASH = re.compile(r"\s+[-–—:]\s+|:\s+")
_JOIN = re.compile(r"\s+(?:&|and|with|vs\.?|versus|x|\+|meets|presents|y|et|und|agus)\s+|\s*/\s*|\s*[;,&]\s*")
_BACKING = re.compile(
    r"(?:\b(?:and|with|y)|&|\+|,|/)\s+(?:(?:the|his|her|their|los|las|les|die|na)\b"
    r"|(?:band|friends|co|company|orchestra)\s*$)|\b(?:band|orchestra|ensemble|trio|quartet|quintet)\s*$"
)
_TRIBUTE = re.compile(
    r"\btribut\w*|\bexperience\b|\bkaraoke\b|\bstory\b|\bmusic of\b|\bsongs of\b|\bsalut\w*|\bnight of\b|\blegacy\b"
    r"|\bsongbook\b|\brevival\b|\broadshow\b|mania\b|\bperform(?:s|ed by)\b|\bplays?\b|\bcelebrat\w+|\bhomage\b"
    r"|\bultimate\b|\bforever\b|\bcovers?\b|\bcoverband\b|\bspirit of\b|\bbest of\b|\bcandlelight\b|\bsound of\b"
    r"|\brelived\b|\bdefinitive\b|\bresurrection\b|\bparody\b|\bunplugged by\b|\b(?:re)?imagined\b"
)
_CROWN = re.compile(r"\bas\s+\w+$|\b(?:uk|usa|ireland|eire|nz|australia)$")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_SHOUT = re.compile(r"(?<=\w)!(?=\w)")
_LETTERS = re.compile(r"\b\w(?: \w)+\b")
_LAST_ARTICLE = re.compile(r",\s*(?:the|na|an|a|los|las|les|die)$")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        _words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    )
}
_SILENT = frozenset({"the", "and", "a", "n", "na", "of", "y", "et", "und"})
DRESSING = frozenset(
    _words(
        "band trio quartet quintet sextet duo group orchestra ensemble live official solo acoustic dj mc set "
        "music fullband full show concert tour uk us usa ie irl ni ireland irish ep mix remix collective "
        "project session sessions ceili original originals featuring jr sr junior senior mr mrs ms dr sir lil "
        "big lp ost soundtrack special guests guest friends allstars choir"
    )
)
"""Words that come and go around a name."""
_MARKS = {"uk": "GB", "gb": "GB", "us": "US", "usa": "US", "ie": "IE", "irl": "IE", "irish": "IE", "ni": "GB"}
_FAMILIES = (
    "pete peter", "bob robert rob bobby", "steve steven stephen", "tom thomas tommy tam",
    "mike michael mick micheal", "dave david davy", "chris christopher christy christie", "dan daniel danny",
    "jim james jimmy jamie seamus", "bill william will billy liam", "nick nicholas nicky", "joe joseph joey",
    "tony anthony", "rick richard richie ricky", "ed edward eddie eamon", "alex alexander", "matt matthew",
    "andy andrew", "kate katherine kathryn catherine katie", "sean shaun shane", "pat patrick padraig paddy",
    "liz elizabeth beth", "jon jonathan john jack sean", "sam samuel", "ben benjamin", "ron ronald ronnie",
    "ray raymond", "ken kenneth kenny", "greg gregory", "fred frederick freddie", "tim timothy",
    "jeff geoffrey jeffrey", "phil philip phillip", "vic victor", "al alan allan", "patti patty patricia",
    "maire mary moya maura", "brid bridget", "aoife eva", "roisin rosie", "old ol", "saint st", "brothers bros",
    "mister mr",
)  # fmt: skip
SHORT_FOR: dict[str, set[str]] = {}
for _family in _FAMILIES:
    for _word in _family.split():
        SHORT_FOR.setdefault(_word, set()).update(_family.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart; every part is folded. ``whole`` is ``words`` without spaces.

    ``words`` are of the head, in order, without articles; ``acts`` those named together; ``guests`` come after
    "feat."; ``asides`` stand in brackets or behind a dash; ``backing``: the head and their band.
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
    skeleton: str


@lru_cache(maxsize=65_536)
def read(name: str) -> Reading:
    """``name`` taken apart. 'Cure, The', 'THE CURE' and 'Cure' read alike."""
    text = latin(_STARS.get(name.strip(), name).replace("’", "'")).strip()
    head, guests = text, ""
    if "f" in text or "w/" in text:
        head, guests = _guests(text)
    asides: list[str] = []
    if "(" in head or "[" in head or "{" in head:
        head = _INSIDE.sub(r"\1", head)
        asides = _BRACKETS.findall(head)
        head = _BRACKETS.sub(" ", head).strip() or head
    if head[:1].isdigit() or "-" in head or "/" in head:
        head = _NUMBERING.sub("", head).strip() or head
    dashed = _DASH.split(head) if " " in head else [head]
    if "," in head:
        head = _LAST_ARTICLE.sub("", head)
    words = words_of(head)
    acts = tuple(filter(None, map(_whole, _JOIN.split(head)))) if len(words) > 1 or "," in head else ()
    whole = "".join(words)
    asides += dashed if len(dashed) > 1 else []
    return Reading(
        words=words,
        whole=whole,
        acts=acts if len(acts) > 1 else (),
        guests=tuple(filter(None, map(_whole, _JOIN.split(guests)))) if guests else (),
        asides=tuple(filter(None, map(_whole, asides))),
        initials="".join(word if word.isdigit() else word[0] for word in _all_words(head)),
        numbers=frozenset(word for word in words if any(letter.isdigit() for letter in word)),
        tribute=bool(_TRIBUTE.search(text)),
        crown=bool(_CROWN.search(head)),
        backing=len(words) > 1 and bool(_BACKING.search(head)),
        country=next((_MARKS[mark] for mark in asides if mark in _MARKS), ""),
        ordered=" ".join(sorted(words)),
        skeleton=skeleton(whole),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words that carry a name, numbers as digits, single letters in a row as one word."""
    every = _all_words(text)
    return tuple(word for word in every if word not in _SILENT) or every or (text,)


_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "v": "f", "w": "u", "j": "g"})
_VOWELS = re.compile(r"(?<!^)[aeiouh]")
_TWICE = re.compile(r"(.)\1+")


def skeleton(whole: str) -> str:
    """How a name sounds, roughly: consonants that sound alike are one, vowels after the first letter fall away."""
    sound = whole.replace("ph", "f").replace("ck", "k").replace("x", "ks").translate(_ALIKE)
    return _TWICE.sub(r"\1", _VOWELS.sub("", sound))


def _guests(text: str) -> tuple[str, str]:
    found = _FEAT.search(text)
    if found is None or not text[: found.start()].strip(" (["):
        return text, ""
    return text[: found.start()].strip(), found[1].strip(" )]")


def _all_words(text: str) -> tuple[str, ...]:
    text = _SHOUT.sub("i", _APOSTROPHES.sub("", text.replace("$", "s").replace("&", " and ").replace("+", " and ")))
    text = _LETTERS.sub(lambda run: run[0].replace(" ", ""), _NOT_WORD.sub(" ", text).strip())
    return tuple(_NUMBERS.get(word, word) for word in text.split())


def _whole(text: str) -> str:
    return "".join(words_of(text.strip())) if text.strip() else ""
