"""What was done as arrays, and what a value rests on: small shelves, worked out by hand."""

import numpy as np
import pytest

from tests.ml.taste.worlds import JAZZ, NOW, TECHNO, TRAD, irish
from wtc.ml.taste import Evidence, Items, Profile, World, evidence
from wtc.ml.taste.deeds import HALF_LIFE, Deeds, named
from wtc.ml.taste.fan import EXAMPLES, Fan
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE

FRIDAY_EIGHT = 4 * 24 + 20
NONE = np.zeros(0, dtype=np.int64)


def shelf() -> Shelf:
    """Three events: acts 7 and 8 in venue 3, act 8 in venue 4, act 9 nowhere."""
    items = Items.of(
        [1, 2, 3],
        acts=[[7, 8], [8], [9]],
        genres=[[TRAD], [TRAD, JAZZ], [TECHNO]],
        venue=[3, 4, NOWHERE],
        lat=[53.35, 53.44, np.nan],
        lon=[-6.26, -6.26, np.nan],
        starts=[irish("2026-11-27 20:00"), irish("2026-11-28 20:00"), np.nan],
    )
    return Shelf(World(items=items, now=NOW), NONE, NONE)


def save(item: int, *, at: float = NOW, **about: tuple[int, ...] | int | float) -> Evidence:
    return Evidence(kind="save", weight=1.0, at=at, item=item, **about)  # type: ignore[arg-type]


def test_a_deed_counts_half_after_a_year_and_whole_while_its_date_is_not_known_or_to_come() -> None:
    told = [
        save(1),
        save(2, at=NOW - HALF_LIFE),
        save(3, at=np.nan),
        save(4, at=NOW + 1e6),
        Evidence(kind="hide", weight=-0.5, at=NOW - HALF_LIFE),
    ]
    assert Deeds(told, shelf(), NOW).worths.tolist() == pytest.approx([1, 0.5, 1, 1, -0.25])


def test_the_total_is_never_nothing() -> None:
    assert Deeds([save(1), save(2, at=NOW - HALF_LIFE)], shelf(), NOW).total == pytest.approx(1.5)
    assert Deeds([], shelf(), NOW).total == 1e-9


def test_hours_and_venues_are_those_of_the_shelf_and_minus_one_elsewhere() -> None:
    told = [save(1, starts=irish("2026-11-27 20:00"), venue=4), save(2, venue=77), save(3)]
    deeds = Deeds(told, shelf(), NOW)
    assert deeds.hours.tolist() == [FRIDAY_EIGHT, -1, -1]
    assert deeds.venues.tolist() == [shelf().index("venue")[4], -1, -1]


def test_every_name_of_a_deed_that_the_shelf_knows_is_a_pair() -> None:
    deeds = Deeds([save(1, acts=(8, 7, 99)), save(2), save(3, acts=(8,))], shelf(), NOW)
    numbers, places = deeds.pairs("act")
    index = shelf().index("act")
    assert list(zip(numbers.tolist(), places.tolist(), strict=True)) == [(0, index[8]), (0, index[7]), (2, index[8])]
    assert [len(each) for each in Deeds([], shelf(), NOW).pairs("genre")] == [0, 0]


def test_a_vector_sums_worths_by_name_shared_out_and_of_some_alone_where_that_is_asked() -> None:
    follow = Evidence(kind="follow", weight=1.0, at=NOW, acts=(7,))
    deeds = Deeds([save(1, acts=(7, 8)), save(2, acts=(8,), at=NOW - HALF_LIFE), follow], shelf(), NOW)
    assert deeds.follows.tolist() == [False, False, True]
    assert deeds.on("act").tolist() == pytest.approx([2, 1.5, 0])
    assert deeds.on("act", spread=True).tolist() == pytest.approx([1.5, 1, 0])
    assert deeds.on("act", of=deeds.follows).tolist() == pytest.approx([1, 0, 0])
    against = Deeds([Evidence(kind="hide", weight=-0.5, at=NOW, genres=(JAZZ,))], shelf(), NOW)
    assert against.on("genre")[shelf().index("genre")[JAZZ]] == 0.5


def test_what_is_named_in_a_deed() -> None:
    one = save(1, acts=(7,), genres=(TRAD,), venue=3)
    assert [named(axis, one) for axis in ("act", "genre", "venue")] == [(7,), (TRAD,), (3,)]
    assert named("venue", save(1)) == ()


def test_names_that_a_vector_speaks_of_come_with_the_strongest_first() -> None:
    laid = shelf()
    acts = np.zeros(laid.width("act"))
    acts[laid.index("act")[7]], acts[laid.index("act")[8]] = 0.5, -2.0
    assert evidence.bearing("act", laid, acts) == [(8, 7), (8,), ()]
    venues = np.zeros(laid.width("venue"))
    venues[laid.index("venue")[3]] = 1.0
    assert evidence.bearing("venue", laid, venues) == [(3,), (), ()]
    venues[-1] = 1.0  # nowhere is no name, whatever is said of it
    assert evidence.bearing("venue", laid, venues)[2] == ()
    assert [set(each) for each in evidence.playing(laid)] == [{7, 8}, {8}, {9}]


def test_what_is_remembered_are_events_of_the_fans_own_the_newest_first_and_a_few() -> None:
    laid = shelf()
    history = tuple(save(100 + day, acts=(8,) if day % 2 else (7, 8), at=NOW - day) for day in range(9))
    fan = Fan(Profile(history=history), laid, NOW)
    assert evidence.examples("act", fan, (8,)) == tuple(range(100, 100 + EXAMPLES))
    both = evidence.examples("act", fan, (7, 8))
    assert both == (100, 102, 104, 106, 108)
    nothing, told = evidence.remembered("act", fan, [(), (7,)])
    assert nothing is evidence.NOTHING
    assert (told.acts, told.items) == ((7,), (100, 102, 104, 106, 108))
    assert evidence.about("genre", (TRAD,), (5,)) == evidence.NOTHING._replace(genres=(TRAD,), items=(5,))
    assert evidence.about("venue", ()).venue is None


def test_how_far_and_when_are_said_only_where_they_are_known() -> None:
    laid = shelf()
    fan = Fan(Profile(lat=53.35, lon=-6.26), laid, NOW)
    near, far, unknown = (one.km for one in evidence.away(fan, laid))
    assert near == pytest.approx(0, abs=0.01)
    assert far == pytest.approx(10, abs=0.1)
    assert unknown is None
    assert evidence.hours(laid)[0].hour == FRIDAY_EIGHT
