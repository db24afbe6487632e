"""What has to be so before the first visitor: the newest schema, the rooms and acts, and something to look at."""

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlmodel import Session

from wtc import clock, db
from wtc.errors import SourceDown
from wtc.flows import demo, readers
from wtc.services import catalogue, engine, experiments, naming, placing
from wtc.settings import ROOT

PATIENCE = 120
"""Seconds that a second process waits for the first to migrate."""


def prepare(*, samples: bool = True) -> None:
    """Migrate to the newest schema, sow what is known beforehand, and load the samples into an empty house without a
    source.

    ``samples=False`` leaves the house empty. Two processes that start at once do it one after the other; doing it
    again changes nothing.
    """
    with _alone() as connection:
        config = Config(str(ROOT / "alembic.ini"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    now = clock.now()
    empty = db.write(_sow, now=now)
    if samples and empty and not readers.ready():
        asyncio.run(demo.load(now))


def _sow(session: Session, *, now: datetime) -> bool:
    """Sow venues, acts and the first experiment; whether the catalogue is empty."""
    catalogue.lock(session, now=now)
    placing.seed(session, now=now)
    naming.seed(session, now=now)
    experiments.seed(session, now=now)
    return engine.is_empty(session)


@contextmanager
def _alone() -> Iterator[Connection]:
    """A connection that no other starting process has at the same time."""
    with db.engine().connect() as connection:
        address = connection.engine.url
        if connection.dialect.name == "sqlite":
            with Path(f"{address.database}.starting").open("w") as held:
                fcntl.flock(held, fcntl.LOCK_EX)
                yield connection
            return
        name = {"name": f"wtc.start.{address.database}"[:64], "wait": PATIENCE}
        if not connection.execute(text("SELECT GET_LOCK(:name, :wait)"), name).scalar():
            raise SourceDown("Another process has been preparing the database for too long.")
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), name)
