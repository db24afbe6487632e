"""The way to the database: ``ask`` reads, ``act`` is one transaction; both run off the event loop."""

import asyncio
import gc
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from functools import lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from wtc import measures
from wtc.settings import settings

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 8
SQLITE_READERS = 2
"""SQLite works inside this process: more threads only take its one interpreter from each other and from the loop."""
BUSY_MS = 5_000
TRIES = 5
DEADLOCKS = {1205, 1213}  # MariaDB: lock wait timeout, deadlock


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process, made at first use."""
    return open_engine(settings().database)


def open_engine(address: str) -> Engine:
    """An engine for ``address`` with the manners both databases need: foreign keys, WAL, waiting, pre-ping."""
    url = make_url(address)
    common: dict[str, Any] = {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
    }
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        made = create_engine(url, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}, **common)
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
        return _timed(made)
    made = create_engine(
        url.update_query_dict({"charset": "utf8mb4"}),
        pool_size=WORKERS,
        max_overflow=WORKERS,
        pool_pre_ping=True,
        pool_recycle=1_800,
        isolation_level="READ COMMITTED",
        **common,
    )
    return _timed(made)


def _timed(made: Engine) -> Engine:
    """The same, with the time of each statement in /metrics."""
    event.listen(made, "before_cursor_execute", _asked)
    event.listen(made, "after_cursor_execute", _answered)
    return made


def _asked(*told: Any) -> None:
    told[4].asked_at = time.perf_counter()  # the statement's own context


def _answered(*told: Any) -> None:
    measures.asked(time.perf_counter() - told[4].asked_at)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event opens the transaction, not the driver
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
        "cache_size=-8000",
        "wal_autocheckpoint=4000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading() -> Iterator[Session]:
    """A session that only reads; nothing of it is kept."""
    with Session(engine()) as session:
        yield session
        session.rollback()


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction: committed when the block ends well, rolled back when it does not."""
    with engine().connect() as connection:
        session = Session(connection.execution_options(writes=True), expire_on_commit=False)
        with session:
            yield session
            session.commit()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: it walks all objects of the process,
    and others wait for this transaction. A batch makes many objects and hardly a cycle.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(deed: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a reading service here and now (command line, tests)."""
    with reading() as session:
        return deed(session, *args, **kwargs)


def write(deed: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a writing service as one transaction, again when the database was only busy or deadlocked."""
    for attempt in range(TRIES):
        try:
            with _uncollected(), writing() as session:
                return deed(session, *args, **kwargs)
        except OperationalError as error:
            if attempt == TRIES - 1 or not _passing(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311
    raise AssertionError("unreachable")


def _passing(error: OperationalError) -> bool:
    code = getattr(error.orig, "args", (None,))[0]
    return code in DEADLOCKS or "database is locked" in str(error.orig)


@lru_cache(maxsize=1)
def _readers() -> ThreadPoolExecutor:
    within = engine().dialect.name == "sqlite"
    return ThreadPoolExecutor(SQLITE_READERS if within else WORKERS, thread_name_prefix="read")


@lru_cache(maxsize=1)
def _writers() -> ThreadPoolExecutor:
    """Apart from the readers, so that writers who wait for the lock keep nobody from reading."""
    return ThreadPoolExecutor(WORKERS, thread_name_prefix="write")


async def ask(deed: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a reading service in a worker thread: ``await ask(events.search, query)``."""
    said = copy_context()
    return await asyncio.get_running_loop().run_in_executor(
        _readers(), lambda: said.run(lambda: read(deed, *args, **kwargs))
    )


async def act(deed: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a writing service in a worker thread as one transaction that commits."""
    said = copy_context()
    return await asyncio.get_running_loop().run_in_executor(
        _writers(), lambda: said.run(lambda: write(deed, *args, **kwargs))
    )
