"""Alerts as rules: what one asks, made tidy; what it must share with a gig to be compared; whether a gig matches it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qsl

from wtc import clock
from wtc.domain import boxes, filters, places
from wtc.domain.genres import FAMILIES, within
from wtc.domain.text import clean, fold, key
from wtc.errors import Invalid
from wtc.language import t
from wtc.shapes.alerts import Alert, AlertDraft, AlertKind, Gig
from wtc.shapes.discover import Filters
from wtc.shapes.events import SOURCES

MOST = 50
"""How many alerts one user may have."""
FURTHEST = 300
DEAREST = 100_000  # cents
LEAST = 50
USUAL_LEAST = 80
_SEARCH = "search"
_WIDER = {each: family for family in FAMILIES for each in within(family) if each != family}
"""A narrow family and the wide one that it belongs to."""


def tidied(draft: AlertDraft) -> AlertDraft:
    """The draft cleaned; ``Invalid`` names every field that won't do."""
    wrong: dict[str, str] = {}
    about = clean(draft.about, 500)
    city = clean(draft.city, 80)
    if draft.kind in (AlertKind.ARTIST, AlertKind.VENUE) and draft.subject_id is None and not key(about):
        wrong["about"] = "Say who." if draft.kind is AlertKind.ARTIST else "Say which room."
    elif draft.kind in (AlertKind.ARTIST, AlertKind.VENUE) and len(about) > 160:
        wrong["about"] = "Keep it to 160 characters."
    if draft.kind is AlertKind.GENRE and about not in FAMILIES:
        wrong["about"] = "Pick one of the genres."
    if draft.kind is AlertKind.SEARCH:
        about = search(about)
        if read(about).like:
            wrong["about"] = "An alert can't wait for what is like an act. Name the act, or pick a sound."
        elif not about:
            wrong["about"] = "Narrow the search first: a town, a genre, a price or a word."
    town = places.town(city) if city else None
    if town and not town.known:
        wrong["city"] = "We know no town of that name in Ireland."
    if draft.radius_km is not None and not 1 <= draft.radius_km <= FURTHEST:
        wrong["radius_km"] = t("Give a distance from 1 to {most} km.", most=FURTHEST)
    if draft.radius_km is not None and not city:
        wrong["city"] = "Kilometres of where? Name a town."
    if draft.price_max is not None and not 0 <= draft.price_max <= DEAREST:
        wrong["price_max"] = t("Give an amount from 0 to {most}.", most=f"{DEAREST // 100:,}")
    if draft.kind is AlertKind.TASTE and draft.least is not None and not LEAST <= draft.least <= 99:
        wrong["least"] = t("Give a match from {least} to 99 %.", least=LEAST)
    if wrong:
        raise Invalid("Some of that won't do.", details=wrong)
    narrowed = draft.kind is not AlertKind.SEARCH
    return replace(
        draft,
        about="" if draft.kind is AlertKind.TASTE else about,
        subject_id=draft.subject_id if draft.kind in (AlertKind.ARTIST, AlertKind.VENUE) else None,
        city=town.name if town and narrowed and draft.kind is not AlertKind.VENUE else "",
        radius_km=draft.radius_km if narrowed and draft.kind is not AlertKind.VENUE else None,
        price_max=draft.price_max if narrowed else None,
        least=(draft.least or USUAL_LEAST) if draft.kind is AlertKind.TASTE else None,
    )


def search(address: str) -> str:
    """A search as an alert keeps it: an address of Discover without its days, its order and its page."""
    asked = read(address)
    sort = "distance" if asked.near else "time"
    kept = replace(asked, said="", first=None, last=None, sort=sort, page=1)
    return filters.address(kept)[len(filters.PATH) + 1 :]


@lru_cache(maxsize=4_096)
def read(address: str) -> Filters:
    """The filters of an address of Discover, or of the part of it after the question mark."""
    return filters.read(dict(parse_qsl(address.rpartition("?")[2], max_num_fields=40)))


def term(draft: AlertDraft) -> str:
    """What an alert is looked up by."""
    return key(draft.about)[:160] if draft.kind in (AlertKind.ARTIST, AlertKind.VENUE) else draft.about


def same(draft: AlertDraft) -> str:
    """A hash that two drafts have in common when they ask the same."""
    told = (draft.kind.value, term(draft), draft.subject_id, draft.city, draft.radius_km, draft.price_max)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def block(draft: AlertDraft) -> str:
    """What a gig must share with the alert to be compared with it: the narrowest of what it asks."""
    if draft.kind is not AlertKind.SEARCH:
        return f"{draft.kind.value}:{term(draft)}"[:190]
    asked = read(draft.about)
    town, county = places.named(asked.city) if asked.city else ("", "")
    if town and not asked.km:
        return f"{_SEARCH}:town:{town}"[:190]
    if (county or asked.county) and not asked.km:
        return f"{_SEARCH}:county:{fold(county or asked.county)}"[:190]
    return f"{_SEARCH}:genre:{asked.genres[0]}" if len(asked.genres) == 1 else f"{_SEARCH}:any"


