"""Where an event came from in words: what each source gave, when it was last heard, and where they disagree."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.domain import venue_names, words
from wtc.domain.text import fold
from wtc.language import irish, n, t, told, word
from wtc.shapes.details import Heard, Provenance, Said
from wtc.shapes.events import SOURCE_NAMES, SOURCES, Event, Listing, Price, PriceTag, Status

STALE = timedelta(days=2)
"""A source not heard for longer than this is marked as gone quiet."""
_COUNTED = ("No listings", "One listing", "Two listings", "Three listings", "Four listings", "Five listings")
_GIVEN: tuple[tuple[str, Callable[[Listing], object]], ...] = (
    (word("date"), lambda said: said.day or said.starts_at),
    (word("time"), lambda said: said.starts_at),
    (word("doors"), lambda said: said.doors_at),
    (word("room"), lambda said: said.venue),
    (word("line-up"), lambda said: said.artists),
    (word("price"), lambda said: said.price),
    (word("age"), lambda said: said.age),
    (word("picture"), lambda said: any(not image.generic for image in said.images)),
    (word("description"), lambda said: said.description),
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


def _called(source: str) -> str:
    """A source by its name in the language in hand."""
    return told(SOURCE_NAMES.get(source, source))


def _summary(count: int, extras: int) -> str:
    if count == 0:
        return ""
    counted = _COUNTED[count] if count < len(_COUNTED) else f"{count} listings"
    if irish():
        return _irish_summary(count, extras)
    merged = "so this is one source's word." if count == 1 else "one night. We merged them; here's who said what."
    folded = f" {extras} add-on{'s' if extras > 1 else ''} (VIP, parking, resale) folded in." if extras else ""
    return f"{counted}, {merged}{folded}"


def _irish_summary(count: int, extras: int) -> str:
    told = n("{count} listing", "{count} listings", count)
    merged = t("so this is one source's word.") if count == 1 else t("one night. We merged them; here's who said what.")
    folded = n("{count} add-on folded in.", "{count} add-ons folded in.", extras) if extras else ""
    return " ".join(filter(None, (f"{told}, {merged}", folded)))


def _said(one: Heard, *, now: datetime) -> Said:
    given = [t(what) for what, given_by in _GIVEN if given_by(one.listing)]
    moment = one.gone_at or one.last_seen_at
    day = words.day(clock.local(moment).date(), clock.local(now).date())
    return Said(
        source=one.listing.source,
        name=_called(one.listing.source),
        kind="coral" if one.gone_at else "gold" if now - one.last_seen_at > STALE else "emerald",
        gave=", ".join(given).capitalize() or t("Only that it is on"),
        seen=t("Gone since {day}", day=day)
        if one.gone_at
        else t("Seen {day}, {hour}", day=day, hour=words.hour(moment)),
        url="" if one.listing.sample else one.url,
        price=listed_price(one.listing.price),
        listing_id=one.listing_id,
    )


def _disagreements(event: Event, listings: Sequence[Listing], today: date) -> Iterator[str]:
    tellers: tuple[tuple[str, Callable[[Listing], str], str], ...] = (
        (word("Date"), lambda said: _date(said, today), _event_date(event, today)),
        (word("Room"), _room, room_name(event.venue.name, event.city) if event.venue else ""),
        (word("Start"), lambda said: words.hour(said.starts_at) if said.starts_at else "", _hour(event.start_time)),
        (word("Doors"), lambda said: words.hour(said.doors_at) if said.doors_at else "", _hour(event.doors_time)),
        (word("Price"), lambda said: listed_price(said.price), price_words(event.price) if event.price else ""),
        (word("Age"), lambda said: said.age, event.age_restriction),
        (word("Status"), lambda said: said.status.value, event.status.value),
    )
    for what, tell, ours in tellers:
        told: dict[str, list[str]] = {}
        for listing in listings:
            if answer := tell(listing):
                told.setdefault(answer, []).append(_called(listing.source))
        if len({fold(answer) for answer in told}) > 1 and (what != "Status" or event.status is not Status.SCHEDULED):
            yield _note(what, told, ours)


def _note(subject: str, told: dict[str, list[str]], ours: str) -> str:
    said = [
        t("{who} says {what}", who=_joined(dict.fromkeys(names)), what=what)
        if len(set(names)) == 1
        else t("{who} say {what}", who=_joined(dict.fromkeys(names)), what=what)
        for what, names in told.items()
    ]
    went = next((names for what, names in told.items() if fold(what) == fold(ours)), None)
    verdict = " " + t("We went with {who}.", who=_joined(dict.fromkeys(went))) if went else ""
    return f"{t(subject)}: {', '.join(said)}.{verdict}"


def price_words(price: PriceTag | None) -> str:
    """'€38 to €46', '€20', 'Up to €15', 'Free', or 'Price not listed'."""
    if price is None:
        return t("Price not listed")
    if words.is_free(price):
        return t("Free")
    low, high = words.money(price.min, price.currency), words.money(price.max, price.currency)
    if price.min == 0:
        return t("Up to {price}", price=high)
    return low if price.max <= price.min else t("{low} to {high}", low=low, high=high)


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
    return venue_names.identify(name, city).name if venue_names.is_room(name, city) else ""


def _hour(moment: datetime | None) -> str:
    return words.hour(moment) if moment else ""


def _joined(names: "dict[str, None]") -> str:
    return words.listed(list(names))


def _rank(source: str) -> int:
    return SOURCES.index(source) if source in SOURCES else len(SOURCES)
