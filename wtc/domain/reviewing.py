"""What a review says: percentages, signed bars, and the fields of two acts beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtc.domain.text import fold
from wtc.shapes.identity import Factor
from wtc.shapes.mapping import Bar, Compared

SOURCE_NAMES = {
    "spotify": "Spotify",
    "ticketmaster": "Ticketmaster",
    "bandsintown": "Bandsintown",
    "mixcloud": "Mixcloud",
    "setlistfm": "setlist.fm",
    "musicbrainz": "MusicBrainz",
    "eventbrite": "Eventbrite",
    "dice": "DICE",
}
_FULL = 6.0
"""The share of the log-odds that fills a bar."""


def source_name(source: str) -> str:
    """A source as it writes itself."""
    return SOURCE_NAMES.get(source, source.title())


def sure(confidence: float) -> str:
    """A confidence in words: never quite all or nothing."""
    return (
        "over 99 %"
        if confidence > 0.99
        else "under 1 %"
        if confidence < 0.01
        else f"{confidence:.0%}".replace("%", " %")
    )


def bars(factors: Iterable[Factor]) -> tuple[Bar, ...]:
    """Factors as signed bars, what weighs most first."""
    ordered = sorted(factors, key=lambda one: -abs(one.weight))
    return tuple(
        Bar(
            name=one.name,
            said=one.said,
            words=f"{one.weight:+.1f}".replace("-", "−"),
            width=min(100, round(abs(one.weight) / _FULL * 100)),
            speaks_for=one.weight >= 0,
        )
        for one in ordered
    )


def compared(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> tuple[Compared, ...]:
    """The fields of a source's act and of ours; a field that neither knows is left out."""
    rows = (
        ("Name", theirs.get("name"), ours.get("name")),
        ("Music", _list(theirs.get("genres")), _list(ours.get("genres"))),
        ("Country", theirs.get("country"), ours.get("country")),
        ("Kind", theirs.get("kind"), ours.get("kind")),
        ("Note", theirs.get("disambiguation"), ours.get("disambiguation")),
        ("Also called", _list(theirs.get("aliases")), _list(ours.get("aliases"))),
        ("MusicBrainz", theirs.get("musicbrainz_id"), ours.get("musicbrainz_id")),
        ("Spotify", theirs.get("spotify_id"), ours.get("spotify_id")),
        ("Home", "", ours.get("home_city")),
    )
    return tuple(
        Compared(label=label, theirs=str(one or ""), ours=str(other or ""), differs=_differ(label, one, other))
        for label, one, other in rows
        if one or other
    )


def _differ(label: str, one: Any, other: Any) -> bool:
    if not one or not other:
        return False
    return str(one) != str(other) if label == "Name" else fold(str(one)) != fold(str(other))


def _list(said: Sequence[str] | None) -> str:
    return ", ".join(said or ())
