"""What an operator has to know: looked for every minute, shown to admins, and told to the webhook."""

import asyncio
import shutil
import time
from collections import deque
from datetime import timedelta
from typing import Any

import structlog

from wtc import clock, measures
from wtc.db import act, ask
from wtc.domain import alarms, schedules
from wtc.errors import SourceDown
from wtc.flows import sources, uses
from wtc.flows.kinds import KINDS
from wtc.gateways import webhook
from wtc.measures import Traffic
from wtc.services import alarms as rows
from wtc.services import engine, health, jobs, serving
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.jobs import Alert, CronHealth, Finding, ScheduleStanding

EVERY = 55.0
WINDOW = 300.0
ENOUGH = 20
"""Answers in the window below which nothing is said about them: one failure among three is no rate."""
TOLD_WITHIN = timedelta(days=1)
LEAST_FREE = 200_000_000
_log = structlog.get_logger(__name__)
_seen: deque[tuple[float, Traffic]] = deque()
_telling: set[asyncio.Task[None]] = set()
_last = 0.0


async def look(*, serving: bool = True) -> None:
    """Look whether anything is wrong, once a minute at most. ``serving`` says that this process answers visitors."""
    global _last
    if time.monotonic() - _last < EVERY and _last:
        return
    _last = time.monotonic()
    await settle(await measured(serving=serving))
    _tell_soon()


async def settle(numbers: dict[str, float]) -> None:
    """Open and close alerts by these numbers and by how sources, jobs, schedules and the recommender stand."""
    findings = [*alarms.measured(numbers), *await _of_sources(), *await _of_jobs(), *await _of_model()]
    known = [*numbers, "source:", "job:", "overdue:", "model:"]
    now = clock.ticking()
    before = {alert.key for alert in await ask(rows.open_ones)}
    closed = await act(rows.settle, findings, known=known, now=now)
    for finding in findings:
        if finding.key not in before:
            _log.warning("alert_opened", alert=finding.key, severity=finding.level, title=finding.title)
    for alert in closed:
        _log.info("alert_closed", alert=alert.key)
        if settings().alert_webhook_url.get_secret_value():
            _beside(_tell(alert, "closed"))
    measures.alerts.clear()
    for level, many in (await ask(rows.by_level)).items():
        measures.alerts.labels(level).set(many)


async def measured(*, serving: bool = True) -> dict[str, float]:
    """The numbers that have a rule. What visitors get is known only where they are served."""
    now = clock.ticking()
    waits = await ask(jobs.oldest_due, now=now)
    free = shutil.disk_usage(settings().data_dir).free if settings().data_dir.exists() else LEAST_FREE
    numbers: dict[str, float] = {
        "connections": await ask(health.connections),
        "disk_short_mb": (LEAST_FREE - free) / 1e6,
        "waiting_s": (now - waits).total_seconds() if waits else 0.0,
    }
    measures.connections.set(numbers["connections"])
    measures.disk_free.set(free)
    measures.waiting.set(numbers["waiting_s"])
    return numbers | (_traffic(time.monotonic()) if serving else {})


def _traffic(now: float) -> dict[str, float]:
    """The answers of the last five minutes: the difference between two snapshots, so that no request waits for it."""
    _seen.append((now, measures.traffic()))
    while len(_seen) > 1 and _seen[1][0] <= now - WINDOW:
        _seen.popleft()
    recent = _seen[-1][1] - _seen[0][1]
    if recent.answered < ENOUGH:
        return {"error_rate": 0.0, "p95_ms": 0.0}
    return {"error_rate": recent.broken / recent.answered, "p95_ms": recent.slowest(0.95) * 1000}


async def _of_sources() -> list[Finding]:
    now = clock.now()
    standing = await sources.health(now)
    said = {state.source: state.message for state in reversed(standing.states)}
    for source, use in (await uses.standing(now)).items():
        measures.upstream_calls.labels(source).set(use.calls)
        measures.upstream_failures.labels(source).set(use.failed)
        if use.left is not None:
            measures.upstream_left.labels(source).set(use.left)
    return alarms.of_sources(standing.sources, said)


async def _of_jobs() -> list[Finding]:
    last = await ask(jobs.latest, list(KINDS))
    found = alarms.of_jobs((KINDS[kind].title, job) for kind, job in last.items())
    return found + alarms.of_schedules(await standings())


async def _of_model() -> list[Finding]:
    now = clock.ticking()
    return alarms.of_model(*await ask(serving.worries, now=now), now)


async def standings() -> tuple[ScheduleStanding, ...]:
    """How every schedule goes."""
    now = clock.ticking()
    every = schedules.every(settings().retrain_cron)
    last = await ask(jobs.latest, [schedule.kind for schedule in every])
    read = await ask(engine.states)
    synced = max((state.last_synced_at for state in read if state.last_synced_at and not state.city), default=None)
    return tuple(
        schedules.standing(
            schedule,
            KINDS[schedule.kind].title,
            last.get(schedule.kind),
            now=now,
            synced_at=synced if schedule.kind == "sync-shows" else None,
        )
        for schedule in every
    )


async def cron_health() -> CronHealth:
    """All schedules and the worst of their lights."""
    found = await standings()
    worst = max(found, key=lambda one: ("green", "amber", "red").index(one.light))
    return CronHealth(light=worst.light, schedules=found)


async def acknowledge(who: Visitor, alert_id: int) -> Alert:
    """An admin takes an open alert on."""
    return await act(rows.acknowledge, alert_id, who.known_id, now=clock.ticking())


def _tell_soon() -> None:
    """Tell the webhook beside everything else; what it does not take is told again at the next look, for a day."""
    if settings().alert_webhook_url.get_secret_value() and not _telling:
        _beside(_tell_all())


def _beside(telling: Any) -> None:
    task = asyncio.ensure_future(telling)
    _telling.add(task)
    task.add_done_callback(_telling.discard)


async def settled() -> None:
    """Wait for what is being told."""
    while _telling:
        await asyncio.wait(set(_telling))


async def _tell_all() -> None:
    for alert in await ask(rows.untold, since=clock.ticking() - TOLD_WITHIN):
        if not await _tell(alert, "opened"):
            return
        await act(rows.told, alert.id, now=clock.ticking())


async def _tell(alert: Alert, event: str) -> bool:
    message = {
        "event": event,
        "text": f"{'Over: ' if event == 'closed' else ''}{alert.title}. {alert.message}".strip(),
        "alert": alert.key,
        "level": alert.level,
        "title": alert.title,
        "message": alert.message,
        "fix": alert.fix,
        "opened_at": alert.opened_at.isoformat(),
        "closed_at": alert.closed_at.isoformat() if alert.closed_at else None,
        "site": settings().address,
    }
    try:
        await webhook.post(settings().alert_webhook_url.get_secret_value(), message)
    except SourceDown as down:
        _log.warning("webhook_failed", alert=alert.key, problem=down.message)
        return False
    return True
