"""One page of an answer, and the tally of all pages of a window: is everything here that was promised?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wtc.gateways.given import mapping, number, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Its items, and how many there are in all: None when it does not say. Its links are never followed.

    ``size`` is how many a page holds, by the answer's word.
    """

    items: list[Any]
    number: int
    size: int
    total: int | None
    more: bool


def page_of(said: Mapping[str, Any], at: int, size: int) -> Page:
    """The page ``at`` as the answer ``said`` has it; ``size`` is what was asked for, the answer may have less."""
    events = mapping(said.get("_embedded")).get("events")
    about = mapping(said.get("page"))
    items = events if isinstance(events, list) else []
    total, given = number(about.get("totalElements")), number(about.get("size"))
    step = int(given) if given is not None and 1 <= given <= size else size
    if total is None or total < 0:
        more = bool(items) and "next" in mapping(said.get("_links"))
        return Page(items=items, number=at, size=step, total=None, more=more)
    return Page(items=items, number=at, size=step, total=int(total), more=(at + 1) * step < total)


@dataclass(slots=True)
class Tally:
    """What one pass over a window's pages brought. ``more`` says that pages were left unread."""

    ids: set[str] = field(default_factory=set)
    listed: int = 0
    promised: int = 0
    shifted: bool = False
    more: bool = False

    def add(self, page: Page) -> None:
        for item in page.items:
            known = text(mapping(item).get("id"), 120)
            self.shifted = self.shifted or known in self.ids
            self.ids |= {known} if known else set()
        if page.number and page.total not in (None, self.promised):
            self.shifted = True
        self.listed += len(page.items)
        self.promised = self.listed if page.total is None else page.total
        self.more = page.more

    @property
    def short(self) -> bool:
        """Whether fewer items came than were promised."""
        return self.listed < self.promised

    @property
    def sound(self) -> bool:
        """Whether there is no sign that results shifted from page to page while we read."""
        return not (self.shifted or self.short or self.more)
