"""What the synthetic crowd did over the past weeks: every list they were shown, and what they made of it.

A visitor looks in now and then; every other time they ask for one of the families they like. They see ``SHOWN`` of
the nights asked for that were announced and had not begun at that moment, drawn one after another: a night's weight is
0.3 + e^pull, five times that near home. Its chance is kept as the propensity of the impression, given the nights above
it, so that it is exact. They read down the list with chance 1 / (1 + 0.1 (place - 1)) for each, and what they do with
a night that they read hangs on the chance that they like it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from wtc.clock import local
from wtc.demo.crowd import Floats, Stage, Taste, taste
from wtc.domain.preferences import NIGHTS
from wtc.shapes.crowd import Life

SHOWN = 20
SURFACE = "home"
NEARBY = 35.0
AFTER = timedelta(hours=4)
"""How long after the start of a night somebody says that they were there."""


def live(stage: Stage, seed: int, number: int, *, now: datetime, days: int) -> Life:
    """The life of one visitor from at most ``days`` ago until ``now``: the same for the same arguments."""
    hidden = taste(seed, number)
    chance = np.random.default_rng((seed, number, 2))
    joined = now - timedelta(days=days) * float(chance.beta(4, 1.5)) - timedelta(hours=1)
    born = Life(seed=seed, number=number, joined=joined, preferences=told(hidden, chance) if hidden.tells else {})
    if not len(stage) or not hidden.visits:
        return born
    one = _One(stage, hidden, chance, now)
    for share in np.sort(chance.random(hidden.visits)):
        one.look(joined + (now - joined) * float(share))
    one.attend()
    feedback = sorted(one.deeds.values(), key=lambda deed: deed["at"])
    return replace(
        born,
        impressions=tuple(one.shown.values()),
        feedback=tuple(feedback),
        follows=tuple(one.follows.items()),
    )


def meet(
    stage: Stage,
    seed: int,
    number: int,
    events: Sequence[int],
    *,
    now: datetime,
    known: Collection[tuple[int, str]],
    share: float = 1.0,
) -> Life:
    """What a visitor does who is shown these ``events`` now, best first, by the list that was drawn for them.

    ``known`` are (event, slot) of what they said before, which stands; ``share`` is the chance of that draw.
    """
    one = _One(stage, taste(seed, number), np.random.default_rng((seed, number, 3)), now)
    places = {int(event): row for row, event in enumerate(stage.ids)}
    one.see([(places[event], share) for event in events if event in places], now - timedelta(minutes=5), surface="feed")
    said = tuple(deed for key, deed in one.deeds.items() if key not in known)
    return Life(
        seed=seed,
        number=number,
        joined=now,
        impressions=tuple(one.shown.values()),
        feedback=said,
        follows=tuple(one.follows.items()),
    )


def told(hidden: Taste, chance: np.random.Generator) -> dict[str, Any]:
    """What somebody of this taste fills in on the preferences page: true, and not all of it."""
    some = sorted(hidden.acts)[: int(chance.integers(0, 3))]
    return {
        "genres": list(hidden.families),
        "artists": some,
        "cities": [hidden.town],
        "budget_max": hidden.purse if chance.random() < 0.5 else None,
        "radius_km": round(hidden.reach * 2) if chance.random() < 0.5 else None,
        "night_preferences": [list(NIGHTS)[day] for day in sorted(hidden.nights)] if chance.random() < 0.5 else [],
    }


class _One:
    """A visitor in the course of their visits."""

    def __init__(self, stage: Stage, hidden: Taste, chance: np.random.Generator, now: datetime) -> None:
        self.stage, self.hidden, self.chance, self.now = stage, hidden, chance, now
        self.surface, self.likes = SURFACE, stage.chance(hidden)
        near = stage.kilometres(hidden.lat, hidden.lon) < NEARBY
        self.pull: Floats = (0.3 + np.exp(stage.pull)) * np.where(near, 5.0, 1.0)
        self.gone = np.zeros(len(stage), dtype=bool)
        self.shown: dict[tuple[int, Any], dict[str, Any]] = {}
        self.deeds: dict[tuple[int, str], dict[str, Any]] = {}
        self.follows: dict[int, datetime] = {}

    def look(self, at: datetime) -> None:
        """One visit: a list, read from the top."""
        moment = at.timestamp()
        open_to = (self.stage.since <= moment) & (self.stage.starts > moment) & ~self.gone
        if self.chance.random() < 0.5:
            open_to &= self.stage.families == self.chance.choice(list(self.hidden.families))
        self.see(self._drawn(np.flatnonzero(open_to)), at)

    def see(self, listed: Sequence[tuple[int, float]], at: datetime, surface: str = SURFACE) -> None:
        """A list of (row, propensity), read from the top."""
        visit, self.surface = f"{int(self.chance.integers(2**32)):08x}", surface
        for place, (row, propensity) in enumerate(listed, start=1):
            event, day = int(self.stage.ids[row]), local(at).date()
            seen = {"event_id": event, "surface": surface, "day": day, "position": place, "propensity": propensity}
            self.shown.setdefault((event, day), seen | {"at": at})
            if self.chance.random() < 1 / (1 + 0.1 * (place - 1)):
                self._judge(row, place, at + timedelta(seconds=5 * place), visit)

    def _drawn(self, there: Any) -> Sequence[tuple[int, float]]:
        """Up to ``SHOWN`` of these rows without putting back, each with its chance at that place."""
        weights = self.pull[there]
        keys = np.log(weights) + self.chance.gumbel(size=len(there))
        order = np.argsort(-keys)[:SHOWN]
        left = np.cumsum(weights[order][::-1])[::-1] + weights.sum() - weights[order].sum()
        return [(int(there[n]), min(1.0, float(weights[n] / rest))) for n, rest in zip(order, left, strict=True)]

    def _judge(self, row: int, place: int, at: datetime, visit: str) -> None:
        like, dice = float(self.likes[row]), self.chance.random(5)
        if dice[0] < 0.02 + 0.7 * like:
            self._do(row, f"click:{visit}", "click", place, at)
            if dice[1] < 0.7 * like:
                self._do(row, "save", "save", place, at)
                self._maybe_follow(row, dice[2], at)
            if dice[3] < 0.25 * like:
                self._do(row, "thumb", "up", place, at)
        elif dice[1] < 0.02 * (1 - like) ** 3:
            self._no(row, "hide", "hide", place, at)
        elif dice[2] < 0.01 * (1 - like) ** 3:
            self._no(row, "thumb", "down", place, at)
        elif dice[3] < 0.06:
            self._do(row, f"skip:{visit}", "skip", place, at)

    def _no(self, row: int, slot: str, action: str, place: int, at: datetime) -> None:
        if (int(self.stage.ids[row]), "save") not in self.deeds:
            why = "too_far" if self.stage.kilometres(self.hidden.lat, self.hidden.lon)[row] > 60 else "not_my_music"
            self._do(row, slot, action, place, at, why)
            self.gone[row] = True

    def _maybe_follow(self, row: int, dice: float, at: datetime) -> None:
        for act_id, name in self.stage.nights[row].acts[:3]:
            if dice < (0.6 if name in self.hidden.acts else 0.06):
                self.follows.setdefault(act_id, at)

    def attend(self) -> None:
        """Of the saved nights that are over by now, three in five were gone to."""
        places = {int(event): row for row, event in enumerate(self.stage.ids)}
        for event, slot in list(self.deeds):
            over = self.stage.nights[places[event]].starts + AFTER
            if slot == "save" and over < self.now and self.chance.random() < 0.6:
                self._do(places[event], "attended", "attended", None, over.astimezone(UTC))

    def _do(self, row: int, slot: str, action: str, place: int | None, at: datetime, reason: str = "") -> None:
        event = int(self.stage.ids[row])
        deed = {"event_id": event, "slot": slot, "action": action, "reason": reason, "surface": self.surface}
        self.deeds.setdefault((event, slot), deed | {"position": place, "at": min(at, self.now)})
