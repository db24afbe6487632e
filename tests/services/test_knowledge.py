"""Mixes and past shows kept beside their act: once, newest first, samples only as long as there is nothing real."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from wtc.models.accounts import User
from wtc.models.artists import Artist, ArtistRecord, Follow, Mix, Setlist
from wtc.models.events import EventArtist, EventRow
from wtc.services import enriching, mixes, setlists
from wtc.shapes.enriching import Kept
from wtc.shapes.mixes import ListedMix
from wtc.shapes.setlists import PastShow, Song

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def an_act(session: Session, name: str, **more: object) -> int:
    row = Artist(slug=name.lower(), name=name, name_key=name.lower(), created_at=NOW, **more)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def a_mix(number: int, **more: object) -> ListedMix:
    made = ListedMix(
        key=f"/bog/late-{number}/",
        title=f"Late {number}",
        user="bog",
        genres=("House",),
        seconds=3_600,
        published_at=NOW - timedelta(days=number),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def a_show(number: int, **more: object) -> PastShow:
    made = PastShow(source_id=f"s{number}", day=date(2026, 9, 1) - timedelta(days=number), songs=(Song(name="Turf"),))
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_same_mixes_again_change_nothing_and_a_new_title_is_a_change(session: Session) -> None:
    act = an_act(session, "Bog")
    some = [a_mix(number) for number in range(3)]
    assert mixes.keep(session, act, some, now=NOW) == Kept(new=3)
    assert mixes.keep(session, act, some[::-1], now=NOW) == Kept(unchanged=3)
    assert mixes.keep(session, act, [a_mix(1, title="Later"), a_mix(2)], now=NOW) == Kept(changed=1, unchanged=1)
    kept = session.exec(select(Mix).order_by(col(Mix.published_at).desc())).all()
    assert [row.title for row in kept] == ["Late 0", "Later", "Late 2"]
    assert kept[0].genres == ["House"]


def test_only_the_newest_mixes_of_an_act_are_kept(session: Session) -> None:
    act, other = an_act(session, "Bog"), an_act(session, "Fen")
    mixes.keep(session, other, [a_mix(900)], now=NOW)
    mixes.keep(session, act, [a_mix(number) for number in range(10, 45)], now=NOW)
    mixes.keep(session, act, [a_mix(number) for number in range(5)], now=NOW)
    kept = session.exec(select(Mix.key).where(Mix.artist_id == act)).all()
    assert len(kept) == mixes.MOST
    assert "/bog/late-0/" in kept
    assert len(session.exec(select(Mix.id).where(Mix.artist_id == other)).all()) == 1


def test_a_real_mix_ends_the_samples_of_its_act_alone(session: Session) -> None:
    act, other = an_act(session, "Bog"), an_act(session, "Fen")
    mixes.keep(session, act, [a_mix(1, sample=True)], now=NOW)
    mixes.keep(session, other, [a_mix(2, sample=True)], now=NOW)
    mixes.keep(session, act, [a_mix(3)], now=NOW)
    assert sorted(session.exec(select(Mix.key))) == ["/bog/late-2/", "/bog/late-3/"]


def test_past_shows_are_kept_once_with_their_songs(session: Session) -> None:
    act = an_act(session, "Bog")
    some = [a_show(number) for number in range(3)]
    assert setlists.keep(session, act, some, now=NOW) == Kept(new=3)
    assert setlists.keep(session, act, some, now=NOW) == Kept(unchanged=3)
    longer = a_show(1, songs=(Song(name="Turf"), Song(name="Raglan Road", encore=1, cover="Kavanagh")))
    assert setlists.keep(session, act, [longer], now=NOW) == Kept(changed=1)
    row = session.exec(select(Setlist).where(Setlist.source_id == "s1")).one()
    assert row.songs[1] == {"name": "Raglan Road", "encore": 1, "cover": "Kavanagh", "tape": False}


def test_only_the_latest_shows_of_an_act_are_kept(session: Session) -> None:
    act = an_act(session, "Bog")
    setlists.keep(session, act, [a_show(number) for number in range(setlists.MOST + 20)], now=NOW)
    days = session.exec(select(Setlist.day)).all()
    assert len(days) == setlists.MOST
    assert max(days) == date(2026, 9, 1)


@pytest.fixture
def waiting(session: Session) -> dict[str, int]:
    """Acts on a coming bill, followed, on an old bill, of nobody's interest, and asked about an hour ago."""
    ids = {name: an_act(session, name) for name in ("Coming", "Followed", "Over", "Idle")}
    ids["Fresh"] = an_act(session, "Fresh", last_synced_at=NOW - timedelta(hours=1))
    ids["Stale"] = an_act(session, "Stale", last_synced_at=NOW - timedelta(days=3), spotify_id="spot")
    for number, (name, days) in enumerate((("Coming", 3), ("Over", -3), ("Fresh", 3), ("Stale", 3))):
        at = NOW + timedelta(days=days)
        event = EventRow(slug=f"e{number}", title=name, sort_at=at, first_seen_at=NOW, changed_at=NOW)
        session.add(event)
        session.flush()
        session.add(EventArtist(event_id=event.id, artist_id=ids[name]))
    user = User(email="a@example.org", name="A", password_hash="x", created_at=NOW, updated_at=NOW)
    session.add(user)
    session.flush()
    session.add(Follow(user_id=user.id, artist_id=ids["Followed"], created_at=NOW))
    session.flush()
    return ids


