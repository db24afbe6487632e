"""Which listings tell of one performance: pairs judged by named parts, then joined only where nothing objects.

One event is one performance of one bill in one room. A verdict is about two listings; a group is joined best pair
first, and never across two members that cannot be one performance. The result depends on the listings alone, not on
their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from rapidfuzz.distance import OSA

from wtc.domain import titles, venues
from wtc.domain.listings import rank
from wtc.domain.text import key
from wtc.shapes.events import Listing, Status

NIGHT_ENDS = 6  # o'clock: what starts before belongs to the night before
ALIKE_MINUTES = 125  # doors are at most an hour and a half before the show, and sources err by an hour
TWICE_MINUTES = 75  # what one source lists twice this far apart, it plays twice
EVENING = 17 * 60 + 30
SAME_MINUTES = 35
LATE = 21 * 60
BY_ACT = "bandsintown"
"""A source that lists a show once for each of its acts."""


class Verdict(StrEnum):
    SAME = "same"
    PERHAPS = "perhaps"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A verdict with its parts, each from 0 to 1: ``act``, ``show``, ``time``; ``because`` names what decided."""

    verdict: Verdict
    score: float
    act: float = 0.0
    show: float = 0.0
    time: float = 0.0
    because: str = ""


@dataclass(slots=True, kw_only=True)
class Clue:
    """A listing as the matcher sees it: ``block`` is the room and night, ``minute`` counts from the midnight before."""

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
        part=venues.part(venue.name) if venue else "",
        one_stage=bool(room and venue and venues.one_stage(venue.name, venue.city)),
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


def compare(one: Clue, other: Clue) -> Pair:
    """Whether two listings of one block tell of one performance, and by what."""
    if reason := objection(one, other):
        return Pair(verdict=Verdict.DIFFERENT, score=0.0, because=reason)
    act, show, time = _act(one, other), _show(one, other), _time(one, other)
    score = max(act, show) * 0.8 + time * 0.2
    if act >= 0.9 or show >= 0.9:
        verdict, because = Verdict.SAME, "line-up" if act >= show else "title"
    elif max(act, show) >= 0.6 and time >= 0.5:
        verdict, because = Verdict.PERHAPS, "alike"
    else:
        verdict, because = Verdict.DIFFERENT, "other act"
    return Pair(verdict=verdict, score=score, act=act, show=show, time=time, because=because)


def objection(one: Clue, other: Clue) -> str:
    """Why two listings cannot be one performance whatever their names, or nothing."""
    if one.room and other.room and one.room != other.room:
        return "other room"
    if one.part and other.part and one.part != other.part:
        return "other part of the venue"
    if one.festival_pass != other.festival_pass:
        return "festival pass"
    if one.day and other.day and one.day != other.day:
        return "other day of the festival"
    if one.slot and other.slot and one.slot != other.slot and not _one_start(one, other):
        return "other show of the day"
    if _wrong_slot(one, other) or _wrong_slot(other, one):
        return "other show of the day"
    if _twice(one, other):
        return "listed twice by one source"
    if one.minute is not None and other.minute is not None and not _times_meet(one.minute, other.minute):
        return "other time"
    return ""


def components(clues: Sequence[Clue]) -> list[list[int]]:
    """The listings that have to be judged together: a room's night, or a town's when one of it has no room."""
    open_towns = {clue.town_block for clue in clues if not clue.room}
    found: dict[str, list[int]] = {}
    for place, clue in enumerate(clues):
        found.setdefault(clue.town_block if clue.town_block in open_towns else clue.block, []).append(place)
    return [places for _, places in sorted(found.items())]


def cluster(clues: Sequence[Clue]) -> list[list[int]]:
    """The listings of one component (a room's night, or a town's when a room is not known) grouped into events.

    Each group is a list of places in ``clues``; groups and members come in a fixed order.
    """
    if len(clues) == 1:
        return [[0]]
    places = sorted(range(len(clues)), key=lambda place: clues[place].order)
    pairs: list[tuple[float, int, int]] = []
    for position, place in enumerate(places):
        for later in range(position + 1, len(places)):
            pair = compare(clues[place], clues[places[later]])
            if pair.verdict is Verdict.SAME:
                pairs.append((-pair.score, position, later))
    ordered = [clues[place] for place in places]
    groups = _joined(ordered, pairs)
    _seat_supports(ordered, groups)
    return [[places[position] for position in group] for _, group in sorted(groups.items())]


