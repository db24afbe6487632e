"""The address of Discover is read without complaint and written in one way."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc import clock
from wtc.domain import filters
from wtc.shapes.discover import Filters
from wtc.shapes.events import Geo

FRIDAY = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
NAMES = (
    "q",
    "city",
    "county",
    "genre",
    "from",
    "to",
    "max",
    "free",
    "source",
    "sort",
    "page",
    "near",
    "said",
    "km",
    "not",
    "not-in",
    "like",
    "after",
    "before",
)


def parsed(address: str) -> Filters:
    return filters.read(dict(parse_qsl(urlsplit(address).query)))


def test_an_address_is_read_whole() -> None:
    assert filters.read(
        {
            "q": "  lankum ",
            "city": "Cork",
            "genre": "trad,folk,nonsense,trad",
            "from": "2026-11-29",
            "to": "2026-11-27",
            "max": "25",
            "free": "1",
            "source": "local,x",
            "sort": "price",
            "page": "3",
        }
    ) == Filters(
        q="lankum",
        city="Cork",
        genres=("trad", "folk"),
        first=date(2026, 11, 27),
        last=date(2026, 11, 29),
        most=25,
        free=True,
        sources=("local",),
        sort="price",
        page=3,
    )


def test_what_a_sentence_may_ask_is_in_the_address_too() -> None:
    asked = {
        "said": "something", "city": "Cork", "km": "30", "like": "Lankum", "artist": "Altan", "venue": "Whelan's",
        "not": "techno,nonsense", "not-in": "Dublin,,Co. Clare", "after": "21:30", "before": "25:00",
    }  # fmt: skip
    whole = Filters(
        said="something", city="Cork", km=30, like="Lankum", artist="Altan", venue="Whelan's", not_genres=("techno",),
        not_in=("Dublin", "Co. Clare"), after=21 * 60 + 30,
    )  # fmt: skip
    assert filters.read(asked) == whole == parsed(filters.address(whole))
    labels = [chip.label for chip in filters.active(whole, FRIDAY)]
    assert labels == [
        "Within 30 km of Cork", "Not in Dublin", "Not in Co. Clare", "At Whelan's", "Altan", "Like Lankum",
        "From 9.30pm", "No Techno",
    ]  # fmt: skip
    for chip in filters.active(whole, FRIDAY):
        assert len(filters.active(parsed(chip.href), FRIDAY)) == len(labels) - 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "yesterday"),
        ("from", "2026-13-40"),
        ("max", "-1"),
        ("max", "٣"),
        ("max", "9" * 40),
        ("page", "0x2"),
        ("sort", "best; drop table"),
        ("sort", "distance"),
        ("near", "91,0"),
        ("near", "nan,nan"),
        ("genre", "<script>"),
        ("free", "maybe"),
    ],
)
def test_what_makes_no_sense_is_left_out(name: str, value: str) -> None:
    assert filters.read({name: value}) == Filters()


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40)))
def test_any_address_opens_and_writing_it_again_says_the_same(asked: dict[str, str]) -> None:
    read = filters.read(asked)
    assert parsed(filters.address(read)) == read


def test_a_change_of_filter_goes_back_to_the_first_page_and_nothing_is_an_empty_address() -> None:
    assert filters.address(Filters(page=3, city="Cork"), free=True) == "/discover?city=Cork&free=1"
    assert filters.address(Filters()) == "/discover"


def test_tonight_and_this_weekend_mean_what_they_mean_everywhere() -> None:
    whens = {choice.key: parsed(choice.href) for choice in filters.whens(Filters(), FRIDAY)}
    assert filters.window(whens["tonight"], FRIDAY) == clock.tonight(FRIDAY)
    assert filters.window(whens["weekend"], FRIDAY) == (FRIDAY, clock.weekend(FRIDAY)[1])
    assert (whens["week"].first, whens["week"].last) == (date(2026, 11, 30), date(2026, 12, 6))


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 11, 23, 12, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 29, 23, 30, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 30, 3, 0, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 30, 4, 0, tzinfo=UTC), date(2026, 12, 4)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 27)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 23)),
    ],
)
def test_the_weekend_is_right_on_sunday_night_and_when_the_clocks_change(now: datetime, first: date) -> None:
    assert filters.weekend(now)[0] == first


def test_picking_what_is_on_takes_it_off() -> None:
    on = Filters(first=date(2026, 11, 27), last=date(2026, 11, 29), city="Cork")
    weekend = next(choice for choice in filters.whens(on, FRIDAY) if choice.key == "weekend")
    assert weekend.on
    assert weekend.href == "/discover?city=Cork"


def test_each_filter_in_force_has_a_chip_that_takes_only_it_away() -> None:
    asked = Filters(
        q="lankum", city="Cork", genres=("trad", "folk"), most=25, sources=("local",), first=date(2026, 12, 4)
    )
    chips = filters.active(asked, FRIDAY)
    assert [chip.label for chip in chips] == [
        "“lankum”",
        "Cork",
        "From Fri 4 Dec",
        "Trad",
        "Folk",
        "Up to €25",
        "Local",
    ]
    assert parsed(chips[3].href).genres == ("folk",)
    assert parsed(chips[3].href).city == "Cork"


@pytest.mark.parametrize(
    ("asked", "total", "said"),
    [
        (Filters(), 1234, "1,234 gigs"),
        (Filters(genres=("trad",)), 9, "9 trad gigs"),
        (Filters(genres=("rnb",), city="Cork"), 0, "No R&B & soul gigs in Cork"),
        (Filters(genres=("trad", "folk")), 1, "1 gig"),
        (Filters(first=date(2026, 11, 27), last=date(2026, 11, 29)), 42, "42 gigs this weekend"),
        (Filters(first=date(2026, 11, 27), last=date(2026, 11, 27), city="Sligo"), 0, "No gigs in Sligo tonight"),
        (Filters(q="lankum", near=Geo(lat=53.3, lon=-6.2)), 1, "1 gig for “lankum” near you"),
    ],
)
def test_the_heading_says_how_many_of_what(asked: Filters, total: int, said: str) -> None:
    assert filters.heading(asked, total, FRIDAY) == said


def test_the_question_asks_for_every_page_up_to_this_one() -> None:
    question = filters.query(Filters(page=3, most=25, near=Geo(lat=53.3, lon=-6.2), sort="distance"), now=FRIDAY)
    assert question.limit == 3 * filters.PER_PAGE
    assert question.price_max == 2_500
    assert question.radius_km == filters.NEAR_KM
