"""Where what speaks for an event comes from."""

from wtc.flows import ranking
from wtc.ml.taste import FACTORS


def test_every_factor_has_a_source_or_is_about_nobody() -> None:
    told = set().union(*ranking.SOURCES.values())
    assert told <= set(FACTORS)
    assert set(FACTORS) - told == {"soon", "ahead", "fresh", "often", "popular", "popular_acts", "friends", "dials"} | {
        name for name in FACTORS if name.startswith("hidden_")
    }
