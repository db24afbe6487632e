"""The default: the weight of every factor learned from what fans took up, for each amount of history.

A raw score is in points of the owner's table. The weights start from that table, one point a unit of log-odds, and are
drawn back to it: a signal of which the data says nothing keeps its points. What was learned is then multiplied by one
positive number, so that the median event which fans with a history did take up has the points of a match of 0.7.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wtc.ml.taste.additive import SAID, SAVED, followed_acts
from wtc.ml.taste.confidence import Calibration, calibrate
from wtc.ml.taste.content import AGAINST, Alike, liked_acts, liked_venues
from wtc.ml.taste.counts import Counts, Popular, PopularActs, count
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.factors import Factor, Haunts, Home, Hour, Sound, Tokens
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.habits import Again, Ahead, Fresh, Often, Series, any_act, date, share_of_acts, share_of_venues
from wtc.ml.taste.lessons import lessons, lists
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.listwise import Lists, learn
from wtc.ml.taste.metrics import SEGMENTS, segment
from wtc.ml.taste.packing import floats, ints
from wtc.ml.taste.popularity import counts_of, counts_state
from wtc.ml.taste.protocol import SCALE, Arrays, BadModel
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.social import DrawnGenres, Friends, Local, SimilarActs, SimilarFans, place
from wtc.ml.taste.world import NOWHERE, Floats, Ints, Profile, World

STRENGTH = 0.3
"""How strongly weights are drawn to the table; those of a segment three times as strongly to those of all."""
STRONG = 0.7
SHOWN = 20
KEPT_BACK = 4
"""Every so many fans are kept back to measure confidence."""


def factors(crowd: Crowd) -> list[tuple[Factor, float]]:
    """Every factor with its points as long as nothing was learned."""
    saved_genre = SAVED[1][0]
    return [
        *SAID,
        *AGAINST,
        (saved_genre, 0.5),
        (Tokens("followed_act", "act", followed_acts), 4.0),
        (Tokens("known_act", "act", any_act, cap=1.0), 2.0),
        (Tokens("liked_act", "act", liked_acts, cap=4.0), 1.0),
        (Tokens("regular_act", "act", share_of_acts), 1.0),
        (Tokens("liked_venue", "venue", liked_venues), 1.0),
        (Tokens("regular_venue", "venue", share_of_venues), 0.5),
        (Series(), 0.5),
        (Again(), 0.5),
        (Sound(), 1.0),
        (Alike(), 0.5),
        (DrawnGenres(crowd), 1.0),
        (SimilarActs(crowd), 2.0),
        (SimilarFans(crowd), 1.0),
        (Friends(crowd), 1.0),
        (Local(crowd), 0.5),
        (Haunts(), 0.5),
        (Home(), 0.5),
        (Hour(), 0.3),
        (Fresh(), 0.5),
        (Ahead(), 0.5),
        (Often(), 0.3),
        (Popular(), 0.2),
        (PopularActs(), 0.1),
    ]


@dataclass(slots=True, kw_only=True)
class LearnedModel(Linear):
    """``weights`` (segments x factors) in points, and how sure a score makes one, where that was measured."""

    counts: Counts
    crowd: Crowd
    first_items: Ints
    first: Floats
    weights: Floats
    calibration: dict[int, Calibration] = field(default_factory=dict)
    _factors: tuple[Factor, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._factors = tuple(factor for factor, _ in factors(self.crowd))

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        row = self.weights[segment(fan.profile)]
        return list(zip(self._factors, row.tolist(), strict=True))

    def furnish(self, shelf: Shelf) -> None:
        count(self.counts, shelf)
        place(self.crowd, shelf)
        at = np.searchsorted(self.first_items, shelf.ids).clip(max=max(0, len(self.first_items) - 1))
        known = self.first_items[at] == shelf.ids if len(self.first_items) else np.zeros(len(shelf), dtype=bool)
        date(shelf, np.where(known, self.first[at], np.inf) if len(self.first) else np.full(len(shelf), np.inf))

    def confidence(self, profile: Profile, raw: float) -> float | None:
        """The share of events with such a score, shown among twenty, that were taken up; None where not measured."""
        found = self.calibration.get(segment(profile))
        return None if found is None else found(raw)

    def errors(self) -> dict[str, float]:
        """The expected calibration error of each segment that has a confidence."""
        return {SEGMENTS[at][0]: one.error for at, one in self.calibration.items()}

    def state(self) -> Arrays:
        knots = [np.column_stack([np.full(len(one.knots), at), one.knots]) for at, one in self.calibration.items()]
        return {
            **counts_state(self.counts),
            **self.crowd.state(),
            "first_items": self.first_items,
            "first": self.first,
            "weights": self.weights,
            "factors": np.array([factor.name for factor, _ in factors(self.crowd)]),
            "knots": np.vstack(knots) if knots else np.zeros((0, 3)),
            "errors": np.array([[at, one.error] for at, one in self.calibration.items()]).reshape(-1, 2),
        }


class Learned:
    """Weights learned on cuts of the past, then everything else worked out anew from all of it."""

    name = "learned"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> LearnedModel:
        """Without enough lists the points of the table stay as they are."""
        model = untaught(profiles)
        found, fans = lists(world, lessons(world, profiles, seed), untaught, _factors, seed)
        kept_back = fans % KEPT_BACK == 0
        model.calibration = _sure(found.only(kept_back), _taught(found.only(~kept_back)))
        model.weights = _taught(found)
        _in_points(model, found)
        return model

    def restore(self, state: Mapping[str, Any]) -> LearnedModel:
        """The model as it was kept. BadModel when its factors are not those of this program."""
        crowd = Crowd.restored(state)
        names = [factor.name for factor, _ in factors(crowd)]
        told = np.asarray(state.get("factors", ())).tolist()
        if told != names:
            raise BadModel("the model was made for other factors")
        first_items = ints(state, "first_items", ascending=True)
        knots, errors = floats(state, "knots", (-1, 3)), floats(state, "errors", (-1, 2))
        return LearnedModel(
            name=self.name,
            act_ids=crowd.acts,
            counts=counts_of(state),
            crowd=crowd,
            first_items=first_items,
            first=floats(state, "first", (len(first_items),)),
            weights=floats(state, "weights", (len(SEGMENTS), len(names))),
            calibration={int(at): Calibration(knots[knots[:, 0] == at][:, 1:], float(error)) for at, error in errors},
        )


def untaught(profiles: Sequence[Profile]) -> LearnedModel:
    """All that is counted, with the points of the table."""
    crowd = Crowd.of(profiles)
    seen: dict[int, float] = {}
    for one in (deed for fan in profiles for deed in fan.history if deed.item != NOWHERE and np.isfinite(deed.at)):
        seen[one.item] = min(seen.get(one.item, np.inf), one.at)
    prior = np.array([points for _, points in factors(crowd)])
    return LearnedModel(
        name=Learned.name,
        act_ids=crowd.acts,
        counts=Counts.of(profiles),
        crowd=crowd,
        first_items=np.array(sorted(seen), dtype=np.int64),
        first=np.array([seen[item] for item in sorted(seen)], dtype=np.float64),
        weights=np.tile(prior, (len(SEGMENTS), 1)),
    )


def _factors(model: LearnedModel) -> list[Factor]:
    return [factor for factor, _ in factors(model.crowd)]


def _taught(found: Lists) -> Floats:
    """A row of weights for each segment: first those of all lists, then what each segment says differently."""
    prior = np.array([points for _, points in factors(Crowd.of(()))])
    common = learn(found, prior, STRENGTH)
    rows = [learn(found.only(found.group == at), common, 3 * STRENGTH) for at in range(len(SEGMENTS))]
    return np.vstack(rows)


def _scores(found: Lists, weights: Floats) -> Floats:
    """The raw score of every row, each list with the weights of its segment."""
    made = np.empty(len(found.taken))
    for start, size, group in zip(found.starts, found.sizes, found.group, strict=True):
        made[start : start + size] = found.values[start : start + size] @ weights[group]
    return made


def _in_points(model: LearnedModel, found: Lists) -> None:
    """Put weights and calibration on the scale of points."""
    told = np.repeat((found.group > 0) & (found.worth == 1.0), found.sizes) & (found.taken > 0)
    middle = float(np.median(_scores(found, model.weights)[told])) if told.any() else 0.0
    if middle <= 0:
        return
    scale = -SCALE * float(np.log1p(-STRONG)) / middle
    model.weights = model.weights * scale
    for one in model.calibration.values():
        one.knots[:, 0] *= scale


def _sure(found: Lists, weights: Floats) -> dict[int, Calibration]:
    """How often the first twenty of lists kept back were taken up, by score."""
    scores = _scores(found, weights)
    shown: dict[int, tuple[list[Floats], list[Floats]]] = {}
    for start, size, group, worth in zip(found.starts, found.sizes, found.group, found.worth, strict=True):
        if worth == 1.0:
            part = slice(start, start + size)
            best = np.argsort(-scores[part], kind="stable")[:SHOWN]
            raws, taken = shown.setdefault(int(group), ([], []))
            raws.append(scores[part][best])
            taken.append(found.taken[part][best].astype(np.float64))
    made = {group: calibrate(*lists) for group, lists in sorted(shown.items())}
    return {group: one for group, one in made.items() if one is not None}
