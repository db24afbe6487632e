"""What a user may tell us about their taste, made tidy and kept within bounds."""

from dataclasses import replace

from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.language import t
from wtc.shapes.accounts import Preferences

LISTS = ("genres", "artists", "cities", "venues", "djs", "night_preferences")
MOST = 100
LONGEST = 80
DEAREST = 1_000_000  # cents
FURTHEST = 500
CURRENCIES = ("EUR", "GBP")
NIGHTS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def tidied(told: Preferences) -> Preferences:
    """The same with each list cleaned and free of repeats; ``Invalid`` names every field that won't do."""
    lists: dict[str, tuple[str, ...]] = {}
    wrong: dict[str, str] = {}
    for field in LISTS:
        given: tuple[str, ...] = getattr(told, field)
        if len(given) > MOST:
            wrong[field] = t("Up to {count} will do.", count=MOST)
        elif any(len(text) > LONGEST for text in given):
            wrong[field] = t("Keep each to {count} characters.", count=LONGEST)
        else:
            lists[field] = _once(given)
    if told.budget_max is not None and not 0 <= told.budget_max <= DEAREST:
        wrong["budget_max"] = t("Give an amount from 0 to {most}.", most=f"{DEAREST // 100:,}")
    if told.radius_km is not None and not 1 <= told.radius_km <= FURTHEST:
        wrong["radius_km"] = t("Give a distance from 1 to {most} km.", most=FURTHEST)
    if told.currency not in CURRENCIES:
        wrong["currency"] = "We count in EUR or GBP."
    if wrong:
        raise Invalid("Some of that won't do.", details=wrong)
    return replace(told, **lists)  # type: ignore[arg-type]  # the names are those of the lists


def _once(given: tuple[str, ...]) -> tuple[str, ...]:
    """Each name once, as it was first spelt and where it first stood."""
    kept: dict[str, str] = {}
    for name in (clean(text, LONGEST) for text in given):
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())
