"""A source's word made fit to keep: cleaned, told compactly, read back, and hashed."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import orjson

from wtc.domain.text import clean, clean_block, web_address
from wtc.shapes.events import SOURCES, Geo, Image, ListedArtist, ListedVenue, Listing, Price, Status

SOURCE_ID_LIMIT = 120
RAW_LIMIT = 1_000_000
ARTISTS = 40
GENRES = 12
IMAGES = 12

_NAMES = tuple(f.name for f in fields(Listing) if f.name != "raw")
_DEFAULTS = tuple(f.default for f in fields(Listing) if f.name != "raw")
_values = attrgetter(*_NAMES)
_RANKS = {source: place for place, source in enumerate(SOURCES)}
_FITTABLE = (
    "source_id", "title", "url", "starts_at", "ends_at", "doors_at", "timezone", "venue", "artists", "genres",
    "description", "images", "age", "price",
)  # fmt: skip
_fittable = attrgetter(*_FITTABLE)
_NO_VENUE = ListedVenue(name="")


def tell(listing: Listing) -> dict[str, Any]:
    """The listing's facts without those that say nothing, in a fixed order; what ``heard`` reads back.

    A field that is added later with a default changes no told listing, so no fingerprint.
    """
    values = zip(_NAMES, _values(listing), _DEFAULTS, strict=True)
    return {name: value for name, value, default in values if value is not default and value != default}


def written(listing: Listing) -> bytes:
    """What ``tell`` tells, as JSON."""
    try:
        return orjson.dumps(_plain(tell(listing)))
    except TypeError:  # half a surrogate pair, or a number beyond all measure
        return orjson.dumps(tell(fit(listing)))


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """The same without dataclasses, of which each takes longer to write than all the rest."""
    if "venue" in told:
        told["venue"] = _fragment(told["venue"])
    if "artists" in told:
        told["artists"] = [_fragment(artist) for artist in told["artists"]]
    if "images" in told:
        told["images"] = [
            {"url": image.url, "width": image.width, "height": image.height, "generic": image.generic}
            for image in told["images"]
        ]
    return told


@lru_cache(maxsize=16_384)
def _fragment(named: ListedVenue | ListedArtist) -> orjson.Fragment:
    """A room or an act as JSON: they come again and again."""
    return orjson.Fragment(orjson.dumps(named))


def fingerprint(told: bytes) -> str:
    """Sixteen bytes in hex over what is ``written``, the facts alone: spacing in the payload changes nothing."""
    return blake2b(told, digest_size=16).hexdigest()


def raw_of(listing: Listing) -> str:
    """The payload as it can be kept: valid text, and nothing at all of one longer than ``RAW_LIMIT``."""
    if len(listing.raw) > RAW_LIMIT:
        return "{}"
    return listing.raw if listing.raw.isascii() else listing.raw.encode("utf-8", "replace").decode()


def fit(listing: Listing) -> Listing:
    """The same listing fit to keep and show: text only, lengths capped, web addresses only, times in order."""
    starts, ends, doors = listing.starts_at, listing.ends_at, listing.doors_at
    fitted: tuple[Any, ...] = (
        fit_id(listing.source_id),
        _name(listing.title, 255),
        "" if listing.sample else web_address(listing.url),
        starts.astimezone(UTC) if starts else None,
        ends.astimezone(UTC) if starts and ends and ends > starts else None,
        doors.astimezone(UTC) if doors else None,
        _name(listing.timezone, 64),
        _fit_venue(listing.venue) if listing.venue else None,
        tuple([artist for artist in map(_fit_artist, listing.artists[:ARTISTS]) if artist.name]),
        _fit_genres(listing.genres[:GENRES]),
        clean_block(listing.description) if listing.description else "",
        tuple([image for image in map(_fit_image, listing.images[:IMAGES]) if image.url]),
        _name(listing.age, 80) if listing.age else "",
        _fit_price(listing.price) if listing.price else None,
    )
    if fitted == _fittable(listing):
        return listing
    return replace(listing, **dict(zip(_FITTABLE, fitted, strict=True)))


def fit_id(source_id: str) -> str:
    """A source's id as it is kept."""
    return _name(source_id, SOURCE_ID_LIMIT)


