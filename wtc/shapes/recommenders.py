"""Trained recommenders as they travel: a version with what it learned from and how it did, and what is served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PEOPLE, CROWD = "recommender", "recommender, crowd"
"""The two kinds: one learns from people, the other from the demo's made-up visitors; neither sees the other's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What a training made: ``body`` are the arrays, ``samples`` what was learned from by source, ``passed`` whether
    it may serve, and ``note`` why or why not. The window is that of the deeds.
    """

    kind: str
    body: bytes
    samples: Mapping[str, int]
    metrics: Mapping[str, Any]
    code_version: str
    passed: bool
    note: str
    window_start: datetime | None = None
    window_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as an admin sees it. ``label`` names it everywhere: '12' of people, 'crowd-12' of the crowd.

    ``samples_by_source`` counts what it learned from. ``stored`` says that its arrays are still here: only then can it
    serve again.
    """

    label: str
    crowd: bool = False
    active: bool = False
    stored: bool = False
    trained_at: datetime
    window_start: datetime | None = None
    window_end: datetime | None = None
    samples: int = 0
    samples_by_source: Mapping[str, int] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    code_version: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Versions, the newest first; ``next`` is where the list goes on."""

    versions: tuple[Version, ...] = ()
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What serves now. ``version`` is empty when lists are made without a model; ``problem`` says what is wrong.

    ``validation_metrics`` are those of its training's held week, ``popularity`` among them. ``prediction_count`` are
    the lists of the last week, ``latency_ms`` the mean of those that were not kept ones; None without any.
    """

    version: str = ""
    crowd: bool = False
    pinned: bool = False
    stale: bool = False
    last_trained: datetime | None = None
    training_samples: int = 0
    samples_by_source: Mapping[str, int] = field(default_factory=dict)
    validation_metrics: Mapping[str, Any] = field(default_factory=dict)
    prediction_count: int = 0
    latency_ms: float | None = None
    note: str = ""
    problem: str = ""
