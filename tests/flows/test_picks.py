"""Lists: ranked for whom they are for, explained truly, never with what must not come, kept and noted."""

import asyncio
import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlmodel import SQLModel

from tests import taste as t
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.errors import Invalid, NotFound, NotSignedIn
from wtc.flows import afterwards, picks, policies, shelves
from wtc.flows.standing import STANDING
from wtc.ml import bundles
from wtc.ml.taste import RANKERS, Items, World
from wtc.services import experiments, recommenders, serving
from wtc.settings import settings
from wtc.shapes.experiments import Arm, Draft
from wtc.shapes.recommenders import PEOPLE, Trained
from wtc.shapes.taste import Picks, Wish

_tables = SQLModel.metadata.tables


@pytest.fixture(autouse=True)
def friday_evening(catalogue: Catalogue) -> Iterator[None]:
    fresh()
    with time_machine.travel(NOW, tick=True):
        yield
    afterwards.settled()


def fresh() -> None:
    """Forget what this process knows of the catalogue: the tests write past it."""
    afterwards.settled()
    serving.forget()
    STANDING.served = None
    shelves.KEEPER.__init__()  # type: ignore[misc]


def make(user_id: int | None, wish: Wish | None = None, **more: Any) -> Picks:
    made = asyncio.run(picks.make(user_id, wish or Wish(), **more))
    afterwards.settled()
    return made


def titles(made: Picks) -> list[str]:
    return [pick.event.title for pick in made.picks]


def kinds(made: Picks, title: str) -> set[str]:
    return {reason.kind for pick in made.picks if pick.event.title == title for reason in pick.reasons}


def count(catalogue: Catalogue, table: str) -> int:
    catalogue.session.rollback()
    return int(catalogue.session.execute(select(func.count()).select_from(_tables[table])).scalar_one())


def test_a_visitor_sees_what_is_popular_and_then_what_is_soonest(catalogue: Catalogue) -> None:
    catalogue.gig("Later", hours=90)
    catalogue.gig("Sooner", hours=5)
    loved = catalogue.gig("Loved", hours=100)
    t.save(catalogue, t.fan(catalogue), loved)
    made = make(None)
    assert titles(made) == ["Loved", "Sooner", "Later"]
    assert [pick.word for pick in made.picks] == ["Popular", "New", "New"]
    assert all(pick.match is None for pick in made.picks)
    assert not made.personal
    assert count(catalogue, "model_predictions") == 0


