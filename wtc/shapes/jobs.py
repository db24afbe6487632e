"""Work beside the visitors: one job, one schedule, one alert, and how an operator sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobState(StrEnum):
    """Where a job is. Waiting and running ones are alive: of one kind and subject there is one such job at most."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is: ``total`` 0 is not known; ``resume`` is what the job itself needs to go on after a crash."""

    done: int = 0
    total: int = 0
    words: str = ""
    resume: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work as its row says. ``about`` tells jobs of one kind apart; ``attempts`` counts the begun ones."""

    id: int
    kind: str
    about: str = ""
    state: JobState = JobState.WAITING
    attempts: int = 0
    progress: Progress = field(default_factory=Progress)
    result: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    asked_by: str = "clock"
    user_id: int | None = None
    run_at: datetime
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def alive(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleStanding:
    """How a schedule goes: ``light`` is green, amber or red, and ``words`` say why."""

    kind: str
    title: str
    cron: str
    light: str
    words: str
    last: Job | None = None
    next_at: datetime
    synced_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CronHealth:
    """All schedules: ``light`` is the worst of theirs."""

    light: str
    schedules: tuple[ScheduleStanding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is done beside the visitors: the schedules, and jobs, those alive first."""

    at: datetime
    schedules: tuple[ScheduleStanding, ...] = ()
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong now, by a rule; ``key`` is the same as long as it is the same trouble."""

    key: str
    level: str
    title: str
    message: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A finding that was written down: open until ``closed_at``; ``acknowledged_at`` is when an admin took it on."""

    id: int
    key: str
    level: str
    title: str
    message: str = ""
    fix: str = ""
    opened_at: datetime
    seen_at: datetime
    closed_at: datetime | None = None
    acknowledged_at: datetime | None = None