def blocks(gig: Gig) -> frozenset[str]:
    """All that alerts may share with a gig."""
    families = [gig.family, *filter(None, [_WIDER.get(gig.family)])]
    return frozenset(
        each[:190]
        for each in (
            *(f"artist:{name}" for name in gig.act_keys),
            *(f"venue:{name}" for name in gig.venue_keys),
            *(f"genre:{family}" for family in families),
            *(f"{_SEARCH}:genre:{family}" for family in families),
            f"{_SEARCH}:town:{gig.city_key}",
            f"{_SEARCH}:county:{fold(gig.county)}",
            f"{_SEARCH}:any",
        )
    )


def matches(alert: Alert, gig: Gig) -> bool:
    """Whether a gig is what an alert waits for. A gig whose price is not known is under no price."""
    if alert.kind is AlertKind.SEARCH:
        return _answers(read(alert.term), gig)
    return _subject(alert, gig) and _near(alert, gig) and _within(alert.price_max, gig)


def _subject(alert: Alert, gig: Gig) -> bool:
    if alert.kind is AlertKind.ARTIST:
        return alert.subject_id in gig.acts if alert.subject_id is not None else alert.term in gig.act_keys
    if alert.kind is AlertKind.VENUE:
        return alert.subject_id == gig.venue_id if alert.subject_id is not None else alert.term in gig.venue_keys
    return alert.kind is AlertKind.TASTE or gig.family in within(alert.term)


def _near(alert: Alert, gig: Gig) -> bool:
    if not alert.city:
        return True
    wanted = places.town(alert.city)
    if gig.city_key == wanted.key:
        return True
    return alert.radius_km is not None and _reaches(wanted.lat, wanted.lon, alert.radius_km, gig)


def _reaches(lat: float | None, lon: float | None, km: float, gig: Gig) -> bool:
    """Whether a gig is so near to a point; one whose room is not on the map stands where its town does."""
    here = (gig.lat, gig.lon)
    if None in here:
        town = places.town(gig.city)
        here = (town.lat, town.lon)
    if lat is None or lon is None or here[0] is None or here[1] is None:
        return False
    return places.kilometres(lat, lon, here[0], here[1]) <= km


def _within(most: int | None, gig: Gig) -> bool:
    return most is None or (gig.price_low is not None and gig.price_low <= most)


def _answers(asked: Filters, gig: Gig) -> bool:
    """Whether Discover would show a gig for these filters, whatever their days."""
    if asked.city:
        town, county = places.named(asked.city)
        middle = places.whereabouts(asked.city) if asked.km else None
        if middle and asked.km:
            if not _reaches(middle.lat, middle.lon, asked.km, gig):
                return False
        elif (town and gig.city_key != town) or (county and gig.county != county):
            return False
    if asked.county and gig.county != places.county_named(asked.county):
        return False
    if asked.genres and gig.family not in {each for genre in asked.genres for each in within(genre)}:
        return False
    if asked.free and gig.price_high != 0:
        return False
    if asked.sources and not gig.source_mask & sum(1 << SOURCES.index(source) for source in asked.sources):
        return False
    if not _on_the_map(asked, gig):
        return False
    if not _spared(asked, gig) or not _at_night(asked, gig):
        return False
    return _within(asked.most * 100 if asked.most is not None else None, gig) and _holds(fold(asked.q), gig.names)


def _on_the_map(asked: Filters, gig: Gig) -> bool:
    """Whether a gig is in the part of the map that is asked for, else near the point; what has no place is nowhere."""
    if asked.box:
        return boxes.holds(asked.box, gig.lat, gig.lon)
    if asked.near is None:
        return True
    return gig.lat is not None and _reaches(asked.near.lat, asked.near.lon, filters.NEAR_KM, gig)


def _spared(asked: Filters, gig: Gig) -> bool:
    """Whether a gig has the act and the room that are asked for, and neither a sound nor a place that is not wanted."""
    if asked.artist and key(asked.artist) not in gig.act_keys:
        return False
    if asked.venue and key(asked.venue) not in gig.venue_keys:
        return False
    elsewhere = [places.named(place) for place in asked.not_in]
    return gig.family not in {each for genre in asked.not_genres for each in within(genre)} and not any(
        gig.city_key == town if town else gig.county == county for town, county in elsewhere
    )


def _at_night(asked: Filters, gig: Gig) -> bool:
    """Whether a gig begins within the hours asked for; one whose time is not known is within none."""
    if asked.after is None and asked.before is None:
        return True
    if gig.starts_at is None:
        return False
    here = clock.local(gig.starts_at)
    since = filters.since_dawn(here.hour * 60 + here.minute)
    late = asked.after is None or since >= filters.since_dawn(asked.after)
    return late and (asked.before is None or since < filters.since_dawn(asked.before))


def _holds(said: str, names: Iterable[str]) -> bool:
    """Whether names hold every word, the last one as the beginning of a word."""
    if not said:
        return True
    *whole, last = said.split()
    return set(whole) <= set(names) and any(name.startswith(last) for name in names)
