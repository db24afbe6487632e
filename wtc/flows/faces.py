"""Cards of events: many visitors see the same gigs, and all but why they were picked is alike on them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from wtc.domain.cards import card, for_pick
from wtc.language import spoken
from wtc.shapes.events import Event, EventCard
from wtc.shapes.taste import Pick

ROOM, PICKED = 4_000, 10_000
"""How many cards are held at most, of events and of picks."""

_Key = tuple[int, str, str]
_NONE: Mapping[int, str] = MappingProxyType({})


class Faces:
    """The cards of this minute by event, one for all who look. One event loop asks.

    A card that says the same as that of the minute before is that card, so that open pages share it too.
    """

    def __init__(self) -> None:
        self._minute = -1
        self._before: dict[_Key, tuple[Event, EventCard]] = {}
        self._cards: dict[_Key, tuple[Event, EventCard]] = {}
        self._picked: dict[int, tuple[Pick, EventCard, EventCard]] = {}

    def picked(self, pick: Pick, mixcloud: Mapping[int, str], now: datetime) -> EventCard:
        """The card of a pick. ``mixcloud`` are the acts with a profile there, by id."""
        plain = self.of(pick.event, mixcloud, now)
        held = self._picked.get(id(pick))
        if held is None or held[0] is not pick or held[1] is not plain:
            if len(self._picked) > PICKED:
                self._picked.clear()
            held = self._picked[id(pick)] = (pick, plain, for_pick(plain, pick))
        return held[2]

    def of(self, event: Event, mixcloud: Mapping[int, str], now: datetime) -> EventCard:
        """The card of an event as everybody sees it."""
        minute = int(now.timestamp() // 60)
        if minute != self._minute or len(self._cards) > ROOM:
            self._minute, self._before, self._cards = minute, self._cards, {}
            self._picked.clear()
        key = (event.id, mixcloud.get(event.artists[0].id, "") if event.artists else "", spoken())
        held = self._cards.get(key)
        if held is None or (held[0] is not event and held[0] != event):
            made, earlier = card(event, now=now, mixcloud=mixcloud), self._before.get(key)
            held = self._cards[key] = (event, earlier[1] if earlier and earlier[1] == made else made)
        return held[1]

    def all(self, events: Iterable[Event], now: datetime, mixcloud: Mapping[int, str] = _NONE) -> tuple[EventCard, ...]:
        """The cards of a list, in its order."""
        return tuple(self.of(event, mixcloud, now) for event in events)

    def forget(self) -> None:
        """Let go of all that was picked for anybody."""
        self._picked.clear()


FACES = Faces()
