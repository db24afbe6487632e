"""Jobs as rows, on both databases: one of each at a time, one worker each, put back when it dies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from wtc import db
from wtc.errors import Conflict
from wtc.services import jobs
from wtc.shapes.jobs import Job, JobState, Progress

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIFE = timedelta(seconds=30)


def ask_for(kind: str = "ingest", about: str = "", now: datetime = NOW, **more: object) -> tuple[Job, bool]:
    return db.write(jobs.enqueue, kind, about, asked_by="person", now=now, **more)  # type: ignore[arg-type]


def take(holder: str = "one", now: datetime = NOW) -> Job | None:
    return db.write(jobs.claim, holder, now=now, life=LIFE)


def test_asked_for_twice_it_is_one_job(database: Engine) -> None:
    first, new = ask_for(about="ticketmaster")
    again, newer = ask_for(about="ticketmaster")
    other, newest = ask_for(about="dice")
    assert (new, newer, newest) == (True, False, True)
    assert first.id == again.id != other.id
    take()
    assert ask_for(about="ticketmaster")[0].state is JobState.RUNNING
    db.write(jobs.finish, first.id, "one", result={"seen": 3}, now=NOW)
    assert ask_for(about="ticketmaster")[1]
    assert db.read(jobs.one, first.id).result == {"seen": 3}


def test_one_that_was_asked_for_since_will_do(database: Engine) -> None:
    job, _ = ask_for()
    take()
    db.write(jobs.finish, job.id, "one", result={}, now=NOW)
    later = NOW + timedelta(hours=1)
    assert ask_for(now=later, since=NOW - timedelta(minutes=1)) == (db.read(jobs.one, job.id), False)
    assert ask_for(now=later, since=NOW + timedelta(minutes=1))[1]


def test_ten_who_ask_at_once_get_one_job(database: Engine) -> None:
    gate = Barrier(10)

    def go(_: int) -> int:
        gate.wait()
        return ask_for()[0].id

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(go, range(10)))) == 1
    assert sum(db.read(jobs.counts).values()) == 1


def test_of_ten_workers_exactly_one_gets_a_job(database: Engine) -> None:
    ask_for()
    gate = Barrier(10)

    def go(who: int) -> Job | None:
        gate.wait()
        return take(f"worker {who}")

    with ThreadPoolExecutor(10) as pool:
        got = [job for job in pool.map(go, range(10)) if job]
    assert len(got) == 1
    assert got[0].attempts == 1


def test_the_longest_waiting_comes_first_and_the_future_waits(database: Engine) -> None:
    second, first = ask_for(about="b", now=NOW), ask_for(about="a", now=NOW - timedelta(minutes=1))
    ask_for(about="c", now=NOW + timedelta(minutes=1))
    got = [take(), take()]
    assert [job.id for job in got if job] == [first[0].id, second[0].id]
    assert take() is None
    assert not db.read(jobs.due, now=NOW)


def test_a_beat_keeps_it_and_tells_how_far_it_is(database: Engine) -> None:
    job, _ = ask_for()
    take()
    at = Progress(done=3, total=9, words="3 of 9", resume={"page": 3})
    later = NOW + timedelta(seconds=20)
    db.write(jobs.beat, job.id, "one", now=later, life=LIFE, progress=at)
    assert db.write(jobs.reap, now=NOW + timedelta(seconds=40)) == 0
    assert db.read(jobs.one, job.id).progress == at


def test_whoever_lost_a_job_writes_nothing_more(database: Engine) -> None:
    job, _ = ask_for()
    take("one")
    dead = NOW + timedelta(seconds=31)
    assert db.write(jobs.reap, now=dead) == 1
    for deed, more in (
        (jobs.beat, {"life": LIFE, "now": dead}),
        (jobs.finish, {"result": {}, "now": dead}),
        (jobs.fail, {"problem": "x", "now": dead}),
        (jobs.put_back, {"run_at": dead}),
    ):
        with pytest.raises(Conflict):
            db.write(deed, job.id, "one", **more)  # type: ignore[arg-type]
    again = take("two", dead)
    assert again is not None
    assert (again.id, again.attempts) == (job.id, 2)
    with pytest.raises(Conflict):
        db.write(jobs.finish, job.id, "one", result={}, now=dead)


def test_three_deaths_end_it(database: Engine) -> None:
    job, _ = ask_for()
    now = NOW
    for attempt in (1, 2, 3):
        got = take(f"worker {attempt}", now)
        assert got is not None
        assert got.attempts == attempt
        now += timedelta(seconds=31)
        assert db.write(jobs.reap, now=now) == 1
    assert take("four", now) is None
    ended = db.read(jobs.one, job.id)
    assert ended.state is JobState.FAILED
    assert "3 times" in ended.problem
    assert ask_for()[1]


def test_one_that_failed_waits_for_its_pause(database: Engine) -> None:
    job, _ = ask_for()
    take()
    db.write(jobs.fail, job.id, "one", problem="Did not answer.", now=NOW, again=NOW + timedelta(minutes=1))
    assert take(now=NOW + timedelta(seconds=59)) is None
    assert db.read(jobs.one, job.id).problem == "Did not answer."
    again = take(now=NOW + timedelta(seconds=60))
    assert again is not None
    assert again.attempts == 2


@pytest.mark.parametrize(("who", "at_once"), [("person", True), ("command", True), ("search", False), ("clock", False)])
def test_asked_for_by_hand_it_does_not_wait_for_its_pause(database: Engine, who: str, at_once: bool) -> None:
    job, _ = ask_for()
    take()
    db.write(jobs.fail, job.id, "one", problem="Refused.", now=NOW, again=NOW + timedelta(minutes=10))
    soon = NOW + timedelta(seconds=5)
    again, new = db.write(jobs.enqueue, "ingest", asked_by=who, now=soon)
    assert (again.id, new) == (job.id, at_once)
    assert (take(now=soon) is not None) is at_once


def test_one_whose_turn_it_was_not_has_not_been_begun(database: Engine) -> None:
    job, _ = ask_for()
    take()
    db.write(jobs.put_back, job.id, "one", run_at=NOW, words="Another reads it.")
    again = take()
    assert again is not None
    assert again.attempts == 1


def test_the_list_shows_who_is_alive_first_and_goes_on(database: Engine) -> None:
    ids = []
    for about in "abc":
        job, _ = ask_for(about=about)
        ids.append(job.id)
        take()
        db.write(jobs.finish, job.id, "one", result={}, now=NOW)
    alive, _ = ask_for(about="d")
    assert [job.id for job in db.read(jobs.recent, limit=2)] == [alive.id, ids[2]]
    assert [job.id for job in db.read(jobs.recent, limit=2, before=ids[2])] == [ids[1], ids[0]]


def test_the_latest_of_a_kind_is_about_everything(database: Engine) -> None:
    ask_for(about="ticketmaster:Galway")
    whole, _ = ask_for()
    ask_for(about="dice")
    assert {kind: job.id for kind, job in db.read(jobs.latest, ["ingest", "train-model"]).items()} == {
        "ingest": whole.id
    }


def test_after_a_month_it_is_forgotten(database: Engine) -> None:
    ask_for(about="over")
    job = take()
    assert job is not None
    db.write(jobs.finish, job.id, "one", result={}, now=NOW)
    ask_for(about="waits")
    assert db.write(jobs.tidy, now=NOW + timedelta(days=29)) == 0
    assert db.write(jobs.tidy, now=NOW + timedelta(days=31)) == 1
    assert db.read(jobs.counts) == {("ingest", "waiting"): 1}
