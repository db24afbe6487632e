"""Which searches go on as calendars, what feeds are called, and the ways to them."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from wtc import clock
from wtc.domain import feeds, filters
from wtc.errors import Invalid
from wtc.shapes.feeds import Feed, Of, Subject

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
FEED = Feed(id=1, user_id=7, subject=Subject(of=Of.SAVED), name="Mine", created_at=NOW, changed_at=NOW)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("q=lankum&city=Galway&page=3&sort=price", "q=lankum&city=Galway"),
        ("from=2026-11-27&to=2026-11-27&free=1", "free=1"),  # tonight
        ("from=2026-11-27&to=2026-11-29", ""),  # this weekend
        ("from=2026-11-30&to=2026-12-06", ""),  # next week
        ("from=2026-10-01&to=2026-10-31&city=Cork", "city=Cork"),  # over
        ("from=2026-12-10&to=2026-12-20", "from=2026-12-10&to=2026-12-20"),
        ("from=2026-12-10", "from=2026-12-10"),
        ("near=53.34,-6.26", "near=53.34,-6.26"),
        ("near=53.34,-6.26&sort=time", "near=53.34,-6.26"),
        ("q=%0d%0aX:1&from=nope&genre=techno,nothing&utm=1", "q=X%3A1&genre=techno"),
    ],
)
def test_a_search_is_kept_in_one_form_without_days_that_pass(address: str, kept: str) -> None:
    assert feeds.search(feeds.asked(address), NOW) == kept
    assert feeds.search(feeds.asked(kept), NOW) == kept


def test_a_search_feed_asks_for_what_is_to_come_and_then_for_a_month_back_called_off_or_not() -> None:
    subject = Subject(of=Of.SEARCH, search="city=Galway&max=20")
    coming, past = feeds.queries(Feed(id=1, user_id=7, subject=subject, name="", created_at=NOW, changed_at=NOW), NOW)
    for asked in (coming, past):
        assert (asked.city, asked.price_max, asked.viewer) == ("Galway", 2_000, 7)
        assert (asked.called_off, asked.limit, asked.sort) == (True, feeds.MOST_GIGS, "time")
    assert past.start == clock.at(date(2026, 10, 27))
    assert past.end == coming.start == clock.at(date(2026, 11, 27))
    assert coming.end == clock.at(date(2026, 11, 27) + timedelta(days=400))


@pytest.mark.parametrize("now", ["2027-03-28T00:10", "2027-03-28T23:30", "2026-10-25T00:30", "2026-10-25T01:30"])
def test_the_window_is_the_same_all_day_when_the_clocks_change(now: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    here = clock.local(moment).date()
    assert feeds.window(moment) == feeds.window(clock.at(here, 12))
    assert feeds.window(moment)[1] == clock.at(here)


@pytest.mark.parametrize(
    ("search", "name"),
    [("", feeds.EVERYTHING), ("genre=techno&city=Galway", "Galway, "), ("q=lankum", "“lankum”")],
)
def test_a_search_is_named_by_its_filters(search: str, name: str) -> None:
    assert feeds.search_offer(search, NOW).name.startswith(name)


def test_a_name_is_cleaned_and_never_empty() -> None:
    assert feeds.named(" A\r\nB\u202e ", "x") == "A B"
    assert feeds.named("\u200b", "Otherwise") == "Otherwise"
    assert len(feeds.named("é" * 200, "x")) == feeds.LONGEST_NAME
    with pytest.raises(Invalid):
        feeds.named("x" * 401, "x")


@pytest.mark.parametrize("minutes", [-1, 20_161, 10**9])
def test_a_reminder_is_within_two_weeks(minutes: int) -> None:
    with pytest.raises(Invalid, match="two weeks"):
        feeds.reminder(minutes)


@pytest.mark.parametrize("given", [Subject(of=Of.ARTIST), Subject(of=Of.VENUE, artist_id=3)])
def test_a_feed_of_an_act_or_room_says_which(given: Subject) -> None:
    with pytest.raises(Invalid):
        feeds.subject(given, NOW)


def test_a_subject_keeps_only_what_its_kind_needs() -> None:
    given = Subject(of=Of.ARTIST, artist_id=3, venue_id=4, search="q=x")
    assert feeds.subject(given, NOW) == Subject(of=Of.ARTIST, artist_id=3)
    assert feeds.subject(Subject(of=Of.SAVED, search="q=x"), NOW) == Subject(of=Of.SAVED)


def test_a_search_that_will_not_fit_is_refused() -> None:
    everything = ",".join(filters.FAMILIES)
    long = "q=" + "%E2%98%83" * 120 + f"&genre={everything}&city=" + "%C3%A9" * 80
    with pytest.raises(Invalid, match="too long"):
        feeds.subject(Subject(of=Of.SEARCH, search=long), NOW)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (None, "Nothing has asked for it yet"),
        (date(2026, 11, 27), "Fetched today"),
        (date(2026, 11, 26), "Fetched yesterday"),
        (date(2026, 11, 3), "Last fetched Tue 3 Nov"),
    ],
)
def test_its_owner_sees_the_day_it_was_last_fetched_and_no_more(read: date | None, said: str) -> None:
    feed = Feed(id=1, user_id=7, subject=FEED.subject, name="Mine", created_at=NOW, changed_at=NOW, read_on=read)
    assert feeds.card(feed, NOW).read == said


def test_every_way_leads_to_the_same_address() -> None:
    ways = feeds.addresses("https://craic.example", "s3cret", "Trad & more")
    assert ways.ics == "https://craic.example/feeds/s3cret/gigs.ics"
    assert ways.webcal == "webcal://craic.example/feeds/s3cret/gigs.ics"
    assert parse_qs(urlsplit(ways.google).query)["cid"] == [ways.webcal]
    assert parse_qs(urlsplit(ways.outlook).query) == {"url": [ways.ics], "name": ["Trad & more"]}


@pytest.mark.parametrize("header", ["", "yesterday", "Fri, 99 Nov 2026 00:00:00 GMT", "Fri, 27 Nov 2026 10:00:00"])
def test_a_time_that_makes_no_sense_is_none(header: str) -> None:
    assert feeds.since(header) is None
