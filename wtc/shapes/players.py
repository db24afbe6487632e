"""Mixes as a page plays them: the words of the card, and the frame that is loaded only when somebody asks for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One mix as a card. ``frame`` is the player's address, empty where there is none: a sample, or players are off.

    ``line`` is its length and date; ``href`` the mix at Mixcloud, empty for samples.
    """

    title: str
    line: str = ""
    art: str = ""
    href: str = ""
    frame: str = ""
    sample: bool = False
