"""Which families of music a fan likes best, by everything they said and did."""

from collections import defaultdict

from wtc.domain import taste
from wtc.domain.genres import FAMILIES
from wtc.services.fans import Fan

MOST = 3
LEAST = 2.0
"""As much as two saved gigs: less is no liking yet."""
ASKED, HEARD = 3.0, 2.0
_KEYS = {taste.number(key): key for key in FAMILIES if key != "other"}


def favourites(fan: Fan) -> tuple[str, ...]:
    """At most ``MOST`` families, the best-liked first.

    Asking for one counts 3, hearing it elsewhere up to 2, and each gig of it what the deed counts for; a dial
    multiplies the whole.
    """
    likes: defaultdict[int, float] = defaultdict(float)
    profile = fan.profile
    for genre in profile.genres:
        likes[genre] += ASKED
    for genre, weight in profile.heard_genres.items():
        likes[genre] += HEARD * weight
    for deed in profile.history:
        for genre in set(deed.genres):
            likes[genre] += deed.weight
    weighed = {key: likes[genre] * profile.dials.get(f"genre:{genre}", 1.0) for genre, key in _KEYS.items()}
    liked = [key for key, weight in weighed.items() if weight >= LEAST]
    return tuple(sorted(liked, key=lambda key: (-weighed[key], key))[:MOST])
