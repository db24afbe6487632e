"""Whoever left, or lets no model learn from them, is in no kept model; the others' rows stay as they were."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from wtc import db
from wtc.flows import forgetting, yours
from wtc.ml import bundles
from wtc.ml.taste import RANKERS, Items, Profile, World
from wtc.services import accounts, consents, erasing, recommenders
from wtc.shapes.accounts import Visitor
from wtc.shapes.personal import Person, Purpose
from wtc.shapes.recommenders import PEOPLE, Trained

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


@pytest.fixture
def fans(database: Engine) -> list[Visitor]:
    made = [
        db.write(accounts.create, name=name, email=f"{name}@x.example", password_hash="x", now=NOW)
        for name in ("aoife", "brid", "ciara")
    ]
    table = Items.of([1, 2, 3], acts=[[7], [8], [9]])
    world = World(items=table, now=0.0)
    people = [Profile(id=one.known_id, history=(table.of_row(at, "save", 0.0),)) for at, one in enumerate(made)]
    models = {name: RANKERS[name].fit(world, people) for name in ("collaborative", "hybrid", "popularity")}
    body = bundles.pack({**models, bundles.HELD: models["collaborative"]})
    version = Trained(
        kind=PEOPLE, body=body, samples={"save": 3}, metrics={}, code_version="x", passed=True, note="",
        window_start=NOW, window_end=NOW,
    )  # fmt: skip
    db.write(recommenders.keep, version, now=NOW)
    return made


def known() -> list[list[int]]:
    with db.reading() as session:
        kept = recommenders.wanted(session, PEOPLE)
        assert kept is not None
        body = recommenders.body(session, kept)
    models: dict[str, Any] = {**bundles.unpack(body), **bundles.unpack(body, held=True)}
    crowds = (models["collaborative"].crowd, models["hybrid"].collaborative.crowd, models[bundles.HELD].crowd)
    return [crowd.fans.tolist() for crowd in crowds]


async def forget() -> dict[str, Any]:
    work: Any = SimpleNamespace(say=lambda *_args, **_kwargs: None)
    return await forgetting.job(work)


async def test_who_left_is_in_no_model_and_the_receipt_says_it_is_done(fans: list[Visitor]) -> None:
    aoife, *others = (one.known_id for one in fans)
    assert known() == [[aoife, *others]] * 3
    db.write(erasing.erase, Person(id=aoife, email="aoife@x.example"), password_hash="x", reference="WTC-A", now=NOW)
    assert await forget() == {"accounts": 1, "models": 1}
    assert known() == [others] * 3
    assert db.read(erasing.receipt, "WTC-A").finished_at is not None
    assert await forget() == {"accounts": 0, "models": 0}


async def test_a_word_taken_back_holds_at_once_and_for_the_models(fans: list[Visitor]) -> None:
    aoife, brid, ciara = fans
    await yours.agree(brid, Purpose.TRAINING, False)
    await yours.agree(ciara, Purpose.PROFILING, False)
    assert not db.read(consents.given, brid.known_id, Purpose.TRAINING)
    await forgetting.models()
    assert known() == [[aoife.known_id]] * 3
    words = {word.purpose: word for word in db.read(consents.words, ciara.known_id)}
    assert (words[Purpose.PROFILING].given, words[Purpose.TRAINING].given) == (False, True)
    assert words[Purpose.PROFILING].withdrawn_at is not None
    await yours.agree(ciara, Purpose.PROFILING, True)
    (again, *_) = db.read(consents.words, ciara.known_id)
    assert again.given
    assert again.given_at is not None
