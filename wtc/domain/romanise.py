"""Other scripts in Latin letters, well enough to compare a name with its transliteration."""

import re
import unicodedata
from functools import lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяієїґў",
        _words("a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i ye yi g w"),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρστυφχψωςϐ", _words("a v g d e z i th i k l m n x o p r s t y f ch ps o s v"), strict=True)
)
_ROWS = {
    "a": "アカサタナハマヤラワガザダバパ",
    "i": "イキシチニヒミ_リ_ギジヂビピ",
    "u": "ウクスツヌフムユル_グズヅブプ",
    "e": "エケセテネヘメ_レ_ゲゼデベペ",
    "o": "オコソトノホモヨロヲゴゾドボポ",
}
_ONSETS = ("", "k", "s", "t", "n", "h", "m", "y", "r", "w", "g", "z", "d", "b", "p")
_IRREGULAR = {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ン": "n",
    "ヴ": "vu",
}
_KANA = {
    kana: onset + vowel for vowel, row in _ROWS.items() for onset, kana in zip(_ONSETS, row, strict=True) if kana != "_"
} | _IRREGULAR
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТХУЯИаеорсухіЄΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTXYRNaeopcyxiEABEZHIKMNOPTYX")
_LETTERS = {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i"}
_PLAIN = {**_CYRILLIC, **_GREEK, **_LETTERS, "_": ""}
_MARKS = re.compile(r"[\u0300-\u036f]")
_LATIN = re.compile(r"[A-Za-z]")
_KANA_MARK = re.compile(r"[\u3040-\u30ff]")


@lru_cache(maxsize=16_384)
def latin(text: str) -> str:
    """``text`` in small Latin letters without accents; what has no known spelling stays as it is.

    A foreign letter inside a Latin word is a costume: 'KoЯn' is 'korn', while 'Кино' is 'kino'.
    """
    if text.isascii():
        return text.lower()
    words = (word.translate(_LOOKALIKES) if _LATIN.search(word) else word for word in text.split())
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", " ".join(words).casefold()))
    if _KANA_MARK.search(folded):
        folded = _from_kana(unicodedata.normalize("NFC", folded))
    return "".join(_PLAIN.get(letter, letter).replace("_", "") for letter in folded)


def _from_kana(text: str) -> str:
    made: list[str] = []
    double = False
    for letter in text:
        kana = chr(ord(letter) + 0x60) if "\u3041" <= letter <= "\u3096" else letter
        if kana in _SMALL and made and made[-1].endswith(("i", "u", "e", "o")):
            made[-1] = made[-1][:-1] + _SMALL[kana].removeprefix("y" if made[-1][-2:-1] in "hj" else "")
        elif kana == "ッ":
            double = True
        elif kana != "ー":
            sound = _KANA.get(kana, _SMALL.get(kana, letter))
            made.append(sound[:1] + sound if double else sound)
            double = False
    return "".join(made)
