"""A fan's month: which days hold a gig that they keep, or one of an act that they follow."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.language import t
from wtc.shapes.events import Event
from wtc.shapes.venue_pages import DayMark, Month

_NO_HOUR = datetime(1, 1, 1, tzinfo=UTC)


def month(name: str, saved: Iterable[Event], followed: Iterable[Event], picked: str = "") -> Month:
    """The month ``name`` ('2026-12') with its days marked, what is kept before what is followed, and a sentence."""
    kept, also = Counter(map(on, saved)), Counter(map(on, followed))
    days = sorted(day for day in {*kept, *also} if day is not None and f"{day:%Y-%m}" == name)
    return Month(name=name, summary=_summary(name, kept, also, picked), marks=tuple(_mark(d, kept, also) for d in days))


def span(name: str) -> tuple[datetime, datetime]:
    """From the first Irish midnight of a month to the first of the next, aware UTC."""
    first = date.fromisoformat(f"{name}-01")
    return clock.at(first), clock.at((first + timedelta(days=32)).replace(day=1))


def together(saved: Iterable[Event], followed: Iterable[Event]) -> list[Event]:
    """Both in order of time; within a day, those without an hour first."""
    return sorted((*saved, *followed), key=lambda each: (on(each) or date.max, each.start_time or _NO_HOUR, each.id))


def on(event: Event) -> date | None:
    """The Irish day to which a gig belongs."""
    return event.day


def _mark(day: date, kept: Counter[date | None], also: Counter[date | None]) -> DayMark:
    told = [t("{count} saved", count=kept[day])] if kept[day] else []
    told += [t("{count} by acts you follow", count=also[day])] if also[day] else []
    total = kept[day] + also[day]
    return DayMark(
        day=day.isoformat(), status="saved" if kept[day] else "followed", word=str(total), said=", ".join(told)
    )


def _summary(name: str, kept: Counter[date | None], also: Counter[date | None], picked: str) -> str:
    first = date.fromisoformat(f"{name}-01")
    if picked:
        day = date.fromisoformat(picked)
        total = kept[day] + also[day]
        return t("{gigs} on {day}.", gigs=words.gigs(total), day=words.day(day, day, whole=True))
    ours, theirs = kept.total(), also.total()
    if not ours + theirs:
        return t("Nothing in {month} yet.", month=f"{words.month_name(first)} {first.year}")
    said = [t("{count} saved", count=f"{ours:,}")] if ours else []
    said += [t("{count} by acts you follow", count=f"{theirs:,}")] if theirs else []
    return t("{what} in {month}.", what=words.listed(said), month=words.month_name(first))
