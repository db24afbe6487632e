"""Charts as they travel: a figure for those who see it, a sentence for everybody, and the same numbers as a table."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """``figure`` is Plotly's own form: ``data`` and ``layout``; without data there is nothing to draw.

    ``finding`` says in one sentence what it shows. ``rows`` are as wide as ``columns``, the first cell naming the row,
    each name once. ``height`` is in pixels and kept free until the figure is drawn.
    """

    finding: str = ""
    figure: dict[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    height: int = 320
