"""A visitor's alerts: the page of them, and each deed on one."""

import asyncio
from collections.abc import Mapping

from wtc.clock import now
from wtc.db import act, ask
from wtc.domain import alert_words, places, words
from wtc.domain import alerts as rules
from wtc.domain.alerts import MOST
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import clean
from wtc.services import alerts, artists, fans, preferences
from wtc.shapes.accounts import Visitor
from wtc.shapes.alerts import Alert, AlertBegun, AlertDraft, AlertKind, AlertPage
from wtc.shapes.shell import Choice

_OFFERED = 6


async def page(who: Visitor) -> AlertPage:
    """A visitor's alerts in words, how many more they may have, and what they might ask for next."""
    me = who.known_id
    mine, fan = await asyncio.gather(ask(alerts.of_user, me), ask(fans.one, me))
    return AlertPage(
        alerts=tuple(map(alert_words.card, mine)),
        room=MOST - len(mine),
        suggestions=() if mine else await _suggestions(me),
        unheard=not (fan.known and fan.profiling) and any(each.kind is AlertKind.TASTE for each in mine),
    )


async def _suggestions(me: int) -> tuple[Choice, ...]:
    """Ways to begin, from whom they follow and what they like; a few genres for who said nothing yet."""
    (followed, _), told = await asyncio.gather(ask(artists.followed, me, now=now(), limit=3), ask(preferences.read, me))
    acts = [alert_words.suggestion(AlertKind.ARTIST, each.name, each.name) for each in followed]
    rooms = [alert_words.suggestion(AlertKind.VENUE, name, name) for name in told.venues[:2]]
    liked = [genre for genre in told.genres if genre in FAMILIES] or ["trad", "techno", "indie"]
    sounds = [alert_words.suggestion(AlertKind.GENRE, genre, label(genre)) for genre in liked[:3]]
    return (*acts, *rooms, *sounds)[:_OFFERED]


def towns() -> tuple[Choice, ...]:
    """The towns that an alert may name, by their names in the language in hand."""
    named = {town.name: words.place(town.name) for town in places.towns()}
    return tuple(Choice(key=name, label=named[name], href="") for name in sorted(named, key=named.__getitem__))


async def listed(who: Visitor) -> tuple[Alert, ...]:
    """A visitor's alerts."""
    return await ask(alerts.of_user, who.known_id)


async def one(who: Visitor, alert_id: int) -> Alert:
    """One of them."""
    return await ask(alerts.one, who.known_id, alert_id)


async def add(who: Visitor, draft: AlertDraft) -> Alert:
    """Keep an alert; the same again is the one that is there."""
    return await act(alerts.add, who.known_id, draft, now=now())


async def change(who: Visitor, alert_id: int, draft: AlertDraft) -> Alert:
    """Let an alert ask something else."""
    return await act(alerts.change, who.known_id, alert_id, draft, now=now())


async def pause(who: Visitor, alert_id: int, paused: bool) -> Alert:
    """Let it rest, or wake it."""
    return await act(alerts.pause, who.known_id, alert_id, paused, now=now())


async def drop(who: Visitor, alert_id: int) -> AlertDraft:
    """Let it go; what makes it again."""
    return alert_words.draft(await act(alerts.drop, who.known_id, alert_id))


async def in_hand(who: Visitor, alert_id: int) -> AlertBegun:
    """The sentence of one that is to be changed."""
    return alert_words.begun(await one(who, alert_id))


async def begun(asked: Mapping[str, str]) -> AlertBegun:
    """The sentence that an address begins; an empty one where it makes no sense."""
    kind, about, number = asked.get("kind", ""), clean(asked.get("about", ""), 500), asked.get("id", "")
    if kind in (AlertKind.ARTIST, AlertKind.VENUE) and number.isascii() and number.isdigit() and len(number) < 18:
        name = await ask(alerts.name_of, AlertKind(kind), int(number))
        return AlertBegun(kind=kind, about=name, subject=int(number)) if name else AlertBegun()
    if kind == AlertKind.GENRE:
        return AlertBegun(kind=kind, about=about) if about in FAMILIES else AlertBegun()
    if kind == AlertKind.SEARCH:
        term = rules.search(about)
        return (
            AlertBegun(kind=kind, about=term, words=alert_words.about(AlertKind.SEARCH, term)) if term else AlertBegun()
        )
    return AlertBegun(kind=kind, about=about[:160]) if kind in set(AlertKind) else AlertBegun()
