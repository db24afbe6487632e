"""What the command palette offers for what was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Somewhere to go: its name, a line about it, and where it is."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Offers of one kind under a heading."""

    name: str
    glyph: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """``read`` are the filters that the words were read as, in words; ``text`` is the rest, which is searched as text.

    ``href`` is the search itself.
    """

    read: tuple[str, ...] = ()
    text: str = ""
    href: str = "/discover"
    groups: tuple[Offers, ...] = ()
