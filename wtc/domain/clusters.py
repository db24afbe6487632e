"""Listings grouped into events: the best pairs joined first, and none across two members that cannot be one show.

What people ruled comes before any score. The result depends on the listings and the rulings alone, not on their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wtc.domain.clues import Clue
from wtc.domain.matching import EVENING, Pair, Verdict, compare, objection

BY_ACT = "bandsintown"
"""A source that lists a show once for each of its acts."""

SUPPORT = Pair(verdict=Verdict.PERHAPS, score=0.5, time=1.0, because="support")
"""An act alone at the minute of a bill, in a house with several stages."""

Rulings = Mapping[tuple[int, int], bool]
"""What people decided of two listings, by their places, the smaller first: one show, or not."""


@dataclass(slots=True, kw_only=True)
class Grouping:
    """Places of listings by event, and the pairs that a person should look at: they ended up in two events."""

    groups: list[list[int]]
    doubts: list[tuple[int, int, Pair]] = field(default_factory=list)


def components(clues: Sequence[Clue], rulings: Rulings | None = None) -> list[list[int]]:
    """The listings that have to be judged together: a room's night, or a town's when one of it has no room.

    What was ruled to be one show is judged together wherever it is.
    """
    open_towns = {clue.town_block for clue in clues if not clue.room}
    found: dict[str, list[int]] = {}
    for place, clue in enumerate(clues):
        found.setdefault(clue.town_block if clue.town_block in open_towns else clue.block, []).append(place)
    judged = [places for _, places in sorted(found.items())]
    for one, other in sorted(pair for pair, same in (rulings or {}).items() if same):
        those = [places for places in judged if one in places or other in places]
        if len(those) > 1:
            judged = [places for places in judged if places not in those] + [those[0] + those[1]]
    return judged


def cluster(clues: Sequence[Clue], rulings: Rulings | None = None) -> Grouping:
    """The listings of one component grouped into events; groups, members and doubts come in a fixed order."""
    if len(clues) == 1:
        return Grouping(groups=[[0]])
    places = sorted(range(len(clues)), key=lambda place: clues[place].order)
    at = {place: position for position, place in enumerate(places)}
    ruled = {(min(at[one], at[other]), max(at[one], at[other])): same for (one, other), same in (rulings or {}).items()}
    made = _Making([clues[place] for place in places], ruled)
    made.obey()
    made.join()
    made.seat_undated()
    made.seat_supports()
    made.join_scripts()
    return Grouping(
        groups=[[places[position] for position in group] for _, group in sorted(made.groups.items())],
        doubts=[(places[one], places[other], pair) for one, other, pair in made.doubts()],
    )


class _Making:
    """One component's groups while they are made: ``groups`` by their first member, ``home`` the group of each."""

    def __init__(self, clues: Sequence[Clue], ruled: Rulings) -> None:
        self.clues = clues
        self.ruled = ruled
        self.groups = {position: [position] for position in range(len(clues))}
        self.home = list(range(len(clues)))
        self.bound: dict[int, set[int]] = {}
        self.same: dict[tuple[int, int], Pair] = {}
        self.unsure: dict[tuple[int, int], Pair] = {}
        for one, clue in enumerate(clues):
            for other in range(one + 1, len(clues)):
                pair = compare(clue, clues[other])
                if pair.verdict is Verdict.SAME:
                    self.same[one, other] = pair
                elif pair.verdict is Verdict.PERHAPS:
                    self.unsure[one, other] = pair

    def obey(self) -> None:
        """Join what was ruled to be one show; never a sample with the real one, nor two that were ruled apart."""
        for (one, other), same in sorted(self.ruled.items()):
            left, right = self.home[one], self.home[other]
            if not same or left == right or self.clues[one].sample != self.clues[other].sample:
                continue
            if not any(self._apart(a, b) for a in self.groups[left] for b in self.groups[right]):
                self._unite(left, right)
                for member in self.groups[self.home[one]]:
                    self.bound[member] = set(self.groups[self.home[one]])

    def join(self) -> None:
        """Join pairs that are the same, the best first, where neither side's members object."""
        ranked = sorted(self.same, key=lambda pair: (-self.same[pair].score, pair))
        for one, other in ranked:
            if self._timed(one) and self._timed(other):
                self._join(one, other)

    def seat_undated(self) -> None:
        """Give each listing without a time to its show; where there are two, to one its source has not listed yet."""
        for one in [position for position in range(len(self.clues)) if not self._timed(position)]:
            near = {self.home[b if a == one else a]: (b if a == one else a) for a, b in self.same if one in (a, b)}
            near.pop(self.home[one], None)
            fits = [first for first in near if not self._objected(near[first], one)]
            if fits:
                best = min(fits, key=lambda first: self._unlikely(one, self.groups[first]))
                self._unite(best, self.home[one])

    def _unlikely(self, one: int, group: Sequence[int]) -> tuple[int, ...]:
        """How little a group asks for this listing: it has its source already, another bill, an afternoon's hour."""
        clue, those = self.clues[one], [self.clues[member] for member in group]
        listed = any(each.source == clue.source and not each.add_on for each in those) and not clue.add_on
        shared = max(len(set(clue.acts) & set(each.acts)) for each in those)
        evening = any(each.minute is not None and each.minute >= EVENING for each in those)
        return listed, -shared, not evening, group[0]

    def seat_supports(self) -> None:
        """Join an act's own listing that names nobody else to the one bill of that minute, where no other could be."""
        for lone in [first for first, group in sorted(self.groups.items()) if self._lone(group)]:
            if lone not in self.groups:
                continue
            minute = self.clues[lone].minute
            bills = [
                first
                for first, group in self.groups.items()
                if first != lone
                and any(self.clues[member].minute == minute for member in group)
                and not any(
                    self._apart(a, b) or objection(self.clues[a], self.clues[b])
                    for a in group
                    for b in self.groups[lone]
                )
            ]
            if len(bills) != 1:
                continue
            if self._one_stage(lone, bills[0]):
                self._unite(bills[0], lone)
            elif self.clues[lone].room:
                self.unsure[min(lone, bills[0]), max(lone, bills[0])] = SUPPORT

    def join_scripts(self) -> None:
        """Join a bill in another script to the one bill of that minute that could be the same, written in ours."""
        foreign = [first for first, group in sorted(self.groups.items()) if self._script(group) == {True}]
        for one in [first for first in foreign if first in self.groups]:
            ours = [
                first
                for first, group in self.groups.items()
                if self._script(group) == {False} and self._same_minute(one, first)
            ]
            rivals = [
                first for first in foreign if first != one and first in self.groups and self._same_minute(one, first)
            ]
            if len(ours) == 1 and not rivals:
                self._unite(*sorted((one, ours[0])))

    def doubts(self) -> Iterable[tuple[int, int, Pair]]:
        """For every two groups the best pair that is perhaps, or was the same but for an objection of others."""
        best: dict[tuple[int, int], tuple[int, int, Pair]] = {}
        for (one, other), pair in (self.unsure | self.same).items():
            between = (min(self.home[one], self.home[other]), max(self.home[one], self.home[other]))
            if between[0] == between[1] or self.ruled.get((one, other)) is not None:
                continue
            if between not in best or pair.score > best[between][2].score:
                best[between] = (one, other, replace(pair, verdict=Verdict.PERHAPS))
        return [best[between] for between in sorted(best)]

    def _join(self, one: int, other: int) -> None:
        left, right = sorted((self.home[one], self.home[other]))
        if left != right and not self._objected(one, other):
            self._unite(left, right)

    def _objected(self, one: int, other: int) -> bool:
        """Whether any member of one's group objects to any of the other's; who is bound by a ruling says nothing."""
        mute = (self.bound.get(one, set()) | self.bound.get(other, set())) - {one, other}
        return any(
            self._apart(a, b) or (a not in mute and b not in mute and bool(objection(self.clues[a], self.clues[b])))
            for a in self.groups[self.home[one]]
            for b in self.groups[self.home[other]]
        )

    def _apart(self, one: int, other: int) -> bool:
        """Whether a person ruled that these two are different shows."""
        return bool(self.ruled) and self.ruled.get((min(one, other), max(one, other))) is False

    def _unite(self, left: int, right: int) -> None:
        left, right = sorted((left, right))
        for member in self.groups[right]:
            self.home[member] = left
        self.groups[left] = sorted(self.groups[left] + self.groups.pop(right))

    def _timed(self, position: int) -> bool:
        clue = self.clues[position]
        return clue.minute is not None or clue.slot in ("early", "late")

    def _lone(self, group: Sequence[int]) -> bool:
        those = [self.clues[member] for member in group]
        by_itself = all(clue.source == BY_ACT and len(clue.acts) == 1 and clue.minute is not None for clue in those)
        return by_itself and len({clue.minute for clue in those}) == 1

    def _one_stage(self, lone: int, bill: int) -> bool:
        """Whether the two play one stage: the room has no other, or both name the same part of it."""
        one, those = self.clues[lone], [self.clues[member] for member in self.groups[bill]]
        if not one.room or any(clue.room and clue.room != one.room for clue in those):
            return False
        return not one.divided or bool(one.part and any(clue.part == one.part for clue in those))

    def _script(self, group: Sequence[int]) -> set[bool]:
        return {self.clues[member].foreign for member in group}

    def _same_minute(self, one: int, other: int) -> bool:
        """Whether two groups of other sources begin in one room at one minute and nobody objects."""
        pairs = [(a, b) for a in self.groups[one] for b in self.groups[other]]
        if any(self._apart(a, b) or objection(self.clues[a], self.clues[b]) for a, b in pairs):
            return False
        if {self.clues[a].source for a, _ in pairs} & {self.clues[b].source for _, b in pairs}:
            return False  # who lists both means both
        hours = [(self.clues[a].minute, self.clues[b].minute) for a, b in pairs]
        return bool(self.clues[one].room) and any(mine == theirs is not None for mine, theirs in hours)
