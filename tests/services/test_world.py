"""The catalogue as rankers see it, and fans: everything that is known, nothing of anybody else, in few questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from tests import taste as fans_table
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.domain import taste
from wtc.errors import NotSignedIn
from wtc.ml.taste import SIGNALS
from wtc.services import fans, world


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            said.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def stock(catalogue: Catalogue, days: float = 0) -> world.Stock:
    return world.stock(catalogue.session, since=NOW - timedelta(days=days))


def test_the_catalogue_is_told_in_columns(catalogue: Catalogue) -> None:
    first = catalogue.gig("Lankum", acts=("Lankum", "Landless"), genres=("trad",), tags=["trad", "drone folk"])
    second = catalogue.gig(
        "Telefís", room="", city="Belfast", genres=("electronic",), price_low=2_000, currency="GBP", lat=None, lon=None
    )
    off = catalogue.gig("Kneecap", status="cancelled")
    catalogue.gig("Long ago", hours=-80)
    made = stock(catalogue)
    items = made.items
    assert items.ids.tolist() == [first, second, off]
    assert items.candidate.tolist() == [True, True, False]
    lankum, landless = catalogue.acts["Lankum"], catalogue.acts["Landless"]
    assert items.act_ids[items.acts[0].indices].tolist() == sorted([lankum, landless])
    sounds = set(items.genre_ids[items.genres[0].indices].tolist())
    assert sounds == {taste.number("trad"), taste.number("drone folk")}
    assert items.venue.tolist()[1] == -1
    assert items.city[1] == taste.town("Belfast")[0]
    assert items.price.tolist()[:2] == [2_000, 2_300]
    assert np.isnan(items.lat[1])
    assert items.lat[0] == pytest.approx(53.34)
    assert items.starts[0] == (NOW + timedelta(hours=2)).timestamp()
    assert made.acts[lankum] == "Lankum"


def test_an_empty_catalogue_is_no_trouble(catalogue: Catalogue) -> None:
    made = stock(catalogue)
    assert len(made.items) == 0
    counts, crowd = world.popularity(catalogue.session, since=NOW)
    assert not crowd
    assert all(len(each) == 0 for each in counts.values())
    assert fans.histories(catalogue.session, synthetic=False) == ()


def test_a_night_of_which_only_the_day_is_known_begins_in_the_evening_and_one_without_a_date_never(
    catalogue: Catalogue,
) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    catalogue.gig("Some night", starts_at=None, sort_at=midnight + timedelta(days=2))
    catalogue.gig("Some day", starts_at=None, day=None, sort_at=NOW + timedelta(days=9_000))
    starts = stock(catalogue).items.starts
    assert starts[0] == (midnight + timedelta(days=2, hours=20)).timestamp()
    assert np.isnan(starts[1])


def test_a_fan_is_all_that_is_known_of_them(catalogue: Catalogue) -> None:
    gone = catalogue.gig("Lankum", hours=-2_000, genres=("trad",))
    coming = catalogue.gig("Telefís", genres=("electronic",))
    poor = catalogue.gig("Jedward", genres=("pop",))
    catalogue.gig("Altan", room="Vicar Street")
    aoife = fans_table.fan(
        catalogue,
        genres=["Hip hop", "electronic", "Sean-nós"],
        artists=["the LANKUM", "Nobody"],
        cities=["Gaillimh", "Dublin"],
        venues=["Vicar Street"],
        djs=["Telefís"],
        budget_max=2_000,
        currency="GBP",
        radius_km=10,
        night_preferences=["fri", "sat"],
    )
    brian = fans_table.fan(catalogue, "brian@example.org")
    fans_table.save(catalogue, aoife, gone)
    fans_table.save(catalogue, brian, coming)
    fans_table.say(catalogue, aoife, coming, "up")
    fans_table.say(catalogue, aoife, poor, "down")
    fans_table.follow(catalogue, aoife, catalogue.acts["Altan"])
    fans_table.hear(catalogue, aoife, "Lankum", weight=0.5, genres=["irish folk"])
    fans_table.hear(catalogue, aoife, "Somebody Else", genres=["techno"])
    fans_table.dial(catalogue, aoife, "genre:techno", -1)
    fans_table.dial(catalogue, aoife, "near", 1)
    fan = fans.one(catalogue.session, aoife)
    profile = fan.profile
    assert profile.genres == {taste.number(name) for name in ("hiphop", "electronic", "sean nos")}
    assert profile.acts == {catalogue.acts["Lankum"]}
    assert profile.djs == {catalogue.acts["Telefís"]}
    assert profile.venues == {catalogue.rooms["Vicar Street"]}
    assert profile.cities == {taste.number("galway"), taste.number("dublin")}
    assert profile.lat == pytest.approx(53.27, abs=0.05)
    assert profile.radius_km == 10
    assert profile.budget == 2_300
    assert (fan.budget, fan.currency) == (2_000, "GBP")
    assert profile.nights == {4, 5}
    assert profile.heard_acts == {catalogue.acts["Lankum"]: 0.5}
    assert profile.heard_genres[taste.number("techno")] == 1.0
    assert profile.heard_genres[taste.number("folk")] == 0.5
    assert profile.dials == {f"genre:{taste.number('techno')}": 0.5, "near": 1.5}
    done = {one.kind: one for one in profile.history}
    assert set(done) == {"save", "thumb_up", "thumb_down", "follow"}
    assert (done["save"].item, done["save"].acts) == (gone, (catalogue.acts["Lankum"],))
    assert done["save"].genres == (taste.number("trad"),)
    assert done["save"].weight == SIGNALS["save"]
    assert done["follow"].acts == (catalogue.acts["Altan"],)
    assert done["follow"].item == -1
    assert profile.seen == fan.refused == {poor}
    assert fan.saved == {gone}
    assert fan.titles[gone] == "Lankum"
    assert fan.acts[catalogue.acts["Altan"]] == "Altan"
    assert fan.heard_from == {catalogue.acts["Lankum"]: "spotify"}


def test_a_fan_is_read_in_eight_questions_however_much_is_known(catalogue: Catalogue) -> None:
    gigs = [catalogue.gig(f"Gig {n}") for n in range(12)]
    aoife = fans_table.fan(catalogue, artists=["Gig 1"], venues=["Whelan's"], djs=["Gig 2"], genres=["trad"])
    fans_table.save(catalogue, aoife, *gigs[:5])
    fans_table.hide(catalogue, aoife, *gigs[5:8])
    for gig in gigs[8:]:
        fans_table.say(catalogue, aoife, gig, "click")
    fans_table.follow(catalogue, aoife, *list(catalogue.acts.values())[:4])
    with counted() as said:
        fans.one(catalogue.session, aoife)
    assert 0 < len(said) <= 8


def test_somebody_who_is_not_there_is_nobody(catalogue: Catalogue) -> None:
    with pytest.raises(NotSignedIn):
        fans.one(catalogue.session, 4_711)


def test_a_fan_who_said_nothing_is_empty(catalogue: Catalogue) -> None:
    fan = fans.one(catalogue.session, fans_table.fan(catalogue))
    assert fan.profile.history == ()
    assert not fan.profile.genres
    assert np.isnan(fan.profile.budget)


def test_histories_never_mix_people_with_the_crowd_nor_take_whom_it_was_refused(catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    aoife = fans_table.fan(catalogue)
    shy = fans_table.fan(catalogue, "shy@example.org", profiling=False)
    made_up = fans_table.fan(catalogue, "crowd@example.org", synthetic=True)
    for each in (aoife, shy, made_up):
        fans_table.save(catalogue, each, gig)
    assert [one.id for one in fans.histories(catalogue.session, synthetic=False)] == [aoife]
    assert [one.id for one in fans.histories(catalogue.session, synthetic=True)] == [made_up]


def test_training_learns_from_spotify_only_where_that_was_allowed(catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    aoife = fans_table.fan(catalogue)
    fans_table.hear(catalogue, aoife, "Lankum")
    fans_table.hear(catalogue, aoife, "Altan", source="lastfm", genres=["trad"])
    (profile,) = fans.histories(catalogue.session, synthetic=False)
    assert profile.heard_acts == {}
    assert set(profile.heard_genres) == {taste.number("trad")}
    assert fans.one(catalogue.session, aoife).profile.heard_acts == {catalogue.acts["Lankum"]: 1.0}


@pytest.mark.parametrize("what", ["save", "hide", "say", "follow", "hear", "dial", "prefer"])
def test_the_standing_of_a_fan_changes_with_each_thing_they_do(catalogue: Catalogue, what: str) -> None:
    gig = catalogue.gig("Lankum")
    aoife, other = fans_table.fan(catalogue), fans_table.fan(catalogue, "other@example.org")
    before, beside = (fans.standing(catalogue.session, each) for each in (aoife, other))
    deeds = {
        "save": lambda: fans_table.save(catalogue, aoife, gig),
        "hide": lambda: fans_table.hide(catalogue, aoife, gig),
        "say": lambda: fans_table.say(catalogue, aoife, gig, "up"),
        "follow": lambda: fans_table.follow(catalogue, aoife, catalogue.acts["Lankum"]),
        "hear": lambda: fans_table.hear(catalogue, aoife, "Lankum"),
        "dial": lambda: fans_table.dial(catalogue, aoife, "genre:trad", 1),
        "prefer": lambda: fans_table.prefer(catalogue, aoife, genres=["trad"]),
    }
    deeds[what]()
    assert fans.standing(catalogue.session, aoife) != before
    assert fans.standing(catalogue.session, other) == beside


def test_popularity_counts_each_fan_once_and_the_crowd_only_where_there_is_nobody_else(catalogue: Catalogue) -> None:
    gig, other = catalogue.gig("Lankum"), catalogue.gig("Altan")
    crowd = fans_table.fan(catalogue, "crowd@example.org", synthetic=True)
    fans_table.save(catalogue, crowd, gig)
    since = NOW - timedelta(days=1)
    counts, made_up = world.popularity(catalogue.session, since=since)
    assert made_up
    assert counts["count_items"].tolist() == [gig]
    aoife = fans_table.fan(catalogue)
    fans_table.save(catalogue, aoife, other)
    fans_table.say(catalogue, aoife, other, "up")
    fans_table.follow(catalogue, aoife, catalogue.acts["Altan"])
    counts, made_up = world.popularity(catalogue.session, since=since)
    assert not made_up
    assert (counts["count_items"].tolist(), counts["count_of_items"].tolist()) == ([other], [1.0])
    assert (counts["count_acts"].tolist(), counts["count_of_acts"].tolist()) == ([catalogue.acts["Altan"]], [1.0])
