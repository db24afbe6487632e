"""The table of points, event by event."""

import numpy as np
import pytest

from tests.ml.taste.worlds import ELECTRONIC, HOUSE, JAZZ, NOW, TECHNO, TRAD, irish
from wtc.ml.taste import RANKERS, WEEKEND, Evidence, Items, Profile, World, match

FAMILIES = {ELECTRONIC: frozenset({ELECTRONIC, HOUSE, TECHNO})}
THURSDAY, FRIDAY_NOON, FRIDAY_NIGHT, MONDAY_LATE, MONDAY_FOUR = (
    "2027-01-07 20:00",
    "2027-01-08 12:00",
    "2027-01-08 17:00",
    "2027-01-11 03:59",
    "2027-01-11 04:00",
)
SUMMER_FRIDAY = "2027-07-09 17:00"
HOME = {"lat": 53.35, "lon": -6.26}
TEN_KM = {"lat": 53.44, "lon": -6.26}

CASES = [
    ("nothing said", {"genres": [JAZZ], "acts": [7]}, {}, 0.0),
    ("a genre asked for", {"genres": [JAZZ]}, {"genres": {JAZZ}}, 3.0),
    ("another genre", {"genres": [TRAD]}, {"genres": {JAZZ}}, 0.0),
    ("two genres", {"genres": [JAZZ, TRAD]}, {"genres": {JAZZ, TRAD}}, 6.0),
    ("no more than three genres", {"genres": [1, 2, 3, 6]}, {"genres": {1, 2, 3, 6}}, 9.0),
    ("a genre of the family", {"genres": [TECHNO]}, {"genres": {ELECTRONIC}}, 3.0),
    ("the family is not asked for by its child", {"genres": [ELECTRONIC]}, {"genres": {TECHNO}}, 0.0),
    ("a genre heard", {"genres": [JAZZ]}, {"heard_genres": {JAZZ: 0.2}}, 2.0),
    (
        "no more than five heard",
        {"genres": [11, 12, 13, 14, 15, 16]},
        {"heard_genres": dict.fromkeys(range(11, 17), 1)},
        10.0,
    ),
    ("an act asked for", {"acts": [7]}, {"acts": {7}}, 5.0),
    ("every act asked for", {"acts": [7, 8, 9]}, {"acts": {7, 8, 9}}, 15.0),
    ("another act", {"acts": [70]}, {"acts": {7}}, 0.0),
    ("an act heard", {"acts": [7]}, {"heard_acts": {7: 1.0}}, 4.0),
    ("an act asked for and heard", {"acts": [7]}, {"acts": {7}, "heard_acts": {7: 1.0}}, 9.0),
    ("a venue", {"venue": 3}, {"venues": {3}}, 4.0),
    ("another venue", {"venue": 4}, {"venues": {3}}, 0.0),
    ("a DJ", {"acts": [9]}, {"djs": {9}}, 4.0),
    ("saved already", {}, {"saves": [({}, 1)]}, 7.0),
    ("the genre of a saved event", {"genres": [JAZZ]}, {"saves": [({"genres": (JAZZ,)}, 99)]}, 2.0),
    ("no more than three genres saved", {"genres": [1, 2, 3, 6]}, {"saves": [({"genres": (1, 2, 3, 6)}, 99)]}, 6.0),
    (
        "saved twice counts once",
        {"genres": [JAZZ]},
        {"saves": [({"genres": (JAZZ,)}, 98), ({"genres": (JAZZ,)}, 99)]},
        2.0,
    ),
    ("the city", {"city": 5}, {"cities": {5}}, 2.0),
    ("within the radius", TEN_KM, {**HOME, "radius_km": 15.0}, 2.0),
    ("ten km away with a radius of five", TEN_KM, {**HOME, "radius_km": 5.0}, 0.0),
    ("no radius, no near", HOME, HOME, 0.0),
    ("city and radius count once", {"city": 5, **HOME}, {"cities": {5}, **HOME, "radius_km": 5.0}, 2.0),
    ("within the budget", {"price": 2_000.0}, {"budget": 2_000.0}, 1.0),
    ("over the budget", {"price": 2_001.0}, {"budget": 2_000.0}, -2.0),
    ("no price", {}, {"budget": 2_000.0}, 0.0),
    ("free", {"price": 0.0}, {"budget": 2_000.0}, 1.0),
    ("in fifteen days", {"starts": NOW + 15 * 86_400}, {}, 0.5),
    ("now", {"starts": NOW}, {}, 1.0),
    ("in thirty days", {"starts": NOW + 30 * 86_400}, {}, 0.0),
    ("past", {"starts": NOW - 60}, {}, 0.0),
    ("Thursday", {"starts": irish(THURSDAY)}, {"nights": {WEEKEND}}, 0.0),
    ("Friday noon", {"starts": irish(FRIDAY_NOON)}, {"nights": {WEEKEND}}, 0.0),
    ("Friday evening", {"starts": irish(FRIDAY_NIGHT)}, {"nights": {WEEKEND}}, 1.0),
    ("Friday evening in summer", {"starts": irish(SUMMER_FRIDAY)}, {"nights": {WEEKEND}}, 1.0),
    ("Monday before four", {"starts": irish(MONDAY_LATE)}, {"nights": {WEEKEND}}, 1.0),
    ("Monday at four", {"starts": irish(MONDAY_FOUR)}, {"nights": {WEEKEND}}, 0.0),
    ("a Thursday asked for", {"starts": irish(THURSDAY)}, {"nights": {3}}, 1.0),
    (
        "everything",
        {"genres": [JAZZ], "acts": [7], "venue": 3, "city": 5, "price": 10.0, "starts": irish("2026-11-20 18:00")},
        {"genres": {JAZZ}, "acts": {7}, "venues": {3}, "cities": {5}, "budget": 100.0, "nights": {WEEKEND}},
        3 + 5 + 4 + 2 + 1 + 1 + (1 - 6 / 24 / 30),
    ),
]


