"""The parts of a score with their names: from the ids that a ranker goes by to what people call them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wtc.domain import fees, taste
from wtc.domain.chips import EVERYBODY
from wtc.domain.dials import FACTORS
from wtc.domain.genres import FAMILIES
from wtc.flows.shelves import Shelf
from wtc.ml.taste import Contribution, Explanation
from wtc.ml.taste.protocol import Because
from wtc.services.fans import Fan
from wtc.settings import settings
from wtc.shapes.events import Event
from wtc.shapes.taste import Part

_LABELS = {taste.number(key): label for key, label in FAMILIES.items()}
_KEYS = {taste.number(key): key for key in FAMILIES}
_LOOSE = frozenset({"alike_act", "similar_act", "similar_fans", "friends", "popular", "popular_acts"})
"""Factors that speak of other acts than the event's own, or of nobody's in particular: they are turned as a whole."""
_NO_DIAL = frozenset({"saved", "popular_acts"})


def parts(why: Explanation, fan: Fan, shelf: Shelf, event: Event) -> tuple[Part, ...]:
    """Every part of a score, named, in the order of its weight."""
    sounds = {taste.number(taste.genre(name)): name for name in (*event.tags, event.family)}
    return tuple([_part(one, fan, shelf, event, sounds) for one in why.parts])


def foremost(why: Explanation) -> Explanation:
    """The same with the one part alone that a card's chip says."""
    own = (one for one in why.parts if one.points >= 0 and one.factor not in EVERYBODY)
    first = next(own, next(iter(why.parts), None))
    return replace(why, parts=(first,) if first else ())


def _part(one: Contribution, fan: Fan, shelf: Shelf, event: Event, sounds: Mapping[int, str]) -> Part:
    because, titles = one.because, fan.titles
    items = because.items
    return Part(
        one.factor,
        one.points,
        names=tuple(_names(one.factor, because, fan, shelf, event, sounds)),
        examples=tuple([titles[item] for item in items if item in titles]) if items else (),
        kept=not items or not fan.saved.isdisjoint(items),
        km=because.km,
        within=fan.profile.radius_km if fan.profile.radius_km > 0 else None,
        days=because.days,
        hour=because.hour,
        cents=_cents(event, fan.currency) if because.cents is not None else None,
        budget=fan.budget,
        currency=fan.currency,
        fans=because.fans,
        people=because.people,
        source=_source(one, fan),
        dial=_dial(one, sounds),
    )


def _names(
    factor: str, because: Because, fan: Fan, shelf: Shelf, event: Event, sounds: Mapping[int, str]
) -> Iterable[str]:
    if factor == "near":
        return (event.city,) if event.city else ()
    if not because.acts and not because.genres and because.venue is None:
        return ()
    names: list[str] = []
    if because.acts:
        here = {act.id: act.name for act in event.artists}
        names += [here.get(act) or shelf.stock.acts.get(act) or fan.acts.get(act, "") for act in because.acts]
    if because.genres:
        asked = because.genres if factor != "wanted_genre" else [_asked(one, fan, shelf) for one in because.genres]
        names += [_LABELS.get(one) or sounds.get(one, "") for one in asked]
    if event.venue and because.venue == event.venue.id:
        names.append(event.venue.name)
    return dict.fromkeys(filter(None, names))


def _asked(genre: int, fan: Fan, shelf: Shelf) -> int:
    """The genre itself when the fan asked for it, else the last they asked for that means it too."""
    wider = [one for one in fan.profile.genres if genre in shelf.stock.families.get(one, ())]
    return genre if genre in fan.profile.genres or not wider else wider[-1]


def _cents(event: Event, currency: str) -> int:
    """What an event costs at least, in cents of a fan's currency."""
    if event.price is None:
        return 0
    cents = round(event.price.min * 100)
    rate = settings().eur_per_gbp
    if event.price.currency == currency:
        return cents
    euro = fees.in_euro(cents, event.price.currency, rate)
    return round(euro / rate) if currency == "GBP" else euro


def _source(one: Contribution, fan: Fan) -> str:
    if one.factor == "heard_act":
        return next((fan.heard_from[act] for act in one.because.acts if act in fan.heard_from), "")
    return fan.sources[0] if one.factor == "heard_genre" and len(fan.sources) == 1 else ""


def _dial(one: Contribution, sounds: Mapping[int, str]) -> str:
    """What 'less of this' turns: the genre, act or venue it speaks of, else the factor itself."""
    because = one.because
    if one.factor in _NO_DIAL:
        return ""
    if one.factor not in _LOOSE:
        if because.genres:
            said = sounds.get(because.genres[0])
            name = _KEYS.get(because.genres[0], "") if said is None else taste.genre(said)
            return f"genre:{name}" if name else ""
        if because.acts:
            return f"act:{because.acts[0]}"
        if because.venue is not None:
            return f"venue:{because.venue}"
    return one.factor if one.factor in FACTORS else ""
