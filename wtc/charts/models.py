"""Pictures of models: how good each version's lists were on the week that was held back, and what is made each day."""

from collections.abc import Sequence

from wtc.charts.dress import DASHES, INKS, PATTERNS, axis, layout
from wtc.domain.model_room import figure, level, score
from wtc.domain.words import counted
from wtc.shapes.charts import Chart
from wtc.shapes.model_room import Day
from wtc.shapes.recommenders import Version

LINES = {"learned": "Learned", "content": "Content", "hybrid": "60/40 blend", "popularity": "Popular"}
MARKS = ("circle", "square", "diamond", "x")


def quality(versions: Sequence[Version]) -> Chart:
    """NDCG@10 by version, the oldest first, a line for each way of ranking."""
    shown = [one for one in reversed(versions) if score(one, "ndcg") is not None]
    if not shown:
        return Chart(finding="No version was measured yet: the first training draws the first point.")
    labels = [one.label for one in shown]
    scores = {ranker: [score(one, "ndcg", ranker) for one in shown] for ranker in LINES}
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": LINES[ranker],
            "x": labels,
            "y": values,
            "line": {"color": ink, "dash": dash, "width": 2},
            "marker": {"color": ink, "symbol": mark, "size": 8},
            "hovertemplate": "%{x}: %{y:.3f}<extra>" + LINES[ranker] + "</extra>",
        }
        for (ranker, values), ink, dash, mark in zip(scores.items(), INKS, DASHES, MARKS, strict=False)
    ]
    mine, popular = score(shown[-1], "ndcg"), score(shown[-1], "ndcg", "popularity")
    apart = (mine or 0.0) - (popular or 0.0)
    by = f"{'leads' if apart > 0 else 'trails'} popularity by {abs(apart):.3f} NDCG@10"
    return Chart(
        finding=f"Version {labels[-1]} {'is level with popularity' if level(apart) else by} on the week held back.",
        figure={
            "data": data,
            "layout": layout(xaxis=axis(type="category"), yaxis=axis("NDCG@10", rangemode="tozero")),
        },
        columns=("Version", *LINES.values()),
        rows=tuple(
            (one.label, *(figure(values[place]) for values in scores.values())) for place, one in enumerate(shown)
        ),
        height=320,
    )


def traffic(days: Sequence[Day]) -> Chart:
    """Lists by day, those that were made under those that were kept, with the p95 of the made ones above."""
    total = sum(one.fresh + one.kept for one in days)
    if not total:
        return Chart(finding="No list was made in these days.")
    names = [f"{one.day:%a} {one.day.day}" for one in days]
    parts = (("Made", [one.fresh for one in days]), ("Kept", [one.kept for one in days]))
    bars = [
        {
            "type": "bar",
            "name": label,
            "x": names,
            "y": many,
            "marker": {"color": ink, "pattern": {"shape": pattern}},
            "hovertemplate": "%{x}: %{y:,}<extra>" + label + "</extra>",
        }
        for (label, many), ink, pattern in zip(parts, INKS, PATTERNS, strict=False)
    ]
    slow = [
        {"x": name, "y": one.fresh + one.kept, "text": _ms(one), "showarrow": False, "yanchor": "bottom"}
        for name, one in zip(names, days, strict=True)
        if one.p95 is not None
    ]
    return Chart(
        finding=_slowest(total, days, names),
        figure={
            "data": bars,
            "layout": layout(
                xaxis=axis(
                    type="category",
                    showgrid=False,
                    tickangle=0,
                    tickvals=names,
                    ticktext=[name.replace(" ", "<br>") for name in names],
                ),
                legend=layout()["legend"] | {"y": -0.24, "traceorder": "normal"},
                yaxis=axis("Lists", rangemode="tozero", tickformat=",d"),
                barmode="stack",
                bargap=0.3,
                annotations=slow,
                margin={"l": 44, "r": 12, "t": 24, "b": 40},
            ),
        },
        columns=("Day", "Made", "Kept", "p95 of those made"),
        rows=tuple(
            (name, f"{one.fresh:,}", f"{one.kept:,}", _ms(one) or "–") for name, one in zip(names, days, strict=True)
        ),
        height=320,
    )


def _ms(one: Day) -> str:
    return "" if one.p95 is None else f"{one.p95:,.0f} ms"


def _slowest(total: int, days: Sequence[Day], names: Sequence[str]) -> str:
    said = f"{counted(total, 'list')} in {counted(len(days), 'day')}"
    worst = max(range(len(days)), key=lambda at: days[at].p95 or 0.0)
    if days[worst].p95 is None:
        return f"{said}, all of them kept ones."
    return f"{said}. Above each day its p95: at worst {_ms(days[worst])}, on {names[worst]}."
