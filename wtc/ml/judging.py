"""What may be said of an experiment: counts in, verdicts in words out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtc.domain.experiments import points, span
from wtc.ml import sequential
from wtc.ml.experiments import BROKEN, Comparison, Count, compare, sample_ratio, slow_tail
from wtc.shapes.experiments import Arm, Experiment, Guard, Outcome, Results, Tally

SLOW_MS = 200.0
"""The p95 that no list may pass."""
ENOUGH_LISTS = 100
"""Lists whose making was timed, below which their p95 is not called slow."""
PEEKING = (
    "The intervals hold for all lists at once and however often you look. The textbook's p-value and interval do not: "
    "they are for one look at a sample planned beforehand, and looking every day makes them cry wolf."
)


def judge(experiment: Experiment, population: str, counts: Mapping[str, Tally], *, at: datetime) -> Results:
    """Read one population of an experiment. An arm that is not in ``counts`` was shown to nobody."""
    tallies = [counts.get(arm.key, Tally()) for arm in experiment.arms]
    users = [tally.users for tally in tallies]
    sample_p = sample_ratio(users, [arm.share for arm in experiment.arms])
    broken = sample_p < BROKEN
    control = counts.get(experiment.control, Tally())
    outcomes = tuple(
        _outcome(arm, tally, control, experiment, broken=broken)
        for arm, tally in zip(experiment.arms, tallies, strict=True)
    )
    progress = min(1.0, min(users) / experiment.planned)
    verdict, words = _overall(outcomes, experiment, sample_p, progress)
    return Results(
        experiment=experiment.id,
        population=population,
        state=experiment.state,
        control=experiment.control,
        users=sum(users),
        conversions=sum(tally.conversions for tally in tallies),
        planned=experiment.planned,
        progress=progress,
        sample_p=sample_p,
        verdict=verdict,
        words=words,
        peeking=PEEKING,
        variants=outcomes,
        at=at,
    )


def _outcome(arm: Arm, tally: Tally, control: Tally, experiment: Experiment, *, broken: bool) -> Outcome:
    rate = sequential.wilson(tally.conversions, tally.users)
    facts: dict[str, Any] = {
        "variant": arm.key,
        "name": arm.name,
        "ranker": arm.ranker,
        "share": arm.share,
        "users": tally.users,
        "conversions": tally.conversions,
        "rate": tally.conversions / tally.users if tally.users else 0.0,
        "rate_low": rate.low,
        "rate_high": rate.high,
        "latency": _latency(tally),
    }
    if broken:
        return Outcome(**facts, verdict="broken sample", words="Not read.")
    hide_rate = tally.hid / tally.users if tally.users else None
    if arm.key == experiment.control:
        return Outcome(**facts, words="What the others are held against.", hides=Guard(value=hide_rate))
    rivals = len(experiment.arms) - 1
    made = compare(_count(tally), _count(control), rivals=rivals, planned=experiment.planned)
    return Outcome(
        **facts,
        lift=made.lift,
        low=made.interval.low,
        high=made.interval.high,
        verdict=made.verdict,
        words=_words(made, tally, control, experiment),
        p_value=made.p_value,
        textbook_low=made.fixed.low,
        textbook_high=made.fixed.high,
        findable=None if made.early else made.findable,
        hides=_hides(tally, control, rivals, experiment.planned),
    )


def _count(tally: Tally) -> Count:
    return Count(users=tally.users, hits=tally.conversions)


def _words(made: Comparison, tally: Tally, control: Tally, experiment: Experiment) -> str:
    if made.early:
        return "Too few users to say anything."
    between = span(*made.interval)
    if made.verdict == "winning":
        return f"Better than the control: {between}."
    if made.verdict == "losing":
        return f"Worse than the control: {between}."
    if min(tally.users, control.users) < experiment.planned:
        return f"No telling yet: {between}."
    if max(-made.interval.low, made.interval.high) < experiment.least:
        return f"As good as the control: {between}, less than the {points(experiment.least)} worth finding."
    return f"The planned sample is in and there is no telling: {between}."


def _hides(tally: Tally, control: Tally, rivals: int, planned: int) -> Guard:
    here = Count(users=tally.users, hits=tally.hid)
    made = compare(here, Count(users=control.users, hits=control.hid), rivals=rivals, planned=planned)
    words = f"Hides are up by {points(made.lift)}" if made.verdict == "winning" else ""
    return Guard(value=here.rate if here.users else None, low=made.interval.low, high=made.interval.high, words=words)


def _latency(tally: Tally) -> Guard:
    if not tally.latencies:
        return Guard()
    middle, around = slow_tail(tally.latencies)
    slow = len(tally.latencies) >= ENOUGH_LISTS and around.low > SLOW_MS
    words = f"Lists are slow: p95 {middle:,.0f} ms, at most {SLOW_MS:.0f} wanted" if slow else ""
    return Guard(value=middle, low=around.low, high=around.high, words=words)


def _overall(
    outcomes: tuple[Outcome, ...], experiment: Experiment, sample_p: float, progress: float
) -> tuple[str, str]:
    if sample_p < BROKEN:
        return "broken sample", (
            f"The lists were not shown to the shares they should have been (p = {sample_p:.1g}). Something loses users "
            "of one list, so no rate is read until it is found."
        )
    if not any(each.users for each in outcomes):
        return "inconclusive", "Nobody was shown a list yet."
    rivals = [each for each in outcomes if each.variant != experiment.control]
    best = max(rivals, key=lambda each: (each.verdict == "winning", each.lift or 0.0))
    if best.verdict == "winning":
        guarded = best.hides.words or best.latency.words
        but = f" But mind: {guarded[0].lower()}{guarded[1:]}." if guarded else ""
        return "winning", f"{best.name} is winning. {best.words}{but}"
    if all(each.verdict == "losing" for each in rivals):
        return "losing", "Every other list is losing to the control."
    if not any(each.findable for each in rivals):
        return "inconclusive", "Too few users so far to say anything."
    if progress < 1:
        found = max((each.findable or 0.0) for each in rivals)
        return "inconclusive", (
            f"Nothing stands out with {progress:.0%} of the planned sample. With all of it a rise of {points(found)} "
            "would be found four times out of five."
        )
    return "inconclusive", "The planned sample is in, and no list is shown to be better than the control."
