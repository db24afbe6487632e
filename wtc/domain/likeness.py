"""Which acts are like one another: by bills they shared, genres and town; a likeness always says what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from wtc.domain.genres import label, place
from wtc.domain.text import fold
from wtc.shapes.artists import Alike, Artist

_BILL, _MOST_BILLS, _GENRE, _FAMILY, _TOWN = 3.0, 3, 2.0, 1.0, 1.0
_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act that may be like another."""

    genres: tuple[str, ...] = ()
    home_city: str = ""


def best(artist: Artist, candidates: Mapping[int, Candidate], bills: Mapping[int, int], *, most: int) -> list[int]:
    """The ids of the likest, the likest first. One town alone, or one wide family alone, makes nobody alike."""
    scores = {one: _score(artist, candidates.get(one), bills.get(one, 0)) for one in {*candidates, *bills}}
    chosen = sorted((one for one, score in scores.items() if score >= _ENOUGH), key=lambda one: (-scores[one], one))
    return chosen[:most]


def alike(artist: Artist, other: Artist, bills: int) -> Alike:
    """Two acts and what they have in common."""
    family = label(artist.family) if artist.family == other.family != "other" else ""
    return Alike(
        artist=other,
        bills=bills,
        genres=shared(artist.genres, other.genres) or ((family,) if family else ()),
        town=other.home_city if other.home_city and fold(other.home_city) == fold(artist.home_city) else "",
    )


def shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """The genres that both have, however they are spelt, in our order."""
    other = {fold(genre) for genre in theirs}
    return tuple(genre for genre in ours if fold(genre) in other)


def _score(artist: Artist, other: Candidate | None, bills: int) -> float:
    score = _BILL * min(bills, _MOST_BILLS)
    if other is None:
        return score
    score += _GENRE * min(2, len(shared(artist.genres, other.genres)))
    family = place(other.genres)[0]
    score += _FAMILY if family == artist.family != "other" else 0
    if other.home_city and fold(other.home_city) == fold(artist.home_city):
        score += _TOWN
    return score
