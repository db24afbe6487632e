"""What the samples know of acts, through the real parsers: DJs, records, mixes and past shows, each marked Sample."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from wtc.clock import local
from wtc.db import act
from wtc.demo import namesakes
from wtc.demo.djs import DJS
from wtc.demo.window import told
from wtc.domain.djs import draft
from wtc.gateways import mixcloud, setlistfm, spotify
from wtc.services import djs, enriching, mapping, mixes, setlists
from wtc.shapes.djs import DjDraft
from wtc.shapes.enriching import Kept
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.mixes import ListedMix
from wtc.shapes.setlists import PastShow

CHUNK = 100


@dataclass(slots=True, kw_only=True)
class Known:
    """The sample knowledge as the parsers read it; mixes and shows by the name of their act."""

    records: list[ArtistRecord] = field(default_factory=list)
    mixes: dict[str, list[ListedMix]] = field(default_factory=dict)
    shows: dict[str, list[PastShow]] = field(default_factory=dict)


async def load(now: datetime) -> Kept:
    """Keep what the samples know of the acts that are here; again changes nothing."""
    known = await asyncio.to_thread(read, now)
    await act(djs.sow_samples, directory(), now=now)
    kept = Kept()
    for begin in range(0, len(known.records), CHUNK):
        await act(_settle, known.records[begin : begin + CHUNK], now=now)
    kept += await act(_keep, known, now=now)
    await act(mapping.settle, namesakes.records(), now=now)
    return kept


async def reset() -> int:
    """Take it all away; how many rows that were. Nothing is called or kept of it afterwards."""
    return await act(enriching.forget_samples)


def directory() -> list[DjDraft]:
    """The sample directory of DJs, read like anybody's."""
    told = ({"dj_name": dj.name, "city": dj.city, "genres": ";".join(dj.genres), "dj_fee": dj.fee} for dj in DJS)
    return [draft(each)[0] for each in told]


def read(now: datetime) -> Known:
    """The sample answers of Spotify, Mixcloud and setlist.fm read by the parsers of the real ones."""
    known = Known()
    for answer in told("spotify"):
        known.records += spotify.acts(answer, sample=True)
    for answer in told("mixcloud"):
        user = mixcloud.user(answer, sample=True)
        if user:
            known.records.append(user)
            listed = mixcloud.mixes(answer.get("cloudcasts"), sample=True)
            known.mixes[user.name] = [mix for mix in listed if mix.published_at and mix.published_at <= now]
    today = local(now).date()
    for answer in told("setlistfm"):
        for show in setlistfm.shows(answer, sample=True):
            if show.day <= today:
                known.shows.setdefault(show.artist, []).append(show)
    return known


def _settle(session: Session, records: list[ArtistRecord], *, now: datetime) -> None:
    ours = enriching.named(session, [record.name for record in records])
    here = [record for record in records if record.name in ours]
    mapping.settle(session, here, now=now, meant={record.source_id: ours[record.name] for record in here})


def _keep(session: Session, known: Known, *, now: datetime) -> Kept:
    kept, ours = Kept(), enriching.named(session, known.mixes.keys() | known.shows.keys())
    for name, act_id in ours.items():
        if name in known.mixes:
            kept += mixes.keep(session, act_id, known.mixes[name], now=now)
        if name in known.shows:
            kept += setlists.keep(session, act_id, known.shows[name], now=now)
    return kept
