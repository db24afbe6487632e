"""One worker at a time, and a dead one is not waited for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from wtc import db
from wtc.errors import Conflict
from wtc.services import leases

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIFE = timedelta(seconds=30)


def test_only_one_of_two_gets_a_lease(database: Engine) -> None:
    db.write(leases.take, "ingest:x", "one", now=NOW, life=LIFE)
    with pytest.raises(Conflict) as refusal:
        db.write(leases.take, "ingest:x", "two", now=NOW, life=LIFE)
    assert refusal.value.retry_after == pytest.approx(30)
    db.write(leases.take, "ingest:y", "two", now=NOW, life=LIFE)


def test_a_lease_given_back_or_run_out_is_free(database: Engine) -> None:
    db.write(leases.take, "ingest:x", "one", now=NOW, life=LIFE)
    db.write(leases.drop, "ingest:x", "one")
    db.write(leases.take, "ingest:x", "two", now=NOW, life=LIFE)
    db.write(leases.take, "ingest:x", "three", now=NOW + LIFE * 1.1, life=LIFE)


def test_a_kept_lease_lives_on_and_a_lost_one_is_refused(database: Engine) -> None:
    db.write(leases.take, "ingest:x", "one", now=NOW, life=LIFE)
    db.write(leases.keep, "ingest:x", "one", now=NOW + LIFE * 0.9, life=LIFE)
    with pytest.raises(Conflict):
        db.write(leases.take, "ingest:x", "two", now=NOW + LIFE * 1.1, life=LIFE)
    db.write(leases.take, "ingest:x", "two", now=NOW + LIFE * 3, life=LIFE)
    with pytest.raises(Conflict):
        db.write(leases.keep, "ingest:x", "one", now=NOW + LIFE * 3, life=LIFE)
    db.write(leases.drop, "ingest:x", "one")
    with pytest.raises(Conflict):
        db.write(leases.take, "ingest:x", "three", now=NOW + LIFE * 3, life=LIFE)


def test_ten_at_once_make_one_winner(database: Engine) -> None:
    def attempt(who: int) -> bool:
        try:
            db.write(leases.take, "ingest:x", f"worker {who}", now=NOW, life=LIFE)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(attempt, range(10))) == 1
