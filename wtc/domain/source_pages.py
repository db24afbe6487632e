"""The source room in words: every card of it, made of what the engine knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from wtc.domain import words
from wtc.domain.schedules import when
from wtc.shapes.engine import Quarantined, SourceHealth, SourceState, SourceUse
from wtc.shapes.events import SOURCE_NAMES
from wtc.shapes.jobs import Alert, Job, JobState, ScheduleStanding
from wtc.shapes.source_pages import AlertCard, AsideCard, Figure, JobCard, PlaceRow, ScheduleCard, SourceCard

STANDINGS = {
    "ok": ("Fine", "emerald"),
    "partial": ("In part", "gold"),
    "failed": ("No answer", "coral"),
    "blocked": ("Resting", "gold"),
    "unauthorised": ("Key refused", "coral"),
    "unpaid": ("Unpaid", "coral"),
    "stale": ("Stale", "gold"),
    "never": ("Not read yet", "sky"),
    "missing key": ("No key", "muted"),
    "off": ("Off", "muted"),
}
LIGHTS = {"green": ("Good", "emerald"), "amber": ("Late", "gold"), "red": ("Failing", "coral")}
STATES = {
    JobState.WAITING: ("Waiting", "sky"),
    JobState.RUNNING: ("Running", "emerald"),
    JobState.DONE: ("Done", "muted"),
    JobState.FAILED: ("Failed", "coral"),
}
ASKERS = {"clock": "the clock", "search": "a search", "command": "the command line", "person": "an admin"}
KNOWLEDGE = {"spotify": "Spotify", "mixcloud": "Mixcloud", "setlistfm": "setlist.fm"}
LOW = 10
NOT_FINE = ("coral", "gold")
UNREADABLE = ("off", "missing key")


def sentence(sources: Sequence[SourceCard], alerts: Sequence[AlertCard]) -> str:
    """The room in one line: how many sources are read, how many have trouble, how much is wrong."""
    read = [source for source in sources if source.can_read]
    well = sum(source.tone not in NOT_FINE for source in read)
    new = sum(not alert.taken for alert in alerts)
    told = f"{words.count(well).capitalize()} of {words.count(len(read))} sources well" if read else "No source is on"
    news = f"{words.count(new)} new alert{'' if new == 1 else 's'}" if new else "nothing new is wrong"
    return f"{told}, {news}."


def source(
    health: SourceHealth,
    jobs: Sequence[JobCard],
    *,
    by_city: bool,
    aside: int,
    now: datetime,
) -> SourceCard:
    """One source. ``by_city`` says that one town of it can be read by itself."""
    state, tone = STANDINGS.get(health.word, (health.word.capitalize(), "muted"))
    left, share = gauge(health.use, now)
    towns = [place(each, now) for each in health.states if each.city]
    return SourceCard(
        key=health.source,
        name=health.name,
        state=state,
        tone=tone,
        fix=health.fix,
        message=health.message if health.word not in UNREADABLE else "",
        read=f"Read {when(health.last_synced_at, now)}" if health.last_synced_at else "Never read",
        left=left,
        share=share,
        low=0 <= share < LOW,
        figures=_figures(health.report),
        towns=f"{len(towns)} town{'' if len(towns) == 1 else 's'} asked about" if towns else "",
        places=towns,
        aside=aside,
        can_read=health.word not in UNREADABLE,
        by_city=by_city,
        job=list(jobs),
    )


def gauge(use: SourceUse | None, now: datetime) -> tuple[str, int]:
    """What is left of a source, in words and of a hundred; below 0 when nobody knows."""
    if use is None:
        return "", -1
    asked = f"{use.calls:,} call{'' if use.calls == 1 else 's'} today"
    asked += f", {use.failed:,} failed" if use.failed else ""
    if use.left is None:
        return asked, -1
    again = f"; whole again {when(use.resets_at, now)}" if use.resets_at and use.resets_at > now else ""
    if not use.quota:
        return f"{use.left:,} calls left{again}; {asked}", -1
    spent = "Nothing left, so we serve what we have" if use.left <= 0 else f"{use.left:,} of {use.quota:,} calls left"
    return f"{spent}{again}; {asked}", max(0, min(100, round(100 * use.left / use.quota)))


def _figures(report: Mapping[str, Any]) -> list[Figure]:
    """The last reading in figures; nothing when there was none."""
    counted = ("seen", "new", "changed", "gone", "quarantined", "calls")
    figures = [
        Figure(label="set aside" if name == "quarantined" else name, value=f"{report[name]:,}")
        for name in counted
        if isinstance(report.get(name), int)
    ]
    seconds = report.get("seconds")
    return [*figures, Figure(label="seconds", value=f"{seconds:,.1f}")] if isinstance(seconds, float) else figures


def place(state: SourceState, now: datetime) -> PlaceRow:
    """One city of a source."""
    said, tone = STANDINGS.get(state.status, (state.status.capitalize(), "muted"))
    read = when(state.last_synced_at, now) if state.last_synced_at else "never"
    return PlaceRow(city=state.city, read=read, state=said, tone=tone, seen=f"{state.seen:,}")


def knowledge(key: str, use: SourceUse, now: datetime) -> SourceCard:
    """A source that knows about acts and lists no gigs: what is left of it."""
    left, share = gauge(use, now)
    asked = use.calls or use.left is not None
    return SourceCard(
        key=key,
        name=KNOWLEDGE[key],
        state="Asked today" if use.calls else "Not asked today",
        tone="emerald" if use.calls and not use.failed else "gold" if use.failed else "muted",
        read="Knows about acts, lists no gigs",
        left=left if asked else "",
        share=share,
        low=0 <= share < LOW,
    )


def aside(item: Quarantined, now: datetime) -> AsideCard:
    """Something that could not be read."""
    seen = when(item.seen_at, now) if item.seen_at else ""
    return AsideCard(id=item.source_id, reason=item.reason, field=item.field, raw=item.raw, seen=seen)


def job(one: Job, title: str, now: datetime) -> JobCard:
    """One job."""
    state, tone = STATES[one.state]
    if one.state is JobState.WAITING and one.run_at > now:
        state = f"Tried again {when(one.run_at, now)}" if one.attempts else f"Begins {when(one.run_at, now)}"
    total = one.progress.total
    return JobCard(
        id=one.id,
        title=title,
        about=about(one.about),
        state=state,
        tone=tone,
        words=one.problem or (one.progress.words if one.alive else outcome(one)),
        asked=f"{when(one.created_at, now)}, by {ASKERS.get(one.asked_by, one.asked_by)}",
        took=_took(one),
        busy=one.alive,
        percent=min(100, round(100 * one.progress.done / total)) if total else -1,
    )


def about(said: str) -> str:
    """What a job is about: 'Ticketmaster, Galway'."""
    source_key, _, city = said.partition(":")
    return ", ".join(filter(None, (SOURCE_NAMES.get(source_key, source_key), city)))


def outcome(one: Job) -> str:
    """What came of a job that is over, in a few words."""
    result = one.result
    if result.get("skipped"):
        return f"Skipped: {result['skipped']}."
    if isinstance(read := result.get("read"), Mapping):
        parts = [f"{SOURCE_NAMES.get(key, key)} {_counted(told)}" for key, told in read.items()]
        return "; ".join(parts) or "Everything was read a short while ago."
    return _counted(result).capitalize() if "seen" in result else one.progress.words


def _counted(result: Mapping[str, object]) -> str:
    if result.get("skipped") or result.get("problem"):
        return str(result.get("skipped") or "not read")
    return f"{result.get('seen', 0):,} seen, {result.get('new', 0):,} new, {result.get('changed', 0):,} changed"


def _took(one: Job) -> str:
    if not (one.started_at and one.finished_at):
        return ""
    seconds = (one.finished_at - one.started_at).total_seconds()
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds / 60:.0f} min"


def schedule(one: ScheduleStanding, now: datetime) -> ScheduleCard:
    """One schedule."""
    state, tone = LIGHTS[one.light]
    return ScheduleCard(
        kind=one.kind,
        title=one.title,
        cron=one.cron,
        state=state,
        tone=tone,
        words=one.words,
        last=when(one.last.created_at, now) if one.last else "never",
        next=when(one.next_at, now),
        busy=bool(one.last and one.last.alive),
    )


def alert(one: Alert, now: datetime) -> AlertCard:
    """One alert."""
    return AlertCard(
        id=one.id,
        level=one.level.capitalize(),
        tone="coral" if one.level == "critical" else "gold",
        title=one.title,
        message=one.message,
        fix=one.fix,
        since=f"Since {when(one.opened_at, now)}",
        taken=one.acknowledged_at is not None,
    )