def test_a_fan_of_whom_nothing_is_known_gets_no_invented_match(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", first_seen_at=NOW - timedelta(days=90))
    made = make(t.fan(catalogue))
    assert made.policy.ranker == "popularity"
    assert made.policy.note == policies.COLD
    assert [(pick.match, pick.word) for pick in made.picks] == [(None, "")]


def test_each_signal_makes_another_order_and_is_named(catalogue: Catalogue) -> None:
    """WTC-005: preferences alone, Spotify alone, both."""
    for n, (title, genre) in enumerate(
        (("Lankum", "trad"), ("Sunil Sharpe", "techno"), ("Fontaines", "rock"), ("Altan", "folk"))
    ):
        catalogue.gig(title, genres=(genre,), hours=30 + n, room=f"Room {n}")
    said, played, both = (t.fan(catalogue, f"{name}@example.org") for name in ("said", "played", "both"))
    for each in (said, both):
        t.prefer(catalogue, each, genres=["rock"])
    for each in (played, both):
        t.hear(catalogue, each, "Sunil Sharpe", genres=["techno"])
    lists = [make(each) for each in (said, played, both)]
    assert [titles(made)[0] for made in lists] == ["Fontaines", "Sunil Sharpe", "Sunil Sharpe"]
    assert titles(lists[2])[:2] == ["Sunil Sharpe", "Fontaines"]
    assert len({tuple(titles(made)) for made in lists}) == 3
    heard = {reason.title for pick in lists[1].picks for reason in pick.reasons}
    assert "You listen to Sunil Sharpe" in heard
    assert any("on Spotify" in reason.evidence for reason in lists[2].picks[0].reasons)
    assert "rock" in " ".join(reason.chip for reason in lists[2].picks[1].reasons).lower()


def test_reasons_are_of_every_kind_that_was_promised(catalogue: Catalogue) -> None:
    """WTC-006 and 054: artist, genre, distance, recency, venue, city."""
    catalogue.gig("Lankum", genres=("trad",), room="Vicar Street", price_low=1_500)
    catalogue.gig("Goitse", genres=("pop",), room="Dolans", city="Limerick", lat=52.66, lon=-8.63)
    aoife = t.fan(
        catalogue,
        genres=["trad"],
        cities=["Dublin", "Limerick"],
        venues=["Vicar Street"],
        budget_max=2_500,
        radius_km=10,
    )
    t.follow(catalogue, aoife, catalogue.acts["Lankum"])
    made = make(aoife)
    assert {"artist", "genre", "distance", "recency", "venue", "price"} <= kinds(made, "Lankum")
    assert "city" in kinds(made, "Goitse")
    labels = {reason.label for pick in made.picks for reason in pick.reasons}
    assert {"Genre match", "Artist you follow", "Favourite venue", "Your city"} <= labels
    chips = {reason.chip for pick in made.picks for reason in pick.reasons}
    assert {"You follow Lankum", "Trad, one of yours", "Under your €25", "In Limerick"} <= chips
    assert made.picks[0].sentence.startswith("Picked mostly because ")


def test_hiding_five_of_a_genre_lets_it_fall(catalogue: Catalogue) -> None:
    """WTC-007."""
    gigs = [
        catalogue.gig(f"{genre} {n}", genres=(genre,), hours=20 + n, room=f"{genre} {n}")
        for n in range(10)
        for genre in ("techno", "folk")
    ]
    aoife = t.fan(catalogue, genres=["techno", "folk"])

    def mean() -> float:
        places = [pick.position for pick in make(aoife).picks if pick.event.family == "techno"]
        return sum(places) / len(places)

    before = mean()
    t.hide(catalogue, aoife, *gigs[0:10:2])
    assert mean() > before + 2


def test_what_must_not_come_never_does(catalogue: Catalogue) -> None:
    good = catalogue.gig("Good", genres=("trad",), room="A")
    bad = {
        name: catalogue.gig(name, genres=("trad",), room=name, **facts)
        for name, facts in {
            "over": {"hours": -30.0},
            "begun": {"hours": -0.5},
            "off": {"status": "cancelled"},
            "gone": {"status": "withdrawn"},
            "saved": {},
            "hidden": {},
            "down": {},
            "attended": {"hours": -80.0},
        }.items()
    }
    aoife = t.fan(catalogue, genres=["trad"])
    t.save(catalogue, aoife, bad["saved"])
    t.hide(catalogue, aoife, bad["hidden"])
    t.say(catalogue, aoife, bad["down"], "down")
    t.say(catalogue, aoife, bad["attended"], "attended")
    for ranker in ("content", "additive", "popularity"):
        assert [pick.event.id for pick in make(aoife, Wish(ranker=ranker)).picks] == [good]
    assert asyncio.run(picks.why(aoife, bad["saved"])).event.title == "saved"


def test_what_was_called_off_a_moment_ago_does_not_come_even_when_the_list_was_kept(catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum", genres=("trad",))
    catalogue.gig("Altan", genres=("trad",), room="B")
    aoife = t.fan(catalogue, genres=["trad"])
    assert len(make(aoife).picks) == 2
    events = _tables["events"]
    catalogue.session.execute(events.update().where(events.c.id == gig).values(status="cancelled"))
    catalogue.session.commit()
    kept = make(aoife)
    assert kept.cached
    assert [(pick.event.title, pick.position) for pick in kept.picks] == [("Altan", 1)]
    assert titles(make(aoife, Wish(limit=3))) == ["Altan"]


def test_the_parts_of_a_score_add_up_and_so_do_their_shares(catalogue: Catalogue) -> None:
    gigs = [
        catalogue.gig(
            f"Gig {n}",
            genres=("trad", "folk", "rock")[n % 3 : n % 3 + 1],
            hours=3 + 17 * n,
            room=f"R{n % 7}",
            price_low=500 * n,
        )
        for n in range(30)
    ]
    aoife = t.fan(
        catalogue, genres=["trad", "rock"], cities=["Dublin"], radius_km=5, budget_max=6_000, night_preferences=["fri"]
    )
    t.save(catalogue, aoife, *gigs[1:8:3])
    t.hide(catalogue, aoife, gigs[2])
    t.follow(catalogue, aoife, catalogue.acts["Gig 9"])
    made = make(aoife, Wish(limit=50))
    assert len(made.picks) > 15
    for pick in made.picks:
        assert math.fsum(reason.contribution for reason in pick.reasons) == pytest.approx(pick.raw, abs=1e-6)
        assert pick.rank_score == round(1 - math.exp(-pick.raw / 6), 3)
        assert sum(reason.share for reason in pick.reasons) == pick.match == round(100 * pick.rank_score)


def test_nobody_is_ranked_by_a_profile_they_do_not_want(catalogue: Catalogue) -> None:
    loved = catalogue.gig("Popular", genres=("pop",), hours=50)
    catalogue.gig("Lankum", genres=("trad",), hours=60, room="B")
    t.save(catalogue, t.fan(catalogue, "other@example.org"), loved)
    shy = t.fan(catalogue, genres=["trad"], profiling=False)
    t.follow(catalogue, shy, catalogue.acts["Lankum"])
    made = make(shy)
    assert titles(made) == ["Popular", "Lankum"]
    assert not made.personal
    assert "without your profile" in made.policy.note
    assert {reason.kind for pick in made.picks for reason in pick.reasons} <= {"popular"}


def test_a_second_time_comes_from_the_kept_list_until_something_is_said(catalogue: Catalogue) -> None:
    """WTC-123 and 124."""
    gig = catalogue.gig("Lankum", genres=("trad",))
    catalogue.gig("Altan", genres=("trad",), room="B")
    aoife = t.fan(catalogue, genres=["trad"])
    first, again = make(aoife), make(aoife)
    assert (first.cached, again.cached) == (False, True)
    assert again.picks == first.picks
    assert again.policy == first.policy
    assert again.made_at == first.made_at
    assert not make(aoife, Wish(limit=1)).cached
    t.save(catalogue, aoife, gig)
    third = make(aoife)
    assert not third.cached
    assert titles(third) == ["Altan"]
    rows = catalogue.session.execute(select(_tables["model_predictions"])).all()
    assert [(row.user_id, row.ranker, row.shown, bool(row.cached)) for row in rows] == [
        (aoife, "content", 2, False),
        (aoife, "content", 2, True),
        (aoife, "content", 1, False),
        (aoife, "content", 1, False),
    ]
    assert all(row.latency_ms > 0 for row in rows)


def test_a_kept_list_has_its_time(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    make(aoife)
    with time_machine.travel(NOW + timedelta(seconds=settings().cache_ttl_seconds + 60), tick=True):
        assert not make(aoife).cached
    monkeypatch.setenv("CACHE_TTL_SECONDS", "0")
    settings.cache_clear()
    assert not make(aoife).cached
    assert not make(aoife).cached


def test_a_kept_list_that_cannot_be_read_is_made_anew(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    make(aoife)
    kept = _tables["recommendation_cache"]
    for body in ("{}", "[1]", "null", '{"picks": [{"event": 1}]}', "not json"):
        catalogue.session.execute(kept.update().values(body=body))
        catalogue.session.commit()
        made = make(aoife)
        assert not made.cached
        assert titles(made) == ["Lankum"]


def test_kept_lists_of_one_fan_are_few(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    for limit in range(1, 20):
        make(aoife, Wish(limit=limit))
    assert count(catalogue, "recommendation_cache") == 12


def test_a_city_and_a_point_narrow_the_list(catalogue: Catalogue) -> None:
    """WTC-108 and 222."""
    catalogue.gig("Cork", genres=("trad",), city="Cork", lat=51.9, lon=-8.47, hours=5)
    catalogue.gig("Far", genres=("trad",), lat=53.45, lon=-6.2, hours=6, room="F")
    catalogue.gig("Near", genres=("trad",), lat=53.351, lon=-6.26, hours=70, room="N")
    aoife = t.fan(catalogue, genres=["trad"])
    assert titles(make(aoife, Wish(city="corcaigh"))) == ["Cork"]
    assert titles(make(None, Wish(city="Cork"))) == ["Cork"]
    here = make(aoife, Wish(lat=53.35, lon=-6.26))
    assert titles(here) == ["Near", "Far"]
    assert "distance" in kinds(here, "Near")
    assert "distance" not in kinds(here, "Far")
    assert any(reason.chip.endswith(" km away") for reason in here.picks[0].reasons)


def test_somebody_further_than_their_radius_gets_nothing_for_nearness(catalogue: Catalogue) -> None:
    """WTC-356: ten kilometres away with a radius of five, then of fifteen."""
    catalogue.gig("Lankum", genres=("trad",), lat=53.44, lon=-6.26)
    aoife = t.fan(catalogue, genres=["trad"], radius_km=5)
    at_home = Wish(lat=53.35, lon=-6.26)
    assert "distance" not in kinds(make(aoife, at_home), "Lankum")
    wide = t.fan(catalogue, "wide@example.org", genres=["trad"], radius_km=15)
    (pick,) = make(wide, at_home).picks
    assert "10 km away" in {reason.chip for reason in pick.reasons}


def test_what_matches_less_than_the_setting_says_is_left_out(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    catalogue.gig("Jedward", genres=("pop",), hours=24 * 20, room="B")
    aoife = t.fan(catalogue, genres=["trad"])
    assert titles(make(aoife)) == ["Lankum"]
    monkeypatch.setenv("MIN_SIMILARITY_SCORE", "0")
    settings.cache_clear()
    assert titles(make(aoife)) == ["Lankum", "Jedward"]
    monkeypatch.setenv("MIN_SIMILARITY_SCORE", "0.95")
    settings.cache_clear()
    assert titles(make(aoife)) == []


def test_no_list_is_longer_than_the_setting_allows(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(8):
        catalogue.gig(f"Gig {n}", room=f"R{n}")
    monkeypatch.setenv("MAX_RECOMMENDATION_COUNT", "5")
    settings.cache_clear()
    assert len(make(None, Wish(limit=500)).picks) == 5
    assert len(make(None, Wish(limit=-3)).picks) == 1


@pytest.mark.parametrize(
    ("lat", "lon"), [(53.0, None), (None, 1.0), (91.0, 0.0), (0.0, 181.0), (math.nan, 0.0), (math.inf, 0.0)]
)
def test_a_place_that_is_none_is_refused(catalogue: Catalogue, lat: float | None, lon: float | None) -> None:
    with pytest.raises(Invalid):
        make(None, Wish(lat=lat, lon=lon))


def test_a_user_who_is_gone_is_asked_to_sign_in(catalogue: Catalogue) -> None:
    with pytest.raises(NotSignedIn):
        make(4_711)


def test_dials_turn_the_list_at_once(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",), hours=30)
    catalogue.gig("Sunil Sharpe", genres=("techno",), hours=31, room="B")
    aoife = t.fan(catalogue, genres=["trad", "techno"])
    assert titles(make(aoife)) == ["Lankum", "Sunil Sharpe"]
    t.dial(catalogue, aoife, "genre:trad", -2)
    made = make(aoife)
    assert titles(made)[0] == "Sunil Sharpe"
    (reason,) = [one for one in made.picks[0].reasons if one.factor == "wanted_genre"]
    assert reason.dial == "genre:techno"


def test_a_look_at_why_says_what_it_would_be_without(catalogue: Catalogue) -> None:
    gigs = [catalogue.gig(f"Gig {n}", genres=("rock",), hours=10 + n, room=f"R{n}") for n in range(6)]
    last = catalogue.gig("Sunil Sharpe", genres=("techno",), hours=600, room="T")
    aoife = t.fan(catalogue, genres=["rock"])
    t.hear(catalogue, aoife, "Sunil Sharpe")
    pick = asyncio.run(picks.why(aoife, last))
    assert pick.position == 1
    assert pick.match
    assert pick.instead == "Without Spotify it would not be picked for you."
    brian = t.fan(catalogue, "b@example.org", genres=["rock", "techno"])
    other = asyncio.run(picks.why(brian, gigs[0]))
    assert other.instead.startswith("Without your preferences it would")
    assert sum(reason.share for reason in other.reasons) == other.match


def test_the_counterfactual_place_is_that_of_a_real_list_without_the_source(catalogue: Catalogue) -> None:
    for n in range(6):
        catalogue.gig(f"Gig {n}", genres=("rock",), hours=10 + n, room=f"R{n}")
    last = catalogue.gig("Sunil Sharpe", genres=("rock",), hours=100, room="T")
    aoife, bare = t.fan(catalogue, genres=["rock"]), t.fan(catalogue, "bare@example.org", genres=["rock"])
    t.hear(catalogue, aoife, "Sunil Sharpe", genres=["techno"])
    pick = asyncio.run(picks.why(aoife, last))
    place = titles(make(bare)).index("Sunil Sharpe") + 1
    assert (pick.position, pick.instead) == (1, f"Without Spotify it would be {place}th.")


def test_why_of_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    over = catalogue.gig("Over", hours=-100)
    aoife = t.fan(catalogue)
    for event in (over, 4_711, 2**62):
        with pytest.raises(NotFound):
            asyncio.run(picks.why(aoife, event))


def trained(**models: str) -> str:
    """A version of these rankers, fitted on nobody; its label."""
    fitted = {name: RANKERS[ranker].fit(World(items=Items.of([]), now=0.0), []) for name, ranker in models.items()}
    made = Trained(
        kind=PEOPLE, body=bundles.pack(fitted), samples={}, metrics={}, code_version="", passed=True, note="Fine."
    )
    return db.write(recommenders.keep, made, now=NOW).label


def test_the_trained_model_makes_the_list_once_there_is_one(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    before = make(aoife)
    label = trained(learned="content")
    after = make(aoife)
    assert (before.policy.ranker, before.policy.model_version) == ("content", "")
    assert (after.policy.ranker, after.policy.model_version, after.cached) == ("learned", label, False)
    assert STANDING.served is not None
    assert make(aoife).cached
    trained(learned="content", popularity="popularity")
    assert not make(aoife).cached


def test_a_tampered_model_is_passed_over_and_the_list_says_so(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    aoife = t.fan(catalogue, genres=["trad"])
    trained(learned="content")
    for poison in (b"\x80\x04cos\nsystem\n(S'touch /tmp/x'\ntR.", b"PK\x03\x04", b""):
        catalogue.session.execute(_tables["model_parts"].update().values(body=poison))
        catalogue.session.commit()
        fresh()
        made = make(aoife, Wish(limit=10 + len(poison)))
        assert titles(made) == ["Lankum"]
        assert (made.policy.ranker, made.policy.model_version) == ("content", "")
        assert made.policy.note == policies.NO_MODEL
        assert asyncio.run(picks.why(aoife, made.picks[0].event.id)).match


def test_an_experiment_decides_who_gets_which_list_and_only_those_who_do_take_part(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", genres=("trad",))
    arms = (
        Arm(key="control", name="Popular", ranker="popularity", share=0.5),
        Arm(key="new", name="New", ranker="hybrid", share=0.5),
    )
    draft = Draft(id="lists_001", name="Lists", arms=arms, control="control")
    db.write(experiments.start, t.fan(catalogue, "admin@example.org"), draft, now=NOW)
    fans = [t.fan(catalogue, f"{n}@example.org", genres=["trad"]) for n in range(12)]
    cold = t.fan(catalogue, "cold@example.org")
    for each in (*fans, cold):  # there is no hybrid yet, so it waits
        assert (make(each).policy.experiment, make(each).policy.variant) == ("", "")
    trained(hybrid="content")
    for each in fans:
        made, lot = make(each), db.read(experiments.policy, each)
        assert (made.policy.experiment, made.policy.variant) == ("lists_001", lot.variant)
        assert made.policy.ranker == lot.ranker
    assert make(cold).policy.experiment == ""
    catalogue.session.rollback()
    noted = catalogue.session.execute(select(_tables["ab_assignments"])).all()
    assert {row.variant for row in noted} == {"control", "new"}
    assert {row.user_id for row in noted} == set(fans)


def test_what_was_shown_is_noted_once_but_not_for_programs(catalogue: Catalogue) -> None:
    for n in range(3):
        catalogue.gig(f"Gig {n}", genres=("trad",), room=f"R{n}")
    aoife = t.fan(catalogue, genres=["trad"])
    make(aoife, agent="Googlebot/2.1 (+http://www.google.com/bot.html)")
    assert count(catalogue, "ml_interactions") == 0
    for _ in range(2):
        make(aoife, Wish(surface="home"), agent="Mozilla/5.0")
    catalogue.session.rollback()
    rows = catalogue.session.execute(select(_tables["ml_interactions"])).all()
    assert sorted((row.position, row.surface) for row in rows) == [(1, "home"), (2, "home"), (3, "home")]
