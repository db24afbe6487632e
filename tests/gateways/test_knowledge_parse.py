"""What Spotify, Mixcloud and setlist.fm say of acts, mixes and past shows, read field by field."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults import acts
from tests.faults.acts import NAMES
from wtc.gateways import mixcloud, setlistfm, spotify
from wtc.shapes.setlists import Song


def test_a_spotify_act_has_its_picture_genres_and_link() -> None:
    act = spotify.act(acts.spotify_act(NAMES[1]))
    assert act is not None
    assert (act.source, act.name, act.genres) == ("spotify", "Dónal Thunder", ("irish folk", "Indie"))
    assert act.image.endswith("-320")
    assert act.url == f"https://open.spotify.com/artist/{act.source_id}"
    assert act.spotify_id == act.source_id
    assert act.followers is None


@pytest.mark.parametrize(
    "odd", [None, [], {}, {"id": "a/b", "name": "x"}, {"id": "a" * 41, "name": "x"}, {"id": "a"}, {"name": "x"}]
)
def test_what_is_no_spotify_act_is_none(odd: object) -> None:
    assert spotify.act(odd) is None


def test_a_sample_act_leads_nowhere_and_lends_no_id() -> None:
    act = spotify.act(acts.spotify_act(NAMES[0]), sample=True)
    assert act is not None
    assert (act.url, act.spotify_id, dict(act.links), act.sample) == ("", "", {}, True)


def test_a_cloudcast_is_a_mix_under_mixclouds_own_key() -> None:
    (mix,) = mixcloud.mixes({"data": [acts.cloudcast(NAMES[0], 7)]})
    assert mix.key == "/bog-standard/late-7/"
    assert mix.url == "https://www.mixcloud.com/bog-standard/late-7/"
    assert (mix.title, mix.user, mix.creator) == ("Late one 7: fadó", "bog-standard", NAMES[0])
    assert (mix.genres, mix.seconds, mix.plays) == (("House", "Disco"), 3607, 70)
    assert mix.published_at == datetime(2026, 10, 7, 20, tzinfo=UTC)
    assert mix.image == "https://thumbnailer.mixcloud.com/w"


@pytest.mark.parametrize(
    "change",
    [
        {"key": None}, {"key": "/one/"}, {"key": "//evil.example/"}, {"key": "/a/b?x=1/"}, {"key": "/a/<b>/"},
        {"key": "/a/" + "b" * 200 + "/"}, {"name": ""}, {"name": None}, {"is_exclusive": True}, {"is_private": True},
    ],
)  # fmt: skip
def test_a_mix_that_is_not_for_everybody_or_makes_no_sense_is_left_out(change: dict[str, object]) -> None:
    assert mixcloud.mixes({"data": [acts.cloudcast(NAMES[0], 7) | change]}) == []


@pytest.mark.parametrize("field", ["play_count", "audio_length", "created_time", "pictures", "tags", "user"])
def test_a_mix_may_lack_anything_else(field: str) -> None:
    whole = acts.cloudcast(NAMES[0], 7)
    for spoilt in (
        {**whole, field: "x"},
        {**whole, field: None},
        {name: whole[name] for name in whole if name != field},
    ):
        (mix,) = mixcloud.mixes({"data": [spoilt]})
        assert mix.title


def test_a_mixcloud_user_is_told_without_markup() -> None:
    user = mixcloud.user(acts.mixcloud_user(NAMES[1]))
    assert user is not None
    assert (user.source_id, user.name, user.country, user.followers) == (
        "dónal-thunder".replace("ó", "o"),
        NAMES[1],
        "IE",
        120,
    )
    assert user.about == "Plays records."


def test_oembed_gives_facts_and_never_its_html() -> None:
    assert set(mixcloud.facts({"type": "rich", "title": "x", "html": "<script>", "image": "javascript:1"})) == {
        "title", "author", "image",
    }  # fmt: skip
    assert mixcloud.facts({"image": "javascript:1"})["image"] == ""


@pytest.mark.parametrize("nested", [True, False])
def test_a_past_show_is_read_from_either_nesting(nested: bool) -> None:
    (show,) = setlistfm.shows({"setlist": [acts.setlist(NAMES[0], 4, nested=nested)]})
    assert show.day == date(2026, 9, 5)
    assert (show.venue, show.city, show.country, show.tour) == ("The Spirit Store", "Dundalk", "IE", "The back roads")
    assert show.songs == (
        Song(name="Turf Fire"),
        Song(name="Intro tape", tape=True),
        Song(name="Raglan Road", encore=1, cover="Patrick Kavanagh"),
    )
    assert show.url.startswith("https://www.setlist.fm/")
    assert show.changed_at == datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("said", ["2026-09-05", "5-9-2026", "31-02-2026", "05-09-0001", "", None, 5, "05-13-2026"])
def test_a_date_that_is_not_day_month_year_is_no_date(said: object) -> None:
    assert setlistfm.shows({"setlist": [acts.setlist(NAMES[0], 4) | {"eventDate": said}]}) == []


def test_a_show_nobody_wrote_down_has_no_songs_and_stays() -> None:
    (show,) = setlistfm.shows({"setlist": [acts.setlist(NAMES[0], 4) | {"sets": {"set": []}}]})
    assert show.songs == ()


def test_only_setlistfms_own_address_is_linked() -> None:
    (show,) = setlistfm.shows({"setlist": [acts.setlist(NAMES[0], 4) | {"url": "https://evil.example/"}]})
    assert show.url == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["data", "key", "name", "user", "tags", "pictures", "setlist", "sets", "set", "song", "artist", "venue",
             "artists", "items", "id", "images", "url", "eventDate", "audio_length", "encore", "paging", "next"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
def test_no_json_makes_a_parser_stumble(payload: object) -> None:
    for parse in (mixcloud.mixes, mixcloud.users, mixcloud.user, mixcloud.facts, spotify.act, spotify.acts):
        parse(payload)
    setlistfm.shows(payload)
    setlistfm.acts(payload)
