"""Reading Eventbrite by the ids in the settings: it has no search, so what is not named there is not seen."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from wtc.gateways.eventbrite.refusals import NAME, judge
from wtc.gateways.faults import BadQuery, Fault, Garbled
from wtc.gateways.given import mapping, number, text
from wtc.gateways.http import Policy, Upstream
from wtc.gateways.places import ByPlace

USUAL = Policy(per_second=3.0)
EXPAND = "venue,organizer,category,subcategory,format,ticket_availability,ticket_classes,music_properties"
SHOWING = "live,started,canceled"
SIZE = 50
MOST_PAGES = 100
TEXTS = 500
"""Whole descriptions that one run asks for; the others wait for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An organiser, a venue or an event by its id."""

    kind: str
    id: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def address(self) -> str:
        where = {"organisation": "organizations", "venue": "venues", "event": "events"}[self.kind]
        return f"/{where}/{quote(self.id, safe='')}/{'' if self.kind == 'event' else 'events/'}"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Reading(ByPlace):
    """One reading of everything that the organisers and venues show, and of single events; see ``places.Reading``.

    ``texts`` are the whole descriptions that are known: event id to when it changed and what it says.
    """

    def __init__(
        self,
        *,
        key: str,
        base_url: str,
        organisations: Iterable[str] = (),
        venues: Iterable[str] = (),
        events: Iterable[str] = (),
        texts: Mapping[str, tuple[str, str]] | None = None,
        now: datetime,
        most: int | None = None,
        policy: Policy | None = None,
    ) -> None:
        upstream = Upstream(
            NAME,
            base_url,
            now=lambda: now,
            secrets=(key,),
            policy=policy or USUAL,
            judge=judge,
            headers={"Authorization": f"Bearer {key}"},
            most=most,
        )
        named = (("organisation", organisations), ("venue", venues), ("event", events))
        places = [Place(kind=kind, id=one) for kind, ids in named for one in dict.fromkeys(ids)]
        super().__init__(upstream, [(place.key, place) for place in places])
        self._texts, self._texts_left = dict(texts or {}), TEXTS

    async def read(self, place: Place) -> AsyncIterator[list[Any]]:
        """The pages of one organiser or venue, or the one event."""
        if place.kind == "event":
            found = (await self._upstream.get(place.address, {"expand": EXPAND})).json
            yield [await self._told(found)]
            return
        asked = {"expand": EXPAND, "status": SHOWING, "order_by": "start_asc", "page_size": str(SIZE)}
        listed, tokens = 0, set[str]()
        for _ in range(MOST_PAGES):
            said = mapping((await self._upstream.get(place.address, asked)).json)
            events = said.get("events")
            if not isinstance(events, list):
                raise Garbled(NAME, f"{NAME} answered without its events")
            yield [await self._told(event) for event in events]
            listed += len(events)
            token = self._next(place, mapping(said.get("pagination")), listed, events)
            if not token:
                return
            if token in tokens:
                break
            tokens.add(token)
            asked["continuation"] = token
        self.short(f"{place}: its pages go on for ever, {listed} events were read")

    def _next(self, place: Place, about: Mapping[str, Any], listed: int, events: list[Any]) -> str:
        """The token of the page after this, '' after the last; says so when something is missing."""
        token = about.get("continuation")
        if about.get("has_more_items") is True:
            if isinstance(token, str) and token and events:
                return token
            self.short(f"{place}: there are more than {listed} events and no way to them")
        promised = number(about.get("object_count"))
        if not about or (promised is not None and promised > listed):
            self.short(f"{place}: {int(promised)} events were promised and {listed} came" if promised else "")
        return ""

    async def _told(self, event: Any) -> Any:
        """The event with its whole description: the one we know, or the one we ask for; else its summary."""
        known = text(mapping(event).get("id"), 120)
        if not isinstance(event, dict) or not known or known in self.seen:
            return event
        words: str | None
        before, words = self._texts.get(known, (None, ""))
        if before != text(event.get("changed"), 40):
            words = await self._text(known)
        if words is None:
            return event
        given = event.get("description")
        said = {"html": words} if words else given if isinstance(given, dict) else {}
        return {**event, "description": {**said, "whole": True}}

    async def _text(self, known: str) -> str | None:
        """The whole description, '' when there is none; None when it was not to be had."""
        if not self._texts_left:
            return None
        self._texts_left -= 1
        try:
            said = (await self._upstream.get(f"/events/{quote(known, safe='')}/description/")).json
        except BadQuery:
            return ""
        except Fault as fault:
            if fault.fatal:
                raise
            self._texts_left = 0  # the summaries have to do: no listing is lost for a text
            return None
        words = mapping(said).get("description")
        return words if isinstance(words, str) else ""
