"""What is worth waking an operator for: the rules as data, and what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wtc.shapes.engine import SourceHealth
from wtc.shapes.jobs import Finding, Job, JobState, ScheduleStanding
from wtc.shapes.recommenders import Version

CRITICAL, WARNING = "critical", "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A number that must not rise above ``over``. ops/alerts.yml says the same to Prometheus."""

    key: str
    level: str
    over: float
    title: str
    message: str
    fix: str

    def finding(self, value: float) -> Finding | None:
        """What is wrong when the number is ``value``; None when nothing is."""
        if value <= self.over:
            return None
        message = self.message.format(value=value)
        return Finding(key=self.key, level=self.level, title=self.title, message=message, fix=self.fix)


RULES = (
    Rule(
        key="error_rate",
        level=CRITICAL,
        over=0.01,
        title="Answers fail",
        message="{value:.1%} of the answers of the last five minutes were a 5xx.",
        fix="Find level error in the log; /ready says whether database and disk are well.",
    ),
    Rule(
        key="p95_ms",
        level=WARNING,
        over=2_000,
        title="Answers are slow",
        message="One answer in twenty of the last five minutes took {value:,.0f} ms or more.",
        fix="Is the machine busy or the database far away? wtc_request_seconds says which routes it is.",
    ),
    Rule(
        key="connections",
        level=CRITICAL,
        over=45,
        title="The database has many connections",
        message="{value:.0f} connections are open.",
        fix="Each server opens at most 16, and so does its worker: find what else is connected with SHOW PROCESSLIST.",
    ),
    Rule(
        key="disk_short_mb",
        level=CRITICAL,
        over=0,
        title="The disk is nearly full",
        message="The data folder is {value:,.0f} MB short of the 200 MB that it should have free.",
        fix="Make room in DATA_DIR or give it more. Below 20 MB nothing is written any more.",
    ),
    Rule(
        key="waiting_s",
        level=WARNING,
        over=900,
        title="Jobs wait and nobody does them",
        message="The one that waits longest could have been begun {value:,.0f} s ago.",
        fix="Is a worker running? JOB_WORKERS above 0 in the server, or python -m wtc jobs work beside it.",
    ),
)

SOURCE_RULES = {
    "unauthorised": (CRITICAL, "{name} refuses our key"),
    "unpaid": (CRITICAL, "{name} wants money"),
    "blocked": (WARNING, "{name} wants no calls for now"),
    "failed": (WARNING, "{name} does not answer"),
    "partial": (WARNING, "{name} could be read in part only"),
    "stale": (WARNING, "{name} was not read for a while"),
}
"""The words of a source's health that are worth an alert."""


def measured(values: Mapping[str, float]) -> list[Finding]:
    """What the numbers say; a rule whose number is not known finds nothing."""
    found = (rule.finding(values[rule.key]) for rule in RULES if rule.key in values)
    return [finding for finding in found if finding]


def of_sources(sources: Iterable[SourceHealth], said: Mapping[str, str]) -> list[Finding]:
    """What is wrong with sources that are on and have a key; ``said`` is what each said last."""
    return [
        Finding(
            key=f"source:{source.source}:{source.word}",
            level=SOURCE_RULES[source.word][0],
            title=SOURCE_RULES[source.word][1].format(name=source.name),
            message=said.get(source.source, ""),
            fix=source.fix,
        )
        for source in sources
        if source.configured and source.enabled and source.word in SOURCE_RULES
    ]


def of_jobs(latest: Iterable[tuple[str, Job]]) -> list[Finding]:
    """The kinds of job, by title, whose last one failed for good."""
    return [
        Finding(
            key=f"job:{job.kind}:{job.about}"[:120],
            level=WARNING,
            title=f"{title} failed",
            message=job.problem,
            fix=f"Put right what it says, then run python -m wtc jobs run {job.kind} {job.about}".strip(),
        )
        for title, job in latest
        if job.state is JobState.FAILED
    ]


def of_model(stale: Version | None, refused: str, now: datetime) -> list[Finding]:
    """A recommender that nothing newer has replaced for too long, and one whose arrays were changed."""
    found = []
    if stale:
        days = (now - stale.trained_at).days
        message = f"Version {stale.label} was trained {days} days ago, and nothing since was good enough to serve."
        fix = "python -m wtc train says what comes of it; GET /v1/model/versions says why versions were kept back."
        title = "The recommender is stale"
        found.append(Finding(key="model:stale", level=WARNING, title=title, message=message, fix=fix))
    if refused:
        fix = "An earlier version serves. Train anew with python -m wtc train, and find out who wrote to model_parts."
        title = "A trained model was changed"
        found.append(Finding(key="model:refused", level=CRITICAL, title=title, message=refused, fix=fix))
    return found


def of_schedules(standings: Iterable[ScheduleStanding]) -> list[Finding]:
    """The schedules that are overdue."""
    return [
        Finding(
            key=f"overdue:{one.kind}",
            level=CRITICAL if one.light == "red" else WARNING,
            title=f"{one.title} is overdue",
            message=one.words,
            fix=f"Is a worker running? python -m wtc jobs run {one.kind} does it here and now.",
        )
        for one in standings
        if one.light != "green" and not (one.last and one.last.state is JobState.FAILED)
    ]
