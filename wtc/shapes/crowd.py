"""The synthetic crowd as it travels: what it is shown, who they are, and what they did."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wtc.shapes.experiments import Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A sample event as far as a made-up visitor cares. ``acts`` are (id, name), the headliner first; ``cents`` the
    cheapest ticket, None where unknown; ``since`` is when it was first seen; ``capacity`` people, 0 where unknown.
    """

    id: int
    family: str
    acts: tuple[tuple[int, str], ...]
    lat: float | None
    lon: float | None
    cents: int | None
    starts: datetime
    since: datetime
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A made-up visitor as kept: the ``seed`` and ``number`` that their hidden taste is drawn from."""

    user_id: int
    seed: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All that one made-up visitor left behind: columns of the tables but for ``user_id``.

    ``preferences`` is empty for those who never told any.
    """

    seed: int
    number: int
    joined: datetime
    preferences: dict[str, Any] = field(default_factory=dict)
    impressions: tuple[dict[str, Any], ...] = ()
    feedback: tuple[dict[str, Any], ...] = ()
    follows: tuple[tuple[int, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A made-up visitor who was not shown the list of their experiment's arm yet, and what they said before:
    (event, slot).
    """

    member: Member
    lot: Lot
    known: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdReport:
    """What a crowd amounts to, in rows; ``added`` is how many visitors are new."""

    visitors: int = 0
    added: int = 0
    impressions: int = 0
    feedback: int = 0
    saves: int = 0
    hides: int = 0
    follows: int = 0
    preferences: int = 0
