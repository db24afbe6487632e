"""Reading Ticketmaster whole: every country, every window, every page, and the events without a date."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from wtc import clock
from wtc.gateways.faults import BadQuery, Fault, QuotaSpent
from wtc.gateways.given import mapping, text
from wtc.gateways.http import Answer, Policy, Upstream
from wtc.gateways.ticketmaster.paging import Page, Tally, page_of
from wtc.gateways.ticketmaster.refusals import NAME, TOO_DEEP, TOO_MANY, judge, reset_at
from wtc.gateways.ticketmaster.times import to_be_announced
from wtc.gateways.ticketmaster.windows import Window, whole_days
from wtc.shapes.engine import Use

PATH = "/events.json"
SIZE, SMALLER = 200, 100
DEEPEST = 1_000
PASSES = 3
BUDGET = 1_000  # calls of one run: a fifth of the daily quota of 5,000


class Reading:
    """One reading of everything listed between two days; use it as ``async with``, then ``async for`` its ``pages``.

    Afterwards ``problems`` says in plain words what could not be read, ``fault`` what ended it early, ``seen`` holds
    every id that was listed and ``whole`` the days of which nothing was missed.
    """

    def __init__(
        self,
        *,
        key: str,
        base_url: str,
        countries: Iterable[str],
        city: str,
        first: date,
        last: date,
        max_pages: int,
        now: datetime,
        most: int | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.first, self.last, self.now = first, last, now
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.fault: Fault | None = None
        self.seen: set[str] = set()
        self._asked = {"apikey": key, "locale": "*", "sort": "date,asc"} | ({"city": city} if city else {})
        self._max_pages, self._size, self._reach = max_pages, SIZE, min(DEEPEST, max_pages * SIZE)
        self._missed: list[Window] = []
        self._blurred: list[Window] = []
        self._as_full: defaultdict[Window | None, set[Window]] = defaultdict(set)
        self._refill: datetime | None = None
        start, end = clock.at(first), clock.at(last + timedelta(days=1))
        dated = [Window(country=country, start=start, end=end) for country in countries]
        undated = [
            Window(country=one.country, start=start, end=end, undated=word) for one in dated for word in ("TBA", "TBD")
        ]
        self._waiting = [*reversed(undated), *reversed(dated)]
        enough = BUDGET if most is None else min(BUDGET, most)
        self._upstream = Upstream(
            NAME, base_url, now=lambda: now, secrets=(key,), policy=policy, judge=self._judge, most=enough
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._upstream.__aexit__(kind, error, trace)

    @property
    def calls(self) -> int:
        return self._upstream.calls

    @property
    def use(self) -> Use:
        """What of the source was used so far."""
        return self._upstream.use

    @property
    def places(self) -> Mapping[str, frozenset[str]]:
        """None: what is missing is told in runs of days."""
        return {}

    @property
    def asked(self) -> tuple[str, ...]:
        return ()

    @property
    def waiting(self) -> int:
        """How many windows are still to be read, as far as is known."""
        return len(self._waiting)

    def whole(self, today: date) -> list[tuple[date, date]]:
        """Runs of days, ends included, of which every listing was seen; none while the undated were not all read."""
        missed = self._missed + self._blurred + self._waiting
        if any(window.undated for window in missed):
            return []
        return whole_days(self.first, self.last, missed, today=today)

    async def pages(self) -> AsyncIterator[list[Any]]:
        """The items of each page that were not on an earlier one, as they arrive."""
        while self._waiting and self.fault is None:
            window = self._waiting[-1]
            try:
                async for page in self._window(window):
                    fresh = [item for item in page.items if self._is_new(item, window)]
                    if fresh:
                        yield fresh
            except Fault as fault:
                self._miss(window, fault.message)
                self.fault = fault if fault.fatal else None
            else:
                continue
            self._waiting.remove(window)

    async def _window(self, window: Window) -> AsyncIterator[Page]:
        """The pages of one window, which then leaves the queue; when it holds too much, its parts take its place."""
        page = await self._page(window, 0)
        yield page
        if self._divide(window, page.total or 0):
            return
        known: set[str] = set()
        for again in range(PASSES):
            tally = Tally()
            if again:
                page = await self._page(window, 0)
                yield page
            async for later in self._rest(window, page, tally):
                yield later
            if tally.more and self._divide(window, tally.promised):
                return
            fresh = tally.ids - known
            known |= tally.ids
            if tally.sound or tally.more or (again and not fresh):
                self._finish(window, tally)
                return
        self._waiting.remove(window)
        self._miss(window, "the pages kept shifting while they were read")

    async def _rest(self, window: Window, page: Page, tally: Tally) -> AsyncIterator[Page]:
        """The pages after ``page``, as far as they reach; ``tally`` counts them all."""
        tally.add(page)
        while page.more and page.number + 1 < self._max_pages:
            try:
                page = await self._page(window, page.number + 1)
            except BadQuery as refusal:
                if refusal.reason != TOO_DEEP:
                    raise
                self._reach = min(self._reach, max(1, tally.listed))
                return
            tally.add(page)
            yield page

    async def _page(self, window: Window, number: int) -> Page:
        asked = self._asked | window.params | {"countryCode": window.country, "page": str(number)}
        try:
            answer = await self._upstream.get(PATH, asked | {"size": str(self._size)})
        except BadQuery as refusal:
            if refusal.reason != TOO_MANY or self._size == SMALLER:
                raise
            self._size, self._reach = SMALLER, min(DEEPEST, self._max_pages * SMALLER)
            answer = await self._upstream.get(PATH, asked | {"size": str(self._size)})
        self._refill = reset_at(answer.headers, self.now) or self._refill
        page = page_of(mapping(answer.json), number, self._size)
        self._reach = min(self._reach, self._max_pages * page.size)
        return page

    def _judge(self, answer: Answer, now: datetime) -> Fault | None:
        """As ``refusals.judge``, with the time of refill that an earlier good answer told."""
        fault = judge(answer, now)
        if isinstance(fault, QuotaSpent) and reset_at(answer.headers, now) is None and self._refill:
            fault.until = self._refill
        return fault

    def _divide(self, window: Window, total: int) -> bool:
        """Put the parts of a window that holds more than can be read in its place; False when it has to be read."""
        if self._ignored(window, total):
            raise BadQuery(NAME, f"the dates asked for are ignored: {total} events whatever the days")
        parts = window.split(total, self._reach) if total > self._reach else []
        if parts:
            self._waiting.remove(window)
            self._waiting.extend(reversed(parts))
        return bool(parts)

    def _ignored(self, window: Window, total: int) -> bool:
        """Whether splitting is in vain: two parts of one window each hold as much as the whole of it."""
        if total > self._reach and total >= window.parent_total > 0:
            self._as_full[window.parent].add(window)
        return len(self._as_full[window.parent]) > 1

    def _finish(self, window: Window, tally: Tally) -> None:
        self._waiting.remove(window)
        if tally.more:
            self._miss(window, f"{tally.promised} events are listed and only the first {tally.listed} can be read")
        elif tally.short:
            self._miss(window, f"{tally.promised} events were promised and {tally.listed} came")

    def _miss(self, window: Window, why: str) -> None:
        self._missed.append(window)
        self.problems.append(f"{window.words}: {why}")

    def _is_new(self, item: object, window: Window) -> bool:
        """Whether ``item`` was on no page before; an item without an id always is, so that it is looked at."""
        known = text(mapping(item).get("id"), 120)
        if not known:
            self._blurred.append(window)  # it may be anything that was listed here before
        if window.undated and not to_be_announced(mapping(item)):
            return False
        if known in self.seen:
            return False
        if known:
            self.seen.add(known)
        return True
