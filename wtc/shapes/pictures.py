"""Pictures that we keep ourselves: photographs and posters, re-encoded in a few widths."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A picture in our store. ``digest`` names its files; ``width`` and ``height`` are those of its largest copy.

    ``colour`` is its commonest one (#rrggbb), for the box before it has loaded; ``widths`` are the copies there are.
    """

    digest: str
    width: int
    height: int
    colour: str = ""
    widths: tuple[int, ...] = ()
