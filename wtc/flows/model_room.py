"""The ML room: the recommender at work, its versions, its trainings and its log, gathered at once."""

from dataclasses import replace

from sqlmodel import Session

from wtc import clock, measures
from wtc.charts import models as charts
from wtc.db import act, ask
from wtc.domain import model_room as words
from wtc.flows import source_pages, training
from wtc.services import jobs, model_room, recommenders, serving
from wtc.shapes.accounts import Visitor
from wtc.shapes.jobs import Job
from wtc.shapes.model_room import Entry, Health, ModelPage
from wtc.shapes.recommenders import CROWD, PEOPLE, Standing, Version

PEOPLE_OF, CROWD_OF = "people", "crowd"
VERSIONS, JOBS, LOG = 20, 5, 12


async def health(of: str) -> Health:
    """How the lists of people, or of the crowd, do."""
    found = await ask(model_room.health, synthetic=of == CROWD_OF, now=clock.ticking())
    return replace(found, errors=int(measures.total(measures.list_errors)))


async def log(limit: int, before: int | None) -> tuple[Entry, ...]:
    """Who did what to models and experiments."""
    return await ask(model_room.log, limit=limit, before=before)


async def look(of: str) -> ModelPage:
    """The whole room as it stands, of people or of the crowd."""
    now, of = clock.ticking(), CROWD_OF if of == CROWD_OF else PEOPLE_OF
    standing, in_use, versions, done, entries, crowd_here = await ask(_gathered, CROWD if of == CROWD_OF else PEOPLE)
    worked = await health(of)
    mine = [one for one in versions if one.crowd == (of == CROWD_OF)]
    active = next((one for one in mine if one.label == in_use), None)
    before = words.earlier(mine, in_use)
    cards = [source_pages.card(job) for job in done]
    return ModelPage(
        of=of,
        crowd_here=crowd_here,
        updated=f"{clock.local(now):%H:%M:%S}",
        sentence=words.sentence(standing, now),
        trouble=words.trouble(standing),
        tiles=words.tiles(active, worked, of, standing.version),
        chart=charts.quality(mine),
        traffic=charts.traffic(worked.by_day),
        segments=words.segments(active, before),
        hidden=words.hidden(active),
        versions=[words.version_row(one, in_use, now) for one in mine],
        mix=words.mix(worked.feedback),
        jobs=cards,
        log=[words.log_row(entry, now) for entry in entries],
        back=before.label if before else "",
        busy=any(card.busy for card in cards),
    )


def _gathered(
    session: Session, kind: str
) -> tuple[Standing, str, tuple[Version, ...], tuple[Job, ...], tuple[Entry, ...], bool]:
    kinds, served = recommenders.kinds(session), serving.of_kind(session, kind)
    return (
        serving.standing(session, now=clock.ticking()),
        served.label if served else "",
        recommenders.versions(session, limit=VERSIONS * len((PEOPLE, CROWD))).versions,
        jobs.recent(session, limit=JOBS, kind=training.KIND),
        model_room.log(session, limit=LOG),
        CROWD in kinds,
    )


async def activate(who: Visitor, label: str) -> Version:
    """Let a version serve from now on. NotFound, and Conflict when its arrays are not sound."""
    return await act(recommenders.activate, label, who.known_id, now=clock.ticking())