def _world(event: dict) -> World:
    columns = {name: [value] for name, value in event.items()}
    return World(items=Items.of([1], **columns), now=NOW, families=FAMILIES)


def _profile(said: dict) -> Profile:
    told = {
        name: frozenset(value) if isinstance(value, set) else value for name, value in said.items() if name != "saves"
    }
    saves = (Evidence(kind="save", weight=1.0, item=item, **about) for about, item in said.get("saves", ()))
    return Profile(history=tuple(saves), **told)


@pytest.mark.parametrize(("event", "said", "points"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_event_has_the_points_of_the_table(event: dict, said: dict, points: float) -> None:
    world, profile = _world(event), _profile(said)
    model = RANKERS["additive"].fit(world, [])
    assert model.rank(profile, world)[0] == pytest.approx(points)
    [why] = model.explain(profile, world, [0])
    assert sum(part.points for part in why.parts) == pytest.approx(points, abs=1e-9)


def test_a_match_is_one_less_e_to_the_sixth_of_the_points() -> None:
    assert [match(raw) for raw in (-3.0, 0.0, 6.0, 7.224)] == [0.0, 0.0, 0.632, 0.7]


def test_near_says_how_many_kilometres() -> None:
    world = _world(TEN_KM)
    profile = Profile(**HOME, radius_km=15.0)
    [why] = RANKERS["additive"].fit(world, []).explain(profile, world, [0])
    assert [part.factor for part in why.parts] == ["near"]
    assert why.parts[0].because.km == pytest.approx(10.0, abs=0.1)


def test_reasons_name_acts_genres_and_venue() -> None:
    world = _world({"genres": [JAZZ], "acts": [7, 8], "venue": 3})
    profile = Profile(genres=frozenset({JAZZ}), acts=frozenset({7}), venues=frozenset({3}))
    [why] = RANKERS["additive"].fit(world, []).explain(profile, world, [0])
    told = {part.factor: part.because for part in why.parts}
    assert told["wanted_act"].acts == (7,)
    assert told["wanted_genre"].genres == (JAZZ,)
    assert told["wanted_venue"].venue == 3


def test_unknown_ids_are_no_error() -> None:
    world = _world({"genres": [JAZZ]})
    profile = Profile(
        genres=frozenset({999}), acts=frozenset({999}), venues=frozenset({999}), nights=frozenset({-4, 99})
    )
    assert np.array_equal(RANKERS["additive"].fit(world, []).rank(profile, world), [0.0])
