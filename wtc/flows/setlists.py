"""What our acts played before, once a day, from setlist.fm: by MusicBrainz id where it is known, by name where not."""

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.domain.namesakes import could_be
from wtc.errors import Conflict
from wtc.flows import uses
from wtc.flows.desks import Desk, cost, patience
from wtc.flows.turns import Turn, alone
from wtc.gateways.http import Policy
from wtc.gateways.setlistfm import SOURCE, SetlistFm
from wtc.services import enriching, mapping, setlists
from wtc.settings import settings
from wtc.shapes.enriching import DueAct, EnrichReport, Kept
from wtc.shapes.identity import ArtistRecord, Standing
from wtc.shapes.setlists import PastShow

JOB = "import-setlists"
PAGES = 2
"""How many pages of twenty shows are read of one act."""
CANDIDATES = 2
Progress = Callable[..., Any]
_log = structlog.get_logger(__name__)


async def job(work: Any) -> dict[str, Any]:
    """The same as a job of the queue."""
    report = await run(progress=work.say)
    return {name: value for name, value in asdict(report).items() if value}


async def run(
    *,
    now: datetime | None = None,
    most: int = 200,
    progress: Progress = lambda *_words, **_far: None,
    policy: Policy | None = None,
) -> EnrichReport:
    """Read the past shows of up to ``most`` acts with dates to come or followers, whoever waited longest first.

    At most what is left of the day's quota is asked. Each act is one transaction with the note that it was asked about.
    """
    began, moment, chosen = time.monotonic(), now or clock.now(), settings()
    key = chosen.setlistfm_api_key.get_secret_value()
    if not chosen.ingestion_enabled:
        return EnrichReport(skipped="switched off", problems=("INGESTION_ENABLED is false: no source is called.",))
    if not key:
        return EnrichReport(skipped="missing key", problems=("SETLISTFM_API_KEY is not set.",))
    if why := await patience(SOURCE, moment):
        return EnrichReport(skipped="blocked", problems=(why,))
    rest = await uses.left(SOURCE, moment)
    gateway = SetlistFm(chosen.setlistfm_base_url, key=key, now=moment, policy=policy, most=rest.left if rest else None)
    try:
        async with alone(JOB) as turn, gateway:
            report = await _all(Desk(source=SOURCE, gateway=gateway, now=moment), turn, moment, most, progress)
    except Conflict as held:
        return EnrichReport(skipped="another run is under way", problems=(held.message,))
    report = replace(report, seconds=round(time.monotonic() - began, 3))
    _log.info("setlists_imported", **{name: value for name, value in asdict(report).items() if value})
    return report


async def _all(desk: Desk, turn: Turn, now: datetime, most: int, progress: Progress) -> EnrichReport:
    due = await ask(enriching.due, enriching.SETLISTS, now=now, most=most)
    report = EnrichReport(acts=len(due))
    for number, one in enumerate(due, 1):
        told = await _about(desk, one, turn, now)
        await desk.count()
        if told is not None:
            matched, shows = told
            past = [show for show in shows if show.day <= clock.local(now).date()]
            kept = await act(_keep, turn, one, matched, past, now=now)
            report = replace(
                report, synced=report.synced + 1, matched=report.matched + bool(matched), kept=report.kept + kept
            )
        progress(f"Asked about {one.name}", done=number, total=len(due))
        if desk.closed:
            break
    return replace(report, calls=cost([desk]), problems=desk.problems)


async def _about(desk: Desk, one: DueAct, turn: Turn, now: datetime) -> tuple[int | None, list[PastShow]] | None:
    """Whose the shows are and the shows; nobody's when no record is held to be this act; None when nothing is known."""
    known = one.known.get(SOURCE)
    if known:
        shows = await desk.ask(desk.gateway.shows_of(known, PAGES))
        return None if shows is None else (one.id, shows)
    records = await desk.ask(desk.gateway.search(one.name))
    if records is None:
        return None
    likely = [record for record in records if could_be(record.name, one.name)][:CANDIDATES]
    ours = await act(_settle, turn, one, likely, now=now) if likely else ""
    if not ours:
        return None, []
    shows = await desk.ask(desk.gateway.shows_of(ours, PAGES))
    return None if shows is None else (one.id, shows)


def _settle(session: Session, turn: Turn, one: DueAct, likely: list[ArtistRecord], *, now: datetime) -> str:
    """setlist.fm's id of the act, '' when none of the records is held to be it."""
    turn.confirm(session)
    meant = {record.source_id: one.id for record in likely}
    matches = mapping.settle(session, likely, now=now, meant=meant)
    ours = (m.source_id for m in matches if m.state is Standing.ACCEPTED and m.artist_id == one.id)
    return next(ours, "")


def _keep(
    session: Session, turn: Turn, one: DueAct, matched: int | None, shows: list[PastShow], *, now: datetime
) -> Kept:
    turn.confirm(session)
    enriching.done(session, enriching.SETLISTS, [one.id], now=now)
    return setlists.keep(session, matched, shows, now=now) if matched and shows else Kept()
