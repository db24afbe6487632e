"""Rules and words of experiments: which lists there are, what a new comparison must be, how it is all said."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.language import word
from wtc.shapes.experiments import Arm, Draft

FIRST = Draft(
    id="recommendation_algo_001",
    name="Which list suits people best",
    about="Five ways of picking gigs, side by side. We count who keeps or opens one after being shown their list.",
    arms=(
        Arm(key="control", name="Popular now", ranker="popularity", share=0.2),
        Arm(key="collaborative", name="Fans like you", ranker="collaborative", share=0.2),
        Arm(key="content-based", name="Your sounds", ranker="content", share=0.2),
        Arm(key="hybrid", name="Fans and sounds", ranker="hybrid", share=0.2),
        Arm(key="learned", name="Learned", ranker="learned", share=0.2),
    ),
    control="control",
    planned=9_300,
)
"""The comparison that a new house begins with; 9,300 users each find a rise from 10 to 12 % four times out of five."""
ALIASES = {"rec_algorithm_v1": FIRST.id}
SLOT = "ranking"
"""What our experiments compare: a list has one ranker, so of experiments on it one runs at a time."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of picking: its list's name, and how it works in a sentence for readers."""

    name: str
    how: str


WAYS: Mapping[str, Way] = {
    "popularity": Way(
        word("popular now"), word("What most people keep and open, and what is soon. It knows nothing of you.")
    ),
    "collaborative": Way(word("fans like you"), word("What people keep whose taste is close to yours.")),
    "content": Way(
        word("your sounds"), word("Gigs whose acts, sounds and venues are like those you follow, keep or asked for.")
    ),
    "hybrid": Way(word("fans and sounds"), word("Six parts fans like you, four parts your sounds.")),
    "additive": Way(
        word("points"), word("Points from a fixed table for what you follow, like, can afford and can get to.")
    ),
    "learned": Way(word("learned"), word("The same signals, weighed by what fans kept and hid before.")),
}
"""The rankers of ``ml.taste`` by name."""

MOST, FEWEST = 10, 2
_SHARES = {"arms": "each with a share, or none"}
_ID = re.compile(r"[a-z][a-z0-9_]{2,63}")
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,23}")


def canonical(experiment_id: str) -> str:
    """The id that an experiment goes by; old ones are understood."""
    return ALIASES.get(experiment_id, experiment_id)


def test_name(experiment_id: str, name: str) -> str:
    """What a reader may call it: 'test 001' by its number, else its name."""
    number = re.search(r"\d+$", experiment_id)
    return f"test {number.group()}" if number else name


def checked(draft: Draft) -> Draft:
    """The same with clean texts. Invalid, naming each field, when it is no fair comparison."""
    arms = tuple(Arm(key=a.key, name=clean(a.name)[:80], ranker=a.ranker, share=float(a.share)) for a in draft.arms)
    made = Draft(
        id=draft.id,
        name=clean(draft.name)[:120],
        about=clean(draft.about)[:1000],
        arms=arms,
        control=draft.control,
        planned=draft.planned,
        least=draft.least,
    )
    if wrong := {field: words for field, words, holds in _rules(made) if not holds}:
        raise Invalid(next(iter(wrong.values())), details=wrong)
    return made


def _rules(draft: Draft) -> tuple[tuple[str, str, bool], ...]:
    keys, shares = [arm.key for arm in draft.arms], [arm.share for arm in draft.arms]
    unknown = [arm.ranker[:40] for arm in draft.arms if arm.ranker not in WAYS]
    return (
        ("id", "An id is small letters, digits and underscores, 3 to 64 of them.", bool(_ID.fullmatch(draft.id))),
        ("id", "That id is the old name of another test.", draft.id not in ALIASES),
        ("name", "Give it a name.", bool(draft.name)),
        ("arms", f"A test has {FEWEST} to {MOST} lists.", FEWEST <= len(draft.arms) <= MOST),
        ("arms", "Each list needs a key and a name.", all(_KEY.fullmatch(a.key) and a.name for a in draft.arms)),
        ("arms", "Two lists have the same key.", len(set(keys)) == len(keys)),
        ("arms", f"There is no list called {', '.join(unknown)}.", not unknown),
        (
            "arms",
            "Shares lie between 0.01 and 0.99 and make 1 together.",
            all(0.01 <= share <= 0.99 for share in shares) and abs(sum(shares) - 1) < 1e-6,
        ),
        ("control", "The control is one of the lists.", draft.control in keys),
        ("planned", "Plan 100 to 1,000,000 users for each list.", 100 <= draft.planned <= 1_000_000),
        ("least", "The smallest difference worth finding is 0.1 to 50 points.", 0.001 <= draft.least <= 0.5),
    )


def drawn_up(experiment_id: str, name: str, planned: str, control: str, shares: Mapping[str, str]) -> Draft:
    """A comparison as a form tells it: ``shares`` by ranker in per cent, all '' for equal ones. Raises Invalid."""
    told = [_share(text) for text in shares.values()] if any(shares.values()) else even(len(shares))
    if shares and abs(sum(told) - 1) >= 1e-6:
        raise Invalid(f"The shares make {100 * sum(told):g} per cent together, and have to make 100.", details=_SHARES)
    arms = tuple(
        Arm(key=ranker, name=WAYS[ranker].name.capitalize(), ranker=ranker, share=share)
        for ranker, share in zip(shares, told, strict=True)
    )
    users = int(planned) if planned.isascii() and planned.isdigit() and len(planned) < 9 else 0
    return Draft(id=experiment_id, name=name, arms=arms, control=control, planned=users)


def _share(text: str) -> float:
    try:
        share = float(text) / 100
    except ValueError:
        share = math.nan
    if not 0.01 <= share <= 0.99:
        raise Invalid("Give each list that you ticked a share of 1 to 99 per cent, or none of them.", details=_SHARES)
    return round(share, 6)


def even(count: int) -> tuple[float, ...]:
    """Equal shares that make 1 together, in thousandths; none for no list."""
    ends = [round(1_000 * each / max(1, count)) for each in range(count + 1)]
    return tuple((high - low) / 1_000 for low, high in pairwise(ends))


def told(draft: Draft) -> list[dict[str, Any]]:
    """Arms as they are kept."""
    return [{"key": arm.key, "name": arm.name, "ranker": arm.ranker, "share": arm.share} for arm in draft.arms]


def signed(difference: float) -> str:
    """A difference of rates in points: '+1.6', '−0.8', '0.0'. The sign is a true minus."""
    size = f"{abs(difference) * 100:.1f}"
    return size if size == "0.0" else f"{'+' if difference > 0 else '−'}{size}"


def points(size: float) -> str:
    """The size of a difference: '1.6 points'."""
    return f"{abs(size) * 100:.1f} points"


def span(low: float, high: float) -> str:
    """'−0.8 to +1.2 points'."""
    return f"{signed(low)} to {signed(high)} points"
