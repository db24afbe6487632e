"""Taste as it travels: what fans do, how a pick is explained, and lists of picks."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from wtc.shapes.events import Event


class Action(StrEnum):
    """What a fan may say of an event. Up and down replace each other; the others stand beside them."""

    SAVE = "save"
    HIDE = "hide"
    CLICK = "click"
    SKIP = "skip"
    UP = "up"
    DOWN = "down"
    ATTENDED = "attended"


class Why(StrEnum):
    """Why a fan says no."""

    TOO_FAR = "too_far"
    NOT_MY_MUSIC = "not_my_music"
    TOO_DEAR = "too_dear"
    SEEN_THEM = "seen_them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where an event stood when it was shown or acted on. ``position`` counts from 1; ``session`` is the tab's word."""

    surface: str = ""
    position: int | None = None
    session: str = ""


class Reason(NamedTuple):
    """One true part of a score. ``contribution`` is in points, signed; those of one pick sum to its ``raw``.

    ``factor`` is the ranker's name for it ('follow', 'genre', 'distance', ...), ``dial`` what 'less of this' turns
    ('genre:techno', 'act:12', 'near'; empty where nothing can be turned). ``kind`` is what it is about (artist, genre,
    venue, dj, city, distance, recency, price, night, fans, popular, saved, asked) and ``label`` the same in words
    ("Artist you follow"). ``chip`` is the shortest wording ("You follow Lankum"), ``title`` and ``evidence`` those of
    the drawer, ``share`` the points of the match percentage that it brings or takes.
    """

    factor: str
    contribution: float
    kind: str = ""
    label: str = ""
    chip: str = ""
    title: str = ""
    evidence: str = ""
    dial: str = ""
    share: int = 0


class Part(NamedTuple):
    """A part of a score before it is put into words: what it rests on, in names instead of ids.

    ``names`` are acts, genres, a venue or a town; ``examples`` titles of events of the fan's own, ``kept`` whether
    they saved one of those. ``km`` away of at most ``within``; ``days`` until it starts; ``hour`` of the Irish week;
    ``cents`` it costs, of a ``budget`` in ``currency``; ``fans`` alike and ``people`` who took it up. ``source`` is
    where we know it from ("Spotify"). None and '' where it is not about that.
    """

    factor: str
    points: float
    names: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    kept: bool = True
    km: float | None = None
    within: float | None = None
    days: float | None = None
    hour: int | None = None
    cents: int | None = None
    budget: int | None = None
    currency: str = "EUR"
    fans: int | None = None
    people: int | None = None
    source: str = ""
    dial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One event of a list. ``raw`` is the sum of its reasons, ``rank_score`` = 1 - exp(-raw / 6), 3 decimals.

    ``match`` is None where taste is unknown: then ``word`` says Popular or New. ``confidence`` is the measured chance
    that a fan says yes to such a pick, None where it was not measured. ``instead`` is a counterfactual line.
    """

    event: Event
    position: int
    raw: float = 0.0
    rank_score: float = 0.0
    match: int | None = None
    word: str = ""
    confidence: float | None = None
    sentence: str = ""
    reasons: tuple[Reason, ...] = ()
    instead: str = ""
    propensity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What made a list: a ``ranker`` of ``ml.taste``, the model's version (empty: none needed), and the experiment.

    ``crowd`` says that the model learned from the demo's made-up visitors.
    """

    ranker: str = "popularity"
    model_version: str = ""
    experiment: str = ""
    variant: str = ""
    crowd: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a list is asked for. ``lat`` and ``lon`` are where the fan is now; ``surface`` is where it is shown."""

    city: str = ""
    limit: int = 20
    lat: float | None = None
    lon: float | None = None
    surface: str = "api"
    ranker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """A ranked list and how it came about. ``strong`` is how many of its ``candidates`` are a strong match."""

    picks: tuple[Pick, ...] = ()
    policy: Policy = field(default_factory=Policy)
    candidates: int = 0
    strong: int = 0
    personal: bool = False
    cached: bool = False
    latency_ms: float = 0.0
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rails:
    """The lists of one fan's home: the ``best`` pick alone, the others of the weekend, one list for each of their
    best-liked families, and what fans like them saved (empty where nobody can know).

    ``coming`` says that nothing is on this weekend, so that ``best`` and ``weekend`` hold what comes after it.
    ``trained`` says that there is a trained model to choose.
    """

    best: Picks
    weekend: Picks
    likes: tuple[tuple[str, Picks], ...] = ()
    fans: Picks = field(default_factory=Picks)
    coming: bool = False
    trained: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something a fan said of an event, and where it stood then."""

    event_id: int
    action: str
    reason: str = ""
    surface: str = ""
    position: int | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPage:
    """A page of what a fan said, the newest first; ``next`` is the offset of the next one."""

    feedback: tuple[Said, ...] = ()
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """What a fan wants more or less of: ``step`` is -2 to 2, ``words`` says it ("Much less")."""

    factor: str
    label: str
    step: int
    words: str = ""
    at: datetime
