"""The ML room in words: every tile, row and line of it, made of what was measured."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from wtc.domain.experiments import WAYS
from wtc.domain.schedules import when
from wtc.shapes.model_room import Entry, Health, HiddenRow, LogRow, MixRow, SegmentRow, Tile, VersionRow
from wtc.shapes.recommenders import Standing, Version

SEGMENTS = {
    "all": "Everybody",
    "none": "No history",
    "few": "1 or 2 gigs",
    "some": "3 to 9 gigs",
    "many": "10 gigs or more",
}
ACTIONS = {
    "save": "Saved",
    "hide": "Hidden",
    "click": "Opened",
    "skip": "Scrolled past",
    "up": "Thumb up",
    "down": "Thumb down",
    "attended": "Was there",
}
STEADY, SHIFTED = 0.1, 0.2
WANTED_MS = 200.0
"""What the slowest list in twenty may take."""
INFO, HEALTH, VERSIONS = "/v1/model/info", "/v1/model/health", "/v1/model/versions"


def sentence(standing: Standing, now: datetime) -> str:
    """What serves, in a line."""
    if not standing.version:
        return "No trained model serves: lists are ranked on the points that fans set themselves."
    trained = when(standing.last_trained, now) if standing.last_trained else ""
    pinned = ", held there by MODEL_VERSION" if standing.pinned else ""
    whose = " of the demo's made-up visitors" if standing.crowd else ""
    deeds = f"{standing.training_samples:,} deeds{whose}"
    return f"Version {standing.version} serves{pinned}. It learned from {deeds}, {trained}."


def trouble(standing: Standing) -> str:
    """What is wrong with the model, or nothing."""
    if standing.problem:
        return f"{standing.problem} Lists go on without it."
    return "The model is old. Retrain it, or see why the nightly training did not." if standing.stale else ""


def tiles(version: Version | None, health: Health, of: str, serves: str = "") -> list[Tile]:
    """The figures at the top; one that was not measured says so. ``serves`` is what makes lists while it has none."""
    at = f"{HEALTH}?of={of}"
    slow, drift, latency = health.latency.p95, health.drift.index, health.latency
    shares = {name: "none yet" if value is None else f"{value:.1%}" for name, value in _shares(health).items()}
    return [
        Tile(
            key="version",
            value=version.label if version else "None",
            label="version in use",
            note=f"{version.samples:,} deeds learned from" if version else f"lists go by {serves or 'points'}",
            tone="violet",
            href=INFO,
        ),
        Tile(
            key="ndcg",
            value=figure(score(version, "ndcg")),
            label="NDCG@10, held week",
            note=f"popularity {figure(score(version, 'ndcg', 'popularity'))}" if version else "no version measured",
            tone=_better(score(version, "ndcg"), score(version, "ndcg", "popularity")),
            href=VERSIONS,
        ),
        Tile(
            key="coverage",
            value=shares["coverage"],
            label="of coming gigs shown",
            note=f"{health.shown:,} of {health.coming:,}, {health.days} days",
            href=at,
        ),
        Tile(
            key="latency",
            value="none yet" if latency.p50 is None else f"{latency.p50:,.0f} ms",
            label="a list, p50",
            note=f"p95 {slow:,.0f}, p99 {latency.p99:,.0f} ms" if slow is not None else "no list was made",
            tone="muted" if slow is None else "emerald" if slow <= WANTED_MS else "coral",
            href=at,
        ),
        Tile(key="lists", value=f"{health.lists:,}", label="lists, 7 days", note=f"{shares['kept']} kept", href=at),
        Tile(
            key="errors",
            value=f"{health.errors:,}",
            label="errors since start",
            note="of this process",
            tone="coral" if health.errors else "emerald",
            href=at,
        ),
        Tile(
            key="drift",
            value="none yet" if drift is None else f"{drift:.2f}",
            label="drift (PSI)",
            note=_drifted(health),
            tone="muted" if drift is None else "coral" if drift > SHIFTED else "gold" if drift > STEADY else "emerald",
            href=at,
        ),
        Tile(
            key="similarity",
            value=figure(score(version, "similarity")),
            label="likeness within a list",
            note="mean cosine of genres; lower is more mixed",
            href=VERSIONS,
        ),
    ]


def _shares(health: Health) -> dict[str, float | None]:
    return {"coverage": health.coverage, "kept": health.kept}


def _drifted(health: Health) -> str:
    drift = health.drift
    if drift.index is None:
        return f"needs {drift.needed} saves a side, has {drift.before:,} and {drift.lately:,}"
    return "shifted: retrain" if drift.index > SHIFTED else "moving" if drift.index > STEADY else "steady"


def score(version: Version | None, name: str, ranker: str = "", segment: str = "all") -> float | None:
    """A figure of a version's held week, of the ranker that serves unless another is named; None where not measured."""
    told: Mapping[str, Any] = version.metrics if version else {}
    of = told.get("rankers", {}).get(ranker or told.get("ranker", ""), {})
    value = of.get(segment, {}).get(name)
    return float(value) if isinstance(value, int | float) else None


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _better(mine: float | None, other: float | None) -> str:
    if mine is None or other is None or level(mine - other):
        return "muted"
    return "emerald" if mine > other else "coral"


