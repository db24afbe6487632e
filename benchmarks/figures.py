"""How every benchmark says what it measured: ``name | figure | bar | ok/MISSED``."""

import resource
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def at_most(name: str, figure: float, bar: float, unit: str = "") -> bool:
    """Print the line; whether ``figure`` is no more than ``bar``."""
    return _say(name, figure, f"<= {_number(bar)}", unit, figure <= bar)


def at_least(name: str, figure: float, bar: float, unit: str = "") -> bool:
    """Print the line; whether ``figure`` reaches ``bar``."""
    return _say(name, figure, f">= {_number(bar)}", unit, figure >= bar)


def told(name: str, figure: float, unit: str) -> None:
    """A figure without a bar."""
    print(f"{name} | {_number(figure)} {unit} | - | -", flush=True)


def megabytes() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def _say(name: str, figure: float, bar: str, unit: str, holds: bool) -> bool:
    verdict = "ok" if holds else "MISSED"
    print(f"{name} | {_number(figure)} {unit} | {bar} {unit} | {verdict}", flush=True)
    return holds


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 or figure == int(figure) else f"{figure:.3g}"