def rank(source: str) -> int:
    """The place of a source in the order of trust; an unknown one comes last."""
    return _RANKS.get(source, len(SOURCES))


@lru_cache(maxsize=65_536)
def _name(text: str, limit: int) -> str:
    return clean(text, limit)


@lru_cache(maxsize=8_192)
def _fit_venue(venue: ListedVenue) -> ListedVenue | None:
    geo = venue.geo
    if geo and not (-90 <= geo.lat <= 90 and -180 <= geo.lon <= 180 and (geo.lat or geo.lon)):
        geo = None
    made = ListedVenue(
        name=clean(venue.name, 160),
        city=clean(venue.city, 80),
        county=clean(venue.county, 40),
        country=clean(venue.country, 2),
        address=clean(venue.address, 160),
        geo=geo,
        source_id=clean(venue.source_id, SOURCE_ID_LIMIT),
    )
    return None if made == _NO_VENUE else made


@lru_cache(maxsize=4_096)
def _fit_genres(genres: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (clean(genre, 60) for genre in genres)))


def _fit_artist(artist: ListedArtist) -> ListedArtist:
    name = _name(artist.name, 160)
    said_more = artist.source_id or artist.musicbrainz_id or artist.spotify_id or artist.image
    if name == artist.name and not said_more:
        return artist
    return ListedArtist(
        name=name,
        source_id=clean(artist.source_id, 40),
        musicbrainz_id=clean(artist.musicbrainz_id, 36),
        spotify_id=clean(artist.spotify_id, 40),
        image=_fit_image(artist.image) if artist.image else None,
    )


def _fit_image(image: Image) -> Image:
    url, width, height = web_address(image.url), _pixels(image.width), _pixels(image.height)
    if (url, width, height) == (image.url, image.width, image.height):
        return image
    return replace(image, url=url, width=width, height=height)


def _pixels(said: int) -> int:
    return said if 0 < said < 100_000 else 0


def _fit_price(price: Price) -> Price | None:
    if price.low < 0 or price.low > 10_000_000:
        return None
    high, currency = min(max(price.low, price.high), 10_000_000), _name(price.currency, 3) or "EUR"
    if (high, currency) == (price.high, price.currency):
        return price
    return Price(low=price.low, high=high, currency=currency)


def heard(told: Mapping[str, Any]) -> Listing:
    """The listing that was told, from its JSON."""
    facts = dict(told)
    for name in ("starts_at", "ends_at", "doors_at", "on_sale_at"):
        if name in facts:
            facts[name] = datetime.fromisoformat(facts[name])
    for name in ("day", "was_on"):
        if name in facts:
            facts[name] = date.fromisoformat(facts[name])
    if "status" in facts:
        facts["status"] = Status(facts["status"])
    if "venue" in facts:
        venue = dict(facts["venue"])
        geo = venue.pop("geo", None)
        facts["venue"] = _heard_venue(tuple(venue.items()), tuple(geo.items()) if geo else ())
    if "artists" in facts:
        facts["artists"] = tuple([_heard_artist(artist) for artist in facts["artists"]])
    if "images" in facts:
        facts["images"] = tuple([Image(**image) for image in facts["images"]])
    if "genres" in facts:
        facts["genres"] = tuple(facts["genres"])
    if "price" in facts:
        facts["price"] = Price(**facts["price"])
    return Listing(**facts)


def _heard_artist(told: dict[str, Any]) -> ListedArtist:
    if told.get("image"):
        return ListedArtist(**{**told, "image": Image(**told["image"])})
    return _heard_name(tuple(told.items()))


@lru_cache(maxsize=16_384)
def _heard_name(told: tuple[tuple[str, Any], ...]) -> ListedArtist:
    return ListedArtist(**dict(told))


@lru_cache(maxsize=8_192)
def _heard_venue(told: tuple[tuple[str, Any], ...], geo: tuple[tuple[str, float], ...]) -> ListedVenue:
    return ListedVenue(**dict(told), geo=Geo(**dict(geo)) if geo else None)