def level(apart: float) -> bool:
    """Whether two figures read the same, with their three decimals."""
    return abs(apart) < 0.0005


def segments(version: Version | None, before: Version | None) -> list[SegmentRow]:
    """Whom the version serves how well, beside popularity and the version before it."""
    rows = []
    for key, name in SEGMENTS.items():
        mine, was = score(version, "ndcg", segment=key), score(before, "ndcg", segment=key)
        lists = score(version, "lists", segment=key)
        if mine is None or not lists:
            continue
        apart = None if was is None else mine - was
        rows.append(
            SegmentRow(
                name=name,
                lists=f"{lists:,.0f}",
                ndcg=figure(mine),
                popularity=figure(score(version, "ndcg", "popularity", key)),
                change="–" if apart is None else f"{apart:+.3f}".replace("-", "−"),
                tone="muted" if apart is None or level(apart) else "emerald" if apart > 0 else "coral",
            )
        )
    return rows


def hidden(version: Version | None) -> list[HiddenRow]:
    """How every way of ranking fits the hidden tastes of the crowd, the best first; none but of the crowd."""
    told = version.metrics.get("hidden", {}) if version else {}
    return [_hidden(name, row) for name, row in sorted(told.items(), key=lambda one: -one[1]["ndcg"])]


def _hidden(name: str, row: Mapping[str, Any]) -> HiddenRow:
    above, within = row["above"], row["within"]
    apart = f"{above:+.3f} ± {within:.3f}".replace("-", "−")
    tone = "emerald" if above > within else "coral" if above < -within else "muted"
    control = name == "popularity"
    return HiddenRow(
        name=WAYS[name].name.capitalize(),
        fit=figure(row["ndcg"]),
        above="the control" if control else apart,
        tone="muted" if control else tone,
    )


def version_row(version: Version, serving: str, now: datetime) -> VersionRow:
    """A version in a line. ``serving`` is the one in use, which is another where the active one is refused."""
    passed = bool(version.metrics.get("passed"))
    state, tone = (
        ("Serves", "emerald")
        if version.label == serving
        else ("Refused", "coral")
        if version.active
        else ("Held back", "coral")
        if not passed
        else ("Ready", "sky")
        if version.stored
        else ("Put away", "muted")
    )
    parts = sorted(version.samples_by_source.items(), key=lambda each: -each[1])
    return VersionRow(
        label=version.label,
        trained=when(version.trained_at, now),
        samples=f"{version.samples:,}",
        learned_from=", ".join(f"{name.replace('_', ' ')} {many:,}" for name, many in parts),
        ndcg=figure(score(version, "ndcg")),
        popularity=figure(score(version, "ndcg", "popularity")),
        state=state,
        tone=tone,
        note=version.note,
        can_serve=version.stored and passed and not version.active and version.label != serving,
    )


def mix(said: Mapping[str, int]) -> list[MixRow]:
    """What fans said, the most frequent first."""
    most = max(said.values(), default=0)
    return [
        MixRow(label=ACTIONS.get(action, action), count=f"{many:,}", width=f"{100 * many / most:.1f}%")
        for action, many in said.items()
    ]


def log_row(entry: Entry, now: datetime) -> LogRow:
    """A deed in words."""
    by = f" by {entry.who}" if entry.who else ""
    told = entry.details
    words = {
        "model.train": f"Version {entry.subject_id} trained{by}, " + ("serves" if told.get("active") else "held back"),
        "model.activate": f"Version {entry.subject_id} put to work{by}" + _instead(told),
        "experiment.start": f"Test {entry.subject_id} begun{by}",
        "experiment.end": f"Test {entry.subject_id} ended{by}, {told.get('winner') or 'no winner'}: "
        f"{told.get('reason') or 'no reason given'}",
    }
    return LogRow(words=words.get(entry.action, f"{entry.action} {entry.subject_id}{by}"), when=when(entry.at, now))


def _instead(told: Mapping[str, Any]) -> str:
    return f" in place of {told['before']}" if told.get("before") else ""


def earlier(versions: Sequence[Version], serving: str) -> Version | None:
    """The newest version before the one in use that could serve: where rolling back leads."""
    at = next((place for place, version in enumerate(versions) if version.label == serving), None)
    if at is None:
        return None
    return next((one for one in versions[at + 1 :] if one.stored and one.metrics.get("passed")), None)
