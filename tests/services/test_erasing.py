"""Deleting an account reaches every table and nobody else's rows; what stays does not say whose it was."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlmodel import Session, SQLModel

from tests.rows import contents, fill, somebody
from wtc import db
from wtc.errors import Conflict, NotFound, NotSignedIn
from wtc.models.accounts import User
from wtc.models.personal import RULES, UNNAMED
from wtc.queries.personal import count, mine, ruled
from wtc.services import accounts, erasing, outbox
from wtc.shapes.accounts import Role

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ONE, OTHER = somebody(918273001), somebody(918273002)
WRITTEN = {"outbox": 1, "audit_log": 1}
"""What a deletion itself writes: the receipt's mail, and that an account was deleted."""


def gone(person: Any = ONE, reference: str = "WTC-AAAA-BBBB-CCCC") -> Any:
    return db.write(
        erasing.erase, person, password_hash=f"password_hash{person.id % 1000}", reference=reference, now=NOW
    )


def two() -> None:
    with db.writing() as session:
        fill(session, ONE)
        fill(session, OTHER)


def test_every_table_is_reached_and_nobody_elses_rows(database: Engine) -> None:
    two()
    with db.reading() as session:
        before = {table.name: rows_of(session, table, OTHER) for table in ruled()}
        assert all(session.scalar(count(table, ONE)) for table in ruled()), "a table was not filled"
    told = gone()
    with db.reading() as session:
        for table in ruled():
            assert session.scalar(count(table, ONE)) == (1 if table.name == "outbox" else 0), table.name
            assert rows_of(session, table, OTHER) == before[table.name], table.name
            stays = 2 if RULES[table.name].then == UNNAMED else 1
            total = session.scalar(select(func.count()).select_from(table))
            assert total == stays + WRITTEN.get(table.name, 0), table.name
    assert told.removed >= sum(rule.then != UNNAMED for rule in RULES.values()) - 1


def rows_of(session: Session, table: Any, person: Any) -> list[Any]:
    return [dict(row) for row in session.execute(select(table).where(mine(table, person))).mappings()]


def test_no_cell_anywhere_says_who_it_was(database: Engine) -> None:
    two()
    me, merges, audit, jobs = (
        ONE.id,
        *(SQLModel.metadata.tables[each] for each in ("artist_merges", "audit_log", "jobs")),
    )
    with db.writing() as session:
        session.execute(update(merges).values(lost={"follows": [me, OTHER.id]}))
        session.execute(update(audit).values(action="report.fixed", details={"about": ["user", me]}))
        session.execute(update(jobs).values(kind="sync-spotify").where(mine(jobs, ONE)))
        session.execute(update(jobs).values(about=str(me), slot=f"sync-spotify {me}").where(mine(jobs, ONE)))
        outbox.queue(session, recipient="dj@x.example", subject="Hello", body=f"Answer {ONE.email}", now=NOW)
    gone()
    with db.writing() as session:
        for letter in outbox.due(session, now=NOW):
            outbox.delivered(session, letter.id, now=NOW)
        assert outbox.tidy(session, now=NOW + timedelta(hours=24)) >= 1
        for table, rows in contents(session).items():
            for row in rows:
                said = {name: value for name, value in row.items() if name != "highest_id"}
                for secret in (str(me), ONE.email, ONE.tries[0], ONE.marks[0]):
                    assert secret not in str(said), f"{table}: {row}"


def test_it_is_all_or_nothing_and_wants_the_password_of_now(database: Engine) -> None:
    two()
    with pytest.raises(NotSignedIn):
        db.write(erasing.erase, ONE, password_hash="an old one", reference="WTC-AAAA-BBBB-CCCC", now=NOW)
    with db.reading() as session:
        assert all(session.scalar(count(table, ONE)) for table in ruled())
    gone()
    with pytest.raises(NotSignedIn):
        gone(reference="WTC-AAAA-BBBB-DDDD")


def test_the_only_admin_stays(database: Engine) -> None:
    two()
    with db.writing() as session:
        session.execute(update(User).where(User.id == ONE.id).values(role=int(Role.ADMIN)))  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        gone()


def test_an_id_is_never_given_twice(database: Engine) -> None:
    two()
    gone(OTHER, "WTC-AAAA-BBBB-DDDD")
    made = db.write(accounts.create, name="New", email="new@x.example", password_hash="x", now=NOW)
    assert made.known_id > OTHER.id


def test_the_receipt_is_found_again(database: Engine) -> None:
    two()
    told = gone()
    assert db.read(erasing.receipt, told.reference) == told
    assert told.finished_at is None
    db.write(erasing.finish, told.reference, now=NOW)
    assert db.read(erasing.receipt, told.reference).finished_at == NOW
    with pytest.raises(NotFound):
        db.read(erasing.receipt, "WTC-0000-0000-0000")
