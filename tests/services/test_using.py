"""What was used of a source and what is left: by its own word where it gives it, by our count where it does not."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from wtc.services import using
from wtc.shapes.engine import Budget, Use

NOW = datetime(2026, 11, 21, 12, 20, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
DAILY, HOURLY = Budget(calls=1_440), Budget(calls=2_000, hourly=True)


def test_counts_a_budget_down_until_the_day_is_over(session: Session) -> None:
    for calls in (40, 60):
        using.note(session, "setlistfm", Use(calls=calls, failed=1), budget=DAILY, now=NOW)
    found = using.standing(session, now=NOW)["setlistfm"]
    assert (found.calls, found.failed, found.quota, found.left) == (100, 2, 1_440, 1_340)
    assert found.resets_at == MIDNIGHT
    tomorrow = using.standing(session, now=MIDNIGHT)["setlistfm"]
    assert (tomorrow.calls, tomorrow.left, tomorrow.resets_at) == (0, 1_440, None)


def test_an_hourly_budget_is_whole_again_with_the_hour(session: Session) -> None:
    using.note(session, "eventbrite", Use(calls=1_990), budget=HOURLY, now=NOW)
    assert using.standing(session, now=NOW)["eventbrite"].left == 10
    later = NOW + timedelta(hours=1)
    using.note(session, "eventbrite", Use(calls=5), budget=HOURLY, now=later)
    found = using.standing(session, now=later)["eventbrite"]
    assert (found.calls, found.left, found.resets_at) == (1_995, 1_995, datetime(2026, 11, 21, 14, tzinfo=UTC))


def test_the_sources_own_word_stands(session: Session) -> None:
    using.note(session, "ticketmaster", Use(calls=3), budget=Budget(calls=5_000), now=NOW)
    said = Use(calls=2, quota=9_000, left=12, resets_at=MIDNIGHT)
    using.note(session, "ticketmaster", said, budget=Budget(calls=5_000), now=NOW)
    found = using.standing(session, now=NOW)["ticketmaster"]
    assert (found.calls, found.quota, found.left, found.resets_at) == (5, 9_000, 12, MIDNIGHT)
    using.note(session, "ticketmaster", Use(calls=2), budget=Budget(calls=5_000), now=NOW)
    assert using.standing(session, now=NOW)["ticketmaster"].left == 10


def test_a_source_without_a_quota_is_only_counted(session: Session) -> None:
    using.note(session, "bandsintown", Use(calls=3), now=NOW)
    using.note(session, "bandsintown", Use(), now=NOW)
    found = using.standing(session, now=NOW)["bandsintown"]
    assert (found.calls, found.quota, found.left) == (3, None, None)


def test_blocked_until_next_week_it_stays_at_nothing(session: Session) -> None:
    until = NOW + timedelta(days=3)
    using.note(session, "dice", Use(calls=1, left=0, resets_at=until), now=NOW)
    assert using.standing(session, now=until - timedelta(hours=1))["dice"].left == 0
    assert using.standing(session, now=until)["dice"].left is None
