"""Reading Dice city by city: a run of the reader is started, awaited, and emptied page by page."""

from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from wtc.gateways.dice.refusals import NAME, NO_PATH, judge
from wtc.gateways.faults import BadQuery, Down, Fault, Garbled
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Policy, Upstream
from wtc.gateways.places import ByPlace

CITIES = ("Dublin", "Belfast", "Cork", "Galway", "Limerick", "Derry")
"""The towns of the island that Dice has: each is a run that costs money."""
USUAL = Policy(per_second=2.0, read=20.0, cap=30.0)
LOOK = 60
"""Seconds that Apify may hold its answer back while a run goes on."""
LOOKS = 15
LONG = 310.0
SIZE = 250
OVER = ("SUCCEEDED", "FAILED", "ABORTED", "TIMED-OUT")


class Reading(ByPlace):
    """One reading of what Dice lists in ``cities`` between two days; see ``places.Reading``.

    A city is whole when its run succeeded with fewer items than it was allowed, and with any.
    """

    def __init__(
        self,
        *,
        key: str,
        base_url: str,
        actor: str,
        cities: Iterable[str],
        max_items: int,
        use_proxy: bool,
        first: date,
        last: date,
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
        super().__init__(upstream, [(f"city:{city.casefold()}", city) for city in dict.fromkeys(cities)])
        self._actor = f"/acts/{quote(actor.replace('/', '~'), safe='~')}"
        self._most = max_items
        self._asked_for = {
            "type": "city",
            "maxItems": max_items,
            "dateFrom": f"{first}",
            "dateUntil": f"{last}",
            "proxyConfiguration": {"useApifyProxy": use_proxy},
        }

    async def read(self, place: str) -> AsyncIterator[list[Any]]:
        """The items of one city."""
        count = 0
        async for items in self._items(place, {"query": place} | self._asked_for):
            count += len(items)
            yield items
        if not 0 < count < self._most:
            self.short()
        if count >= self._most:
            self.notes.append(f"{place}: {self._most} items are enough for one run, there may be more")

    async def _items(self, city: str, given: dict[str, Any]) -> AsyncIterator[list[Any]]:
        try:
            run = mapping(mapping((await self._upstream.post(f"{self._actor}/runs", json=given)).json).get("data"))
        except BadQuery as refusal:
            if refusal.reason != NO_PATH:
                raise
            yield await self._at_once(given)
            return
        known, kept = text(run.get("id"), 60), text(run.get("defaultDatasetId"), 60)
        if not known or not kept:
            raise Garbled(NAME, "Apify started a run and does not say which")
        status = await self._end_of(known)
        if status != "SUCCEEDED":
            self.short(f"{city}: the run at Apify ended as {status or 'nothing known'}, what it found was taken")
        async for page in self._kept(kept):
            yield page

    async def _end_of(self, run: str) -> str:
        """How the run ended; it is not waited for for ever."""
        for _ in range(LOOKS):
            answer = await self._upstream.get(
                f"/actor-runs/{quote(run, safe='')}", {"waitForFinish": str(LOOK)}, patience=LOOK + 15.0
            )
            status = text(mapping(mapping(answer.json).get("data")).get("status"), 20)
            if status in OVER:
                return status
        raise Down(NAME, f"the run at Apify did not end within {LOOK * LOOKS // 60} minutes")

    async def _kept(self, dataset: str) -> AsyncIterator[list[Any]]:
        offset = 0
        while offset < self._most:
            size = min(SIZE, self._most - offset)
            asked = {"clean": "1", "offset": str(offset), "limit": str(size)}
            items = _listed((await self._upstream.get(f"/datasets/{quote(dataset, safe='')}/items", asked)).json)
            yield items
            offset += size
            if len(items) < size:
                return

    async def _at_once(self, given: dict[str, Any]) -> list[Any]:
        """The same in one call, where runs cannot be started: its answer takes as long as the run."""
        answer = await self._upstream.post(f"{self._actor}/run-sync-get-dataset-items", json=given, patience=LONG)
        return _listed(answer.json)

    def missed(self, place: str, fault: Fault) -> None:
        """A reader that is not there is not there for any city."""
        super().missed(place, fault)
        if isinstance(fault, BadQuery):
            self._waiting.clear()


def _listed(said: Any) -> list[Any]:
    """The items: the bare list, or the list in an object."""
    found = mapping(said).get("items") if isinstance(said, dict) else said
    if not isinstance(found, list):
        raise Garbled(NAME, "Apify answered without a list")
    return found
