"""Where an event came from in words: what each source gave, when it was last heard, and where they disagree."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.domain import venues, words
from wtc.domain.text import fold
from wtc.shapes.details import Heard, Provenance, Said
from wtc.shapes.events import SOURCE_NAMES, SOURCES, Event, Listing, Price, PriceTag, Status

STALE = timedelta(days=2)
"""A source not heard for longer than this is marked as gone quiet."""
_COUNTED = ("No listings", "One listing", "Two listings", "Three listings", "Four listings", "Five listings")
_GIVEN: tuple[tuple[str, Callable[[Listing], object]], ...] = (
    ("date", lambda said: said.day or said.starts_at),
    ("time", lambda said: said.starts_at),
    ("doors", lambda said: said.doors_at),
    ("room", lambda said: said.venue),
    ("line-up", lambda said: said.artists),
    ("price", lambda said: said.price),
    ("age", lambda said: said.age),
    ("picture", lambda said: any(not image.generic for image in said.images)),
    ("description", lambda said: said.description),
)


def provenance(event: Event, heard: Sequence[Heard], corrected: Sequence[str] = (), *, now: datetime) -> Provenance:
    """The listings of ``event`` in the order of trust, add-ons folded into one sentence, and each disagreement."""
    today = clock.local(now).date()
    ranked = sorted(heard, key=lambda one: (_rank(one.listing.source), one.listing.source_id))
    own = [one for one in ranked if not one.listing.extra and not one.listing.resale]
    extras = len(ranked) - len(own)
    standing = [one for one in own if one.gone_at is None] or own
    return Provenance(
        summary=_summary(len(own), extras),
        several=len(own) > 1,
        corrected=tuple(corrected),
        sources=tuple(_said(one, now=now) for one in own),
        notes=tuple(_disagreements(event, [one.listing for one in standing], today)),
    )


def _summary(count: int, extras: int) -> str:
    if count == 0:
        return ""
    counted = _COUNTED[count] if count < len(_COUNTED) else f"{count} listings"
    merged = "so this is one source's word." if count == 1 else "one night. We merged them; here's who said what."
    folded = f" {extras} add-on{'s' if extras > 1 else ''} (VIP, parking, resale) folded in." if extras else ""
    return f"{counted}, {merged}{folded}"


def _said(one: Heard, *, now: datetime) -> Said:
    given = [word for word, given_by in _GIVEN if given_by(one.listing)]
    moment = one.gone_at or one.last_seen_at
    day = words.day(clock.local(moment).date(), clock.local(now).date())
    return Said(
        source=one.listing.source,
        name=SOURCE_NAMES.get(one.listing.source, one.listing.source),
        kind="coral" if one.gone_at else "gold" if now - one.last_seen_at > STALE else "emerald",
        gave=", ".join(given).capitalize() or "Only that it is on",
        seen=f"Gone since {day}" if one.gone_at else f"Seen {day}, {words.hour(moment)}",
        url="" if one.listing.sample else one.url,
        price=listed_price(one.listing.price),
        listing_id=one.listing_id,
    )


def _disagreements(event: Event, listings: Sequence[Listing], today: date) -> Iterator[str]:
    tellers: tuple[tuple[str, Callable[[Listing], str], str], ...] = (
        ("Date", lambda said: _date(said, today), _event_date(event, today)),
        ("Room", _room, room_name(event.venue.name, event.city) if event.venue else ""),
        ("Start", lambda said: words.hour(said.starts_at) if said.starts_at else "", _hour(event.start_time)),
        ("Doors", lambda said: words.hour(said.doors_at) if said.doors_at else "", _hour(event.doors_time)),
        ("Price", lambda said: listed_price(said.price), price_words(event.price) if event.price else ""),
        ("Age", lambda said: said.age, event.age_restriction),
        ("Status", lambda said: said.status.value, event.status.value),
    )
    for what, tell, ours in tellers:
        told: dict[str, list[str]] = {}
        for listing in listings:
            if word := tell(listing):
                told.setdefault(word, []).append(SOURCE_NAMES.get(listing.source, listing.source))
        if len({fold(word) for word in told}) > 1 and (what != "Status" or event.status is not Status.SCHEDULED):
            yield _note(what, told, ours)


def _note(what: str, told: dict[str, list[str]], ours: str) -> str:
    said = [
        f"{_joined(dict.fromkeys(names))} {'says' if len(set(names)) == 1 else 'say'} {word}"
        for word, names in told.items()
    ]
    went = next((names for word, names in told.items() if fold(word) == fold(ours)), None)
    verdict = f" We went with {_joined(dict.fromkeys(went))}." if went else ""
    return f"{what}: {', '.join(said)}.{verdict}"


def price_words(price: PriceTag | None) -> str:
    """'€38 to €46', '€20', 'Up to €15', 'Free', or 'Price not listed'."""
    if price is None:
        return "Price not listed"
    if words.is_free(price):
        return "Free"
    low, high = words.money(price.min, price.currency), words.money(price.max, price.currency)
    if price.min == 0:
        return f"Up to {high}"
    return low if price.max <= price.min else f"{low} to {high}"


def listed_price(price: Price | None) -> str:
    """The price as a listing says it, in words; nothing when it says none."""
    return price_words(PriceTag(min=price.low / 100, max=price.high / 100, currency=price.currency)) if price else ""


def _date(said: Listing, today: date) -> str:
    day = clock.local(said.starts_at).date() if said.starts_at else said.day
    return words.day(day, today) if day else ""


def _event_date(event: Event, today: date) -> str:
    day = clock.local(event.start_time).date() if event.start_time else event.day
    return words.day(day, today) if day else ""


def _room(said: Listing) -> str:
    return room_name(said.venue.name, said.venue.city) if said.venue else ""


def room_name(name: str, city: str) -> str:
    """A room by the name that we know it by, so that two spellings are no disagreement; nothing for 'TBA'."""
    return venues.identify(name, city).name if venues.is_room(name, city) else ""


def _hour(moment: datetime | None) -> str:
    return words.hour(moment) if moment else ""


def _joined(names: "dict[str, None]") -> str:
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def _rank(source: str) -> int:
    return SOURCES.index(source) if source in SOURCES else len(SOURCES)
