"""What visitors report as wrong: filed within limits, kept in a queue, answered, and the reporter told once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from wtc.clock import local
from wtc.domain import reports as worded
from wtc.domain.text import clean, clean_block
from wtc.errors import Conflict, Invalid, LimitReached, NotFound
from wtc.language import speaking
from wtc.models.accounts import User
from wtc.models.events import Report as Row
from wtc.queries import review as asked
from wtc.services import accounts, audit, notifications, pairs
from wtc.services.rulings import DIFFERENT, WAITING
from wtc.shapes.review import Duplicate, Report, ReportPage

AN_HOUR = 10
"""Reports that one user may send in an hour."""
OPEN, FIXED, DECLINED = "open", "fixed", "declined"


def file(
    session: Session,
    user_id: int,
    subject: str,
    subject_id: int,
    kind: str,
    note: str = "",
    *,
    listing_id: int | None = None,
    now: datetime,
) -> int:
    """Keep a report; its id. One that is open already of this user and subject stands, and nothing is added.

    Of the kind not_same it names the listing that does not belong, and the pair goes to the desk of duplicates.
    Raises Invalid, NotFound for what is not there, and LimitReached past ``AN_HOUR``.
    """
    if kind not in worded.KINDS.get(subject, {}):
        raise Invalid("We don't know that kind of report.", details={"kind": "not one of ours"})
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).first()  # one report at a time
    if not 0 < subject_id < 2**63 or not session.execute(asked.subjects(subject, {subject_id})).first():
        raise NotFound("That isn't here any more.")
    mine = select(Row).where(Row.user_id == user_id)
    here = mine.where(Row.subject == subject, Row.subject_id == subject_id, Row.state == OPEN)
    if standing := session.exec(here).first():
        raise Conflict("You've told us about this one already. We're on it.", details={"report": standing.id})
    lately = (
        select(func.count())
        .select_from(Row)
        .where(Row.user_id == user_id, col(Row.created_at) > now - timedelta(hours=1))
    )
    if session.exec(lately).one() >= AN_HOUR:
        raise LimitReached("That's a lot of reports. Give us an hour with these.", retry_after=3600)
    words = clean_block(note, 1000)
    pair_id = None
    if kind == "not_same":
        if listing_id is None:
            raise Invalid("Say which source doesn't belong.", details={"listing": "needed"})
        pair_id = pairs.ask(session, subject_id, listing_id, clean(words, 255), now=now)
    row = Row(
        subject=subject, subject_id=subject_id, kind=kind, note=words, user_id=user_id, pair_id=pair_id, created_at=now
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - flushed
    return row.id


def page(session: Session, *, state: str = OPEN, now: datetime, limit: int = 20, offset: int = 0) -> ReportPage:
    """Open reports, the oldest first; or those that were answered, the latest first."""
    rows = session.execute(asked.reports(state, limit, offset)).all()
    return ReportPage(reports=_words(session, rows, now), total=session.scalar(asked.reports_count(state)) or 0)


def close(
    session: Session, admin_id: int, report_id: int, state: str, answer: str, *, site: str, now: datetime
) -> None:
    """Answer an open report as fixed or declined, and tell its sender. Raises NotFound, Invalid and Conflict."""
    if state not in (FIXED, DECLINED):
        raise Invalid("Fixed or declined.", details={"state": "fixed or declined"})
    row = session.exec(select(Row).where(Row.id == report_id).with_for_update()).first()
    if row is None:
        raise NotFound("That report isn't there.")
    if row.state != OPEN:
        raise Conflict("Somebody has answered that one already.")
    row.state, row.answer, row.closed_at = state, clean_block(answer, 1000), now
    session.add(row)
    session.flush()
    audit.note(session, admin_id, f"report.{state}", "report", report_id, now=now, about=[row.subject, row.subject_id])
    named = session.execute(asked.subjects(row.subject, {row.subject_id})).first()
    if row.user_id is not None:
        name, path = (named.name, worded.PATHS[row.subject] + named.slug) if named else ("a gig", "/")
        with speaking(accounts.spoken(session, row.user_id)):
            news = worded.answered(name, fixed=state == FIXED, answer=row.answer)
        notifications.tell(
            session, [row.user_id], f"report:{report_id}", kind="report", title=news.title, body=news.body, href=path,
            now=now, link=f"{site}{path}",
        )  # fmt: skip


def rule(session: Session, admin_id: int, pair_id: int, verdict: str, *, site: str, now: datetime) -> Duplicate:
    """Rule about a pair of listings (``pairs.decide``), and answer whoever reported it."""
    ruled = pairs.decide(session, admin_id, pair_id, verdict, now=now)
    if verdict != WAITING:
        state = FIXED if verdict == DIFFERENT else DECLINED
        waiting = select(Row.id).where(Row.pair_id == pair_id, Row.state == OPEN).limit(50)
        for report_id in session.exec(waiting).all():
            close(session, admin_id, int(report_id or 0), state, "", site=site, now=now)
    return ruled


def _words(session: Session, rows: Sequence[Any], now: datetime) -> tuple[Report, ...]:
    named = {
        (subject, row.id): row
        for subject in {row.subject for row in rows} & worded.PATHS.keys()
        for row in session.execute(asked.subjects(subject, {r.subject_id for r in rows if r.subject == subject}))
    }
    return tuple(_shape(row, named.get((row.subject, row.subject_id)), now) for row in rows)


def _shape(row: Any, named: Any, now: datetime) -> Report:
    return Report(
        id=row.id,
        subject=row.subject,
        subject_id=row.subject_id,
        name=named.name if named is not None else "Gone since",
        href=worded.PATHS[row.subject] + named.slug if named is not None else "",
        kind=row.kind,
        what=worded.what(row.subject, row.kind),
        note=row.note,
        by=row.by or "Somebody who has left",
        when=worded.sent(local(row.created_at).date(), local(now).date()),
        state=row.state,
        answer=row.answer,
        pair_id=row.pair_id or 0,
    )
