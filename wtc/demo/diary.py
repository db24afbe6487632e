"""The truth behind the sample catalogue: which made-up night is on where, over one cycle of eighteen weeks."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from wtc.demo import tastes, words
from wtc.domain import genres
from wtc.domain.ireland import Act, Room, acts, rooms
from wtc.domain.text import fold

WEEKS = 18
DAYS = WEEKS * 7
ANCHOR = date(2024, 1, 1)
"""The Monday on which the cycle of the files begins."""

MOST_NIGHTS = 10
APART = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One performance as it is, before any source tells of it. ``start`` is a wall time; prices are whole units."""

    room: Room
    day: date
    start: str
    title: str
    family: str
    genres: tuple[str, ...]
    bill: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    about: str = ""
    state: str = ""
    fixture: bool = False

    @property
    def mark(self) -> str:
        """Twelve hex digits that stay the same for this night in every making of the files."""
        said = f"{self.room.name}|{self.room.city}|{self.day}|{self.start}|{self.title}"
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    @property
    def free(self) -> bool:
        return self.high == 0


class Book:
    """Who is booked where, so that nobody plays two rooms in a night or one town twice in a fortnight."""

    def __init__(self) -> None:
        self._nights: dict[str, list[tuple[date, str]]] = {}
        self._rooms: set[tuple[str, str, date]] = set()

    def free(self, act: str, day: date, city: str) -> bool:
        played = self._nights.get(act, [])
        if len(played) >= (6 if act in tastes.ARENA else MOST_NIGHTS):
            return False
        apart = 56 if act in tastes.ARENA else APART
        return all(abs((day - when).days) > (apart if where == city else 0) for when, where in played)

    def empty(self, room: Room, day: date) -> bool:
        return (room.name, room.city, day) not in self._rooms

    def take(self, bill: tuple[str, ...], room: Room, day: date) -> None:
        self._rooms.add((room.name, room.city, day))
        for act in bill:
            self._nights.setdefault(act, []).append((day, room.city))


def diary() -> list[Night]:
    """Every night of the cycle, in order of day and room; the same at every call."""
    book, nights = Book(), []
    playing = [room for room in rooms() if room.kind in tastes.FITS]
    for room in playing:
        nights += _fixtures(room, book)
    nights += _festivals(playing, book)
    for room in sorted(playing, key=lambda room: -room.capacity):
        nights += _gigs(room, book)
    nights += _quiet_nights(playing, nights)
    return sorted(nights, key=lambda night: (night.day, night.room.city, night.room.name, night.start, night.title))


def _fixtures(room: Room, book: Book) -> list[Night]:
    """What a room puts on every week: one fixture for most pubs, one for some of the others."""
    dice = Random(f"fixture {room.name} {room.city}")
    if dice.random() >= tastes.FIXTURE_SHARE.get(room.kind, 0.0):
        return []
    title, family, start = dice.choice(words.FIXTURES[room.kind])
    weekday = dice.choice((0, 1, 2, 3, 6, 4) if room.kind != "club" else (4, 5, 3))
    free = room.kind in ("trad pub", "music pub", "bar")
    about = words.description(family, room, dice)
    nights = []
    for week in range(WEEKS):
        day = ANCHOR + timedelta(days=week * 7 + weekday)
        book.take((), room, day)
        nights.append(
            Night(
                room=room, day=day, start=start, title=title, family=family, genres=(genres.FAMILIES[family],),
                low=0 if free else 10, high=0 if free else 12, about=about, fixture=True,
            )
        )  # fmt: skip
    return nights


def _gigs(room: Room, book: Book) -> list[Night]:
    dice = Random(f"gigs {room.name} {room.city}")
    pull = tastes.even_week(room.kind)
    days = [ANCHOR + timedelta(days=offset) for offset in range(DAYS)]
    count = round(tastes.PER_WEEK[room.kind] * tastes.LIVELY.get(room.city, 1.0) * WEEKS * dice.uniform(0.8, 1.2))
    wanted = sorted(days, key=lambda day: -(dice.random() ** (1 / pull[day.weekday()])))[:count]
    nights: list[Night] = []
    for day in sorted(wanted):
        act = _act_for(room, day, book, dice) if book.empty(room, day) else None
        if act is not None:
            nights += _shows(room, day, act, book, dice)
    return nights


def _act_for(room: Room, day: date, book: Book, dice: Random) -> Act | None:
    """Somebody who fits the room and is free; people from around here three times as likely."""
    fitting, weights = [], []
    for act, liking in _fitting(room):
        if book.free(act.name, day, room.city):
            fitting.append(act)
            weights.append(liking)
    return dice.choices(fitting, weights)[0] if fitting else None


@lru_cache(maxsize=256)
def _fitting(room: Room) -> tuple[tuple[Act, float], ...]:
    likings, found = tastes.FITS[room.kind], []
    for act in acts():
        family, (low, high) = family_of(act), reach(act.name)
        if act.name in tastes.RESTING or family not in likings or not low <= room.capacity <= high:
            continue
        home = fold(act.home_city) in (fold(room.city), fold(room.county))
        found.append((act, likings[family] * (3.0 if home else 1.0)))
    return tuple(found)


