"""How experiments are shown: figures in words, intervals as bars on one scale."""

import math
from collections.abc import Mapping
from datetime import datetime

from wtc.clock import local
from wtc.domain.experiments import WAYS, points, signed, span, test_name
from wtc.domain.words import capital, day
from wtc.language import t, told
from wtc.shapes.experiment_pages import HowPage, Option, Row, Table, Trial, WayCard
from wtc.shapes.experiments import Experiment, Guard, Lot, Outcome, Results

TONES = {
    "winning": "emerald",
    "losing": "coral",
    "broken sample": "coral",
    "inconclusive": "gold",
    "control": "muted",
}
TITLES = {"real": "Visitors", "synthetic": "The made-up crowd"}
LEAST_EDGE, WIDE = 0.03, 0.1
"""The scale reaches that far at least, and no interval alone takes it further than the second: it runs off."""


def trial(experiment: Experiment, results: Mapping[str, Results], now: datetime) -> Trial:
    """One experiment; the made-up crowd has a table when any of it was shown a list."""
    running = experiment.state == "running"
    begun = day(local(experiment.started_at).date(), local(now).date())
    shown = [found for found in results.values() if found.population == "real" or found.users]
    return Trial(
        id=experiment.id,
        name=experiment.name,
        about=experiment.about,
        state="Running" if running else "Ended",
        tone="emerald" if running else "muted",
        when=f"since {begun}" if running else f"{begun} to {_end(experiment, now)}",
        running=running,
        ending=_ending(experiment),
        plan=f"{experiment.planned:,} users for each list; a difference of {points(experiment.least)} matters.",
        peeking=next(iter(results.values())).peeking,
        tables=tuple(_table(found) for found in shown),
        arms=tuple(Option(key=arm.key, label=arm.name) for arm in experiment.arms),
    )


def chip(lot: Lot, *, met: bool) -> str:
    """The line at the foot of a page: which list picks for a reader. '' while none has, and for who wants none."""
    if not (met and lot.profiling and lot.list_name):
        return ""
    said = t("Picked by the “{list}” list", list=told(lot.list_name))
    return f"{said} · {_numbered(lot.test)}" if lot.running else said


def how(experiment: Experiment | None, lot: Lot | None, *, met: bool = False) -> HowPage:
    """What readers are told; ``lot`` is None for one who is not signed in, ``met`` that they were shown their list."""
    if experiment is None:
        return HowPage(mine=_mine(lot, met), lists=_lists(lot))
    running = experiment.state == "running"
    return HowPage(
        name=told(experiment.name),
        test=_numbered(test_name(experiment.id, experiment.name)),
        running=running,
        ways=tuple(
            WayCard(
                name=capital(t(WAYS[arm.ranker].name)),
                how=t(WAYS[arm.ranker].how),
                share=t("{share} of people", share=f"{arm.share:.0%}"),
                mine=lot is not None and bool(lot.experiment) and lot.variant == arm.key,
            )
            for arm in experiment.arms
        ),
        mine=_mine(lot, met),
        lists=_lists(lot),
        ended="" if running else _shipped(experiment),
    )


def _lists(lot: Lot | None) -> dict[str, str]:
    if lot is None or not lot.profiling:
        return {}
    return {ranker: capital(t(way.name)) for ranker, way in WAYS.items()}


def _mine(lot: Lot | None, met: bool) -> str:
    if lot is None:
        return t("You aren't signed in, so nothing is picked for you: you see what is popular and what is soon.")
    name = told(lot.list_name)
    if not lot.profiling:
        return t("You asked for lists without your history, so you see what is popular and are in no test.")
    if lot.instead:
        return t(
            "The model that your list needs isn't there just now, so the one called “{list}” stands in. You are back "
            "on your own as soon as it is.",
            list=name,
        )
    if not lot.experiment:
        return t("Nothing is being compared now.")
    if not met:
        return t("No list was made for you yet. When one is, it will be the one called “{list}”.", list=name)
    why = t("Your list is the one called “{list}”.", list=name)
    if not lot.running:
        return why
    return f"{why} {t('A draw put you on it, and you stay on it until the test ends.')}"


