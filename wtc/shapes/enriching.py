"""What the daily reading of sources about acts is about, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAct:
    """An act whose turn it is. ``known`` is what each source that was matched calls it: source to its id there."""

    id: int
    name: str
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What keeping some items did; each is exactly one of new, changed and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichReport:
    """What one run did: ``acts`` were due, ``synced`` of them done, ``matched`` records were accepted for them.

    ``kept`` counts mixes or past shows. ``problems`` name each source that was down, refused us or asked for patience;
    ``skipped`` says why there was no run at all.
    """

    acts: int = 0
    synced: int = 0
    matched: int = 0
    kept: Kept = Kept()
    calls: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    skipped: str = ""
    seconds: float = 0.0
