"""Records of sources against our acts: who is accepted, who waits for a person, who stays apart."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlmodel import Session

from wtc.domain.text import key, slug
from wtc.queries import mapping as queries
from wtc.queries.engine import ACTS
from wtc.services import mapping
from wtc.shapes.identity import ArtistRecord, Standing

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)


def act(session: Session, name: str, **facts: Any) -> int:
    """One of our acts, straight into the table."""
    row = {"name": name, "name_key": key(name), "slug": slug(name, empty="act"), "created_at": NOW, **facts}
    blank = {"genres": [], "home_city": "", "country": "", "kind": "", "disambiguation": "", "about": ""}
    more = {"image_url": "", "links": {}, "told_by": {}, "sample": False}
    return int(session.execute(insert(ACTS).values(**{**blank, **more, **row})).inserted_primary_key[0])


def kept(session: Session, source_id: str) -> Any:
    return session.execute(select(queries.RECORDS).where(queries.R.source_id == source_id)).one()


def record(name: str, source_id: str = "r1", source: str = "spotify", **said: Any) -> ArtistRecord:
    return ArtistRecord(source=source, source_id=source_id, name=name, **said)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Beyonce", "Beyoncé"),
        ("The Cure", "Cure"),
        ("Róisín Murphy", "Roisin Murphy"),
        ("Fontaines D.C.", "FONTAINES DC"),
        ("M(h)aol", "Mhaol"),
        ("Therapy?", "Therapy?"),
        ("!!!", "!!!"),
        ("The Beatles", "Beatles, The"),
    ],
)
def test_spellings_of_one_name_resolve_to_one_act(session: Session, ours: str, theirs: str) -> None:
    mine = act(session, ours)
    act(session, "Somebody Else")
    (match,) = mapping.settle(session, [record(theirs)], now=NOW)
    assert (match.state, match.artist_id) == (Standing.ACCEPTED, mine)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Radiohead", "Radiohead Tribute"),
        ("Lankum", "The Lankum Experience"),
        ("Lisa O'Neill", "Lisa O'Neill & Cormac Begley"),
        ("Cormac Begley", "Lisa O'Neill feat. Cormac Begley"),
        ("Queen", "Queen + Adam Lambert"),
        ("Thumper", "Bambi Thug"),
    ],
)
def test_tributes_company_guests_and_strangers_are_never_accepted(session: Session, ours: str, theirs: str) -> None:
    act(session, ours)
    (match,) = mapping.settle(session, [record(theirs)], now=NOW)
    assert match.state != Standing.ACCEPTED


def test_namesakes_from_two_countries_wait_for_a_person(session: Session) -> None:
    act(session, "Nirvana", country="GB", genres=["psychedelic pop"])
    (match,) = mapping.settle(session, [record("Nirvana", country="US", genres=("grunge",))], now=NOW)
    assert match.state is Standing.REVIEW


def test_a_mark_on_a_tiny_name_waits_for_a_person(session: Session) -> None:
    act(session, "Bo")
    (match,) = mapping.settle(session, [record("BÖ")], now=NOW)
    assert match.state is Standing.REVIEW


def test_two_acts_of_one_name_wait_for_a_person_and_both_are_shown(session: Session) -> None:
    one, other = act(session, "Nirvana"), act(session, "Nirvana", slug="nirvana-2")
    (match,) = mapping.settle(session, [record("Nirvana")], now=NOW)
    assert match.state is Standing.REVIEW
    assert {c["artist_id"] for c in kept(session, "r1").candidates} == {one, other}


def test_an_id_that_both_have_decides_whatever_the_name(session: Session) -> None:
    mine = act(session, "Loah", musicbrainz_id="mb-1")
    (match,) = mapping.settle(session, [record("Sallay Matu Garnett", musicbrainz_id="mb-1")], now=NOW)
    assert (match.artist_id, match.decided_by) == (mine, "hard id")


def test_two_different_musicbrainz_ids_are_two_acts(session: Session) -> None:
    act(session, "Nirvana", musicbrainz_id="mb-1")
    (match,) = mapping.settle(session, [record("Nirvana", musicbrainz_id="mb-2")], now=NOW)
    assert match.state is not Standing.ACCEPTED


def test_an_accepted_record_fills_what_its_act_lacks_and_says_who_told_it(session: Session) -> None:
    mine = act(session, "CMAT", genres=["pop"])
    said = record(
        "CMAT", "sp1", image="https://i.example.org/c.jpg", genres=("country",), url="https://example.org/cmat"
    )
    mapping.settle(session, [said], now=NOW)
    row = session.execute(select(ACTS).where(ACTS.c.id == mine)).one()
    assert (row.spotify_id, row.image_url, row.genres) == ("sp1", "https://i.example.org/c.jpg", ["pop"])
    assert row.told_by["image"] == "spotify"
    assert row.links == {"spotify": "https://example.org/cmat"}


def test_a_sample_tells_nothing_of_a_real_act(session: Session) -> None:
    mine = act(session, "CMAT")
    mapping.settle(session, [record("CMAT", image="https://i.example.org/c.jpg", sample=True)], now=NOW)
    row = session.execute(select(ACTS).where(ACTS.c.id == mine)).one()
    assert (row.image_url, row.spotify_id) == ("", None)


def test_settling_again_changes_nothing_but_when_it_was_seen(session: Session) -> None:
    act(session, "CMAT")
    mapping.settle(session, [record("CMAT", genres=("pop",))], now=NOW)
    before = mapping.settle(session, [record("CMAT", genres=("pop",))], now=NOW)
    first = dict(kept(session, "r1")._mapping)
    assert mapping.settle(session, [record("CMAT", genres=("pop",))], now=NOW + timedelta(days=1)) == before
    again = dict(kept(session, "r1")._mapping)
    assert {name for name in again if again[name] != first[name]} <= {
        "last_seen_at",
        "confidence",
        "factors",
        "candidates",
    }


def test_a_search_for_one_act_that_found_another_is_rejected(session: Session) -> None:
    mine = act(session, "Lankum")
    (match,) = mapping.settle(session, [record("Wild Rover Wedding Band")], now=NOW, meant={"r1": mine})
    assert match.state in (Standing.REJECTED, Standing.REVIEW)


def test_nobody_is_made_up_for_a_stranger(session: Session) -> None:
    (match,) = mapping.settle(session, [record("Wild Rover Wedding Band")], now=NOW)
    assert (match.state, match.artist_id) == (Standing.NEW, None)


def test_hostile_records_come_back_unsettled(session: Session) -> None:
    said = [record("", "a"), record("\x00", "b"), record("X" * 900, "c" * 900), record("Ok", "")]
    assert len(mapping.settle(session, said, now=NOW)) == 4
