"""The daily reading about acts: all kept once; a source that is down is named, and the rest goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from tests.faults.acts import KEY, NAMES, SECRET, mbid, spotify_id
from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.domain.text import key
from wtc.flows import enrich, sampling, setlists
from wtc.flows.turns import alone
from wtc.gateways.http import Policy
from wtc.models.artists import Artist, ArtistRecord, Mix, Setlist
from wtc.models.engine import SourceUse
from wtc.models.events import EventArtist, EventRow
from wtc.settings import settings
from wtc.shapes.enriching import Kept

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUICK = Policy(per_second=5_000, read=0.5, cap=1.0, wait=0.005)


def _bills(session: Session) -> None:
    event = EventRow(slug="e", title="E", sort_at=NOW + timedelta(days=3), first_seen_at=NOW, changed_at=NOW)
    session.add(event)
    session.flush()
    for number, name in enumerate((*NAMES, "Nobody Knows Them")):
        act = Artist(slug=f"act-{number}", name=name, name_key=key(name), genres=["house"], created_at=NOW)
        session.add(act)
        session.flush()
        session.add(EventArtist(event_id=event.id, artist_id=act.id, place=number))


@pytest.fixture
def server(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """The sources, and four acts that they know beside one that they do not, all with a date to come."""
    db.write(_bills)
    with serving([]) as server:
        server.pause = 1.0
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        for name, value in {
            "SPOTIFY_CLIENT_ID": "me", "SPOTIFY_CLIENT_SECRET": SECRET, "SETLISTFM_API_KEY": KEY,
            "INGESTION_ENABLED": "true", "MIXCLOUD_ENABLED": "true",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield server
    settings.cache_clear()


def _count(table: type) -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def _act(name: str) -> Artist:
    with db.reading() as session:
        found = session.exec(select(Artist).where(Artist.name == name)).one()
        session.expunge(found)
        return found


async def test_an_act_gets_its_picture_link_and_newest_mixes(server: Upstream) -> None:
    told: list[str] = []
    report = await enrich.run(now=NOW, policy=QUICK, progress=lambda words, done, total: told.append(words))
    assert (report.acts, report.synced, report.problems) == (5, 5, ())
    act = _act(NAMES[0])
    assert act.spotify_id == spotify_id(NAMES[0])
    assert act.image_url.startswith("https://i.scdn.co/")
    assert act.told_by["image"] == "spotify"
    assert act.links["spotify"].startswith("https://open.spotify.com/")
    assert act.last_synced_at == NOW
    with db.reading() as session:
        titles = session.exec(
            select(Mix.title).where(Mix.artist_id == act.id).order_by(col(Mix.published_at).desc())
        ).all()
    assert len(titles) == enrich.NEWEST
    assert titles[0] == "Late one 25: fadó"
    assert told[-1].startswith("Asked about ")
    with db.reading() as session:
        used = {row.source: row.calls for row in session.exec(select(SourceUse))}
    assert used["spotify"] == len(server.of("spotify"))
    assert used["mixcloud"] == len(server.of("mixcloud"))


async def test_the_second_run_asks_nobody_and_the_next_day_changes_nothing(server: Upstream) -> None:
    await enrich.run(now=NOW, policy=QUICK)
    asked, mixes, records = len(server.asked), _count(Mix), _count(ArtistRecord)
    again = await enrich.run(now=NOW + timedelta(minutes=5), policy=QUICK)
    assert (again.acts, len(server.asked)) == (0, asked)
    tomorrow = await enrich.run(now=NOW + timedelta(days=1), policy=QUICK)
    assert tomorrow.synced == 5
    assert (tomorrow.kept.new, tomorrow.kept.changed) == (0, 0)
    assert (_count(Mix), _count(ArtistRecord)) == (mixes, records)
    assert _act(NAMES[0]).last_synced_at == NOW + timedelta(days=1)


async def test_a_run_cut_off_is_gone_on_with(server: Upstream) -> None:
    first = await enrich.run(now=NOW, most=2, policy=QUICK)
    second = await enrich.run(now=NOW, policy=QUICK)
    assert (first.synced, second.synced) == (2, 3)
    whole = _count(Mix)
    await enrich.run(now=NOW + timedelta(days=1), policy=QUICK)
    assert _count(Mix) == whole


@pytest.mark.parametrize("mode", ["500", "html", "rate-limit", "429-long", "reset", "forbidden"])
async def test_a_source_that_is_down_is_named_and_the_other_goes_on(mode: str, server: Upstream) -> None:
    server.modes = {"mixcloud": mode}
    report = await enrich.run(now=NOW, policy=QUICK)
    assert report.synced == 5
    assert any("Mixcloud" in problem for problem in report.problems)
    assert not any("Spotify" in problem for problem in report.problems)
    assert _act(NAMES[0]).spotify_id
    assert _count(Mix) == 0


async def test_acts_that_nobody_told_us_of_are_asked_about_again(server: Upstream) -> None:
    server.mode = "500"
    report = await enrich.run(now=NOW, policy=QUICK)
    assert (report.synced, len(report.problems)) == (0, 2)
    server.mode = "ok"
    assert (await enrich.run(now=NOW, policy=QUICK)).synced == 5


async def test_a_source_that_asked_for_patience_is_left_alone_until_then(server: Upstream) -> None:
    server.modes = {"spotify": "429-day", "mixcloud": "429-long"}
    await enrich.run(now=NOW, policy=QUICK)
    asked = len(server.asked)
    server.modes = {}
    report = await enrich.run(now=NOW + timedelta(minutes=5), policy=QUICK)
    assert (report.skipped, len(server.asked)) == ("nobody to ask", asked)
    assert len(report.problems) == 2
    later = await enrich.run(now=NOW + timedelta(hours=4), policy=QUICK)
    assert (later.synced, later.problems) == (5, ())


async def test_switched_off_nobody_is_called(server: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIXCLOUD_ENABLED", "false")
    settings.cache_clear()
    assert (await enrich.run(now=NOW, policy=QUICK)).synced == 5
    assert server.of("mixcloud") == []
    monkeypatch.setenv("SPOTIFY_CLIENT_SECRET", "")
    settings.cache_clear()
    assert (await enrich.run(now=NOW, policy=QUICK)).skipped == "nobody to ask"
    monkeypatch.setenv("INGESTION_ENABLED", "false")
    settings.cache_clear()
    for flow in (enrich, setlists):
        assert (await flow.run(now=NOW, policy=QUICK)).skipped == "switched off"
    assert server.of("setlistfm") == []


async def test_one_run_at_a_time(server: Upstream) -> None:
    async with alone(enrich.JOB):
        assert (await enrich.run(now=NOW, policy=QUICK)).skipped == "another run is under way"
    assert server.asked == []


async def test_past_shows_are_found_by_name_and_kept_once(server: Upstream) -> None:
    report = await setlists.run(now=NOW, policy=QUICK)
    assert (report.synced, report.problems) == (5, ())
    assert report.matched >= 3
    act = _act(NAMES[0])
    assert act.musicbrainz_id == mbid(NAMES[0])
    with db.reading() as session:
        urls = session.exec(select(Setlist.url).where(Setlist.artist_id == act.id)).all()
    assert len(urls) == 40
    assert all(url.startswith("https://www.setlist.fm/") for url in urls)
    before = len(server.asked)
    tomorrow = await setlists.run(now=NOW + timedelta(days=1), policy=QUICK)
    assert tomorrow.kept == Kept(unchanged=report.kept.new)
    searched = [one for one in server.asked[before:] if one.path.startswith("/search/")]
    assert len(searched) == 5 - report.matched


async def test_no_more_is_asked_than_the_day_has_left(server: Upstream) -> None:
    day = NOW.date()
    midnight = NOW + timedelta(hours=12)
    used = SourceUse(source="setlistfm", day=day, calls=1_437, quota=1_440, left=3, resets_at=midnight, updated_at=NOW)
    db.write(lambda session: session.add(used))
    report = await setlists.run(now=NOW, policy=QUICK)
    assert len(server.of("setlistfm")) == 3
    assert any("calls are enough" in problem for problem in report.problems)
    assert (await setlists.run(now=NOW, policy=QUICK)).skipped == "blocked"


async def test_a_key_that_is_refused_is_said_so(server: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETLISTFM_API_KEY", "canary-wrong-key-2")
    settings.cache_clear()
    report = await setlists.run(now=NOW, policy=QUICK)
    assert (report.synced, len(server.of("setlistfm"))) == (0, 1)
    assert "check SETLISTFM_API_KEY" in report.problems[0]
    assert "canary" not in str(report)
    monkeypatch.setenv("SETLISTFM_API_KEY", "")
    settings.cache_clear()
    assert (await setlists.run(now=NOW, policy=QUICK)).skipped == "missing key"


async def test_samples_are_kept_once_beside_their_acts_and_go_without_a_trace(database: Engine) -> None:
    known = sampling.read(NOW)
    assert all(one.sample for one in known.records)
    names = list(known.mixes)[:3] + list(known.shows)[:3]
    db.write(
        lambda session: session.add_all(
            Artist(slug=f"s{number}", name=name, name_key=key(name), created_at=NOW)
            for number, name in enumerate(names)
        )
    )
    kept = await sampling.load(NOW)
    assert kept.new == _count(Mix) + _count(Setlist) > 20
    assert (await sampling.load(NOW)).new == 0
    assert _count(ArtistRecord) >= 3
    with db.reading() as session:
        assert all(row.sample and not row.url for row in session.exec(select(Mix)))
        assert all(row.image_url == "" and row.links == {} for row in session.exec(select(Artist)))
    assert await sampling.reset() > 20
    assert (_count(Mix), _count(Setlist), _count(ArtistRecord)) == (0, 0, 0)


def test_a_sample_lies_in_the_past_of_whatever_day_it_is() -> None:
    early = datetime(2026, 1, 1, tzinfo=UTC)
    known = sampling.read(early)
    assert all(mix.published_at and mix.published_at <= early for mixes in known.mixes.values() for mix in mixes)
    assert all(show.day <= early.date() for shows in known.shows.values() for show in shows)
