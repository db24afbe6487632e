"""Sources that are asked about one act after the other: whether they may be asked, what they cost, when they close."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from wtc import clock
from wtc.flows import uses
from wtc.gateways.faults import Fault
from wtc.shapes.engine import Use

T = TypeVar("T")
NAMES = {"spotify": "Spotify", "mixcloud": "Mixcloud", "setlistfm": "setlist.fm"}


@dataclass(slots=True, kw_only=True)
class Desk:
    """One source during one run. ``gateway`` has a ``use``; a fatal fault closes the desk for the rest of the run."""

    source: str
    gateway: Any
    now: datetime
    closed: bool = False
    missed: int = 0
    said: list[str] = field(default_factory=list)
    counted: Use = Use()  # noqa: RUF009  (frozen)

    async def ask(self, question: Awaitable[T]) -> T | None:
        """The answer; None when there is none, which ``problems`` will name."""
        try:
            return await question
        except Fault as fault:
            self.closed = self.closed or fault.fatal
            self.missed += 1
            if fault.message not in self.said:
                self.said.append(fault.message)
            return None

    async def count(self) -> None:
        """Write down what was asked since the last time."""
        used: Use = self.gateway.use
        if used.calls > self.counted.calls:
            await uses.count(self.source, used.since(self.counted), now=self.now)
            self.counted = used

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong, in words, and how many acts that concerned."""
        if not self.said:
            return ()
        acts = f"{self.missed} act{'s' if self.missed > 1 else ''}"
        rest = "; the others wait for the next run" if self.closed else ""
        return (f"{'; '.join(self.said[:3])}: {acts} not told of{rest}",)


async def patience(source: str, now: datetime) -> str:
    """Why ``source`` must not be asked now, in words; '' when it may be."""
    standing = await uses.left(source, now)
    if standing is None or standing.left or standing.resets_at is None or standing.resets_at <= now:
        return ""
    return f"{NAMES[source]} wants no calls before {clock.local(standing.resets_at):%-d %b, %H:%M} Irish time."


def cost(desks: list[Desk]) -> Mapping[str, int]:
    """How many calls each desk took."""
    return {desk.source: desk.gateway.use.calls for desk in desks}
