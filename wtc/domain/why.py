"""A pick explained: its parts as a waterfall that adds up to the match, how sure we are, and where it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wtc.domain import chips, dials, words
from wtc.domain.home import made_by
from wtc.language import t, word
from wtc.shapes.events import Badge
from wtc.shapes.taste import Pick, Picks, Reason
from wtc.shapes.why import WhyPage, WhyRow

BUDGET = "/preferences#budget"
CHIPS = 4
LITTLE, MUCH = 0.2, 0.5


def page(made: Picks, steps: Mapping[str, int]) -> WhyPage:
    """The only pick of ``made`` in words; ``steps`` are the fan's dials by what they turn."""
    pick = made.picks[0]
    shown = chips.chip(pick)
    personal = pick.match is not None
    return WhyPage(
        id=pick.event.id,
        title=pick.event.title,
        href=f"/events/{pick.event.slug}",
        sentence=_sentence(pick) if personal else _nobody(pick),
        match=shown.match,
        tier=shown.tier,
        match_said=shown.said,
        word=shown.word,
        rows=tuple(_rows(pick, steps)),
        chips=tuple(_chips(pick)),
        instead=pick.instead,
        sure=_sure(pick) if personal else "",
        line=_line(made, pick),
    )


def _sentence(pick: Pick) -> str:
    return pick.sentence or t("Nothing we know of you speaks for this one. It may still be a great night.")


def _nobody(pick: Pick) -> str:
    if pick.word == "Popular":
        return t("It's here because other people want to go, not because of anything you did.")
    return t("It's here because it's coming up. Save a few gigs or pick three sounds, and this becomes about you.")


def _rows(pick: Pick, steps: Mapping[str, int]) -> Iterable[WhyRow]:
    if pick.match is None:
        return _plain(pick)
    return _waterfall(pick, steps) if any(one.share for one in pick.reasons) else _sides(pick, steps)


def _sides(pick: Pick, steps: Mapping[str, int]) -> Iterable[WhyRow]:
    """The parts of what comes to nothing: what speaks for it and against it, without numbers."""
    for one in pick.reasons:
        against = one.contribution < 0
        row = WhyRow(
            title=one.title,
            evidence=words.capital(one.evidence),
            share=t("against") if against else t("for"),
            kind="coral" if against else chips.look(one)[1],
        )
        yield _dialled(row, one, steps)


def _waterfall(pick: Pick, steps: Mapping[str, int]) -> Iterable[WhyRow]:
    """Where everyone starts, then what speaks for it, the largest first, then what speaks against it."""
    common = [one for one in pick.reasons if one.factor in chips.EVERYBODY and one.share]
    own = sorted(
        (one for one in pick.reasons if one.factor not in chips.EVERYBODY and one.share), key=lambda one: -one.share
    )
    started = sum(one.share for one in common)
    ends = [started]
    for one in own:
        ends.append(ends[-1] + one.share)
    whole = max(100, *ends)
    yield _baseline(common, started, whole, steps)
    for before, after, one in zip(ends, ends[1:], own, strict=False):
        yield _row(one, min(before, after), whole, steps)


def _baseline(common: list[Reason], started: int, whole: int, steps: Mapping[str, int]) -> WhyRow:
    evidence = ". ".join(one.title for one in common) or t("Nothing, before your own taste counts")
    only = common[0] if len(common) == 1 else None
    row = WhyRow(
        title=t("Where everyone starts"),
        evidence=evidence,
        share=str(started),
        kind="muted",
        width=100 * max(0, started) / whole,
    )
    return _dialled(row, only, steps)


def _row(one: Reason, start: int, whole: int, steps: Mapping[str, int]) -> WhyRow:
    against = one.share < 0
    row = WhyRow(
        title=one.title,
        evidence=words.capital(one.evidence),
        share=f"{'−' if against else '+'}{abs(one.share)}",
        kind="coral minus" if against else chips.look(one)[1],
        start=100 * max(0, start) / whole,
        width=100 * abs(one.share) / whole,
        href=BUDGET if one.factor == "budget" and against else "",
    )
    return _dialled(row, one, steps)


def _dialled(row: WhyRow, one: Reason | None, steps: Mapping[str, int]) -> WhyRow:
    if one is None or not one.dial:
        return row
    step = steps.get(one.dial, 0)
    return replace(
        row, dial=one.dial, step=step, turned=t("{more}, as you asked", more=t(dials.WORDS[step])) if step else ""
    )


def _plain(pick: Pick) -> Iterable[WhyRow]:
    """The parts of a score that is no match: what they say is true, and no number is made of them."""
    for one in pick.reasons:
        if one.contribution > 0:
            yield WhyRow(title=one.title, evidence=words.capital(one.evidence), kind="muted")


def _chips(pick: Pick) -> Iterable[Badge]:
    """The weightiest reasons as chips: ``label``, its colour as ``kind`` and its icon as ``key``."""
    told = [one for one in pick.reasons if one.share and one.chip]
    for one in sorted(told, key=lambda one: -abs(one.share))[:CHIPS]:
        icon, colour = chips.look(one)
        yield Badge(kind="coral" if one.share < 0 else colour, label=one.chip, key=icon)


def _sure(pick: Pick) -> str:
    if pick.confidence is None:
        return t("How sure we are hasn't been measured yet for this list.")
    tenths = round(10 * pick.confidence)
    sure = word("high") if pick.confidence >= MUCH else word("low") if pick.confidence < LITTLE else word("middling")
    often = t("about {count} in 10", count=tenths) if tenths else t("fewer than 1 in 10")
    return t("Confidence: {sure}. Of picks like this, fans say yes to {often}.", sure=t(sure), often=often)


def _line(made: Picks, pick: Pick) -> str:
    variant = t("Variant {variant} of a comparison.", variant=made.policy.variant) if made.policy.variant else ""
    sample = t("Sample listing.") if pick.event.sample else ""
    return " ".join(filter(None, (made_by(made.policy), variant, sample)))
