"""Why an event was picked, in words: what the drawer and the event's own page show."""

from dataclasses import dataclass

from wtc.shapes.events import Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRow:
    """One part of a match. ``share`` is its signed number; ``start`` and ``width`` place its bar, in per cent.

    ``dial`` is what 'less of this' turns (empty: nothing), ``step`` where it stands, -2 to 2, and ``turned`` that in
    words. ``href`` leads to where the part is set, empty where that is nowhere.
    """

    title: str
    evidence: str = ""
    share: str = ""
    kind: str = "emerald"
    start: float = 0.0
    width: float = 0.0
    dial: str = ""
    step: int = 0
    turned: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """One event explained to one fan. ``match`` is empty where taste is unknown; then ``word`` may stand for it.

    ``sure`` says how sure we are and what that means, ``line`` which list it came from; ``problem`` why there is
    nothing to say.
    """

    id: int = 0
    title: str = ""
    href: str = ""
    sentence: str = ""
    match: str = ""
    tier: str = ""
    match_said: str = ""
    word: str = ""
    rows: tuple[WhyRow, ...] = ()
    chips: tuple[Badge, ...] = ()
    instead: str = ""
    sure: str = ""
    line: str = ""
    past: bool = False
    problem: str = ""
