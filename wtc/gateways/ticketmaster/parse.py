"""Ticketmaster's JSON read into listings: every field may be missing or of the wrong kind, and one bad item is one."""

import re
from collections.abc import Mapping
from typing import Any

from wtc.domain.text import web_address
from wtc.gateways.given import cents, mapping, moment, number, objects, prose, text
from wtc.gateways.items import LARGEST, Unreadable, json_of, set_aside
from wtc.gateways.ticketmaster import kinds
from wtc.gateways.ticketmaster.times import when
from wtc.gateways.worded import point
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import Image, ListedArtist, ListedVenue, Listing, Price

SOURCE = "ticketmaster"
IDEAL_WIDTH = 1024
_SPOTIFY = re.compile(r"open\.spotify\.com/(?:intl-\w+/)?artist/([0-9A-Za-z]{22})(?![0-9A-Za-z])")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def parse(payload: Mapping[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """The listings of one page, and what could not be understood with the reason. Never raises.

    Left out without a word: test events, and what is neither live music nor comedy nor the spoken word.
    """
    listings: list[Listing] = []
    aside: list[Quarantined] = []
    events = mapping(mapping(payload).get("_embedded")).get("events")
    for item in events if isinstance(events, list) else []:
        try:
            found = _listing(item, sample=sample)
        except ValueError as error:
            aside.append(set_aside(SOURCE, item, error))
        else:
            if found is not None:
                listings.append(found)
    return listings, aside


def _listing(item: object, *, sample: bool) -> Listing | None:
    """One listing, or None for what is not ours; ``ValueError`` in plain words when it makes no sense."""
    if not isinstance(item, Mapping):
        raise Unreadable("it is not an object")
    source_id, title = text(item.get("id"), 200), text(item.get("name"))
    if not source_id or len(source_id) > 120:
        raise Unreadable("it has no usable id", "id")
    if not title:
        raise Unreadable("it has no name", "name")
    if item.get("test") is True or not kinds.ours(item):
        return None
    raw = json_of(item)
    if len(raw) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST >> 10} kB")
    inside = mapping(item.get("_embedded"))
    place = next(iter(objects(inside.get("venues"))), {})
    times = when(item, place)
    return Listing(
        source=SOURCE,
        source_id=source_id,
        title=title,
        url="" if sample else _address(item.get("url")),
        day=times.day,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        doors_at=times.doors_at,
        timezone=times.timezone,
        status=times.status,
        was_on=times.was_on,
        venue=_venue(place),
        artists=_artists(inside.get("attractions")),
        genres=kinds.genres(item),
        description="\n\n".join(filter(None, (prose(item.get("info")), prose(item.get("pleaseNote"), 2_000)))),
        images=_images(item.get("images")),
        age="18+" if mapping(item.get("ageRestrictions")).get("legalAgeEnforced") is True else "",
        price=_price(item.get("priceRanges"), place),
        on_sale_at=_on_sale(mapping(mapping(item.get("sales")).get("public"))),
        extra=kinds.add_on(item, title),
        resale=kinds.resale(source_id, item),
        sample=sample,
        raw=raw,
    )


def _venue(place: Mapping[str, Any]) -> ListedVenue | None:
    """The room, without a name when only its town is known; None for a stub that says neither."""
    name, city = text(place.get("name"), 160), text(mapping(place.get("city")).get("name"), 80)
    if not name and not city:
        return None
    address, location = mapping(place.get("address")), mapping(place.get("location"))
    lines = (text(address.get("line1"), 80), text(address.get("line2"), 60), text(place.get("postalCode"), 12))
    return ListedVenue(
        name=name,
        city=city,
        country=_country(place),
        address=", ".join(filter(None, lines)),
        geo=point(location.get("latitude"), location.get("longitude")),
        source_id=text(place.get("id"), 40),
    )


def _country(place: Mapping[str, Any]) -> str:
    """IE, NI for Northern Ireland (which Ticketmaster calls ND), else the code it gives."""
    code = text(mapping(place.get("country")).get("countryCode"), 2).upper()
    return {"ND": "NI", "": "IE"}.get(code, code)


def _artists(attractions: object) -> tuple[ListedArtist, ...]:
    """The acts in billing order, each once, at most fifty."""
    found: dict[str, ListedArtist] = {}
    for one in objects(attractions, 50):
        name = text(one.get("name"), 160)
        if not name or one.get("test") is True:
            continue
        links = mapping(one.get("externalLinks"))
        pictures = _images(one.get("images"))
        act = ListedArtist(
            name=name,
            source_id=text(one.get("id"), 40),
            musicbrainz_id=_hard_id(links.get("musicbrainz"), "id", _UUID),
            spotify_id=_hard_id(links.get("spotify"), "url", _SPOTIFY),
            image=pictures[0] if pictures else None,
        )
        found.setdefault(act.source_id or name.casefold(), act)
    return tuple(found.values())


def _hard_id(links: object, field: str, pattern: re.Pattern[str]) -> str:
    for link in objects(links):
        value = link.get(field)
        hit = pattern.search(value if pattern is _SPOTIFY else value.lower()) if isinstance(value, str) else None
        if hit:
            return hit[hit.lastindex or 0]
    return ""


def _images(pictures: object) -> tuple[Image, ...]:
    """At most four, the best first: a picture of its own, wide, at least 640 pixels, near 1024."""
    ranked = []
    for one in objects(pictures, 40):
        address, width = _address(one.get("url")), int(number(one.get("width")) or 0)
        if not address or not 0 <= width <= 20_000:
            continue
        generic, wide = one.get("fallback") is True, one.get("ratio") == "16_9"
        height = min(max(int(number(one.get("height")) or 0), 0), 20_000)
        rank = (generic, not (wide and width >= 640), not wide, abs(width - IDEAL_WIDTH), address)
        ranked.append((rank, Image(url=address, width=width, height=height, generic=generic)))
    return tuple(image for _rank, image in sorted(ranked, key=lambda pair: pair[0])[:4])


def _price(ranges: object, place: Mapping[str, Any]) -> Price | None:
    """What a seat costs, with fees when both are given; None when it is not said or makes no sense."""
    home = "GBP" if _country(place) in ("NI", "GB") else "EUR"
    found: dict[bool, list[tuple[str, int, int]]] = {True: [], False: []}
    for one in objects(ranges):
        low = cents(one.get("min"))
        high = low if one.get("max") is None else cents(one.get("max"))
        currency = text(one.get("currency"), 3).upper()
        if low is None or high is None or high < low:
            continue
        with_fees = "fees" in text(one.get("type"), 60).lower()
        found[with_fees].append((currency if re.fullmatch("[A-Z]{3}", currency) else home, low, high))
    told = found[True] or found[False]
    if not told:
        return None
    same = [each for each in told if each[0] == told[0][0]]
    return Price(low=min(each[1] for each in same), high=max(each[2] for each in same), currency=told[0][0])


def _on_sale(public: Mapping[str, Any]) -> Any:
    """When sales begin. The year 1900 is Ticketmaster's way to say that there is no date."""
    if public.get("startTBD") is True or public.get("startTBA") is True:
        return None
    return moment(public.get("startDateTime"))


def _address(value: object) -> str:
    return web_address(value) if isinstance(value, str) else ""
