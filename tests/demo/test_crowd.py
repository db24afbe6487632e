"""The made-up visitors: the same by seed and number, true to their hidden taste, with propensities that add up."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from wtc.demo import crowd, lives
from wtc.domain.genres import FAMILIES
from wtc.shapes.crowd import Life, Night

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


def night(number: int, family: str, days: float, *, since: float = 90, lat: float = 53.34, lon: float = -6.26) -> Night:
    return Night(
        id=number,
        family=family,
        acts=((number, f"Act {number}"),),
        lat=lat,
        lon=lon,
        cents=2_000,
        starts=NOW + timedelta(days=days),
        since=NOW - timedelta(days=since),
        capacity=400,
    )


@pytest.fixture(scope="module")
def stage() -> crowd.Stage:
    families = list(FAMILIES)
    made = [night(n, families[n % len(families)], days=-20 + n % 60, since=90 - n % 70) for n in range(1, 301)]
    return crowd.Stage(made)


def everybody(stage: crowd.Stage, seed: int = crowd.SEED) -> list[Life]:
    return [lives.live(stage, seed, number, now=NOW, days=60) for number in range(1, 121)]


def test_a_seed_makes_one_crowd_and_another_seed_another(stage: crowd.Stage) -> None:
    assert everybody(stage) == everybody(stage)
    assert everybody(stage, seed=5) != everybody(stage)
    assert [crowd.taste(4, n) for n in range(50)] == [crowd.taste(4, n) for n in range(50)]


def test_a_taste_does_not_hang_on_the_catalogue_and_stays_in_its_bounds() -> None:
    for number in range(1, 301):
        one = crowd.taste(crowd.SEED, number)
        assert 1 <= len(one.families) <= 3
        assert set(one.families) <= set(FAMILIES)
        assert one.circles.keys() == one.families.keys()
        assert 51 < one.lat < 56
        assert -11 < one.lon < -5
        assert len(one.nights) == 3


def test_what_is_liked_follows_the_model_of_choice() -> None:
    one = crowd.taste(crowd.SEED, 1)
    mine, other = next(iter(one.families)), next(family for family in FAMILIES if family not in one.families)
    here, day = {"lat": one.lat, "lon": one.lon}, 7.0
    stage = crowd.Stage(
        [night(1, mine, day, **here), night(2, other, day, **here), night(3, mine, day, lat=51, lon=-10)]
    )
    likes = stage.chance(one)
    assert likes[0] > likes[1]
    assert likes[0] > likes[2]
    assert (likes > 0).all()
    assert (likes < 1).all()


def test_nothing_is_seen_before_it_was_announced_or_after_it_began(stage: crowd.Stage) -> None:
    known = {one.id: one for one in stage.nights}
    for life in everybody(stage):
        for seen in life.impressions:
            assert known[seen["event_id"]].since <= seen["at"] < known[seen["event_id"]].starts
            assert life.joined <= seen["at"] <= NOW
        for deed in life.feedback:
            assert deed["at"] <= NOW
            if deed["action"] == "attended":
                assert known[deed["event_id"]].starts < NOW


def test_every_deed_was_shown_and_no_night_is_both_saved_and_hidden(stage: crowd.Stage) -> None:
    for life in everybody(stage):
        shown = {seen["event_id"] for seen in life.impressions}
        said = {(deed["event_id"], deed["slot"]) for deed in life.feedback}
        assert {event for event, _ in said} <= shown
        assert len(said) == len(life.feedback)
        assert not {e for e, slot in said if slot == "save"} & {e for e, slot in said if slot == "hide"}
        assert len({(seen["event_id"], seen["day"]) for seen in life.impressions}) == len(life.impressions)


def test_a_propensity_is_the_chance_at_that_place_given_those_above(stage: crowd.Stage) -> None:
    one = lives._One(stage, crowd.taste(4, 2), np.random.default_rng(1), NOW)
    there = np.arange(30)
    drawn = one._drawn(there)
    left = float(one.pull[there].sum())
    for row, propensity in drawn:
        assert propensity == pytest.approx(one.pull[row] / left)
        left -= one.pull[row]
    first = [one._drawn(there)[0][0] for _ in range(4_000)]
    share = one.pull[there] / one.pull[there].sum()
    assert np.abs(np.bincount(first, minlength=30) / 4_000 - share).max() < 0.03


def test_people_do_more_with_what_they_like(stage: crowd.Stage) -> None:
    saved, passed = [], []
    for life in everybody(stage):
        likes = dict(zip(stage.ids.tolist(), stage.chance(crowd.taste(life.seed, life.number)), strict=True))
        kept = {deed["event_id"] for deed in life.feedback if deed["action"] == "save"}
        saved += [likes[event] for event in kept]
        passed += [likes[seen["event_id"]] for seen in life.impressions if seen["event_id"] not in kept]
    assert np.mean(saved) > 2 * np.mean(passed)
    assert len(saved) > 100
