"""When work is due: by an Irish clock, each tick once, also on the nights when the clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wtc.domain.schedules import Schedule, every, standing
from wtc.shapes.jobs import Job, JobState

NIGHTLY = Schedule(kind="x", cron="30 1 * * *")
SIX = Schedule(kind="sync-shows", cron="0 */6 * * *")
NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


def test_the_owners_schedules_are_these() -> None:
    assert {one.kind: one.cron for one in every("0 2 * * *")} == {
        "sync-artists": "0 3 * * *",
        "sync-shows": "0 */6 * * *",
        "calculate-trending": "0 */4 * * *",
        "import-setlists": "0 12 * * *",
        "sync-spotify": "30 4 * * *",
        "forget": "45 4 * * *",
        "train-model": "0 2 * * *",
        "train-recommender": "0 2 * * *",
    }


@pytest.mark.parametrize("night", [date(2027, 3, 28), date(2026, 10, 25), date(2026, 11, 21)])
@pytest.mark.parametrize("schedule", [*every("0 2 * * *"), NIGHTLY], ids=lambda one: one.cron)
def test_every_tick_of_a_day_comes_once_in_order(schedule: Schedule, night: date) -> None:
    ticks = schedule.ticks(night)
    hours = 24 // int(schedule.cron.split("/")[1][:1]) if "/" in schedule.cron else 1
    assert len(ticks) == hours
    moment, seen = ticks[0] - timedelta(seconds=1), []
    while (moment := schedule.next(moment)) <= ticks[-1]:
        seen.append(moment)
    assert seen == ticks


def test_half_past_one_on_both_nights_of_change() -> None:
    assert NIGHTLY.ticks(date(2027, 3, 28)) == [datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]  # the clock shows 2:30
    assert NIGHTLY.ticks(date(2026, 10, 25)) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]  # the first of two


def test_walking_a_year_by_minutes_meets_every_tick_once() -> None:
    moment, met = datetime(2026, 1, 1, tzinfo=UTC), 0
    while moment.year == 2026:
        following = NIGHTLY.next(moment)
        assert NIGHTLY.last(following) == following
        assert NIGHTLY.last(following - timedelta(seconds=1)) <= moment
        moment, met = following, met + 1
    assert met == 366  # a tick a day, and the one that ends the walk


@pytest.mark.parametrize(("days", "met"), [("1", {1}), ("0", {7}), ("7", {7}), ("2,5", {2, 5})])
def test_a_weekly_tick_comes_on_its_days_alone(days: str, met: set[int]) -> None:
    weekly = Schedule(kind="x", cron=f"0 2 * * {days}")
    moment, seen = NOW, []
    while (moment := weekly.next(moment)) < NOW + timedelta(days=70):
        seen.append(moment)
        assert weekly.last(moment) == moment
        assert weekly.last(moment - timedelta(seconds=1)) < moment - timedelta(days=1)
    assert len(seen) == 10 * len(met)
    assert {tick.isoweekday() for tick in seen} == met


def job(created: datetime, state: JobState = JobState.DONE, **more: object) -> Job:
    return Job(id=1, kind="sync-shows", state=state, run_at=created, created_at=created, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "light"),
    [
        (None, "green"),
        (job(NOW - timedelta(hours=2)), "green"),
        (job(NOW - timedelta(hours=3)), "amber"),
        (job(NOW - timedelta(hours=9)), "red"),
        (job(NOW - timedelta(hours=2), JobState.FAILED, problem="The key was refused."), "red"),
        (job(NOW - timedelta(hours=2), JobState.RUNNING, started_at=NOW - timedelta(hours=1)), "green"),
        (job(NOW - timedelta(hours=9), JobState.RUNNING, started_at=NOW - timedelta(hours=3)), "amber"),
        (job(NOW - timedelta(minutes=20), JobState.WAITING), "amber"),
        (job(NOW - timedelta(hours=3), JobState.WAITING), "red"),
    ],
)
def test_a_stopped_job_turns_amber_and_then_red(last: Job | None, light: str) -> None:
    found = standing(SIX, "Read every source", last, now=NOW)
    assert found.light == light
    assert found.words
    assert found.next_at == datetime(2026, 11, 21, 18, tzinfo=UTC)
