"""Lists of acts: which tab an act is under, every filter, every order, true counts; one act whole; who is like whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import artists
from tests import taste as t
from tests.catalogue import NOW, Catalogue
from wtc.errors import NotFound
from wtc.services import artists as service
from wtc.services import follows
from wtc.shapes.artists import ArtistPage, ArtistQuery

ANY = ArtistQuery()


def ask(catalogue: Catalogue, **asked: object) -> ArtistPage:
    return service.search(catalogue.session, replace(ANY, **asked), now=NOW)  # type: ignore[arg-type]


def names(catalogue: Catalogue, **asked: object) -> list[str]:
    page = ask(catalogue, **asked)
    assert page.count == len(page.artists)
    return [each.name for each in page.artists]


@pytest.fixture
def scene(catalogue: Catalogue) -> Catalogue:
    """Two acts from here with dates and one without; one from away with a date, one without."""
    catalogue.gig("Bicep", hours=5, city="Belfast", county="Antrim", room="Ulster Hall")
    catalogue.gig("Lankum", hours=30)
    catalogue.gig(
        "Lankum again", acts=("Lankum", "Mogwai"), hours=60, city="Galway", county="Galway", room="Leisureland"
    )
    catalogue.gig("Gone", acts=("Away Team",), hours=-100)
    artists.act(catalogue, "Bicep", genres=["techno"], home_city="Belfast", country="GB")
    artists.act(catalogue, "Lankum", genres=["trad", "doom folk"], home_city="Dublin")
    artists.act(catalogue, "Mogwai", genres=["post-rock"], country="GB", home_city="Glasgow")
    artists.act(catalogue, "Away Team", country="US")
    artists.act(catalogue, "Altan", genres=["trad"], country="IE")
    return catalogue


def test_local_is_of_this_island_and_discovered_is_anybody_else_with_a_date(scene: Catalogue) -> None:
    assert names(scene, tab="local") == ["Bicep", "Lankum", "Altan"]
    assert names(scene, tab="discovered") == ["Mogwai"]
    assert names(scene, sort="name") == ["Altan", "Away Team", "Bicep", "Lankum", "Mogwai"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "LANK"}, ["Lankum"]),
        ({"q": "nobody of that name"}, []),
        ({"q": "%"}, None),
        ({"genres": ("techno",)}, ["Bicep"]),
        ({"genres": ("electronic",)}, ["Bicep"]),
        ({"genres": ("trad", "techno")}, ["Bicep", "Lankum", "Altan"]),
        ({"genres": ("nonsense",)}, []),
        ({"city": "Galway"}, ["Lankum", "Mogwai"]),
        ({"county": "Dublin"}, ["Lankum"]),
        ({"county": "Atlantis"}, []),
    ],
)
def test_each_filter_alone(scene: Catalogue, asked: dict[str, object], expected: list[str] | None) -> None:
    found = names(scene, **asked)
    assert expected is None or found == expected


def test_a_search_finds_other_names_and_does_not_mind_accents(scene: Catalogue) -> None:
    artists.alias(scene, artists.act(scene, "And So I Watch You From Afar"), "ASIWYFA")
    artists.act(scene, "Róisín Murphy")
    assert names(scene, q="asiwyfa") == ["And So I Watch You From Afar"]
    assert names(scene, q="roisin") == ["Róisín Murphy"]


def test_genres_are_counted_as_their_own_filter_would_find_them(scene: Catalogue) -> None:
    counted = ask(scene).families
    assert counted["electronic"] == counted["techno"] == 1
    for family, count in counted.items():
        assert ask(scene, genres=(family,)).total == count, family
    assert ask(scene, genres=("techno",)).families == counted


def test_the_most_followed_come_first_when_that_is_asked_and_pages_do_not_overlap(scene: Catalogue) -> None:
    for number in range(2):
        someone = artists.user(scene, f"{number}@example.org")
        follows.follow(scene.session, someone, scene.acts["Mogwai"], now=NOW)
    assert names(scene, sort="followed")[0] == "Mogwai"
    one, two = (ask(scene, sort="name", limit=3, offset=offset) for offset in (0, 3))
    assert (one.total, one.next, two.next) == (5, 3, None)
    assert not {each.id for each in one.artists} & {each.id for each in two.artists}


def test_dates_count_what_is_on_and_to_come(scene: Catalogue) -> None:
    scene.gig("Called off", acts=("Lankum",), hours=4, status="cancelled")
    lankum = next(each for each in ask(scene).artists if each.name == "Lankum")
    assert (lankum.dates, lankum.next_date) == (2, NOW + timedelta(hours=30))


def test_an_act_is_found_by_address_by_id_and_by_a_name_that_was_once_its_own(scene: Catalogue) -> None:
    lankum = scene.acts["Lankum"]
    artists.alias(scene, lankum, "Lynched")
    for wanted in ("lankum", str(lankum), "lynched"):
        assert service.find(scene.session, wanted) == lankum
    for unknown in ("", "nobody", "9" * 30, "٣", "'; DROP TABLE artists"):
        with pytest.raises(NotFound):
            service.find(scene.session, unknown)


def test_one_act_whole(scene: Catalogue) -> None:
    lankum = artists.act(scene, "Lankum", spotify_id="abc", mixcloud_key="lankum", told_by={"image": "spotify"})
    artists.record(scene, lankum, "bandsintown", name="LANKUM", url="https://www.bandsintown.com/a/1")
    artists.record(scene, lankum, "setlistfm", state="review")
    artists.mix(scene, lankum, "older", days=40)
    artists.mix(scene, lankum, "newer", days=2)
    artists.setlist(scene, lankum, date(2026, 3, 1), "Go Dig My Grave", "The New York Trader")
    whole = service.whole(scene.session, lankum, now=NOW)
    assert [event.title for event in whole.events] == ["Lankum", "Lankum again"]
    assert [mix.title for mix in whole.mixes] == ["Newer", "Older"]
    assert [song.name for song in whole.setlists[0].songs] == ["Go Dig My Grave", "The New York Trader"]
    assert {known.source for known in whole.known} == {"bandsintown", "spotify", "mixcloud"}
    assert next(each.confidence for each in whole.known if each.source == "bandsintown") == 0.97


def test_acts_are_alike_for_a_reason_and_one_town_alone_is_none(scene: Catalogue) -> None:
    artists.act(scene, "Fontaines", genres=["post-punk"], home_city="Dublin")
    artists.act(scene, "The Bonny Men", genres=["trad"], home_city="Dublin")
    similar = service.whole(scene.session, scene.acts["Lankum"], now=NOW).similar
    said = {each.artist.name: (each.bills, each.genres, each.town) for each in similar}
    assert said["Mogwai"] == (1, (), "")
    assert said["The Bonny Men"] == (0, ("trad",), "Dublin")
    assert said["Altan"] == (0, ("trad",), "")
    assert "Fontaines" not in said
    assert "Lankum" not in said


def test_an_act_of_which_nothing_but_a_name_is_known_is_whole_as_well(catalogue: Catalogue) -> None:
    whole = service.whole(catalogue.session, artists.act(catalogue, "Nobody Yet"), now=NOW)
    assert (whole.events, whole.mixes, whole.similar, whole.known) == ((), (), (), ())


def test_the_busiest_act_of_a_town_is_told_with_its_count(scene: Catalogue) -> None:
    week = NOW + timedelta(days=7)
    assert service.busiest(scene.session, "Dublin", since=NOW, until=week) == ((scene.acts["Lankum"], 1),)
    assert service.busiest(scene.session, "Nowhere", since=NOW, until=week) == ()


def test_of_those_one_follows_the_next_to_play_is_found(scene: Catalogue) -> None:
    fan, other = t.fan(scene), t.fan(scene, "other@example.org")
    ids = {each.name: each.id for each in ask(scene).artists}
    t.follow(scene, fan, *(ids[name] for name in ("Altan", "Away Team", "Mogwai", "Lankum")))
    assert service.next_followed(scene.session, fan, now=NOW) == ids["Lankum"]
    assert service.next_followed(scene.session, fan, now=NOW + timedelta(hours=50)) == ids["Lankum"], "again in Galway"
    assert service.next_followed(scene.session, fan, now=NOW + timedelta(days=9)) is None
    assert service.next_followed(scene.session, other, now=NOW) is None
