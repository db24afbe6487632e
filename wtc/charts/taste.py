"""Pictures of a fan's taste: sounds around a wheel, matches in bars of ten, then and now side by side."""

from collections.abc import Sequence
from typing import Any

from wtc.charts.dress import DASHES, PATTERNS, axis, layout
from wtc.charts.dress import wheel as ground
from wtc.domain.reasons import tier
from wtc.language import t, word
from wtc.shapes.charts import Chart
from wtc.shapes.tasteroom import Axis, Turn
from wtc.theme.tokens import COLOURS

BINS = (*((low, low + 9) for low in range(0, 90, 10)), (90, 100))
"""Match percentages by tens; the last one holds 100 too."""
LONGEST = 12
"""Letters of a label beside the wheel that fit on one line."""
_TIERS = (("strong", word("Strong"), "emerald"), ("fair", word("Fair"), "gold"), ("weak", word("Weak"), "line-strong"))
"""The tiers that a match badge has, with their colours: 70 is fair, 71 strong."""


def wheel(axes: Sequence[Axis], *, finding: str, others: str = "") -> Chart:
    """The shares of six to eight sounds: the fan's filled, and dashed those of ``others`` when they are named."""
    if not axes:
        return Chart(finding=finding)
    names = [_broken(each.label) for each in axes]
    most = max([each.you for each in axes] + [each.town or 0.0 for each in axes] + [0.01])
    data = [_ring(names, [each.you for each in axes], t("You"), COLOURS["emerald"], DASHES[0], filled=True)]
    if others:
        data.append(_ring(names, [each.town or 0.0 for each in axes], others, COLOURS["muted"], DASHES[1]))
    rows = tuple((each.label, percent(each.you), *((percent(each.town or 0.0),) if others else ())) for each in axes)
    return Chart(
        finding=finding,
        figure={
            "data": data,
            "layout": layout(
                polar=ground(most=most * 1.08), showlegend=bool(others), margin={"l": 72, "r": 72, "t": 32, "b": 32}
            ),
        },
        columns=(t("Sound"), t("You"), *((others,) if others else ())),
        rows=rows,
        height=360,
    )


def _broken(label: str) -> str:
    """A label of two lines where one would not fit beside the wheel on a phone: 'R&B agus anamcheol'."""
    return "<br>".join(label.rsplit(" ", 1)) if len(label) > LONGEST else label


def _ring(
    names: list[str], shares: list[float], who: str, ink: str, dash: str, *, filled: bool = False
) -> dict[str, Any]:
    return {
        "type": "scatterpolar",
        "name": who,
        "theta": [*names, *names[:1]],
        "r": [*shares, *shares[:1]],
        "mode": "lines+markers",
        "line": {"color": ink, "dash": dash, "width": 2},
        "marker": {"color": ink, "size": 6, "symbol": "circle" if filled else "diamond"},
        "fill": "toself" if filled else "none",
        "fillcolor": ink + "33",
        "hovertemplate": "%{theta}: %{r:.0%}<extra>" + who + "</extra>",
    }


def matches(scores: Sequence[int], *, finding: str) -> Chart:
    """How many picks match how well: ``scores`` are whole percentages, one for each pick."""
    if not scores:
        return Chart(finding=finding)
    counts = {key: [0] * len(BINS) for key, _, _ in _TIERS}
    for score in scores:
        counts[tier(score / 100)][min(max(score, 0) // 10, len(BINS) - 1)] += 1
    bins = [t("{low} to {high}", low=low, high=high) for low, high in BINS]
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    return Chart(
        finding=finding,
        figure={
            "data": [
                {
                    "type": "bar",
                    "name": t(label),
                    "x": bins,
                    "y": counts[key],
                    "marker": {"color": COLOURS[ink]},
                    "hovertemplate": "%{x} %: %{y}<extra>" + t(label) + "</extra>",
                }
                for key, label, ink in _TIERS
                if any(counts[key])
            ],
            "layout": layout(
                xaxis=axis(
                    t("Match in per cent, by tens"),
                    showgrid=False,
                    type="category",
                    tickvals=bins,
                    ticktext=[str(low) for low, _ in BINS],
                    tickangle=0,
                ),
                yaxis=axis(t("Gigs"), rangemode="tozero", tickformat="d"),
                annotations=[
                    {"x": at, "y": many, "text": str(many), "showarrow": False, "yanchor": "bottom"}
                    for at, many in enumerate(totals)
                    if many
                ],
                barmode="stack",
                bargap=0.25,
                showlegend=False,
                margin={"l": 44, "r": 12, "t": 24, "b": 56},
            ),
        },
        columns=(t("Match in per cent"), t("Gigs")),
        rows=tuple((name, str(many)) for name, many in zip(bins, totals, strict=True)),
        height=280,
    )


def turning(turns: Sequence[Turn], *, finding: str) -> Chart:
    """Shares of what was saved before and of late, sound by sound."""
    if not turns:
        return Chart(finding=finding)
    sounds = [each.label for each in turns]
    pairs = ((t("Before"), [each.before for each in turns]), (t("Last 30 days"), [each.late for each in turns]))
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": sounds,
            "x": shares,
            "marker": {"color": ink, "pattern": {"shape": pattern, "solidity": 0.3}},
            "hovertemplate": "%{y}: %{x:.0%}<extra>" + name + "</extra>",
        }
        for (name, shares), ink, pattern in zip(
            pairs, (COLOURS["line-strong"], COLOURS["emerald"]), PATTERNS[1::-1], strict=True
        )
    ]
    return Chart(
        finding=finding,
        figure={
            "data": data,
            "layout": layout(
                xaxis=axis(tickformat=".0%", rangemode="tozero"),
                yaxis=axis(showgrid=False, autorange="reversed"),
                barmode="group",
                showlegend=True,
            ),
        },
        columns=(t("Sound"), t("Before"), t("Last 30 days")),
        rows=tuple((each.label, percent(each.before), percent(each.late)) for each in turns),
        height=120 + 44 * len(turns),
    )


def percent(share: float) -> str:
    """'42 %' as the tables write it."""
    return f"{round(100 * share)}%"
