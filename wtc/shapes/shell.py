"""What stands around every page: messages, choices and places to go."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """One message at the foot of the window. ``kind``: ok or error. ``undoable`` shows an Undo button."""

    id: int
    text: str
    kind: str = "ok"
    undoable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to pick: a chip, a city, an order. ``href`` is where picking it leads; ``count`` -1 is unknown."""

    key: str
    label: str
    href: str
    count: int = -1
    on: bool = False
