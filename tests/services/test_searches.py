"""Counts of searches: summed by day, told when enough visitors typed it, bounded, and let go of in time."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select

from tests.catalogue import NOW
from wtc import db
from wtc.clock import local
from wtc.queries import searches as queries
from wtc.services import accounts, consents, searches
from wtc.shapes.personal import Purpose
from wtc.shapes.searches import Search, Searched

TODAY = local(NOW).date()


def made(words: str, *lots: int, day: date = TODAY, empty: bool = False, user_id: int | None = None) -> list[Search]:
    return [Search(day=day, words=words, empty=empty, lot=lot, user_id=user_id) for lot in lots]


def count(*batches: list[Search]) -> None:
    for batch in batches:
        db.write(searches.count, batch)


def counted(days: int = 7) -> Searched:
    return db.read(searches.counted, days=days, now=NOW)


def test_nothing_searched_is_nothing_told(database: Engine) -> None:
    assert counted() == Searched(days=7, since=TODAY - timedelta(days=6))


def test_sums_over_days_and_tells_what_most_typed_first(database: Engine) -> None:
    yesterday = TODAY - timedelta(days=1)
    count(made("trad", 0, 1), made("trad", 2, day=yesterday), made("abba", 0, 1, 2, 3, empty=True), made("trad", 5, 5))
    told = counted()
    assert [(one.words, one.searches, one.empty) for one in told.top] == [("trad", 5, 0), ("abba", 4, 4)]
    assert [(one.words, one.empty) for one in told.nothing] == [("abba", 4)]
    assert (told.searches, told.empty, told.told) == (9, 4, 9)
    assert told.top[0].share == pytest.approx(5 / 9, abs=1e-4)


def test_what_fewer_than_three_typed_is_counted_and_never_told(database: Engine) -> None:
    again = [made("my own name", 4, day=TODAY - timedelta(days=back)) for back in range(6)]
    count(*again, made("their secret", 1, 2, 1, empty=True))
    told = counted()
    assert (told.top, told.nothing) == ((), ())
    assert (told.searches, told.empty, told.told) == (9, 3, 0)


def test_a_span_ends_where_it_says(database: Engine) -> None:
    count(made("old", 0, 1, 2, day=TODAY - timedelta(days=7)), made("new", 0, 1, 2, day=TODAY - timedelta(days=6)))
    assert [one.words for one in counted(7).top] == ["new"]
    assert {one.words for one in counted(28).top} == {"new", "old"}


def test_an_account_that_does_not_want_to_be_counted_is_not(database: Engine) -> None:
    ann = db.write(accounts.create, name="Ann", email="ann@site.example", password_hash="x", now=NOW).known_id
    count(made("trad", 0, user_id=ann))
    db.write(consents.note, ann, Purpose.COUNTING, False, now=NOW)
    count(made("trad", 1, user_id=ann))
    assert counted().searches == 1


def test_a_flood_of_words_is_bounded_and_known_ones_still_count(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "MOST", 5)
    count(made("trad", 0))
    count([one for number in range(20) for one in made(f"word {number}", 0)], made("trad", 1, 2))
    assert db.read(lambda session: session.scalar(select(func.count()).select_from(queries.COUNTS))) == 5
    assert [(one.words, one.searches) for one in counted().top] == [("trad", 3)]


def test_old_days_go(database: Engine) -> None:
    count(made("old", 0, day=TODAY - timedelta(days=36)), made("kept", 0, day=TODAY - timedelta(days=35)))
    db.write(searches.tidy, now=NOW)
    assert db.read(lambda session: list(session.scalars(select(queries.COUNTS.c.said)))) == ["kept"]


def test_nothing_of_a_visitor_is_in_the_table() -> None:
    assert set(queries.COUNTS.c.keys()) == {"day", "said", "searches", "empty", "lots"}
