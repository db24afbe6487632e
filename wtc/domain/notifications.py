"""Notifications as rules: which goes by mail and when, what a letter says, and how a page shows them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from wtc import clock
from wtc.domain import words
from wtc.errors import Invalid
from wtc.language import n, t
from wtc.shapes.alerts import Notification, NotificationDay, NotificationLine, NotificationSettings, Road

SETTLED = ("change", "show", "taste", "set")
"""The kinds of news that a user decides about; the others answer something they did."""
PUSHED = tuple(f"push_{kind}" for kind in SETTLED)
SHOWN = 20
"""How many items one letter tells of."""
_GLYPHS = {"change": "alert", "show": "bell", "taste": "spark", "set": "music", "room": "door", "report": "info"}


def tidied(told: NotificationSettings) -> NotificationSettings:
    """The settings, with ``Invalid`` naming every hour that is none."""
    hours = {name: getattr(told, name) for name in ("digest_hour", "quiet_from", "quiet_to")}
    if wrong := {name: "An hour from 0 to 23." for name, hour in hours.items() if not 0 <= hour <= 23}:
        raise Invalid("Some of that won't do.", details=wrong)
    return told


def road(told: NotificationSettings, kind: str) -> Road:
    """How news of a kind goes: what is not the user's to settle goes at once."""
    return Road(getattr(told, kind)) if kind in SETTLED else Road.NOW


def mail_at(told: NotificationSettings, road: Road, *, now: datetime, last: datetime | None = None) -> datetime | None:
    """When news of ``now`` may go by mail: at once or with the next digest, and never in the quiet hours.

    ``last`` is when the last digest went: there is one on an Irish day at most.
    """
    if road is Road.OFF:
        return None
    return aloud(told, now if road is Road.NOW else _digest(told, now, last))


def _digest(told: NotificationSettings, now: datetime, last: datetime | None) -> datetime:
    today = clock.local(now).date()
    due = clock.at(today, told.digest_hour)
    if due < now:
        today += timedelta(days=1)
        due = clock.at(today, told.digest_hour)
    while last is not None and clock.local(aloud(told, due)).date() <= clock.local(last).date():
        today += timedelta(days=1)
        due = clock.at(today, told.digest_hour)
    return due


def aloud(told: NotificationSettings, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it is in."""
    if not quiet(told, moment):
        return moment
    here = clock.local(moment)
    tomorrow = here.hour >= told.quiet_from > told.quiet_to
    return clock.at(here.date() + timedelta(days=1 if tomorrow else 0), told.quiet_to)


def quiet(told: NotificationSettings, moment: datetime) -> bool:
    """Whether a moment is in the quiet hours; there are none when they begin as they end."""
    hour = clock.local(moment).hour
    if told.quiet_from <= told.quiet_to:
        return told.quiet_from <= hour < told.quiet_to
    return hour >= told.quiet_from or hour < told.quiet_to


def letter(news: Sequence[Notification], total: int, *, site: str, unsubscribe: str) -> tuple[str, str]:
    """A mail's subject and body: one piece of news alone, or a list of them, the oldest first."""
    first = news[0].title
    subject = (
        first
        if total == 1
        else n("{count} thing for you: {first}", "{count} things for you: {first}", total, first=first)
    )
    told = [f"{each.title}\n{each.body}\n{site}{each.href}" for each in news]
    if total == 1:
        told = [f"{news[0].body}\n\n{site}{news[0].href}"]
    settle = f"{site}/notifications"
    more = [t("And {count} more: {address}", count=total - len(news), address=settle)] if total > len(news) else []
    foot = "\n".join(
        (
            t("Choose what we write to you about: {address}", address=settle),
            t("No more of these mails: {address}", address=unsubscribe),
        )
    )
    return subject[:200], "\n\n".join((*told, *more, "--\n" + foot)) + "\n"


def days(found: Iterable[Notification], *, now: datetime) -> tuple[NotificationDay, ...]:
    """Notifications under what is unread, then under their Irish days."""
    today = clock.local(now).date()

    def under(each: Notification) -> str:
        day = clock.local(each.created_at).date()
        named = {today: t("Today"), today - timedelta(days=1): t("Yesterday")}.get(day) or words.day(day, today)
        when = named[0].lower() + named[1:] if day >= today - timedelta(1) else named
        return named if each.read else t("New, {day}", day=when)

    return tuple(
        NotificationDay(label=label, lines=[_line(each) for each in some]) for label, some in groupby(found, under)
    )


def _line(each: Notification) -> NotificationLine:
    return NotificationLine(
        id=each.id,
        glyph=_GLYPHS.get(each.kind, "info"),
        title=each.title,
        body=each.body,
        href=each.href or "/notifications",
        when=words.hour(each.created_at),
        read=each.read,
    )
