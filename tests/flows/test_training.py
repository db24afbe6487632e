"""Training as a job: what it learns from, what it keeps, what holds it back, and what a crash leaves behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from tests.catalogue import NOW, Catalogue
from tests.crowd import fill, nights
from wtc import clock, db
from wtc.errors import Conflict, CraicError, Invalid
from wtc.flows import evaluating, fitting, jobs, training
from wtc.ml import bundles
from wtc.ml.taste import RANKERS
from wtc.models.taste import Feedback
from wtc.services import accounts, recommenders, serving
from wtc.services import jobs as rows
from wtc.settings import ROOT, settings
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.jobs import Job, JobState
from wtc.shapes.recommenders import CROWD, PEOPLE, Trained


@pytest.fixture(autouse=True)
def fresh(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()
    serving.forget()
    jobs.bell.cache_clear()
    yield
    serving.forget()
    jobs.bell.cache_clear()


@pytest.fixture
def visitors(catalogue: Catalogue) -> None:
    """Forty sample nights, and eighty made-up visitors who looked at them."""
    fill(catalogue)


@pytest.fixture
def admin() -> Visitor:
    made = db.write(accounts.create, name="Ada", email="ada@site.example", password_hash="x", now=NOW, role=Role.ADMIN)
    assert made.id
    return made


async def trained(about: str = "") -> Job:
    job, _ = await jobs.ask_for(training.KIND, about, asked_by="command")
    assert await jobs.do_here(job)
    return db.read(rows.one, job.id)


def fit(kind: str = CROWD) -> Trained:
    return fitting.fit(kind, NOW, lambda *_: None)


def run_out(database: Engine) -> None:
    """As if the time had passed after which the dead lose their jobs."""
    with database.begin() as connection:
        connection.execute(text("UPDATE jobs SET lease_until = '2000-01-01', attempts = 0 WHERE state = 'running'"))
    db.write(rows.reap, now=clock.ticking())


def labels() -> list[tuple[str, bool]]:
    return [(one.label, one.active) for one in db.read(recommenders.versions).versions]


async def test_an_empty_house_is_told_so_and_nothing_breaks() -> None:
    job = await trained()
    assert job.state is JobState.DONE
    assert job.result["skipped"].startswith("There are 0 deeds of people to learn from, and it takes 10")
    assert labels() == []
    assert db.read(serving.active) is None


@pytest.mark.usefixtures("visitors")
async def test_the_crowd_trains_a_model_of_its_own_and_people_none() -> None:
    job = await trained()
    assert job.state is JobState.DONE, job.problem
    assert "skipped" in job.result["people"]
    told = job.result["the crowd"]
    assert (told["version"], told["active"]) == ("crowd-1", True)
    assert labels() == [("crowd-1", True)]
    assert job.progress.words == "Version crowd-1 is kept"
    served = db.read(serving.active)
    assert served is not None
    assert served.crowd
    assert served.models.keys() == RANKERS.keys()


@pytest.mark.usefixtures("visitors")
async def test_rows_are_counted_by_source_as_they_stand_in_the_tables(database: Engine) -> None:
    made = fit()
    with database.connect() as connection:
        found = dict(connection.execute(text("SELECT action, count(*) FROM ml_feedback GROUP BY action")).all())
        follows = connection.execute(text("SELECT count(*) FROM user_followed_artists")).scalar_one()
    names = {"up": "thumb_up", "down": "thumb_down"}
    counted = {names.get(action, action): many for action, many in found.items()} | {"follow": follows}
    assert {name: made.samples.get(name, 0) for name in counted} == counted
    with Session(database) as session:
        assert made.window_end == max(session.exec(select(Feedback.at)))


@pytest.mark.usefixtures("visitors")
async def test_feedback_changes_what_is_learned_and_nothing_else_does(database: Engine) -> None:
    first = fit()
    assert fit().body == first.body
    with database.begin() as connection:
        connection.execute(text("DELETE FROM ml_feedback WHERE action = 'click'"))
    assert fit().body != first.body


@pytest.mark.usefixtures("visitors")
async def test_people_and_the_crowd_learn_nothing_from_each_other(database: Engine, admin: Visitor) -> None:
    crowds = fit()
    with database.begin() as connection:
        saved = "INSERT INTO user_saved_events (user_id, event_id, created_at) SELECT :who, id, :at FROM events"
        connection.execute(text(saved), {"who": admin.id, "at": (NOW - timedelta(days=2)).replace(tzinfo=None)})
    assert fit().body == crowds.body
    people = fit(PEOPLE)
    assert people.samples == {"save": 40}
    assert "hidden" not in people.metrics
    with database.begin() as connection:
        connection.execute(text("DELETE FROM ml_feedback"))
    assert fit(PEOPLE).body == people.body


@pytest.mark.usefixtures("visitors")
async def test_figures_of_every_ranker_and_popularity_are_kept_with_a_version() -> None:
    made = fit()
    assert made.metrics["rankers"].keys() == RANKERS.keys()
    for figures in made.metrics["rankers"].values():
        row = figures["all"]
        assert row.keys() == {"lists", "precision", "recall", "ndcg", "map", "coverage", "similarity"}
        assert all(0 <= row[name] <= 1 for name in row if name != "lists")
    assert made.metrics["week"][0] < made.metrics["week"][1]
    assert made.metrics["hidden"].keys() == RANKERS.keys()


@pytest.fixture
def surprised(catalogue: Catalogue, database: Engine) -> None:
    """Thirty people who saved techno for weeks, and in the latest week all the same night of trad."""
    ids = nights(catalogue)
    techno, trad = ids[1::8][:4], ids[2]
    saved = "INSERT INTO user_saved_events (user_id, event_id, created_at) VALUES (:who, :event, :at)"
    for number in range(30):
        who = db.write(accounts.create, name="Fan", email=f"fan{number}@site.example", password_hash="x", now=NOW).id
        deeds = [(event, 30 - place) for place, event in enumerate(techno)] + [(trad, 2)]
        said = [(event, (NOW - timedelta(days=days)).replace(tzinfo=None)) for event, days in deeds]
        with database.begin() as connection:
            connection.execute(text(saved), [{"who": who, "event": event, "at": at} for event, at in said])


@pytest.mark.usefixtures("surprised")
async def test_one_that_is_worse_than_what_serves_is_kept_back_with_the_reason() -> None:
    given = db.read(fitting.snapshot, PEOPLE, NOW)
    knowing = RANKERS["popularity"].fit(given.world, given.profiles)  # it has seen the week that it is asked for
    stands = {name: ranker.fit(given.world, given.profiles) for name, ranker in RANKERS.items()}
    body = bundles.pack({**stands, bundles.HELD: knowing})
    serves = Trained(kind=PEOPLE, body=body, samples={}, metrics={}, code_version="", passed=True, note="")
    db.write(recommenders.keep, serves, now=clock.ticking())
    job = await trained()
    told = job.result["people"]
    assert job.state is JobState.DONE
    assert told["active"] is False
    assert told["note"].startswith("Worse than version 1 on the latest week: NDCG@10 for all 0.")
    assert labels() == [("2", False), ("1", True)]
    found = db.read(serving.active)
    assert found is not None
    assert found.label == "1"


@pytest.mark.usefixtures("visitors")
async def test_every_ranker_but_popularity_fits_the_hidden_tastes_better_than_popularity() -> None:
    held, hidden = db.read(evaluating.evaluated, CROWD, NOW)
    assert held.keys() == hidden.keys() == RANKERS.keys()
    for name, row in hidden.items():
        assert row["fans"] == 80
        assert name == "popularity" or row["above"] > row["within"], (name, row)


async def test_an_admin_is_told_of_too_few_and_of_one_under_way(visitors: None, admin: Visitor) -> None:
    job = await training.ask_for(admin)
    with pytest.raises(Conflict, match="under way") as said:
        await training.ask_for(admin)
    assert said.value.details == {"job": job.id, "progress": f"/v1/admin/jobs/{job.id}"}


async def test_an_admin_of_an_empty_house_is_refused(admin: Visitor) -> None:
    with pytest.raises(Invalid, match="MIN_TRAINING_SAMPLES"):
        await training.ask_for(admin)


@pytest.mark.usefixtures("visitors")
async def test_two_at_once_are_one() -> None:
    (first, new), (second, also) = await asyncio.gather(*(jobs.ask_for(training.KIND, asked_by="x") for _ in "ab"))
    assert first.id == second.id
    assert sorted((new, also)) == [False, True]
    assert sorted(await asyncio.gather(jobs.do_here(first), jobs.do_here(second))) == [False, True]
    assert labels() == [("crowd-1", True)]


@pytest.mark.usefixtures("visitors")
async def test_a_job_that_was_lost_on_the_way_keeps_nothing(database: Engine) -> None:
    job, _ = await jobs.ask_for(training.KIND, asked_by="command")
    doing = asyncio.create_task(jobs.do_here(job))
    await asyncio.sleep(1)  # it has begun, and no training is that quick
    run_out(database)
    await doing
    assert labels() == []
    assert await jobs.do_here(job)
    assert labels() == [("crowd-1", True)]


async def test_a_learner_that_dies_is_told_of_and_what_served_serves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    with pytest.raises(CraicError, match="goes on serving"):
        await training.learned(PEOPLE, lambda *_: None)


@pytest.mark.slow
@pytest.mark.usefixtures("visitors")
def test_killed_at_any_moment_it_ends_with_one_version(database: Engine) -> None:
    job, _ = asyncio.run(jobs.ask_for(training.KIND, asked_by="command"))
    for wait in (1.5, 2.5, 3.5, 4.5, 5.5):
        process = subprocess.Popen(
            [sys.executable, "-m", "wtc", "jobs", "work"], cwd=ROOT, env=dict(os.environ), start_new_session=True
        )
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        assert sum(active for _, active in labels()) == len(labels()) <= 1
        run_out(database)
    if db.read(rows.one, job.id).alive:
        assert asyncio.run(jobs.do_here(job))
    assert labels() == [("crowd-1", True)]
    with database.connect() as connection:
        parts = connection.execute(text("SELECT count(DISTINCT model_id), count(*) FROM model_parts")).one()
    assert parts[0] == 1
    served = db.read(serving.active)
    assert served is not None
