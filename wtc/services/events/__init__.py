"""Events found, read and counted."""

from wtc.queries.events import WINDOW
from wtc.services.events.counting import What, tallies
from wtc.services.events.finding import Found, found, search
from wtc.services.events.pinning import pins
from wtc.services.events.pricing import door, prices
from wtc.services.events.reading import by_slug, many, one
from wtc.services.events.spelling import FindSpeller, speller
from wtc.services.events.understanding import understand

__all__ = [
    "WINDOW",
    "FindSpeller",
    "Found",
    "What",
    "by_slug",
    "door",
    "found",
    "many",
    "one",
    "pins",
    "prices",
    "search",
    "speller",
    "tallies",
    "understand",
]
