"""The same night as several sources tell of it: who knows it at all, and how they disagree."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from wtc.demo.diary import Night

KNOWN: dict[str, dict[str, float]] = {
    "arena": {"ticketmaster": 1.0, "bandsintown": 0.5},
    "concert hall": {"ticketmaster": 0.8, "bandsintown": 0.3, "local": 0.15},
    "theatre": {"ticketmaster": 0.6, "bandsintown": 0.22, "local": 0.25, "eventbrite": 0.06},
    "live venue": {"ticketmaster": 0.5, "bandsintown": 0.4, "dice": 0.3, "eventbrite": 0.05},
    "hall": {"ticketmaster": 0.8, "bandsintown": 0.3},
    "club": {"dice": 0.85, "local": 0.12, "bandsintown": 0.15, "eventbrite": 0.1},
    "warehouse": {"dice": 0.8, "eventbrite": 0.2, "bandsintown": 0.2},
    "arts centre": {"local": 0.5, "eventbrite": 0.3, "ticketmaster": 0.22, "bandsintown": 0.2},
    "church": {"ticketmaster": 0.4, "eventbrite": 0.4, "bandsintown": 0.3},
}
PUB = {"local": 0.6, "eventbrite": 0.25, "bandsintown": 0.3, "dice": 0.12}
FIXTURE = {"local": 0.8, "eventbrite": 0.22}
FALLBACK = {
    "club": "dice",
    "warehouse": "dice",
    "theatre": "ticketmaster",
    "live venue": "dice",
    "hall": "ticketmaster",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One source's telling of a night. ``start`` is what it says; ``variety`` tells copies of one source apart."""

    night: Night
    source: str
    title: str
    start: datetime
    room: str
    bill: tuple[str, ...]
    located: bool = True
    priced: bool = True
    state: str = ""
    variety: str = ""

    @property
    def mark(self) -> str:
        return f"{self.night.mark}{self.variety}"


def copies(night: Night) -> list[Copy]:
    """Every listing of ``night``, in the order of the sources."""
    dice = Random(f"copies {night.mark}")
    known = _sources(night, dice)
    told = [_told(night, source, Random(f"{source} {night.mark}"), alone=len(known) == 1) for source in known]
    extras: list[Copy] = []
    for copy in told:
        if copy.source == "ticketmaster":
            extras += _beside(copy, dice)
        if copy.source == "bandsintown" and 1 < len(night.bill) < 4 and dice.random() < 0.5:
            extras.append(_supports_own(copy, dice))
    return told + extras


def _sources(night: Night, dice: Random) -> list[str]:
    chances = FIXTURE if night.fixture else KNOWN.get(night.room.kind, PUB)
    known = [source for source, chance in chances.items() if dice.random() < chance]
    if not night.bill:
        known = [source for source in known if source != "bandsintown"]
    if night.state == "time to be announced":
        known = [source for source in known if source not in ("dice", "eventbrite")]
    fallback = "local" if night.fixture else FALLBACK.get(night.room.kind, "local")
    return known or ["local" if night.state == "time to be announced" else fallback]


def _told(night: Night, source: str, dice: Random, *, alone: bool) -> Copy:
    start = datetime.fromisoformat(f"{night.day}T{night.start}:00")
    if dice.random() < 0.22:
        start += timedelta(minutes=dice.choice((-30, -30, 30)))
    aliases = night.room.aliases
    room = dice.choice(aliases) if aliases and dice.random() < 0.25 else night.room.name
    return Copy(
        night=night,
        source=source,
        title=_spelt(_title(night, source, room, dice, alone=alone), source, dice, alone=alone),
        start=start,
        room=room,
        bill=tuple(
            _spelt(act, source, dice, alone=alone) for act in (night.bill if dice.random() < 0.85 else night.bill[:1])
        ),
        located=dice.random() > (0.25 if source == "bandsintown" else 0.08),
        priced=source != "bandsintown" and dice.random() > (0.6 if source == "ticketmaster" else 0.08),
        state=night.state if dice.random() > 0.25 or source in ("ticketmaster", "local") else "",
    )


def _title(night: Night, source: str, room: str, dice: Random, *, alone: bool) -> str:
    if source == "bandsintown":
        return ""
    title, headliner = night.title, night.bill[0] if night.bill else ""
    roll = dice.random()
    if headliner and title.startswith(headliner) and night.start != "14:30":
        if source == "ticketmaster" and roll < 0.4:
            title = headliner
        elif source == "dice" and roll < 0.25 and len(night.bill) > 1:
            title = f"{headliner} + {night.bill[1]}"
        elif source == "eventbrite" and not alone:  # it has no line-up, so its titles say who plays
            title = headliner if roll > 0.2 else f"{headliner} at {room}"
        elif roll < 0.3 and len(night.bill) > 1:
            title = f"{headliner} with special guests {night.bill[1]}"
    return title


def _spelt(words: str, source: str, dice: Random, *, alone: bool) -> str:
    """As it is; or without its fadas; or, by a source that is not the only one, shouted."""
    roll = dice.random()
    if source == "local":
        return words
    if roll < 0.14:
        plain = unicodedata.normalize("NFKD", words)
        return "".join(letter for letter in plain if not unicodedata.combining(letter))
    return words.upper() if roll < 0.22 and not alone and source in ("eventbrite", "dice") else words


def _beside(copy: Copy, dice: Random) -> list[Copy]:
    """What Ticketmaster lists beside a show: packages, parking, resale."""
    size, act = copy.night.room.capacity, copy.night.bill[0] if copy.night.bill else copy.title
    made = []
    if size >= 900 and dice.random() < (0.5 if size >= 3_000 else 0.1):
        made.append(_variety(copy, f"{act} - VIP Packages", "v"))
    if size >= 3_000 and dice.random() < 0.4:
        made.append(_variety(copy, f"{copy.night.room.name} Car Parking: {act}", "p"))
    if size >= 900 and dice.random() < 0.12:
        made.append(_variety(copy, act, "r"))
    return made


def _variety(copy: Copy, title: str, variety: str) -> Copy:
    return Copy(
        night=copy.night, source=copy.source, title=title, start=copy.start, room=copy.room, bill=copy.bill,
        located=copy.located, priced=True, state="", variety=variety,
    )  # fmt: skip


def _supports_own(copy: Copy, dice: Random) -> Copy:
    """The show as it stands on the page of the act that opens it."""
    opener, headliner = copy.night.bill[1], copy.night.bill[0]
    alone = dice.random() < 0.4
    return Copy(
        night=copy.night, source=copy.source, title=f"{opener} supporting {headliner}" if alone else "",
        start=copy.start, room=copy.room, bill=(opener,) if alone else copy.night.bill,
        located=copy.located, priced=False, state=copy.state, variety="s",
    )  # fmt: skip
