"""One question to every source that knows acts: merged, marked, and honest about who did not answer."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests.faults.acts import NAMES, SECRET, spotify_id
from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.domain.text import key
from wtc.flows import candidates
from wtc.models.artists import Artist
from wtc.settings import settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _acts(session: Session) -> None:
    known = {"spotify_id": spotify_id(NAMES[0]), "ticketmaster_id": "K8v"}
    session.add(Artist(slug="bog", name=NAMES[0], name_key=key(NAMES[0]), home_city="Cork", created_at=NOW, **known))
    session.add(Artist(slug="socks", name="The Wet Socks", name_key="wet socks", home_city="Cork", created_at=NOW))


@pytest.fixture
def server(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    db.write(_acts)
    candidates.forget()
    with serving([]) as server:
        given = {**server.environment, "SPOTIFY_CLIENT_ID": "me", "SPOTIFY_CLIENT_SECRET": SECRET}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield server
    settings.cache_clear()


async def test_one_question_gives_merged_acts_with_the_marks_of_all_who_know_them(server: Upstream) -> None:
    found = await candidates.find("bog")
    assert [(one.name, one.artist_id is not None) for one in found.performers] == [(NAMES[0], True)]
    marks = {mark.source: mark.certain for mark in found.performers[0].sources}
    assert marks == {"ticketmaster": True, "spotify": True, "mixcloud": False}
    assert found.asked == {"ticketmaster": "catalogue", "spotify": "live", "mixcloud": "live"}


@pytest.mark.parametrize("source", candidates.SOURCES)
async def test_each_source_alone_restricts_to_itself(source: str, server: Upstream) -> None:
    found = await candidates.find("o", include=[source])
    assert found.performers
    assert {mark.source for one in found.performers for mark in one.sources} == {source}
    assert set(found.asked) == {source}
    others = {"spotify", "mixcloud"} - {source}
    assert not any(server.of(other) for other in others)


async def test_what_only_a_live_source_knows_has_no_page_of_ours(server: Upstream) -> None:
    (found,) = (await candidates.find("thunder", include=["mixcloud"])).performers
    assert (found.artist_id, found.slug) == (None, "")
    assert found.sources[0].url == "https://www.mixcloud.com/d-nal-thunder/".replace("d-nal", "donal")


async def test_the_same_question_again_calls_nobody(server: Upstream) -> None:
    await candidates.find("bog")
    asked = len(server.asked)
    assert (await candidates.find("BÓG")).performers
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("mode", "word"), [("500", "down"), ("html", "down"), ("429-long", "blocked"), ("reset", "down")]
)
async def test_a_source_that_does_not_answer_is_said_to_be_silent(mode: str, word: str, server: Upstream) -> None:
    server.modes = {"spotify": mode}
    found = await candidates.find("bog")
    assert found.asked["spotify"] == word
    assert found.asked["mixcloud"] == "live"
    assert found.performers[0].name == NAMES[0]
    assert len(server.of("spotify")) == 1


async def test_a_city_keeps_to_acts_of_ours(server: Upstream) -> None:
    found = await candidates.find("o", city="Cork")
    assert {one.name for one in found.performers} == {NAMES[0], "The Wet Socks"}


async def test_without_words_or_when_switched_off_nobody_is_called(
    server: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await candidates.find("")).asked["spotify"] == "catalogue"
    monkeypatch.setenv("MIXCLOUD_ENABLED", "false")
    monkeypatch.setenv("SPOTIFY_CLIENT_ID", "")
    settings.cache_clear()
    assert (await candidates.find("bog")).asked == {"ticketmaster": "catalogue", "spotify": "off", "mixcloud": "off"}
    assert server.asked == []
