"""Factors that rest on how a fan goes about it: which acts again and again, when, where; and on what is new."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wtc.ml.taste.evidence import bearing, playing, remembered
from wtc.ml.taste.factors import DAY, Along
from wtc.ml.taste.fan import EXAMPLES, NEAR, Fan
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import Floats, Ints

FRESH_DAYS = 14.0
AHEAD_DAYS = 60.0


def share_of_acts(fan: Fan) -> Floats:
    """Which share of the fan's doings is about each act."""

    def make() -> Floats:
        return fan.done("act", fan.likes) / fan.likes.total

    return fan.once("share", make)


def any_act(fan: Fan) -> Floats:
    """Up to 1 for each act that anything was done for."""
    return fan.once("any", lambda: np.minimum(1.0, fan.done("act", fan.likes)))


def share_of_venues(fan: Fan) -> Floats:
    """Which share of the fan's doings is about each venue."""
    return fan.done("venue", fan.likes) / fan.likes.total


def again(fan: Fan, shelf: Shelf) -> tuple[Ints, Ints]:
    """Every pair of a deed of the fan's (its number) and an event (its row) that have an act in common."""

    def make() -> tuple[Ints, Ints]:
        numbers, places = fan.likes.pairs("act")
        which, rows = shelf.nights(places)
        return numbers[which], rows

    return fan.once("again", make) if shelf is fan.shelf else make()


@dataclass(frozen=True, slots=True)
class Series:
    """The act again at the hour of the week at which the fan went before: share of all doings."""

    name: str = "series"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        deeds, (numbers, rows) = fan.likes, again(fan, shelf)
        mine, hours = deeds.hours[numbers], shelf.hour[rows]
        found = np.where((mine >= 0) & (hours >= 0), NEAR[mine, hours] * deeds.worths[numbers], 0.0)
        return np.bincount(rows, found, len(shelf)) / deeds.total

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        found = remembered("act", fan, bearing("act", shelf, any_act(fan)))
        return [one._replace(hour=hour) for one, hour in zip(found, shelf.hour.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class Again:
    """The act again in the venue where the fan saw it before: share of all doings."""

    name: str = "same_room"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        deeds, (numbers, rows) = fan.likes, again(fan, shelf)
        found = (deeds.venues[numbers] == shelf.venue[rows]) * deeds.worths[numbers]
        return np.bincount(rows, found, len(shelf)) / deeds.total

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        made = []
        venues = shelf.venue_ids[shelf.venue].tolist()
        for acts, venue in zip(bearing("act", shelf, any_act(fan)), venues, strict=True):
            there = [one.item for one in fan.by_venue.get(venue, ()) if not set(acts).isdisjoint(one.acts)]
            made.append(Because(acts=acts, venue=venue, items=tuple(there[:EXAMPLES])))
        return made


@dataclass(frozen=True, slots=True)
class Fresh:
    """1 for what has just been listed, half after a fortnight, 0 for what never was. ``date`` furnished the shelf."""

    name: str = "fresh"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        age = np.maximum(0.0, fan.now - shelf.columns["first"]) / DAY
        return 1.0 / (1.0 + age / FRESH_DAYS)

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        age = np.maximum(0.0, (fan.now - shelf.columns["first"]) / DAY)
        return [Because(days=days) for days in age.tolist()]


@dataclass(frozen=True, slots=True)
class Ahead(Along):
    """1 now, falling by the day: e^-1 after two months. 0 for what is past or has no date."""

    name: str = "ahead"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        days = (fan.shelf.moments - fan.now) / DAY
        return {"start": np.where(days >= 0, np.exp(-np.maximum(days, 0.0) / AHEAD_DAYS), 0.0)}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(days=days) for days in ((shelf.starts - fan.now) / DAY).tolist()]


@dataclass(frozen=True, slots=True)
class Often:
    """Minus the logarithm of how many nights the act has ahead: who plays every week is no news."""

    name: str = "often"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return -np.log(shelf.columns["nights"])

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(acts=acts) for acts in playing(shelf)]


def date(shelf: Shelf, first: Floats) -> None:
    """Put on the shelf since when each event is listed, and its acts' nights.

    Where the listing's date is not known, ``first`` is as near as can be told of an event with a night of its own.
    What has neither is there always and was never new.
    """
    supposed = np.where(np.isfinite(shelf.starts), first, -np.inf)
    shelf.columns["first"] = np.where(np.isfinite(shelf.since), shelf.since, supposed)
    nights = np.maximum(1.0, np.bincount(shelf.acts.indices, minlength=len(shelf.act_ids)))
    shelf.columns["nights"] = np.maximum(1.0, shelf.highest(nights))
