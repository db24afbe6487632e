"""What Spotify and Mixcloud know of our acts, once a day: pictures, genres and links to the act, mixes beside it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.domain.namesakes import could_be
from wtc.errors import Conflict
from wtc.flows.desks import Desk, cost, patience
from wtc.flows.turns import Turn, alone
from wtc.gateways.http import Policy
from wtc.gateways.mixcloud import Mixcloud
from wtc.gateways.spotify import Spotify
from wtc.services import enriching, mapping, mixes
from wtc.settings import settings
from wtc.shapes.enriching import DueAct, EnrichReport, Kept
from wtc.shapes.identity import ArtistRecord, Standing
from wtc.shapes.mixes import ListedMix

JOB = "sync-artists"
CANDIDATES = 2
"""How many namesakes of one source are looked at."""
NEWEST = 12
Progress = Callable[..., Any]
_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class Found:
    """What was found about one act: records of like names, and the mixes of each Mixcloud user by their name there."""

    records: list[ArtistRecord] = field(default_factory=list)
    mixes: dict[str, list[ListedMix]] = field(default_factory=dict)
    answered: bool = False


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
    """Ask about up to ``most`` acts with dates to come or followers, whoever waited longest first.

    Each act is one transaction with the note that it was asked about, so a run cut off anywhere is gone on with. A
    source that is down or refuses us is named, and the rest goes on.
    """
    began, moment = time.monotonic(), now or clock.now()
    if not settings().ingestion_enabled:
        return EnrichReport(skipped="switched off", problems=("INGESTION_ENABLED is false: no source is called.",))
    try:
        async with alone(JOB) as turn, AsyncExitStack() as stack:
            desks, closed = await _open(stack, moment, policy)
            if not desks:
                return EnrichReport(skipped="nobody to ask", problems=closed)
            report = await _all(desks, turn, moment, most, progress)
    except Conflict as held:
        return EnrichReport(skipped="another run is under way", problems=(held.message,))
    report = replace(report, problems=closed + report.problems, seconds=round(time.monotonic() - began, 3))
    _log.info("acts_enriched", **{name: value for name, value in asdict(report).items() if value})
    return report


async def _open(stack: AsyncExitStack, now: datetime, policy: Policy | None) -> tuple[list[Desk], tuple[str, ...]]:
    """The sources that are configured and may be asked now, and why the others may not."""
    desks, closed = [], []
    for source, gateway in (("spotify", spotify(now, policy)), ("mixcloud", mixcloud(now, policy))):
        if gateway is None:
            continue
        if why := await patience(source, now):
            closed.append(why)
            continue
        desks.append(Desk(source=source, gateway=await stack.enter_async_context(gateway), now=now))
    return desks, tuple(closed)


def spotify(now: datetime, policy: Policy | None = None) -> Spotify | None:
    """Spotify, when it has a key."""
    chosen = settings()
    secret = chosen.spotify_client_secret.get_secret_value()
    if not (chosen.spotify_client_id and secret):
        return None
    urls = (chosen.spotify_api_base_url, chosen.spotify_accounts_base_url)
    return Spotify(*urls, client_id=chosen.spotify_client_id, secret=secret, now=now, policy=policy)


def mixcloud(now: datetime, policy: Policy | None = None) -> Mixcloud | None:
    """Mixcloud, unless it is switched off."""
    chosen = settings()
    if not chosen.mixcloud_enabled:
        return None
    return Mixcloud(chosen.mixcloud_base_url, chosen.mixcloud_oembed_base_url, now=now, policy=policy)


async def _all(desks: list[Desk], turn: Turn, now: datetime, most: int, progress: Progress) -> EnrichReport:
    due = await ask(enriching.due, enriching.SYNCED, now=now, most=most)
    report = EnrichReport(acts=len(due))
    for number, one in enumerate(due, 1):
        found = Found()
        for desk in desks:
            if not desk.closed:
                await _ASKED[desk.source](desk, one, found)
                await desk.count()
        if found.answered:
            matched, kept = await act(_keep, turn, one, found, now=now)
            report = replace(
                report, synced=report.synced + 1, matched=report.matched + matched, kept=report.kept + kept
            )
        progress(f"Asked about {one.name}", done=number, total=len(due))
        if all(desk.closed for desk in desks):
            break
    return replace(report, calls=cost(desks), problems=tuple(said for desk in desks for said in desk.problems))


async def _ask_spotify(desk: Desk, one: DueAct, found: Found) -> None:
    known = one.known.get("spotify")
    record = await desk.ask(desk.gateway.act(known)) if known else None
    records = [record] if record else None
    if not records and not desk.closed:
        records = await desk.ask(desk.gateway.search(one.name))
    _note(found, one, records)


async def _ask_mixcloud(desk: Desk, one: DueAct, found: Found) -> None:
    """Users of the name with their newest mixes, whose tags are all that tells one namesake from another."""
    known = one.known.get("mixcloud")
    user = await desk.ask(desk.gateway.user(known)) if known else None
    users = [user] if user else None
    if not users and not desk.closed:
        users = await desk.ask(desk.gateway.search_users(one.name))
    for record in _note(found, one, users):
        newest = await desk.ask(desk.gateway.mixes_of(record.source_id, NEWEST))
        if newest is None:
            continue
        found.mixes[record.source_id] = newest
        tags = Counter(genre for mix in newest for genre in mix.genres)
        genres = record.genres or tuple(tag for tag, _ in tags.most_common(5))
        found.records[found.records.index(record)] = replace(record, genres=genres)


def _note(found: Found, one: DueAct, records: Sequence[ArtistRecord] | None) -> list[ArtistRecord]:
    """Take down the records that could be this act; None is no answer."""
    if records is None:
        return []
    found.answered = True
    likely = [record for record in records if record.source_id in one.known.values() or could_be(record.name, one.name)]
    found.records += likely[:CANDIDATES]
    return likely[:CANDIDATES]


_ASKED = {"spotify": _ask_spotify, "mixcloud": _ask_mixcloud}


def _keep(session: Session, turn: Turn, one: DueAct, found: Found, *, now: datetime) -> tuple[int, Kept]:
    """Keep what was found in one transaction; how many records are this act's, and what became of their mixes."""
    turn.confirm(session)
    meant = {record.source_id: one.id for record in found.records}
    matches = mapping.settle(session, found.records, now=now, meant=meant) if found.records else []
    ours = [match for match in matches if match.state is Standing.ACCEPTED and match.artist_id]
    kept = Kept()
    for match in ours:
        if match.source == "mixcloud" and match.artist_id and found.mixes.get(match.source_id):
            kept += mixes.keep(session, match.artist_id, found.mixes[match.source_id], now=now)
    enriching.done(session, enriching.SYNCED, [one.id], now=now)
    return len([match for match in ours if match.artist_id == one.id]), kept
