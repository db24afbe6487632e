"""How every benchmark says what it measured: ``name | figure | bar | ok/MISSED``."""

import resource
from collections.abc import Callable, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def at_most(name: str, figure: float, bar: float, unit: str) -> None:
    _say(name, figure, bar, unit, lambda: figure <= bar, "<=")


def at_least(name: str, figure: float, bar: float, unit: str) -> None:
    _say(name, figure, bar, unit, lambda: figure >= bar, ">=")


def told(name: str, figure: float, unit: str) -> None:
    """A figure without a bar."""
    print(f"{name} | {_number(figure)} {unit} | - | -", flush=True)


def megabytes() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def _say(name: str, figure: float, bar: float, unit: str, holds: Callable[[], bool], sign: str) -> None:
    verdict = "ok" if holds() else "MISSED"
    print(f"{name} | {_number(figure)} {unit} | {sign} {_number(bar)} {unit} | {verdict}", flush=True)


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"


if __name__ == "__main__":
    print("name | figure | bar | verdict")
