"""The time: now, Irish local time, tonight and the weekend. WTC_NOW stands the clock still."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from wtc.settings import settings

DUBLIN = ZoneInfo("Europe/Dublin")


@lru_cache(maxsize=1)
def _fixed(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=DUBLIN)).astimezone(UTC)


def now() -> datetime:
    """The present as aware UTC; the moment of ``WTC_NOW`` when that is set (naive means Irish time)."""
    fixed = settings().wtc_now
    return _fixed(fixed) if fixed else datetime.now(UTC)


def ticking() -> datetime:
    """The machine's own time as aware UTC, which WTC_NOW never stops: for what must run out, such as a lease."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on an Irish clock."""
    return moment.astimezone(DUBLIN)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """An Irish wall time as aware UTC: in the spring gap the clock has jumped on; in the autumn fold, the first."""
    return datetime.combine(day, time(hour, minute), tzinfo=DUBLIN).astimezone(UTC)


def weekend(moment: datetime) -> tuple[datetime, datetime]:
    """The weekend in progress, or the next: Friday 17:00 to Monday 04:00 Irish time, as aware UTC.

    On Sunday night it is still this weekend; from Monday 04:00 on it is the coming one.
    """
    here = local(moment)
    monday = here.date() - timedelta(days=here.weekday())
    if here.weekday() == 0 and here.hour < 4:
        monday -= timedelta(days=7)
    friday = monday + timedelta(days=4)
    return at(friday, 17), at(friday + timedelta(days=3), 4)


def clocks(start: datetime, end: datetime) -> tuple[tuple[datetime, datetime, int], ...]:
    """The parts of a span between which Irish clocks change, each with how many minutes they are ahead of UTC.

    Looks two years ahead; what is later goes by the last clock.
    """
    parts = [(start, _ahead(start))]
    day = start
    while (day := day + timedelta(days=1)) < min(end, start + timedelta(days=730)):
        if _ahead(day) != parts[-1][1]:
            change = next(each for hour in range(25) if _ahead(each := day - timedelta(hours=24 - hour)) == _ahead(day))
            parts.append((change.replace(minute=0, second=0, microsecond=0), _ahead(day)))
    ends = [first for first, _ in parts[1:]] + [end]
    return tuple((first, last, ahead) for (first, ahead), last in zip(parts, ends, strict=True))


def _ahead(moment: datetime) -> int:
    return int((moment.astimezone(DUBLIN).utcoffset() or timedelta()).total_seconds() // 60)


def tonight(moment: datetime) -> tuple[datetime, datetime]:
    """From now to 05:00 tomorrow Irish time; before 05:00 it is still last night."""
    here = local(moment)
    day = here.date() - timedelta(days=1 if here.hour < 5 else 0)
    return moment, at(day + timedelta(days=1), 5)
