"""Sources' pictures become ours: asked for once, kept, shown everywhere, and never in the visitors' way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import insert, select, update
from sqlmodel import SQLModel

from tests.catalogue import NOW, Catalogue
from tests.gateways.pictures.test_fetching import HOST, PUBLIC, Far, ok, resolver
from tests.pictures import photo
from wtc.flows import browse, details, picturing
from wtc.flows.pictures import copy
from wtc.gateways import pictures as world
from wtc.gateways.pictures import Fetcher
from wtc.services import gallery
from wtc.settings import settings

T = SQLModel.metadata.tables
GIG = [{"url": f"http://{HOST}/gig.jpg", "width": 2000, "height": 1000, "generic": False}]


@pytest.fixture(autouse=True)
def friday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
async def far() -> AsyncIterator[Far]:
    made = Far()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    made.answers["/gig.jpg"] = ok(photo(1600, 900))
    made.answers["/act.jpg"] = ok(photo(640, 640, colour=(5, 90, 5)))
    yield made
    server.close()


async def fetched(far: Far) -> picturing.Round:
    guarded = Fetcher(
        resolve=resolver({HOST: [[PUBLIC]]}),  # type: ignore[arg-type]
        door=lambda address, port: ("127.0.0.1", far.port),
    )
    done = await picturing.fetch(fetcher=guarded, gap=0)
    gallery.forget()
    return done


def states(catalogue: Catalogue) -> dict[str, tuple[str, int]]:
    catalogue.session.rollback()
    p = T["pictures"].c
    rows = catalogue.session.execute(select(p.url, p.state, p.tries)).all()
    return {row.url.rpartition("/")[2]: (row.state, row.tries) for row in rows}


async def test_until_its_picture_is_ready_an_event_has_none_and_then_ours(catalogue: Catalogue, far: Far) -> None:
    gig = catalogue.gig("Lankum", images=GIG)
    assert (await browse.event(gig)).images == ()
    assert await picturing.note() == 1
    assert (await fetched(far)).ready == 1
    (shown,) = (await browse.event(gig)).images
    assert shown.url.startswith("/pictures/")
    assert (shown.width, shown.height) == (1280, 720)
    digest = shown.url.split("/")[2]
    assert await copy(digest, 640, "avif")


async def test_a_second_look_asks_nobody(catalogue: Catalogue, far: Far) -> None:
    catalogue.gig("Lankum", images=GIG)
    catalogue.gig("Lankum again", images=GIG)
    assert [await picturing.note(), await picturing.note()] == [1, 0]
    await fetched(far)
    await fetched(far)
    assert far.asked == ["/gig.jpg"]


async def test_the_headliners_picture_stands_in_and_artwork_after_it(catalogue: Catalogue, far: Far) -> None:
    bare = catalogue.gig("Lankum", images=[])
    stock = catalogue.gig("Bicep", images=[GIG[0] | {"generic": True}])
    act = update(T["artists"]).where(T["artists"].c.name == "Lankum").values(image_url=f"http://{HOST}/act.jpg")
    catalogue.session.execute(act)
    catalogue.session.commit()
    await picturing.note()
    await fetched(far)
    assert far.asked == ["/act.jpg"], "nobody wants a stock picture"
    assert [each.height for each in (await browse.event(bare)).images] == [640]
    assert (await browse.event(stock)).images == ()


async def test_no_page_card_or_json_ever_names_a_source_s_host(catalogue: Catalogue, far: Far) -> None:
    gig = catalogue.gig("Lankum", images=GIG)
    other = [{"url": "https://elsewhere.example/x.jpg", "width": 900, "height": 600, "generic": False}]
    catalogue.gig("Bicep", images=other)
    for turn in range(2):
        pages = [
            (await browse.search_json(_anything())).body,
            (await browse.event_json(gig)).body,
            *((await details.markup((await browse.event(gig)).slug, f"https://craic.example/{turn}")) or ()),  # type: ignore[misc]
        ]
        for page in pages:
            for host in (HOST, "elsewhere.example", "gig.jpg"):
                assert host.encode() not in page
        await picturing.note()
        await fetched(far)
    assert b"/pictures/" in (await details.markup((await browse.event(gig)).slug, "https://craic.example/2"))[1]  # type: ignore[index]


def _anything() -> Any:
    from wtc.shapes.events import EventQuery

    return EventQuery()


async def test_a_host_that_is_not_allowed_is_never_asked_until_it_is(
    catalogue: Catalogue, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.gig("Lankum", images=[GIG[0] | {"url": "http://pictures.example/x.jpg"}])
    assert await picturing.note() == 0
    assert states(catalogue) == {"x.jpg": ("refused", 0)}
    monkeypatch.setenv("PICTURE_HOSTS", "pictures.example")
    settings.cache_clear()
    await picturing.note()
    assert states(catalogue) == {"x.jpg": ("waiting", 0)}


async def test_what_failed_is_tried_again_after_a_pause_that_grows(catalogue: Catalogue, far: Far) -> None:
    catalogue.gig("Lankum", images=GIG)
    good = far.answers.pop("/gig.jpg")
    await picturing.note()
    assert (await fetched(far)).failed == 1
    assert (await fetched(far)).failed == 0, "not at once"
    for minutes, tries in ((11, 2), (41, 3)):
        with time_machine.travel(NOW + timedelta(minutes=minutes) * tries, tick=True):
            await fetched(far)
        assert states(catalogue) == {"gig.jpg": ("failed", tries)}
    far.answers["/gig.jpg"] = good
    with time_machine.travel(NOW + timedelta(days=1), tick=True):
        await fetched(far)
    assert states(catalogue) == {"gig.jpg": ("ready", 0)}


async def test_what_is_no_picture_is_refused_once_and_for_all(catalogue: Catalogue, far: Far) -> None:
    catalogue.gig("Lankum", images=GIG)
    far.answers["/gig.jpg"] = ok(photo()[:3000])
    await picturing.note()
    assert (await fetched(far)).refused == 1
    with time_machine.travel(NOW + timedelta(days=30), tick=True):
        await fetched(far)
    assert len(far.asked) == 1
    assert await picturing.again() == 1


async def test_nothing_is_fetched_on_a_full_disk(
    catalogue: Catalogue, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.gig("Lankum", images=GIG)
    await picturing.note()
    monkeypatch.setattr(picturing, "SPARE", 1 << 60)
    assert (await fetched(far)).stopped
    assert far.asked == []
    assert states(catalogue) == {"gig.jpg": ("waiting", 0)}


async def test_the_store_keeps_its_bound_and_never_drops_what_people_gave(
    catalogue: Catalogue, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.gig("Lankum", images=GIG)
    await picturing.note()
    await fetched(far)
    upload = await world.recode(photo(900, 900, colour=(0, 0, 90)))
    world.keep(upload.digest, upload.files)
    facts = {"venue_id": catalogue.rooms["Whelan's"], "digest": upload.digest, "caption": "", "place": 0}
    catalogue.session.execute(insert(T["venue_photos"]), facts | {"width": 9, "height": 9, "created_at": NOW})
    catalogue.session.commit()
    assert await picturing.tidy() == 0
    monkeypatch.setattr(settings(), "picture_cache_mb", 0)
    assert await picturing.tidy() == 1
    assert set(world.weigh()) == {upload.digest}
    assert states(catalogue) == {"gig.jpg": ("waiting", 0)}
    assert (await fetched(far)).ready == 0, "asked for again in a month, not at once"
