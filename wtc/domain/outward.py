"""Links that lead out to sellers: with the parameters that were agreed on, added and never instead of others."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit


@lru_cache(maxsize=8)
def agreed(settings: Sequence[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """``("ticketmaster:camefrom=wtc",)`` by source; what has another form is left out."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for each in settings:
        source, colon, rest = each.partition(":")
        name, equals, value = rest.partition("=")
        if colon and equals and name.strip():
            found[source.strip().lower()] = (*found.get(source.strip().lower(), ()), (name.strip(), value.strip()))
    return found


def outward(url: str, source: str, settings: Sequence[str]) -> str:
    """The address of a source's listing with its agreed parameters; its own query stays as it is, letter by letter."""
    added = agreed(tuple(settings)).get(source, ()) if settings and url else ()
    if not added:
        return url
    parts = urlsplit(url)
    there = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    more = [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in added if name not in there]
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, *more)))))
