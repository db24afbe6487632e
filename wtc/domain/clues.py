"""A listing as the matcher sees it: who plays, where, on which night and when, read from what its source said."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from wtc.domain import titles, venue_names
from wtc.domain.listings import rank
from wtc.domain.text import key
from wtc.shapes.events import Listing, Status

NIGHT_ENDS = 6  # o'clock: what starts before belongs to the night before


@dataclass(slots=True, kw_only=True)
class Clue:
    """A listing as the matcher sees it: ``block`` is the room and night, ``minute`` counts from the midnight before.

    ``one_stage`` and ``divided`` tell of a known room whether it has a single stage or several; ``foreign`` whether the
    head of the bill is written in another script than ours.
    """

    source: str
    source_id: str
    block: str
    town_block: str
    room: str
    night: date | None
    minute: int | None
    acts: tuple[str, ...]
    billed: tuple[str, ...]
    core: str
    slot: str
    day: str
    part: str
    one_stage: bool
    divided: bool
    foreign: bool
    sample: bool
    add_on: bool
    festival_pass: bool
    tribute: bool
    order: tuple[int, str, str]


def night_of(listing: Listing) -> date | None:
    """The night a listing is for: the day, the day before for a start before six, the new date if it was moved."""
    return _night(listing, _local(listing))


def _night(listing: Listing, local: datetime | None) -> date | None:
    day = listing.day
    if local:
        day = local.date() - timedelta(days=1) if local.hour < NIGHT_ENDS else local.date()
    if listing.status in (Status.RESCHEDULED, Status.POSTPONED):
        return titles.moved_to(f"{listing.title}\n{listing.description}", day) or day
    return day


@lru_cache(maxsize=16_384)
def _at(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(_zone(zone))


def _local(listing: Listing) -> datetime | None:
    return _at(listing.starts_at, listing.timezone) if listing.starts_at else None


def block_at(night: date | None, room: str, city_key: str, *, sample: bool = False) -> str:
    """What two listings must share to be compared: room and night; town and night when the room is not known.

    A sample shares no block with anything live.
    """
    return f"{'sample:' if sample else ''}{room or '~' + city_key}:{night.isoformat() if night else 'tba'}"


def clue(listing: Listing, room: str, city_key: str) -> Clue:
    """What matters of ``listing``, read from its title, line-up, venue and times; ``room`` is '' when not known."""
    venue = listing.venue
    said = titles.read(listing.title, venue.name if venue else "", venue.city if venue else "")
    billed = tuple(dict.fromkeys([key(artist.name) for artist in listing.artists]))
    local = _local(listing)
    night = _night(listing, local)
    stale = bool(night and listing.day and abs((night - listing.day).days) > 1)
    town_block = block_at(night, "", city_key, sample=listing.sample)
    return Clue(
        source=listing.source,
        source_id=listing.source_id,
        block=block_at(night, room, city_key, sample=listing.sample) if room else town_block,
        town_block=town_block,
        room=room,
        night=night,
        minute=None if stale or local is None else _minute(local),
        acts=tuple(dict.fromkeys(billed + said.acts)),
        billed=billed or said.acts[:1],
        core=said.core,
        slot=said.slot,
        day=said.day,
        part=venue_names.part(venue.name, venue.city) if venue else "",
        one_stage=bool(room and venue and venue_names.one_stage(venue.name, venue.city)),
        divided=bool(room and venue and venue_names.divided(venue.name, venue.city)),
        foreign=not (billed or said.acts or ("",))[0].isascii(),
        sample=listing.sample,
        add_on=listing.extra or listing.resale or said.extra,
        festival_pass=said.festival_pass,
        tribute=said.tribute,
        order=(rank(listing.source), listing.source, listing.source_id),
    )


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("Europe/Dublin")


def _minute(local: datetime) -> int:
    """Minutes since the midnight before the night; what is after midnight counts on."""
    return local.hour * 60 + local.minute + (24 * 60 if local.hour < NIGHT_ENDS else 0)
