"""The page of DJs through its flow: both lists full of samples, honest filters, and a DJ with three mixes and more."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.domain import dj_lists
from wtc.domain.text import key
from wtc.flows import dj_pages, sampling
from wtc.models.artists import Artist, Dj
from wtc.settings import settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
async def house(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    dj_pages.forget()
    monkeypatch.setenv("MIXCLOUD_ENABLED", "false")
    settings.cache_clear()
    await sampling.load(NOW)
    known = {dj.dj_name for dj in sampling.directory()}
    db.write(
        lambda session: session.add_all(
            Artist(slug=f"a{number}", name=name, name_key=key(name), genres=["techno"], created_at=NOW)
            for number, name in enumerate(name for name in sampling.read(NOW).mixes if name not in known)
        )
    )
    await sampling.load(NOW)


async def test_both_lists_show_twenty_four_with_pictures(house: None) -> None:
    for tab in ("directory", "discovered"):
        page = await dj_pages.roster(dj_lists.read({"tab": tab}))
        assert len(page.cards) == 24
        assert all(card.art.startswith("/") and card.sample and not card.listen for card in page.cards)
        assert page.samples
        second = await dj_pages.roster(dj_lists.read({"tab": tab, "page": "2"}))
        assert second.cards
        assert not {card.name for card in second.cards} & {card.name for card in page.cards}


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({"q": "biscuit"}, "1 DJ for “biscuit”"),
        ({"city": "Galway"}, "3 DJs in Galway"),
        ({"genre": "techno", "fee": "400"}, "6 techno DJs"),
        ({"q": "nobody at all"}, "No DJs for “nobody at all”"),
        ({"genre": "nonsense", "fee": "x", "page": "-3", "tab": "?"}, "30 DJs"),
    ],
)
async def test_filters_stand_in_the_address(house: None, asked: dict[str, str], heading: str) -> None:
    page = await dj_pages.roster(dj_lists.read(asked))
    assert page.heading == heading
    assert all(choice.href.startswith("/djs") for choice in (*page.genres, *page.places, *page.fees, *page.active))


async def test_a_dj_has_the_newest_mixes_with_their_dates(house: None) -> None:
    found = await dj_pages.page("pirate-ship-fm")
    assert found is not None
    assert len(found.mixes) >= 3
    assert all("·" in mix.line and not mix.frame and mix.sample for mix in found.mixes)
    assert (found.fee, found.reachable) == ("€210", False)
    pounds = await dj_pages.page("captain-custard")
    assert pounds is not None
    assert pounds.fee_note == ""
    biscuit = await dj_pages.page("biscuit-tin-sound")
    assert biscuit is not None
    assert biscuit.fee_note == "About €207, at the rate of 20 November 2026"
    assert await dj_pages.page("nobody") is None


async def test_a_page_without_script_says_who_it_is_and_escapes(house: None) -> None:
    db.write(
        lambda session: session.exec(
            update(Dj).where(col(Dj.slug) == "clamped").values(about="<script>alert(1)</script>")
        )
    )
    written = await dj_pages.markup("clamped", "https://craic.example")
    assert written is not None
    text = b"".join(written)
    assert b"<h1>Clamped</h1>" in text
    assert b"<script>alert" not in text
    assert b'content="noindex"' in text


async def test_samples_leave_no_dj_behind(house: None) -> None:
    await sampling.reset()
    with db.reading() as session:
        assert session.exec(select(Dj.dj_id)).all() == []
        assert session.exec(select(Artist.id).where(col(Artist.sample).is_(True))).all() == []


@pytest.fixture
def server(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    dj_pages.forget()
    with serving([]) as opened:
        for name, value in opened.environment.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield opened
    settings.cache_clear()


async def test_a_genre_is_suggested_to_from_mixcloud_and_kept(server: Upstream) -> None:
    cards, note = await dj_pages.suggestions("house")
    assert (note, {card.source for card in cards}) == ("", {"Mixcloud"})
    assert cards[0].listen.startswith("https://www.mixcloud.com/")
    asked = len(server.asked)
    assert (await dj_pages.suggestions("house"))[0] == cards
    assert len(server.asked) == asked
    assert await dj_pages.suggestions("nonsense") == ((), "")


async def test_a_silent_mixcloud_is_said_and_not_asked_again_at_once(server: Upstream) -> None:
    server.mode = "500"
    assert await dj_pages.suggestions("house") == ((), "Mixcloud isn't answering; this is who we know already.")
    asked = len(server.asked)
    await dj_pages.suggestions("house")
    assert len(server.asked) == asked == 1
