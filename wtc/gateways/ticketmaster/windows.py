"""Windows of time small enough to be read: split until none holds more than deep paging reaches."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from wtc import clock

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
FULL = 0.8  # how full a window made by splitting should be, so that uneven days still fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From ``start`` up to but not including ``end``; with ``undated`` the events without a date (TBA or TBD).

    ``parent`` is the window it was cut from, which held ``parent_total`` events.
    """

    country: str
    start: datetime
    end: datetime
    undated: str = ""
    parent: "Window | None" = None
    parent_total: int = 0

    @property
    def words(self) -> str:
        if self.undated:
            return f"{self.country}, dates {self.undated}"
        first, last = clock.local(self.start), clock.local(self.end - SECOND)
        if self.end - self.start < timedelta(hours=23):
            return f"{self.country}, {first:%-d %b %H:%M} to {last:%H:%M}"
        return f"{self.country}, {first:%-d %b} to {last:%-d %b}"

    @property
    def params(self) -> dict[str, str]:
        """As Ticketmaster wants it: both edges count, no fractions of a second."""
        if self.undated:
            return {f"include{self.undated}": "only"}
        return {
            "startDateTime": f"{self.start:%Y-%m-%dT%H:%M:%SZ}",
            "endDateTime": f"{self.end - SECOND:%Y-%m-%dT%H:%M:%SZ}",
        }

    def touches(self, day: date) -> bool:
        """Whether any of the Irish ``day`` lies in it."""
        return self.start < clock.at(day + timedelta(days=1)) and self.end > clock.at(day)

    def split(self, total: int, reach: int) -> list["Window"]:
        """Its parts, when of ``total`` events only ``reach`` can be read: days, then hours; none when it is an hour."""
        cuts = self._cuts()
        if self.undated or not cuts:
            return []
        pieces = min(max(2, -(-total // int(reach * FULL))), len(cuts) + 1)
        at = [cuts[len(cuts) * step // pieces] for step in range(1, pieces)]
        edges = [self.start, *dict.fromkeys(at), self.end]
        return [
            replace(self, start=first, end=last, parent=self, parent_total=total) for first, last in pairwise(edges)
        ]

    def _cuts(self) -> list[datetime]:
        """Where it may be cut: at Irish midnights, and inside one day at every hour."""
        first = clock.local(self.start).date()
        days = (self.end - self.start).days + 2
        cuts = [clock.at(first + timedelta(days=step)) for step in range(1, days)]
        if not any(self.start < cut < self.end for cut in cuts):
            hours = int((self.end - self.start) / HOUR)
            cuts = [self.start + HOUR * step for step in range(1, hours + 1)]
        return [cut for cut in cuts if self.start < cut < self.end]


def whole_days(first: date, last: date, missed: list[Window], *, today: date) -> list[tuple[date, date]]:
    """The runs of days, both ends included, of which we surely saw every listing.

    The day at each edge is left out, because an event without a time may fall on either side of an edge, and today,
    because a source stops listing what has begun.
    """
    runs: list[tuple[date, date]] = []
    run: list[date] = []
    for step in range((last - first).days + 2):
        day = first + timedelta(days=step)
        if day <= last and not any(window.touches(day) for window in missed):
            run.append(day)
            continue
        inner = [each for each in run[1:-1] if each > today]
        if inner:
            runs.append((inner[0], inner[-1]))
        run = []
    return runs
