"""Events found, read and counted."""

from wtc.services.events.counting import What, tallies
from wtc.services.events.finding import search
from wtc.services.events.pricing import prices
from wtc.services.events.reading import by_slug, many, one
from wtc.services.events.spelling import FindSpeller, speller

__all__ = ["FindSpeller", "What", "by_slug", "many", "one", "prices", "search", "speller", "tallies"]