def _joined(clues: Sequence[Clue], pairs: list[tuple[float, int, int]]) -> dict[int, list[int]]:
    """Groups by their first member: the best pairs first, none where any two members object."""
    groups = {position: [position] for position in range(len(clues))}
    home = list(range(len(clues)))
    for _, position, later in sorted(pairs):
        left, right = sorted((home[position], home[later]))
        if left == right or any(objection(clues[a], clues[b]) for a in groups[left] for b in groups[right]):
            continue
        for member in groups[right]:
            home[member] = left
        groups[left] = sorted(groups[left] + groups.pop(right))
    return groups


def _seat_supports(clues: Sequence[Clue], groups: dict[int, list[int]]) -> None:
    """Join an act's own listing that names nobody else to the one bill of that hour, where there is a single stage."""
    for lone in [first for first, group in sorted(groups.items()) if all(_lone(clues[member]) for member in group)]:
        hours = {clues[member].minute for member in groups[lone]}
        bills = [
            first
            for first, group in groups.items()
            if first != lone
            and any(clues[member].minute in hours and clues[member].one_stage for member in group)
            and not any(objection(clues[a], clues[b]) for a in group for b in groups[lone])
        ]
        if len(bills) == 1 and not (len(hours) > 1 or None in hours):
            groups[bills[0]] = sorted(groups[bills[0]] + groups.pop(lone))


def _lone(clue: Clue) -> bool:
    return clue.source == BY_ACT and len(clue.acts) == 1 and clue.one_stage and clue.minute is not None


def _act(one: Clue, other: Clue) -> float:
    """How much of a line-up the two share: 1 for an act in common, less for names that are only alike."""
    if one.tribute != other.tribute and one.core != other.core:
        return 1.0 if set(one.billed) & set(other.billed) else 0.0
    if set(one.acts) & set(other.acts):
        return 1.0
    return max((_names(a, b) for a in one.acts for b in other.acts), default=0.0)


def _show(one: Clue, other: Clue) -> float:
    return 1.0 if one.core == other.core else _names(one.core, other.core)


@lru_cache(maxsize=65_536)
def _names(one: str, other: str) -> float:
    """Two names that are not equal: 0.95 for a slip of the pen, 0.7 when one holds the other whole, else 0."""
    plain, other_plain = one.replace(" ", ""), other.replace(" ", "")
    shorter = min(len(plain), len(other_plain))
    slips = 0 if shorter < 5 else 1 if shorter < 7 else 2
    if plain == other_plain or (slips and OSA.distance(plain, other_plain, score_cutoff=slips) <= slips):
        return 0.95
    short, long = sorted((set(one.split()), set(other.split())), key=len)
    return 0.7 if short and short <= long and len(" ".join(short)) > 3 else 0.0


def _time(one: Clue, other: Clue) -> float:
    if one.minute is None or other.minute is None:
        return 0.7
    apart = abs(one.minute - other.minute)
    return 1.0 if apart <= SAME_MINUTES else 0.8 if apart <= ALIKE_MINUTES else 0.3


def _wrong_slot(one: Clue, other: Clue) -> bool:
    """A matinee is no evening's show: 'early' against a start after half past five, 'late' against one before."""
    if one.slot not in ("early", "late") or other.minute is None or one.minute is not None:
        return False
    return (other.minute >= EVENING) == (one.slot == "early")


def _twice(one: Clue, other: Clue) -> bool:
    if one.source != other.source or one.add_on or other.add_on or one.minute is None or other.minute is None:
        return False
    apart = abs(one.minute - other.minute)
    after_midnight = max(one.minute, other.minute) >= 24 * 60
    return one.billed[:1] == other.billed[:1] and apart >= TWICE_MINUTES and not after_midnight


def _one_start(one: Clue, other: Clue) -> bool:
    return one.minute is not None and one.minute == other.minute


def _times_meet(one: int, other: int) -> bool:
    """Within doors and errors of each other, or a club night that one source dates after midnight."""
    apart = abs(one - other)
    return apart <= ALIKE_MINUTES or (apart <= 240 and max(one, other) >= 24 * 60 and min(one, other) >= LATE)
