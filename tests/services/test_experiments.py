"""Experiments: everybody stays where they were first, counts are true, ends are final, populations never mix."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlmodel import Session

from tests.catalogue import NOW
from wtc import db
from wtc.domain import experiments as rules
from wtc.errors import Conflict, Invalid, NotFound
from wtc.ml.experiments import arm_of, fair_salt
from wtc.models.accounts import User, UserPreferences
from wtc.models.engine import Assignment, Deed
from wtc.queries import experiments as queries
from wtc.services import experiments
from wtc.shapes.experiments import Arm, Draft, Lot

FIRST = rules.FIRST.id
LATER = NOW + timedelta(hours=1)


def people(session: Session, count: int, *, synthetic: bool = False, start: int = 0) -> list[int]:
    at = {"created_at": NOW, "updated_at": NOW, "password_hash": "x", "name": "Aoife", "role": 1}
    rows = [{"email": f"{start + n}@x.example", "synthetic": synthetic, **at} for n in range(count)]
    session.execute(insert(User), rows)
    emails = [row["email"] for row in rows]
    return list(session.scalars(select(User.id).where(User.email.in_(emails)).order_by(User.id)))  # type: ignore[attr-defined]


@pytest.fixture
def running(session: Session) -> Session:
    assert experiments.seed(session, now=NOW)
    return session


def meet(session: Session, user_id: int, *, now: datetime = NOW) -> Lot:
    lot = experiments.policy(session, user_id)
    experiments.exposed(session, user_id, lot, now=now)
    return lot


def outcome(session: Session, population: str = "real") -> dict[str, tuple[int, int]]:
    found = experiments.results(session, FIRST, now=LATER)[population]
    return {each.variant: (each.users, each.conversions) for each in found.variants}


def test_a_house_begins_with_one_comparison_and_only_once(running: Session) -> None:
    assert not experiments.seed(running, now=LATER)
    (one,) = experiments.every(running)
    assert one == experiments.one(running, "rec_algorithm_v1")
    assert (one.id, one.state, one.control) == ("recommendation_algo_001", "running", "control")
    assert [arm.key for arm in one.arms] == ["control", "collaborative", "content-based", "hybrid", "learned"]
    assert rules.checked(rules.FIRST) == rules.FIRST


def test_nothing_is_noted_until_a_list_was_shown(running: Session) -> None:
    (aoife,) = people(running, 1)
    lot = experiments.policy(running, aoife)
    shares = {arm.key: arm.share for arm in rules.FIRST.arms}
    assert lot.variant == arm_of(fair_salt(FIRST, shares), aoife, shares)
    assert (lot.running, lot.test) == (True, "test 001")
    assert sum(users for users, _ in outcome(running).values()) == 0
    assert experiments.exposed(running, aoife, lot, now=NOW) == lot.variant
    assert outcome(running)[lot.variant] == (1, 0)


def test_whoever_was_shown_a_list_stays_on_it_when_shares_change(running: Session) -> None:
    users = people(running, 40)
    before = {each: meet(running, each).variant for each in users}
    arms = [{**arm, "share": 0.96 if arm["key"] == "learned" else 0.01} for arm in rules.told(rules.FIRST)]
    running.execute(update(queries.EXPERIMENTS).values(arms=arms))
    assert {each: experiments.policy(running, each).variant for each in users} == before
    fresh = people(running, 40, start=100)
    assert [experiments.policy(running, each).variant for each in fresh].count("learned") > 30


def test_two_first_sights_at_once_are_one(database: Engine) -> None:
    db.write(experiments.seed, now=NOW)
    with db.writing() as session:
        (aoife,) = people(session, 1)
        session.commit()
    lot = db.read(experiments.policy, aoife)
    others = [arm.key for arm in rules.FIRST.arms]

    def show(turn: int) -> str:
        mine = replace(lot, variant=others[turn % len(others)])
        return db.write(experiments.exposed, aoife, mine, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        stood = set(pool.map(show, range(16)))
    assert len(stood) == 1
    assert {db.read(experiments.policy, aoife).variant} == stood
    with db.reading() as session:
        assert len(session.execute(select(Assignment.user_id)).all()) == 1  # type: ignore[call-overload]


def test_a_conversion_counts_once_and_only_after_the_list_was_shown(running: Session) -> None:
    aoife, brian = people(running, 2)
    experiments.converted(running, aoife, now=NOW)
    lot = meet(running, aoife, now=LATER)
    assert outcome(running)[lot.variant] == (1, 0)
    experiments.converted(running, aoife, now=NOW)  # a click whose time is before the list
    assert outcome(running)[lot.variant] == (1, 0)
    for minutes in (1, 2, 3):
        experiments.converted(running, aoife, now=LATER + timedelta(minutes=minutes))
    experiments.converted(running, brian, now=LATER)
    assert outcome(running)[lot.variant] == (1, 1)
    at = running.scalar(select(Assignment.converted_at))  # type: ignore[call-overload]
    assert at == LATER + timedelta(minutes=1)


def test_hides_are_counted_beside(running: Session) -> None:
    (aoife,) = people(running, 1)
    lot = meet(running, aoife)
    experiments.hid(running, aoife, now=LATER)
    experiments.hid(running, aoife, now=LATER)
    found = experiments.results(running, FIRST, now=LATER)["real"]
    assert {each.variant: each.hides.value for each in found.variants}[lot.variant] == 1.0


def test_whoever_wants_no_profile_is_in_no_experiment(running: Session) -> None:
    (aoife,) = people(running, 1)
    lot = meet(running, aoife)
    running.add(UserPreferences(user_id=aoife, profiling=False, updated_at=NOW))
    running.flush()
    now = experiments.policy(running, aoife)
    assert (now.ranker, now.experiment, now.running, now.profiling) == ("popularity", "", False, False)
    assert experiments.exposed(running, aoife, now, now=NOW) == ""
    experiments.converted(running, aoife, now=LATER)
    assert outcome(running)[lot.variant] == (1, 0)


def test_people_and_the_made_up_crowd_are_never_counted_together(running: Session) -> None:
    for each in people(running, 30):
        meet(running, each)
    for each in people(running, 50, synthetic=True, start=500):
        meet(running, each)
        experiments.converted(running, each, now=LATER)
    real, made_up = outcome(running), outcome(running, "synthetic")
    assert sum(users for users, _ in real.values()) == 30
    assert sum(hits for _, hits in real.values()) == 0
    assert sum(hits for _, hits in made_up.values()) == sum(users for users, _ in made_up.values()) == 50


@pytest.mark.parametrize("user_id", [0, -1, 4_711, 2**62])
def test_a_user_who_is_not_there_is_on_nothing(running: Session, user_id: int) -> None:
    assert experiments.policy(running, user_id) == Lot()
    lot = Lot(experiment=FIRST, variant="control", ranker="popularity", running=True)
    assert experiments.exposed(running, user_id, lot, now=NOW) == ""
    experiments.converted(running, user_id, now=NOW)


def filled(session: Session, **hits: int) -> int:
    """Two hundred users in each arm, of whom so many saved; answers who ends things."""
    users = people(session, 1_001)
    for place, arm in enumerate(rules.FIRST.arms):
        mine = users[1 + place * 200 : 201 + place * 200]
        done = hits.get(arm.key.replace("-", "_"), 20)
        rows = [
            {
                "experiment_id": FIRST,
                "user_id": each,
                "variant": arm.key,
                "synthetic": False,
                "exposed_at": NOW,
                "converted_at": LATER if turn < done else None,
            }
            for turn, each in enumerate(mine)
        ]
        session.execute(insert(Assignment), rows)
    return users[0]


def test_a_winner_is_shipped_to_everybody_and_the_results_stand_for_ever(running: Session) -> None:
    admin = filled(running, hybrid=90)
    before = experiments.results(running, FIRST, now=LATER)["real"]
    assert (before.verdict, before.words.split(".")[0]) == ("winning", "Fans and sounds is winning")
    over = experiments.end(running, admin, FIRST, "hybrid", "  Clearly  better ", now=LATER)
    assert (over.state, over.winner, over.reason) == ("ended", "hybrid", "Clearly better")
    assert (over.ended_by, over.ended_at) == ("Aoife", LATER)
    fresh = people(running, 5, start=9_000)
    users = [*fresh, *running.scalars(select(Assignment.user_id).limit(300))]  # type: ignore[call-overload]
    lots = [experiments.policy(running, each) for each in users]
    assert {(lot.variant, lot.ranker, lot.running) for lot in lots} == {("hybrid", "hybrid", False)}
    assert experiments.exposed(running, fresh[0], lots[0], now=LATER) == ""
    for each in users:
        experiments.converted(running, each, now=LATER)
    running.execute(update(Assignment).values(converted_at=NOW))
    frozen = experiments.results(running, FIRST, now=LATER + timedelta(days=9))["real"]
    assert replace(frozen, state="running") == before
    (deed,) = running.scalars(select(Deed))
    assert (deed.action, deed.user_id, deed.details["winner"]) == ("experiment.end", admin, "hybrid")
    with pytest.raises(Conflict):
        experiments.end(running, admin, FIRST, "control", "No, that one", now=LATER)


def test_an_end_without_a_winner_leaves_everybody_with_the_control(running: Session) -> None:
    admin, other = people(running, 2)
    experiments.end(running, admin, FIRST, "", "Nobody came", now=LATER)
    assert experiments.policy(running, other).ranker == "popularity"


@pytest.mark.parametrize(("winner", "reason"), [("nobody", "because"), ("hybrid", ""), ("hybrid", " \u200b ")])
def test_an_end_needs_a_winner_of_its_own_and_a_reason(running: Session, winner: str, reason: str) -> None:
    with pytest.raises(Invalid):
        experiments.end(running, 1, FIRST, winner, reason, now=LATER)
    assert experiments.one(running, FIRST).state == "running"


def test_a_sample_that_filled_unevenly_is_not_read(running: Session) -> None:
    filled(running, hybrid=150)
    running.execute(update(Assignment).where(Assignment.variant == "learned").values(variant="hybrid"))  # type: ignore[arg-type]
    found = experiments.results(running, FIRST, now=LATER)["real"]
    assert found.sample_p < 0.001
    assert found.verdict == "broken sample"
    assert {each.verdict for each in found.variants} == {"broken sample"}
    assert {(each.lift, each.p_value) for each in found.variants} == {(None, None)}


def draft(**changes: object) -> Draft:
    arms = tuple(
        Arm(key=key, name=key, ranker=ranker, share=0.5) for key, ranker in (("a", "popularity"), ("b", "content"))
    )
    return replace(Draft(id="taste_002", name="Two", arms=arms, control="a"), **changes)  # type: ignore[arg-type]


def test_one_comparison_at_a_time_decides_the_lists(running: Session) -> None:
    (admin,) = people(running, 1)
    with pytest.raises(Conflict, match="one test at a time"):
        experiments.start(running, admin, draft(), now=LATER)
    experiments.end(running, admin, FIRST, "", "Make room", now=LATER)
    begun = experiments.start(running, admin, draft(), now=LATER)
    assert experiments.policy(running, admin).experiment == begun.id == "taste_002"
    assert [each.id for each in experiments.every(running)] == ["taste_002", FIRST]
    experiments.end(running, admin, "taste_002", "b", "It was", now=LATER)
    with pytest.raises(Conflict, match="that id"):
        experiments.start(running, admin, draft(), now=LATER)


def arms(*shares: float, ranker: str = "content") -> tuple[Arm, ...]:
    return tuple(Arm(key=f"a{n}", name="x", ranker=ranker, share=share) for n, share in enumerate(shares))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("id", {"id": "'; DROP TABLE users"}),
        ("id", {"id": "rec_algorithm_v1"}),
        ("id", {"id": "x" * 65}),
        ("name", {"name": " \u202e "}),
        ("arms", {"arms": arms(1.0), "control": "a0"}),
        ("arms", {"arms": arms(*[0.1] * 10, 0.0), "control": "a0"}),
        ("arms", {"arms": arms(0.5, 0.4), "control": "a0"}),
        ("arms", {"arms": arms(1.5, -0.5), "control": "a0"}),
        ("arms", {"arms": arms(float("nan"), 0.5), "control": "a0"}),
        ("arms", {"arms": arms(0.5, 0.5, ranker="oracle"), "control": "a0"}),
        ("arms", {"arms": (*arms(0.5), *arms(0.5)), "control": "a0"}),
        ("control", {"control": "z"}),
        ("planned", {"planned": 5}),
        ("least", {"least": 0.9}),
    ],
)
def test_an_unfair_comparison_is_refused_by_its_field(running: Session, field: str, changes: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        experiments.start(running, 1, draft(**changes), now=LATER)
    assert field in refusal.value.details


@pytest.mark.parametrize("experiment_id", ["", "nope", "x" * 500, "\x00", "recommendation_algo_001 "])
def test_a_test_that_is_not_there_is_not_found(running: Session, experiment_id: str) -> None:
    for deed in (experiments.one, lambda s, each: experiments.results(s, each, now=NOW)):
        with pytest.raises(NotFound):
            deed(running, experiment_id)


def test_shares_that_are_even_make_one_together() -> None:
    for count in range(2, 11):
        shares = rules.even(count)
        assert len(shares) == count
        assert abs(sum(shares) - 1) < 1e-9
        assert max(shares) - min(shares) < 0.0011