@lru_cache(maxsize=1_024)
def reach(act: str) -> tuple[int, int]:
    """(smallest, largest) capacity of the rooms an act plays."""
    return tastes.tier(act, Random(act).random())


@lru_cache(maxsize=1_024)
def family_of(act: Act) -> str:
    """The family an act is filed under."""
    return genres.place(act.genres)[0]


def _shows(room: Room, day: date, act: Act, book: Book, dice: Random) -> list[Night]:
    """The act's night in this room, and now and then a second night or a matinee with it."""
    family = family_of(act)
    low, high = tastes.price(room, family, reach(act.name)[0], dice.random())
    support = _support(room, day, act, family, book, dice)
    start = dice.choice(tastes.STARTS.get(room.kind, ("20:00",)))
    show = Night(
        room=room, day=day, start=start, title=words.gig_title(act.name, family, room, dice), family=family,
        genres=act.genres, bill=(act.name, *support), low=low, high=max(low, high),
        about=words.description(family, room, dice), state=_state(room, dice),
    )  # fmt: skip
    book.take(show.bill, room, day)
    shows = [show]
    following = day + timedelta(days=1)
    if (
        room.capacity >= 1_000
        and dice.random() < 0.16
        and following.weekday() in (5, 6)
        and (book.empty(room, following) and following < ANCHOR + timedelta(days=DAYS))
    ):
        book.take(show.bill, room, following)
        shows.append(replace(show, day=following, state=""))
    if room.kind in ("theatre", "concert hall") and day.weekday() >= 5 and dice.random() < 0.12:
        shows.append(replace(show, start="14:30", title=f"{act.name}: matinee", state="", bill=(act.name,)))
    return shows


def _support(room: Room, day: date, act: Act, family: str, book: Book, dice: Random) -> tuple[str, ...]:
    """Nobody, one or two others of the family who play smaller rooms."""
    wanted = dice.choices((0, 1, 2), (55, 35, 10) if room.kind not in ("club", "warehouse") else (30, 45, 25))[0]
    others = [
        other.name
        for other in acts()
        if other.name != act.name
        and other.name not in tastes.ARENA | tastes.LARGE | tastes.RESTING
        and family_of(other) == family
        and book.free(other.name, day, room.city)
    ]
    return tuple(dice.sample(others, min(wanted, len(others))))


def _state(room: Room, dice: Random) -> str:
    roll = dice.random()
    if roll < 0.015:
        return "cancelled"
    if roll < 0.027:
        return "rescheduled"
    if roll < 0.032:
        return "postponed"
    if roll < 0.05 and room.capacity >= 200:
        return "time to be announced"
    return "sold out" if roll < 0.12 else ""


def _festivals(playing: list[Room], book: Book) -> list[Night]:
    """Six weekends of a town, three nights each, with a bill of several acts."""
    nights = []
    for number, (city, (title, family)) in enumerate(zip(tastes.CITIES, words.FESTIVALS, strict=False)):
        dice = Random(f"festival {city}")
        here = sorted((r for r in playing if r.city == city and r.capacity >= 160), key=lambda r: (r.capacity, r.name))
        room = here[len(here) // 2]
        for evening in range(3):
            day = ANCHOR + timedelta(days=(2 + number * 3) * 7 + 4 + evening)
            free = [a.name for a in acts() if family_of(a) == family and book.free(a.name, day, city)]
            bill = tuple(dice.sample(free, min(4, len(free))))
            book.take(bill, room, day)
            nights.append(
                Night(
                    room=room, day=day, start="18:30", title=title.format(city=city), family=family,
                    genres=(genres.FAMILIES[family],), bill=bill, low=25, high=35,
                    about=f"Three nights in {city}. {words.description(family, room, dice)}",
                )
            )  # fmt: skip
    return nights


def _quiet_nights(playing: list[Room], nights: list[Night]) -> list[Night]:
    """Something in each of the bigger cities on every night that would have nothing."""
    busy = {(night.room.city, night.day) for night in nights if night.state != "cancelled" and night.start > "17"}
    added = []
    for city in tastes.CITIES:
        here = sorted((room for room in playing if room.city == city), key=lambda room: (room.capacity, room.name))[:4]
        for offset in range(DAYS):
            day = ANCHOR + timedelta(days=offset)
            if (city, day) in busy:
                continue
            room = here[day.weekday() % len(here)]
            dice = Random(f"quiet {city} {day.weekday()}")
            title, family, start = dice.choice(words.FIXTURES.get(room.kind, words.FIXTURES["theatre"]))
            added.append(
                Night(
                    room=room, day=day, start=max(start, "19:00"), title=title, family=family,
                    genres=(genres.FAMILIES[family],), low=0, high=0,
                    about=words.description(family, room, dice), fixture=True,
                )
            )  # fmt: skip
    return added
