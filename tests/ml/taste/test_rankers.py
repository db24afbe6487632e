"""What holds for every ranker."""

import numpy as np
import pytest

from tests.ml.taste.worlds import DAY, JAZZ, NOW, TECHNO, TRAD, made
from wtc.ml.taste import FACTORS, RANKERS, Evidence, Items, Profile, World, allowed, top

NAMES = sorted(RANKERS)
PERSONAL = [name for name in NAMES if name not in ("popularity", "additive")]


@pytest.fixture(scope="module")
def town() -> tuple[World, list[Profile]]:
    return made()


@pytest.fixture(scope="module")
def models(town: tuple[World, list[Profile]]) -> dict:
    return {name: RANKERS[name].fit(*town) for name in NAMES}


def _dialled(profile: Profile) -> Profile:
    return Profile(
        id=profile.id,
        history=profile.history,
        genres=frozenset({12, 15}),
        acts=frozenset({104}),
        heard_acts={110: 0.5},
        heard_genres={13: 1.0},
        lat=53.3,
        lon=-6.2,
        radius_km=4.0,
        budget=2_500.0,
        nights=frozenset({4, 7}),
        dials={"genre:12": 0.5, "soon": 1.5, "act:104": 0.25, "venue:501": 0.0},
    )


@pytest.mark.parametrize("name", NAMES)
def test_parts_sum_to_the_raw_score(name: str, models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    rows = np.arange(0, len(world.items), 3)
    for profile in [*profiles[:15], *map(_dialled, profiles[15:30]), Profile()]:
        scores = models[name].rank(profile, world)
        assert scores.dtype == np.float64
        assert np.isfinite(scores).all()
        for why in models[name].explain(profile, world, rows):
            assert abs(sum(part.points for part in why.parts) - scores[why.row]) < 1e-6
            assert abs(why.raw - scores[why.row]) < 1e-6


@pytest.mark.parametrize("name", NAMES)
def test_the_same_input_gives_the_same_scores(name: str, models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    again = RANKERS[name].fit(world, profiles)
    assert np.array_equal(again.rank(profiles[3], world), models[name].rank(profiles[3], world))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_candidate_has_no_score(name: str, models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    for profile in profiles[:20]:
        mask = allowed(profile, world)
        scores = models[name].rank(profile, world, mask)
        assert np.array_equal(np.isfinite(scores), mask)
        assert mask[top(scores, world.items, 30)].all()


@pytest.mark.parametrize("name", NAMES)
def test_a_model_ranks_a_catalogue_it_has_not_seen(name: str, models: dict) -> None:
    other = World(
        items=Items.of([1, 2, 3], acts=[[100], [9_001], []], genres=[[10], [9_002], []], venue=[500, 9_003, -1]),
        now=NOW,
    )
    fan = Profile(history=(Evidence(kind="save", weight=1.0, item=77, acts=(9_001,), genres=(9_002,), venue=9_003),))
    scores = models[name].rank(fan, other)
    assert np.isfinite(scores).all()
    if name in PERSONAL:
        assert scores.argmax() == 1
    assert len(models[name].explain(fan, other, [0, 1, 2])) == 3


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_world_is_no_error(name: str) -> None:
    world = World(items=Items.of([]), now=NOW)
    model = RANKERS[name].fit(world, [])
    assert len(model.rank(Profile(genres=frozenset({1})), world)) == 0
    assert model.explain(Profile(), world, []) == []


@pytest.mark.parametrize("name", ["additive", "content"])
def test_a_jazz_fan_gets_jazz_with_no_interactions(name: str) -> None:
    items = Items.of([1, 2, 3], genres=[[TECHNO], [JAZZ], [TRAD]], starts=[NOW + DAY] * 3)
    world = World(items=items, now=NOW)
    scores = RANKERS[name].fit(world, []).rank(Profile(genres=frozenset({JAZZ})), world)
    assert items.ids[scores.argmax()] == 2


@pytest.mark.parametrize("name", PERSONAL)
def test_hiding_five_techno_nights_lowers_techno(name: str, models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    genre = 12
    techno = np.asarray(world.items.genres[:, np.searchsorted(world.items.genre_ids, genre)].todense()).ravel() > 0
    fan = max(profiles, key=lambda one: sum(genre in deed.genres for deed in one.history))
    shown = np.flatnonzero(techno & ~np.isin(world.items.ids, [one.item for one in fan.history]))
    hides = tuple(world.items.of_row(int(row), "hide", NOW) for row in shown[:5])
    after = Profile(id=fan.id, history=(*fan.history, *hides))
    was, now = (models[name].rank(one, world) for one in (fan, after))
    rest = shown[5:]
    assert (np.argsort(np.argsort(-now))[rest] >= np.argsort(np.argsort(-was))[rest]).mean() > 0.8
    assert (now - was)[rest].mean() < (now - was)[~techno].mean()


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize(("chosen", "rises"), [(0.25, False), (0.0, False), (1.5, True)])
def test_a_dial_moves_what_bears_the_name(
    name: str, chosen: float, rises: bool, models: dict, town: tuple[World, list[Profile]]
) -> None:
    world, profiles = town
    fan = max(profiles, key=lambda one: one.events)
    genre = fan.history[0].genres[0]
    bears = np.asarray(world.items.genres[:, np.searchsorted(world.items.genre_ids, genre)].todense()).ravel() > 0
    turned = Profile(id=fan.id, history=fan.history, lat=fan.lat, lon=fan.lon, dials={f"genre:{genre}": chosen})
    was, now = (models[name].rank(one, world) for one in (fan, turned))
    moved = (now - was)[bears].mean() - (now - was)[~bears].mean()
    assert moved > 0 if rises else moved < 0


def test_popularity_knows_nobody(models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    first, second = (models["popularity"].rank(one, world) for one in (profiles[2], _dialled(profiles[9])))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("name", NAMES)
def test_every_factor_has_a_name_that_is_known(name: str, models: dict, town: tuple[World, list[Profile]]) -> None:
    world, profiles = town
    rows = np.arange(len(world.items))
    told = [why for one in profiles[:20] for why in models[name].explain(_dialled(one), world, rows)]
    assert {part.factor for why in told for part in why.parts} <= set(FACTORS)
