"""Whether a source that was asked for an act may mean that act at all: what is plainly another is not even kept."""

from rapidfuzz.distance import OSA

from wtc.domain.text import key

LIKE = 0.85
_TITLES = ("dj ", "mc ")


def could_be(said: str, asked: str) -> bool:
    """Whether two names are alike enough to be looked at: spelling, accents, articles and a leading DJ aside."""
    one, other = _bare(said), _bare(asked)
    if not one or not other:
        return False
    return one == other or OSA.normalized_similarity(one, other) >= LIKE


def _bare(name: str) -> str:
    folded = key(name)
    return next((folded.removeprefix(title) for title in _TITLES if folded.startswith(title)), folded).replace(" ", "")
