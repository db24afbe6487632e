"""What admins decide of records: it lasts, it can be taken back, and of two at once the second is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from tests.services.mapping.test_settling import NOW, act, kept, record
from wtc.errors import Conflict, NotFound
from wtc.models.accounts import User
from wtc.queries.engine import ACT_ALIASES, ACTS
from wtc.services import mapping
from wtc.services.mapping import sheet, versions
from wtc.shapes.accounts import Role
from wtc.shapes.identity import Standing


@pytest.fixture
def admin(session: Session) -> int:
    user = User(
        email="admin@example.org", name="Ada", password_hash="x", role=int(Role.ADMIN), created_at=NOW, updated_at=NOW
    )
    session.add(user)
    session.flush()
    assert user.id
    return user.id


def waiting(session: Session, **said: Any) -> tuple[int, int]:
    """An act of ours and the id of a namesake's record that waits."""
    ours = act(session, "Nirvana", country="GB", genres=["psychedelic pop"])
    mapping.settle(session, [record("Nirvana", country="US", genres=("grunge",), **said)], now=NOW)
    return ours, kept(session, "r1").id


def test_what_waits_is_shown_beside_ours_with_what_differs(session: Session) -> None:
    waiting(session)
    page = mapping.waiting(session)
    (review,) = page.reviews
    (choice,) = review.choices
    assert (page.waiting, review.needs_review, choice.conflict) == (1, True, True)
    assert [field.label for field in choice.fields if field.differs] == ["Music", "Country"]
    assert choice.bars


def test_an_accepted_record_stays_accepted_when_it_comes_again(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    mapping.accept(session, record_id, ours, by=admin, now=NOW)
    again = [record("Nirvana", country="US", genres=("grunge",))]
    (match,) = mapping.settle(session, again, now=NOW + timedelta(days=1))
    assert (match.state, match.artist_id, match.decided_by) == (Standing.ACCEPTED, ours, "admin")


def test_a_rejected_record_stays_rejected_when_it_comes_again(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    mapping.reject(session, record_id, ours, by=admin, now=NOW)
    (match,) = mapping.settle(session, [record("Nirvana", country="US")], now=NOW + timedelta(days=1))
    assert match.artist_id != ours
    assert match.state is not Standing.ACCEPTED


def test_a_new_act_is_made_of_a_namesake(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    mapping.make_new(session, record_id, by=admin, now=NOW)
    row = kept(session, "r1")
    assert row.state == "accepted"
    assert row.artist_id != ours


def test_undo_puts_back_what_the_act_had_and_its_spellings(session: Session, admin: int) -> None:
    ours = act(session, "Kneecap")
    other = act(session, "Somebody Else")
    mapping.settle(session, [record("Neecapp Trio", image="https://i.example.org/k.jpg")], now=NOW, meant={"r1": ours})
    before = kept(session, "r1")
    done = mapping.accept(session, before.id, other, by=admin, now=NOW, seen=before.state)
    assert session.execute(select(ACTS.c.image_url).where(ACTS.c.id == other)).scalar_one()
    mapping.undo(session, done.decision_id, by=admin, now=NOW)
    row = session.execute(select(ACTS).where(ACTS.c.id == other)).one()
    assert (row.image_url, row.spotify_id) == ("", None)
    assert session.execute(select(ACT_ALIASES.c.id).where(ACT_ALIASES.c.artist_id == other)).all() == []
    after = kept(session, "r1")
    assert (after.state, after.artist_id, after.candidates) == (before.state, before.artist_id, before.candidates)


def test_of_two_admins_at_once_the_second_is_told(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    mapping.accept(session, record_id, ours, by=admin, now=NOW)
    with pytest.raises(Conflict):
        mapping.reject(session, record_id, ours, by=admin, now=NOW)


def test_an_undone_decision_cannot_be_undone_again_and_a_newer_one_comes_first(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    first = mapping.accept(session, record_id, ours, by=admin, now=NOW)
    second = mapping.reject(session, record_id, ours, by=admin, now=NOW, seen="accepted")
    with pytest.raises(Conflict):
        mapping.undo(session, first.decision_id, by=admin, now=NOW)
    mapping.undo(session, second.decision_id, by=admin, now=NOW)
    mapping.undo(session, first.decision_id, by=admin, now=NOW)
    with pytest.raises(Conflict):
        mapping.undo(session, first.decision_id, by=admin, now=NOW)
    assert kept(session, "r1").state == "review"


def test_only_what_is_free_of_conflict_is_accepted_together(session: Session, admin: int) -> None:
    waiting(session)
    assert mapping.above(session, 0.5) == 0
    assert mapping.accept_above(session, 0.5, by=admin, now=NOW) == []


def test_unknown_records_and_acts_are_not_found(session: Session, admin: int) -> None:
    _, record_id = waiting(session)
    with pytest.raises(NotFound):
        mapping.accept(session, 999_999, 1, by=admin, now=NOW)
    with pytest.raises(NotFound):
        mapping.accept(session, record_id, 999_999, by=admin, now=NOW)


def test_a_table_goes_out_without_formulas_and_comes_back_with_decisions(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    mapping.settle(session, [record("=cmd()", "r2")], now=NOW)
    text = sheet.table(session).decode("utf-8-sig")
    assert "'=cmd()" in text
    head, line, *_ = text.splitlines()
    edited = "\r\n".join([head, line.rpartition(",")[0] + ',"accept"', '"x","","","","","","","","accept"', line])
    tried = sheet.bring_back(session, edited.encode(), by=admin, now=NOW, dry=True)
    assert (tried.accepted, kept(session, "r1").state) == (1, "review")
    report = sheet.bring_back(session, edited.encode(), by=admin, now=NOW)
    assert (report.accepted, report.unchanged, [row.line for row in report.problems]) == (1, 1, [3])
    assert (kept(session, "r1").state, kept(session, "r1").artist_id, kept(session, "r1").id) == (
        "accepted",
        ours,
        record_id,
    )


def test_what_sources_know_an_act_as_is_told_with_how_sure_that_is(session: Session) -> None:
    ours = act(session, "CMAT")
    mapping.settle(session, [record("CMAT", url="https://example.org/cmat")], now=NOW)
    (known,) = mapping.artists_known(session, ours)
    assert (known.source, known.source_id, known.url) == ("spotify", "r1", "https://example.org/cmat")
    assert known.confidence > 0.9


def test_decisions_become_labelled_pairs_until_taken_back(session: Session, admin: int) -> None:
    ours, record_id = waiting(session)
    done = mapping.reject(session, record_id, ours, by=admin, now=NOW)
    pairs, same = versions.decided_pairs(session)
    assert (pairs[0][0], pairs[0][2], pairs[0][1]["country"], pairs[0][3]["country"], same) == (
        "Nirvana", "Nirvana", "US", "GB", [False],
    )  # fmt: skip
    mapping.undo(session, done.decision_id, by=admin, now=NOW)
    assert versions.decided_pairs(session) == ([], [])