def _numbered(test: str) -> str:
    """A test by its number in the language in hand; by a name of its own as it is."""
    return t("test {number}", number=test[5:]) if test.startswith("test ") else told(test)


def _end(experiment: Experiment, now: datetime) -> str:
    ended = experiment.ended_at or now
    return day(local(ended).date(), local(now).date())


def _ending(experiment: Experiment) -> str:
    if experiment.state == "running":
        return ""
    who = f"{experiment.ended_by}: " if experiment.ended_by else ""
    return f"{_shipped(experiment)} {who}{experiment.reason}"


def _shipped(experiment: Experiment) -> str:
    key = experiment.winner or experiment.control
    name = next(arm.name for arm in experiment.arms if arm.key == key)
    if experiment.winner:
        return t("Everybody has “{list}” now.", list=told(name))
    return t("No winner: everybody has “{list}” again.", list=told(name))


def _table(found: Results) -> Table:
    ends = [abs(end) for each in found.variants for end in (each.low, each.high) if end is not None and each.users]
    lifts = [abs(each.lift) for each in found.variants if each.lift is not None and each.users]
    wanted = max(LEAST_EDGE, 1.2 * max(lifts, default=0.0), min(WIDE, max(ends, default=0.0)))
    edge = min(1.0, math.ceil(wanted * 100) / 100)
    held = "as they should" if found.sample_p >= 0.001 else "otherwise than they should"
    return Table(
        population=found.population,
        title=TITLES[found.population],
        synthetic=found.population == "synthetic",
        verdict=found.verdict,
        tone=TONES[found.verdict],
        words=found.words,
        sample=(
            f"{found.users:,} {'user' if found.users == 1 else 'users'}, {found.progress:.0%} of the plan. "
            f"The lists filled {held} (p {_p(found.sample_p)})."
        ),
        edge=f"{edge * 100:.0f} pt",
        rows=tuple(_row(each, edge) for each in found.variants),
    )


def _row(each: Outcome, edge: float) -> Row:
    drawn: dict[str, str] = {}
    if each.low is not None and each.high is not None and each.lift is not None and each.users:
        low, high, middle = (_percent(value, edge) for value in (each.low, each.high, each.lift))
        drawn = {"left": f"{low:.2f}%", "width": f"{max(0.5, high - low):.2f}%", "dot": f"{middle:.2f}%"}
    read = each.lift is not None and bool(drawn)
    return Row(
        key=each.variant,
        name=each.name,
        share=f"{each.share:.0%} of users",
        users=f"{each.users:,}",
        rate=f"{each.rate:.1%}" if each.users else "none yet",
        lift=f"{signed(each.lift or 0.0)} pt" if read else "",
        tone=TONES[each.verdict],
        **drawn,
        badge=each.verdict,
        words=each.words,
        textbook=f"Textbook p {_p(each.p_value)}, for one look only" if read and each.p_value is not None else "",
        hides=_hides(each.hides),
        latency=_latency(each.latency),
        warnings=tuple(filter(None, (each.hides.words, each.latency.words))),
    )


def _hides(guard: Guard) -> str:
    if guard.value is None:
        return ""
    against = f" ({span(guard.low, guard.high)})" if guard.low is not None and guard.high is not None else ""
    return f"{guard.value:.1%} hid something{against}"


def _latency(guard: Guard) -> str:
    if guard.value is None:
        return ""
    return f"p95 {guard.value:,.0f} ms ({guard.low:,.0f} to {guard.high:,.0f})"


def _percent(difference: float, edge: float) -> float:
    return 50 + 50 * max(-1.0, min(1.0, difference / edge))


def _p(value: float) -> str:
    return "< .001" if value < 0.001 else f"{value:.3f}".removeprefix("0")
