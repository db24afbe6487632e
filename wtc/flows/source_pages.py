"""The source room: everything an operator sees of sources, jobs and alerts, gathered at once."""

import asyncio

from wtc import clock
from wtc.db import ask
from wtc.domain import source_pages as words
from wtc.flows import alarms, sources, uses
from wtc.flows.kinds import KINDS
from wtc.services import alarms as alarm_rows
from wtc.services import engine
from wtc.services import jobs as rows
from wtc.shapes.jobs import Alert, Job, Work
from wtc.shapes.source_pages import AsideCard, JobCard, SourcesPage

PER_PAGE = 15


async def work(*, limit: int = 20, before: int | None = None) -> Work:
    """The schedules and a page of jobs."""
    schedules, found = await asyncio.gather(alarms.standings(), ask(rows.recent, limit=limit, before=before))
    return Work(at=clock.ticking(), schedules=schedules, jobs=found)


async def job(job_id: int) -> Job:
    """One job; ``NotFound`` when there is none."""
    return await ask(rows.one, job_id)


async def alerts_of(*, closed: bool = False) -> tuple[Alert, ...]:
    """What is wrong now, or what was lately."""
    return await ask(alarm_rows.closed_ones) if closed else await ask(alarm_rows.open_ones)


async def look() -> SourcesPage:
    """The whole room as it stands."""
    now = clock.ticking()
    at, health, used, wrong = await asyncio.gather(
        work(limit=PER_PAGE), sources.health(clock.now()), uses.standing(clock.now()), alerts_of()
    )
    jobs = [card(each) for each in at.jobs]
    about = {each.id: each.about.partition(":")[0] for each in at.jobs}
    listed = [
        words.source(
            each,
            [card for card in jobs if card.busy and about[card.id] == each.source],
            by_city=sources.reader_of(each.source).by_city,
            aside=len(each.quarantine),
            now=now,
        )
        for each in health.sources
    ]
    knowing = [words.knowledge(key, used[key], now) for key in words.KNOWLEDGE if key in used]
    alert_cards = [words.alert(each, now) for each in wrong]
    return SourcesPage(
        sentence=words.sentence(listed, alert_cards),
        alerts=alert_cards,
        sources=[*listed, *knowing],
        schedules=[words.schedule(each, now) for each in at.schedules],
        jobs=jobs,
        busy=any(card.busy for card in jobs),
        older=jobs[-1].id if len(jobs) == PER_PAGE else 0,
    )


async def older(before: int) -> list[JobCard]:
    """The jobs before the one with the id ``before``."""
    return [card(each) for each in await ask(rows.recent, limit=PER_PAGE, before=before)]


async def aside(source: str) -> list[AsideCard]:
    """What ``source`` sent lately that could not be read; of each the beginning."""
    sources.reader_of(source)
    now = clock.ticking()
    return [words.aside(each, now) for each in await ask(engine.aside, source)]


def card(one: Job) -> JobCard:
    """A job in words."""
    known = KINDS.get(one.kind)
    return words.job(one, known.title if known else one.kind, clock.ticking())
