"""What stands around every page and every list: messages, choices and places to go."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list in words that is narrowed by its address. ``previous`` and ``next`` are addresses, empty at either end."""

    heading: str = ""
    tabs: tuple[Choice, ...] = ()
    genres: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    place: str = ""
    q: str = ""
    active: tuple[Choice, ...] = ()
    previous: str = ""
    next: str = ""
    turned: str = ""
    empty: str = ""
    samples: bool = False
