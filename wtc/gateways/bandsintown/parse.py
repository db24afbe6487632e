"""Bandsintown v3: one act's shows, in the venue's own wall time and with '' for nothing."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from wtc.domain.text import fold
from wtc.gateways.given import mapping, objects, prose, text, zone
from wtc.gateways.items import Item, Unreadable, each
from wtc.gateways.worded import HERE, acts, address, called_off, country, local_time, night_end, pictures, point
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import ListedArtist, ListedVenue, Listing, Price

SOURCE = "bandsintown"
_ELSEWHERE = {"virtual", "online", "live stream", "livestream"}


def parse(payload: Mapping[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """The shows on the island in ``{"artist": {...}, "events": [...]}``. Never raises.

    The source answers with the two apart; ``artist`` may be missing. Left out without a word: shows abroad and online.
    """
    payload = mapping(payload)
    read = partial(_listing, mapping(payload.get("artist")), sample)
    return each(SOURCE, payload.get("events"), read)


def _listing(asked: Mapping[str, Any], sample: bool, item: Item, source_id: str, raw: str) -> Listing | None:
    place = mapping(item.get("venue"))
    venue = _venue(place)
    if _online(place) or (venue and venue.country not in HERE):
        return None
    line_up = _line_up(item, mapping(item.get("artist")) or asked)
    title, status = called_off(text(item.get("title")) or (line_up[0].name if line_up else ""))
    if not title:
        raise Unreadable("it has neither a title nor a line-up", "lineup")
    here = zone(place.get("timezone"))
    day, starts = local_time(item.get("datetime") or item.get("starts_at"), here)
    if day is None:
        raise Unreadable("its date cannot be read", "datetime")
    if item.get("datetime_display_rule") == "date":
        starts = None
    return Listing(
        source=SOURCE,
        source_id=source_id,
        title=title,
        url=address(item.get("url"), sample=sample),
        day=day,
        starts_at=starts,
        ends_at=night_end(starts, local_time(item.get("ends_at"), here)[1], here),
        timezone=here,
        status=status,
        venue=venue,
        artists=line_up,
        description=prose(item.get("description")),
        price=Price(low=0, high=0, currency="GBP" if venue and venue.country == "NI" else "EUR")
        if item.get("free") is True
        else None,
        sold_out=_sold_out(item),
        on_sale_at=local_time(item.get("on_sale_datetime"), here)[1],
        sample=sample,
        raw=raw,
    )


def _venue(place: Mapping[str, Any]) -> ListedVenue | None:
    name = text(place.get("name"), 160)
    if not name:
        return None
    geo = point(place.get("latitude"), place.get("longitude"))
    lines = (text(place.get("street_address"), 80), text(place.get("postal_code"), 12))
    return ListedVenue(
        name=name,
        city=text(place.get("city"), 80),
        country=country(place.get("country"), place.get("region"), geo) or "IE",
        address=", ".join(filter(None, lines)),
        geo=geo,
    )


def _online(place: Mapping[str, Any]) -> bool:
    return bool({fold(text(place.get("type"), 40)), fold(text(place.get("name"), 160))} & _ELSEWHERE)


def _line_up(item: Item, asked: Mapping[str, Any]) -> tuple[ListedArtist, ...]:
    """The bill, headliner first; whoever was asked about carries what Bandsintown knows of them."""
    name = text(asked.get("name"), 160)
    known = ListedArtist(
        name=name,
        source_id=text(asked.get("id"), 40),
        musicbrainz_id=text(asked.get("mbid"), 36).lower(),
        image=next(iter(pictures([asked.get("image_url")])), None),
    )
    bill = acts(item.get("lineup"))
    if not bill:
        return (known,) if name else ()
    return tuple(known if fold(act.name) == fold(name) else act for act in bill)


def _sold_out(item: Item) -> bool:
    if item.get("sold_out") is True:
        return True
    offers = [text(one.get("status"), 20).lower() for one in objects(item.get("offers"))]
    return bool(offers) and all(status in ("sold out", "sold_out", "soldout") for status in offers)
