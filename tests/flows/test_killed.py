"""Killed at ten random moments and started again, reading all sources ends where an undisturbed run ends."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.faults.listings import fill, programme
from tests.faults.upstream import Upstream, serving
from tests.flows.test_ingest_sources import SETTINGS, TODAY
from wtc import db
from wtc.settings import ROOT, settings

KILLS = {"sqlite": 10, "mysql": 4}
LONGEST = 9.0
FACTS = {
    "events": "title, day, starts_at, status, city, source_mask, sold_out, price_low, names",
    "event_sources": "source, source_id, title, day, fingerprint, gone_at, extra",
    "artists": "name, name_key, musicbrainz_id",
    "quarantine": "source, source_id, reason",
    "place_listings": "source, place, source_id",
}
"""What must be the same; ids, slugs and times of seeing may differ with the order in which things came."""


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(120, TODAY)) as server:
        fill(server, 120, TODAY)
        for name, value in {**server.environment, **SETTINGS, "WTC_NOW": "2026-11-21T12:00"}.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield server
    settings.cache_clear()


def start(**environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "wtc", "ingest", "--all"],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def facts(database: Engine) -> dict[str, list[Any]]:
    with database.connect() as connection:
        return {
            table: sorted(tuple(map(plain, row)) for row in connection.execute(text(f"SELECT {columns} FROM {table}")))
            for table, columns in FACTS.items()
        }


def plain(value: object) -> str:
    """A value as text, the same whichever database kept it."""
    said = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    return said.removesuffix(".000000")


def free_leases(database: Engine) -> None:
    """As if the time had passed after which the dead lose theirs."""
    with database.begin() as connection:
        connection.execute(text("DELETE FROM leases"))


@pytest.mark.slow
def test_ends_like_an_undisturbed_run(database: Engine, world: Upstream, tmp_path: Path) -> None:
    clean = db.open_engine(f"sqlite:///{tmp_path / 'clean.db'}")
    undisturbed = start(DATABASE_URL=str(clean.url))
    chance, died = random.Random(), 0
    for _ in range(KILLS[database.dialect.name]):
        process = start()
        time.sleep(chance.uniform(1.0, LONGEST))
        died += process.poll() is None
        process.kill()
        process.wait(10)
        free_leases(database)
    assert died
    assert start().wait(180) == 0
    assert undisturbed.wait(180) == 0
    expected = facts(clean)
    clean.dispose()
    assert len(expected["event_sources"]) > 400
    assert facts(database) == expected