def test_whoever_is_waited_for_longest_is_asked_about_first(session: Session, waiting: dict[str, int]) -> None:
    due = enriching.due(session, enriching.SYNCED, now=NOW, most=10)
    assert [one.name for one in due] == ["Coming", "Followed", "Stale"]
    assert [one.name for one in enriching.due(session, enriching.SYNCED, now=NOW, most=1)] == ["Coming"]
    enriching.done(session, enriching.SYNCED, [due[0].id, due[2].id], now=NOW)
    assert [one.name for one in enriching.due(session, enriching.SYNCED, now=NOW, most=10)] == ["Followed"]
    later = enriching.due(session, enriching.SYNCED, now=NOW + timedelta(days=1), most=10)
    assert [one.name for one in later] == ["Followed", "Fresh", "Coming", "Stale"]


def test_what_sources_call_an_act_comes_with_it(session: Session, waiting: dict[str, int]) -> None:
    for source, source_id, state in (
        ("mixcloud", "stale-user", "accepted"), ("setlistfm", "mb-1", "review"), ("spotify", "elsewhere", "rejected"),
    ):  # fmt: skip
        session.add(
            ArtistRecord(
                source=source, source_id=source_id, name="Stale", name_key="stale", state=state,
                artist_id=waiting["Stale"], first_seen_at=NOW, last_seen_at=NOW,
            )
        )  # fmt: skip
    session.flush()
    due = {one.name: one.known for one in enriching.due(session, enriching.SYNCED, now=NOW, most=10)}
    assert due["Stale"] == {"spotify": "spot", "mixcloud": "stale-user"}
    assert due["Coming"] == {}


def test_setlists_have_a_turn_of_their_own(session: Session, waiting: dict[str, int]) -> None:
    enriching.done(session, enriching.SYNCED, list(waiting.values()), now=NOW)
    due = enriching.due(session, enriching.SETLISTS, now=NOW, most=10)
    assert {one.name for one in due} == {"Coming", "Followed", "Fresh", "Stale"}


def test_samples_go_and_nothing_real_does(session: Session) -> None:
    act = an_act(session, "Bog")
    mixes.keep(session, act, [a_mix(1)], now=NOW)
    assert mixes.keep(session, act, [a_mix(2, sample=True)], now=NOW) == Kept()
    mixes.keep(session, an_act(session, "Fen"), [a_mix(3, sample=True)], now=NOW)
    setlists.keep(session, act, [a_show(1, sample=True)], now=NOW)
    assert enriching.forget_samples(session) == 2
    assert session.exec(select(Mix.key)).all() == ["/bog/late-1/"]
