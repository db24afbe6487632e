"""What people type in plain words becomes the filters that mean it: the table beside this, and what it cannot hold."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import filters, ireland, sentences
from wtc.domain.sentences import Names
from wtc.domain.text import key
from wtc.shapes.discover import Filters, Sentence

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
BESIDES = (
    "House of Pain", "The Friday Tales", "The 1975", "50 Cent", "Blink-182", "The The", "Dublin City Ramblers",
    "Saturday Night", "Free Now", "Jazz", "Not Squares",
)  # fmt: skip
NAMES = Names(
    {key(name): act.name for act in ireland.acts() for name in (act.name, *act.aliases)} | {key(n): n for n in BESIDES},
    {key(name): room.name for room in ireland.rooms() for name in (room.name, *room.aliases)},
)
TABLE = [
    tuple(line.split(" =>"))
    for line in (Path(__file__).parent / "table.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def read(text: str, now: datetime = NOW) -> Sentence:
    return sentences.read(text, now=now, names=NAMES, home="Sligo")


def asked(text: str, now: datetime = NOW) -> Filters:
    return replace(sentences.ask(read(text, now)), said="")


@pytest.mark.parametrize(("said", "meant"), TABLE)
def test_the_table(said: str, meant: str) -> None:
    found = filters.address(asked(said))
    assert unquote_plus(found.removeprefix("/discover").removeprefix("?")) == meant.strip()
    assert filters.read(dict(parse_qsl(urlsplit(found).query))) == asked(said)


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len({said for said, _ in TABLE}) == len(TABLE) >= 250


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u202e\u200f"])
def test_nothing_asks_for_nothing(text: str) -> None:
    assert asked(text) == Filters()


def test_what_runs_from_right_to_left_cannot_turn_the_page_around() -> None:
    assert asked("\u202etechno\u202c in Dublin") == Filters(genres=("techno",), city="Dublin")
    assert read("\u202etechno").said == "techno"


def test_ten_thousand_characters_are_read_as_far_as_a_sentence_goes() -> None:
    sentence = read("techno in Galway " + "x" * 10_000)
    assert asked(sentence.said).genres == ("techno",)
    assert len(sentence.said) <= filters.LONGEST
    assert len(asked("a" * 10_000).q) <= 120
    assert asked("tonight " * 2_000).first == date(2026, 11, 25)


@given(st.text(max_size=300))
def test_any_text_at_all_becomes_an_address_that_says_the_same(text: str) -> None:
    found = sentences.ask(read(text))
    assert filters.read(dict(parse_qsl(urlsplit(filters.address(found)).query))) == found


@pytest.mark.parametrize(
    ("moment", "said", "first", "last"),
    [
        ("2026-11-30T03:30:00+00:00", "this weekend", "2026-11-27", "2026-11-29"),
        ("2026-11-30T04:30:00+00:00", "this weekend", "2026-12-04", "2026-12-06"),
        ("2026-11-28T02:00:00+00:00", "tonight", "2026-11-27", "2026-11-27"),
        ("2026-11-28T02:00:00+00:00", "today", "2026-11-28", "2026-11-28"),
        ("2026-11-27T12:00:00+00:00", "friday", "2026-11-27", "2026-11-27"),
        ("2026-11-27T12:00:00+00:00", "friday week", "2026-12-04", "2026-12-04"),
        ("2026-11-29T12:00:00+00:00", "next friday", "2026-12-04", "2026-12-04"),
        ("2026-12-31T12:00:00+00:00", "next month", "2027-01-01", "2027-01-31"),
        ("2026-07-31T23:30:00+00:00", "tomorrow", "2026-08-02", "2026-08-02"),
        ("2026-11-28T12:00:00+00:00", "this week", "2026-11-28", "2026-11-29"),
        ("2026-11-29T12:00:00+00:00", "this week", "2026-11-29", "2026-12-06"),
        ("2026-11-29T12:00:00+00:00", "an tseachtain seo", "2026-11-29", "2026-12-06"),
        ("2026-11-30T12:00:00+00:00", "this week", "2026-11-30", "2026-12-06"),
    ],
)
def test_days_are_irish_days_at_any_hour(moment: str, said: str, first: str, last: str) -> None:
    found = asked(said, datetime.fromisoformat(moment))
    assert (str(found.first), str(found.last)) == (first, last)


def test_a_weekend_lasts_from_friday_evening_to_the_small_hours_of_monday() -> None:
    for said, monday in (("this weekend", "2026-11-30"), ("next weekend", "2026-12-07")):
        start, end = filters.window(asked(said), NOW)
        assert start is not None
        assert end == datetime.fromisoformat(f"{monday}T04:00:00+00:00")
        assert (start.weekday(), start.hour) == (4, 17)


def test_each_word_knows_where_it_stood() -> None:
    sentence = read("Trad i nGaillimh,  anocht!")
    assert [reading.said for reading in sentence.readings] == ["Trad", "i nGaillimh", "anocht"]
    assert sentence.said == "Trad i nGaillimh, anocht!"


def test_a_word_read_wrongly_is_turned_back_to_text_where_it_stood() -> None:
    sentence = read("silent house party in Galway")
    before = sentences.ask(sentence)
    house = next(at for at, reading in enumerate(sentence.readings) if reading.said == "house")
    after = sentences.unsaid(before, sentence.readings[house])
    assert "house" in before.genres
    assert sentences.with_text(before.q, sentence, house) == "silent house"
    assert not sentences.in_force(after, sentence.readings[house])
    assert after.city == "Galway"


def test_a_new_sentence_takes_the_place_of_what_it_speaks_of_and_leaves_the_rest() -> None:
    before = Filters(city="Cork", km=25, genres=("trad",), most=20, page=3)
    after = sentences.ask(read("free in county Kerry"), before)
    assert (after.city, after.km, after.county) == ("", None, "Kerry")
    assert (after.most, after.free, after.genres, after.page) == (None, True, ("trad",), 1)


def test_a_word_that_is_in_a_name_is_no_misspelling() -> None:
    assert sentences.read("galwey", now=NOW).readings
    known = Names(is_known=lambda word: word == "galwey")
    assert sentences.read("galwey", now=NOW, names=known).text == "galwey"


def test_near_me_without_a_town_of_ones_own_narrows_nothing() -> None:
    assert sentences.ask(sentences.read("trad near me", now=NOW)) == Filters(said="trad near me", genres=("trad",))


def test_only_runs_of_words_are_looked_up_as_names() -> None:
    wanted = sentences.candidates("techno " * 5_000)
    assert len(wanted) <= 240
    assert sentences.asked_like("something like lankm tonight")[0] == "lankm tonight"
