"""Free-text genres mapped to one of seventeen families and up to three tags."""

import re
from collections.abc import Mapping
from functools import lru_cache

from wtc.domain.text import fold
from wtc.language import t, word

FAMILIES: dict[str, str] = {
    "trad": word("Trad"),
    "folk": word("Folk"),
    "indie": word("Indie"),
    "rock": word("Rock"),
    "punk": word("Punk"),
    "metal": word("Metal"),
    "pop": word("Pop"),
    "hiphop": word("Hip hop"),
    "rnb": word("R&B & soul"),
    "house": word("House"),
    "techno": word("Techno"),
    "electronic": word("Electronic"),
    "jazz": word("Jazz & blues"),
    "classical": word("Classical"),
    "country": word("Country"),
    "comedy": word("Comedy & spoken"),
    "other": word("Other"),
}
"""Family key to the word shown. The key is what the address bar and the API carry."""


def label(family: str) -> str:
    """The word shown for a family, in the language in hand; a key that is none of ours is itself."""
    return t(FAMILIES[family]) if family in FAMILIES else family


_UNDER: dict[str, tuple[str, ...]] = {"electronic": ("house", "techno"), "rock": ("punk", "metal")}
"""Families that are kinds of another: who asks for the wide one is shown the narrow ones too."""

# First match wins: the narrow words stand before the wide ones ("folk metal" is metal, "indie folk" is indie).
_SIGNS: tuple[tuple[str, str], ...] = (
    ("comedy", r"comedy|comedian|stand ?up|spoken|poetry|podcast"),
    ("metal", r"metal|doom|sludge|grindcore|djent"),
    ("punk", r"punk|hardcore|ska|emo"),
    ("trad", r"trad|traditional irish|celtic|ceili|sean nos|uilleann|fiddle|concertina|irish music|ballads?"),
    ("country", r"country|americana|bluegrass|honky"),
    ("hiphop", r"hip ?hop|rap|drill|grime|trap"),
    ("rnb", r"r ?(?:&|and|n)? ?b|rnb|soul|funk|motown|neo soul|gospel"),
    ("jazz", r"jazz|blues|swing|big band"),
    ("classical", r"classical|orchestra|opera|choral|chamber|symphon\w*|baroque|piano|voice|string quartet"),
    ("techno", r"techno|trance|rave|hard dance|gabber|drum (?:and|n) bass|jungle|breaks|dubstep"),
    ("house", r"house|disco|garage(?! (?:rock|punk))"),
    ("indie", r"indie|alternative|alt|shoegaze|dream pop|noise pop|post rock|math rock|art pop|lo fi"),
    ("electronic", r"electro\w*|ambient|dance|synth\w*|edm|idm|bass|drone|experimental|club"),
    ("folk", r"folk|singer songwriter|acoustic|roots"),
    ("rock", r"rock|grunge|psych\w*|blues rock|krautrock|new wave"),
    ("pop", r"pop|chart|boy band"),
)
_COMPILED = tuple((family, re.compile(rf"\b(?:{signs})\b")) for family, signs in _SIGNS)
_SAYS_NOTHING = {"", "music", "undefined", "other", "miscellaneous", "live music", "concert", "gig"}


@lru_cache(maxsize=1)
def signs() -> dict[str, tuple[str, ...]]:
    """Every family but 'other' with the phrases that name it, folded; a sign with many spellings is left out."""
    told: dict[str, list[str]] = {
        family: [family, fold(label)] for family, label in FAMILIES.items() if family != "other"
    }
    for family, said in _SIGNS:
        plain = [sign for sign in re.split(r"\|(?![^(]*\))", said) if re.fullmatch(r"[a-z ?]+", sign)]
        told[family] += [sign.replace(" ?", between) for sign in plain for between in ("", " ")]
    return {family: tuple(dict.fromkeys(phrases)) for family, phrases in told.items()}


def within(wanted: str) -> tuple[str, ...]:
    """A family and the families that are kinds of it: asking for electronic asks for house and techno as well."""
    return (wanted, *_UNDER.get(wanted, ()))


def rolled_up(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by family as a filter finds them: each with what is counted under it. Families with none are left out."""
    added = {wide: sum(counts.get(each, 0) for each in within(wide)) for wide in (*counts, *_UNDER)}
    return {family: count for family, count in added.items() if count}


@lru_cache(maxsize=4_096)
def family(genre: str) -> str:
    """The family of one free-text genre, 'other' when nothing in it is known. A family's own key is itself."""
    folded = fold(genre.replace("&", " and "))
    if genre in FAMILIES:
        return genre
    return next((name for name, signs in _COMPILED if signs.search(folded)), "other")


@lru_cache(maxsize=8_192)
def place(genres: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """One family for all of ``genres`` (the first that is known) and up to three tags, lower case, in order."""
    said = [genre.strip() for genre in genres if fold(genre) not in _SAYS_NOTHING]
    found = next((name for name in map(family, said) if name != "other"), "other")
    tags = dict.fromkeys(genre.casefold() for genre in said)
    return found, tuple(tags)[:3]
