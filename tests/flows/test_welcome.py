"""A newcomer's way: the screens know the town's acts, one save keeps all of it, and home has changed after."""

import pytest

from tests import artists
from tests.catalogue import NOW, Catalogue
from wtc import settings as config
from wtc.db import ask
from wtc.errors import Invalid, NotSignedIn
from wtc.flows import accounts, door, home, preferences, welcome
from wtc.services import follows
from wtc.shapes.accounts import Visitor

SOUNDS = ["trad", "techno", "jazz"]


@pytest.fixture(autouse=True)
def _friday(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    config.settings.cache_clear()


@pytest.fixture
async def aoife() -> Visitor:
    done = await accounts.sign_up("Aoife", "aoife@example.org", "three old fiddles 9", address="127.0.0.1")
    return await door.who(f"{accounts.COOKIE}={done.cookie}", "")


@pytest.fixture
def scene(catalogue: Catalogue) -> Catalogue:
    for number, (name, family) in enumerate((("Lankum", "trad"), ("DART", "techno"), ("Imelda May", "jazz"))):
        catalogue.gig(name, hours=20 + number, genres=[family], family=family)
        artists.act(catalogue, name, genres=[family])
    return catalogue


async def test_the_screens_show_towns_with_gigs_and_the_faces_of_the_sounds(scene: Catalogue, aoife: Visitor) -> None:
    first = await welcome.build(aoife, town="", genres=(), acts=False)
    assert [each.name for each in first.towns] == ["Dublin"]
    assert (first.towns[0].count, first.faces, first.told.genres) == ("3 gigs", (), ())
    assert 0 < first.towns[0].left < 100
    last = await welcome.build(aoife, town="Dublin", genres=("jazz", "trad", "polka"), acts=True)
    assert [each.name for each in last.faces] == ["Lankum", "Imelda May"]
    assert last.drawn == "Dublin|trad,jazz"
    nowhere = await welcome.build(Visitor(), town="Atlantis", genres=(), acts=True)
    assert (nowhere.drawn, len(nowhere.faces)) == ("|", 3)


async def test_one_save_keeps_it_all_again_is_the_same_and_what_was_told_before_stays(
    scene: Catalogue, aoife: Visitor
) -> None:
    await preferences.change(aoife, {"genres": ("rock", "sea shanties"), "cities": ("Cork",), "venues": ("Whelan's",)})
    acts = [scene.acts["Lankum"], scene.acts["DART"], 99_999]
    for _ in range(2):
        town = await welcome.finish(aoife, town="Dublin", genres=SOUNDS, acts=acts, budget=25)
        assert town == "Dublin"
        kept = await preferences.read(aoife)
        assert kept.genres == ("trad", "techno", "jazz", "sea shanties")
        assert (kept.cities, kept.venues, kept.budget_max) == (("Dublin", "Cork"), ("Whelan's",), 2_500)
        assert set(await ask(follows.of_user, aoife.known_id)) == set(acts[:2])


async def test_skipping_everything_changes_nothing_and_nonsense_keeps_nothing(scene: Catalogue, aoife: Visitor) -> None:
    assert await welcome.finish(aoife, town="", genres=[], acts=[], budget=-1) == ""
    assert (await preferences.read(aoife)).updated_at is None
    with pytest.raises(Invalid):
        await welcome.finish(aoife, town="Dublin", genres=["trad"], acts=[scene.acts["Lankum"]], budget=-1)
    assert (await preferences.read(aoife)).updated_at is None
    assert await ask(follows.of_user, aoife.known_id) == ()
    with pytest.raises(NotSignedIn):
        await welcome.finish(Visitor(), town="Dublin", genres=SOUNDS, acts=[], budget=-1)


async def test_home_says_what_it_goes_by_from_then_on(scene: Catalogue, aoife: Visitor) -> None:
    before = await home.build("Dublin", aoife.id)
    assert (before.mood, before.told) == ("cold", "")
    await welcome.finish(aoife, town="Dublin", genres=SOUNDS, acts=[scene.acts["DART"]], budget=-1)
    after = await home.build("Dublin", aoife.id)
    assert (after.mood, after.hero.card.id > 0) == ("personal", True)
    assert after.told == "Picked for trad, techno and jazz & blues near Dublin, and the act you follow."
    await preferences.change(aoife, {"profiling": False})
    assert (await home.build("Dublin", aoife.id)).told == ""


async def test_an_act_without_a_date_has_no_face_here(scene: Catalogue, aoife: Visitor) -> None:
    artists.act(scene, "Nobody Yet", genres=["trad"])
    shown = await welcome.build(aoife, town="Dublin", genres=("trad",), acts=True)
    assert [each.name for each in shown.faces] == ["Lankum"]
