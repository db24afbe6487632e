"""A search is counted when it is typed out, once a day for a visitor, and not for programs."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.catalogue import NOW
from wtc import db
from wtc.domain import searches as rules
from wtc.flows import searches
from wtc.queries.searches import COUNTS
from wtc.settings import settings
from wtc.shapes.accounts import NOBODY

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _fresh(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()
    searches.forget()
    yield
    searches.forget()


def type_(said: str, total: int = 3, *, tab: str = "a", address: str = "198.51.100.7", agent: str = FIREFOX) -> None:
    searches.heard(said, total, tab=tab, who=NOBODY, address=address, agent=agent)


def pass_(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    before = searches._ticks()
    monkeypatch.setattr(searches, "_ticks", lambda: before + seconds)


async def written() -> dict[str, tuple[int, int]]:
    await searches.keep(all_of_it=True)
    return db.read(lambda session: {row.said: (row.searches, row.empty) for row in session.execute(select(COUNTS))})


async def test_a_search_typed_letter_by_letter_counts_as_its_last(database: Engine) -> None:
    for end in range(2, len("trad in galway") + 1):
        type_("trad in galway"[:end], total=0 if end < 5 else 9)
    assert await written() == {"trad in galway": (1, 0)}


async def test_another_search_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    type_("trad")
    pass_(monkeypatch, rules.QUICK + 1)
    type_("techno", total=0)
    assert await written() == {"trad": (1, 0), "techno": (1, 1)}


async def test_what_is_being_typed_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    type_("trad")
    assert await searches.keep() == 0
    pass_(monkeypatch, searches.STILL + 1)
    assert await searches.keep() == 1


async def test_a_visitor_counts_once_and_others_beside_them(database: Engine) -> None:
    for tab, address in (("a", "198.51.100.7"), ("b", "198.51.100.7"), ("c", "203.0.113.9")):
        type_("Trad", tab=tab, address=address)
    assert await written() == {"trad": (2, 0)}
    type_("trad", tab="d")
    assert await written() == {"trad": (2, 0)}


async def test_programs_are_not_counted_nor_who_asks_for_privacy(database: Engine) -> None:
    type_("trad", agent="Googlebot/2.1")
    type_("trad", tab="b", agent="")
    assert await written() == {}


async def test_a_half_typed_address_is_not_kept_once_it_is_whole(database: Engine) -> None:
    for said in ("aoife", "aoife@example.org"):
        type_(said)
    assert await written() == {}


async def test_one_network_does_not_make_a_crowd(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "CROWD", 4)
    for number in range(30):
        type_("buy this", tab=f"{number}", agent=f"Browser {number}")
    assert await written() == {"buy this": (4, 0)}
    found = await searches.counted(7)
    assert (found.searches, found.top) == (4, ()), "however many browsers it claims to be, it is one lot"


async def test_what_waits_is_bounded(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 10)
    for number in range(50):
        type_(f"word {number}", tab=f"{number}", address=f"198.51.{number}.1")
    assert len(searches._desk.typing) == 10
    assert len(await written()) == 10


async def test_the_room_reads_its_span_and_no_other(database: Engine) -> None:
    asked: dict[str, Any] = {each: (await searches.look(each)).days for each in ("", "28", "7", "999", "x")}
    assert asked == {"": 7, "28": 28, "7": 7, "999": 7, "x": 7}
