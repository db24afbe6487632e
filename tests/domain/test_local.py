"""An organiser's form: what is kept of it, how it repeats, how it moves."""

from datetime import UTC, date, datetime

import pytest

from wtc.domain.local import checked, moved, shifted, sketched, weekly
from wtc.domain.organising import doing, groups, held
from wtc.errors import Invalid
from wtc.shapes.local import Night

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
SAID = {"title": " Session ", "date": "2026-12-05", "time": "20:00", "venue": {"name": "Cleere's", "town": "Kilkenny"}}


def test_a_form_is_kept_clean_and_whole() -> None:
    form = checked(SAID | {"line_up": ["A", " A ", "", "B"], "price": {"from": 10, "to": None}}, today=TODAY)
    assert form["title"] == "Session"
    assert form["line_up"] == ["A", "B"]
    assert form["price"] == {"from": 10, "to": 10, "currency": "EUR"}
    assert form["venue"] == {"name": "Cleere's", "town": "Kilkenny", "county": "Kilkenny", "country": "IE"}
    north = checked(SAID | {"venue": {"name": "A room", "town": "Belfast"}, "price": {"from": 8}}, today=TODAY)
    assert (north["venue"]["country"], north["price"]["currency"]) == ("NI", "GBP")


def test_a_night_that_is_over_may_be_put_right_but_not_put_on() -> None:
    over = SAID | {"date": "2026-11-01"}
    assert checked(over, today=TODAY, known=over)["date"] == "2026-11-01"
    with pytest.raises(Invalid):
        checked(over, today=TODAY)


def test_a_half_written_form_can_be_looked_at() -> None:
    assert sketched({}, today=TODAY)["title"] == "Your night"
    half = sketched({"title": "Ceilí", "date": "2026-12-05", "price": {"from": None}, "tickets": "java"}, today=TODAY)
    assert (half["title"], half["date"], half["price"], half["tickets"]) == ("Ceilí", "2026-12-05", None, "")


def test_a_week_is_a_week_and_a_series_has_an_end() -> None:
    form = checked(SAID, today=TODAY)
    assert [each["date"] for each in weekly(form, date(2026, 12, 20))] == ["2026-12-05", "2026-12-12", "2026-12-19"]
    assert [each["date"] for each in weekly(form, date(2026, 12, 5))] == ["2026-12-05"]
    with pytest.raises(Invalid):
        weekly(form, date(2026, 12, 4))
    with pytest.raises(Invalid):
        weekly(form, date(2029, 12, 4))


def test_a_night_remembers_the_day_it_was_first_to_be() -> None:
    form = checked(SAID, today=TODAY)
    once = moved(form, {**form, "date": "2026-12-06"})
    assert (once["status"], once["was_on"]) == ("rescheduled", "2026-12-05")
    twice = moved(once, {**form, "date": "2026-12-07"})
    assert twice["was_on"] == "2026-12-05"
    back = moved(twice, {**form, "date": "2026-12-05"})
    assert (back["status"], "was_on" in back) == ("scheduled", False)
    assert moved(once, {**form, "date": "2026-12-06", "title": "Other"})["was_on"] == "2026-12-05"


def test_later_nights_move_by_as_many_days() -> None:
    form = checked(SAID, today=TODAY)
    later = {**form, "date": "2026-12-12"}
    assert shifted(later, {**form, "time": "21:00"}, 1)["date"] == "2026-12-13"


def night(number: int, day: int, series: int | None = None, **more: object) -> Night:
    form = checked(SAID | {"date": f"2026-12-{day:02}"}, today=TODAY)
    return Night(id=number, version=1, form=form, day=date(2026, 12, day), series_id=series, **more)  # type: ignore[arg-type]


def test_nights_of_a_series_stand_together_where_its_first_one_is() -> None:
    listed = groups([night(1, 2), night(2, 3, 9), night(3, 4), night(4, 10, 9)], now=NOW)
    assert [[row.day for row in group.rows] for group in listed] == [["2"], ["3", "10"], ["4"]]
    assert [group.title for group in listed] == ["", "Session", ""]
    assert listed[0].rows[0].when == "Wed 2 Dec, 8pm"


def test_how_a_night_does_is_said_in_words() -> None:
    assert doing(night(1, 2)) == "Nobody has looked yet"
    assert doing(night(1, 2, views=1_200, saves=1, clicks=2)) == "1,200 views, 1 save, 2 ticket clicks"
    assert "1 person has saved it and will get a mail" in held(night(1, 2, saves=1))["told_off"]
    assert "nobody is written to" in held(night(1, 2))["told_off"]
