"""When work is due by an Irish clock: every tick once, on the nights when the clock changes too."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.shapes.jobs import Job, JobState, ScheduleStanding

LATE = timedelta(minutes=15)
LONG = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A kind of work that comes back: ``cron`` is ``minute hours * * days``, the hours as 3, 0,12 or */6, the days of
    the week as * or 1,4 with Sunday 0 or 7.
    """

    kind: str
    cron: str

    def ticks(self, day: date) -> list[datetime]:
        """The moments of one Irish day, in order. An hour that does not exist that day comes when the clock has
        jumped on; one that exists twice comes the first time.
        """
        minute, hours, _, _, days = self.cron.split()
        if days != "*" and str(day.isoweekday() % 7) not in days.replace("7", "0").split(","):
            return []
        return sorted({clock.at(day, hour, int(minute)) for hour in _hours(hours)})

    def last(self, now: datetime) -> datetime:
        """The latest tick up to ``now``."""
        return max(tick for tick in self._around(now) if tick <= now)

    def next(self, now: datetime) -> datetime:
        """The first tick after ``now``."""
        return min(tick for tick in self._around(now) if tick > now)

    def _around(self, now: datetime) -> list[datetime]:
        today, reach = clock.local(now).date(), 1 if self.cron.endswith("*") else 7
        return [tick for days in range(-reach, reach + 1) for tick in self.ticks(today + timedelta(days=days))]


def _hours(said: str) -> tuple[int, ...]:
    if said.startswith("*"):
        return tuple(range(0, 24, int(said.removeprefix("*").removeprefix("/") or 1)))
    return tuple(int(hour) for hour in said.split(","))


SCHEDULES = (
    Schedule(kind="sync-shows", cron="0 */6 * * *"),
    Schedule(kind="sync-artists", cron="0 3 * * *"),
    Schedule(kind="sync-spotify", cron="30 4 * * *"),
    Schedule(kind="import-setlists", cron="0 12 * * *"),
    Schedule(kind="calculate-trending", cron="0 */4 * * *"),
    Schedule(kind="forget", cron="45 4 * * *"),
    Schedule(kind="train-model", cron="0 2 * * *"),
)
"""What the house does by itself, and when: that and the training of the recommender (``every``)."""


def every(retrain: str) -> tuple[Schedule, ...]:
    """All schedules; ``retrain`` is RETRAIN_CRON."""
    return (*SCHEDULES, Schedule(kind="train-recommender", cron=retrain))


def standing(
    schedule: Schedule, title: str, last: Job | None, *, now: datetime, synced_at: datetime | None = None
) -> ScheduleStanding:
    """How a schedule goes: amber when its last tick was not served in a quarter of an hour or its work takes hours;
    red when a whole round was missed or its work failed.
    """
    light, said = _light(schedule, last, now)
    return ScheduleStanding(
        kind=schedule.kind,
        title=title,
        cron=schedule.cron,
        light=light,
        words=said,
        last=last,
        next_at=schedule.next(now),
        synced_at=synced_at,
    )


def _light(schedule: Schedule, last: Job | None, now: datetime) -> tuple[str, str]:
    if last is None:
        return "green", "Not run yet."
    if last.alive:
        return _going(last, now)
    tick = schedule.last(now)
    if last.created_at < tick and now - tick > LATE:
        missed = last.created_at < schedule.last(tick - timedelta(seconds=1))
        return ("red" if missed else "amber"), f"Was due {when(tick, now)} and did not run."
    if last.state is JobState.FAILED:
        return "red", last.problem or "It failed."
    return "green", f"Done {when(last.finished_at or last.created_at, now)}."


def _going(last: Job, now: datetime) -> tuple[str, str]:
    if last.state is JobState.WAITING:
        late = now - last.run_at
        words_of = f"Waits since {when(last.run_at, now)}." if late > LATE else last.problem or "About to begin."
        return ("red" if late > LONG else "amber" if late > LATE else "green"), words_of
    began = last.started_at or last.created_at
    return ("amber" if now - began > LONG else "green"), f"Running since {when(began, now)}."


def when(moment: datetime, now: datetime) -> str:
    """A moment for an operator: '14:05', 'Fri 20 Nov, 14:05'; Irish time."""
    here, today = clock.local(moment), clock.local(now).date()
    clocked = f"{here:%H:%M}"
    return clocked if here.date() == today else f"{words.day(here.date(), today)}, {clocked}"
