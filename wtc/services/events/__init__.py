"""Events found, read and counted."""

from wtc.services.events.counting import tallies
from wtc.services.events.finding import search
from wtc.services.events.pricing import prices
from wtc.services.events.reading import by_slug, many, one

__all__ = ["by_slug", "many", "one", "prices", "search", "tallies"]
