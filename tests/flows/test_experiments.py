"""Experiments among lists: one that lacks a list waits, whole; what was shown is noted once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests import taste as t
from tests.catalogue import NOW, Catalogue
from tests.flows.test_picks import friday_evening, make  # noqa: F401  (the clock of every test here)
from wtc import db
from wtc.domain import experiments as rules
from wtc.flows import afterwards, picks, policies, shelves
from wtc.flows import experiments as flow
from wtc.models.engine import Assignment
from wtc.services import experiments, fans
from wtc.services.serving import Served
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.experiments import Arm, Draft
from wtc.shapes.taste import Wish


def known_fan(catalogue: Catalogue) -> int:
    fan = t.fan(catalogue)
    t.save(catalogue, fan, catalogue.gig("Lankum", hours=40))
    for number in range(6):
        catalogue.gig(f"Night {number}", hours=50 + number)
    return fan


def assignments(catalogue: Catalogue) -> list[Any]:
    catalogue.session.rollback()
    return list(catalogue.session.scalars(select(Assignment)))


def test_without_a_trained_model_nobody_is_in_a_test_that_needs_one(catalogue: Catalogue) -> None:
    db.write(experiments.seed, now=NOW)
    made = make(known_fan(catalogue))
    assert (made.policy.experiment, made.policy.variant) == ("", "")
    assert made.policy.ranker == policies.PLAIN
    assert assignments(catalogue) == []


def test_a_list_that_was_shown_is_noted_and_the_winner_is_everybodys(catalogue: Catalogue) -> None:
    db.write(experiments.seed, now=NOW)
    fan = known_fan(catalogue)
    db.write(experiments.end, fan, rules.FIRST.id, "", "Nothing trained yet", now=NOW)
    arms = tuple(Arm(key=each, name=each, ranker=each, share=0.5) for each in ("popularity", "content"))
    draft = Draft(id="table_001", name="Table or popular", arms=arms, control="popularity")
    db.write(experiments.start, fan, draft, now=NOW)
    made = make(fan)
    assert (made.policy.experiment, made.policy.variant) == ("table_001", made.policy.ranker)
    make(fan)
    (row,) = assignments(catalogue)
    assert (row.user_id, row.variant) == (fan, made.policy.variant)
    other = next(arm.key for arm in arms if arm.key != made.policy.variant)
    db.write(experiments.end, fan, "table_001", other, "For the test", now=NOW + timedelta(hours=1))
    after = make(fan)
    assert (after.policy.ranker, after.policy.experiment) == (other, "")
    assert not after.cached


async def test_the_foot_never_names_a_list_that_another_stands_in_for(catalogue: Catalogue) -> None:
    db.write(experiments.seed, now=NOW)
    fan = known_fan(catalogue)
    who = Visitor(id=fan, name="Aoife", role=Role.USER)
    db.write(experiments.exposed, fan, db.read(experiments.policy, fan), now=NOW)  # there was a model then
    assert await flow.chip(who) == ""
    await picks.make(fan, Wish())
    afterwards.settled()
    assert await flow.chip(who) == "Picked by the “your sounds” list"
    assert "stands in" in (await flow.how(who)).mine
    db.write(experiments.end, fan, rules.FIRST.id, "learned", "It won", now=NOW)
    assert await flow.chip(who) == "Picked by the “your sounds” list"


@pytest.mark.parametrize("missing", ["collaborative", "hybrid", "learned"])
async def test_a_test_waits_whole_while_any_of_its_lists_is_missing(catalogue: Catalogue, missing: str) -> None:
    db.write(experiments.seed, now=NOW)
    fan = known_fan(catalogue)
    shelf = await shelves.KEEPER.current()
    lot = db.read(experiments.policy, fan)
    who = db.read(fans.one, fan)
    for lost in (missing, ""):
        have = {name: shelf.models["content"] for name in ("collaborative", "hybrid", "learned") if name != lost}
        served = Served(label="1", crowd=False, models=have)
        choice = policies.choose(who, lot, served, Wish(), shelf)
        assert choice.policy.experiment == ("" if lost else rules.FIRST.id)
