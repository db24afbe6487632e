"""The bell that wakes workers: huey over a SQLite file or Redis. It carries no work, so nothing is lost with it."""

import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from huey import RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from redis import ConnectionPool
from redis.exceptions import RedisError

LOOK = 1.0
"""Seconds between two looks into the file; Redis tells at once."""
PATIENCE = 2.0
logging.getLogger("huey").setLevel(logging.CRITICAL)  # else each failing look leaves a traceback; ``ring`` says it once
_log = structlog.get_logger(__name__)


class Plain(Serializer):  # type: ignore[misc]
    """Messages as JSON: nobody who can write into the queue can make us run anything."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        said = json.loads(data)
        return Message(*said) if isinstance(said, list) else said


class Quiet(Consumer):  # type: ignore[misc]
    """Huey's threads inside a program that has its own ideas about signals."""

    def _set_signal_handlers(self) -> None:
        pass


class Bell:
    """One queue as we use it: ``ring`` wakes one of those who listen, and huey's clock wakes one every minute."""

    def __init__(self, redis_url: str, folder: Path, name: str = "wtc") -> None:
        shared: dict[str, Any] = {"results": False, "serializer": Plain()}
        if redis_url:
            pool = ConnectionPool.from_url(redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE + 3)
            self._huey = RedisHuey(name, connection_pool=pool, **shared)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._huey = SqliteHuey(name, filename=str(folder / "queue.db"), timeout=PATIENCE, cache_mb=0, **shared)
        self._heard: Callable[[], None] = lambda: None
        self._wake = self._huey.task(name="wake")(self._strike)
        self._huey.periodic_task(crontab(), name="minute")(self._strike)

    def _strike(self) -> None:
        self._heard()

    def ring(self) -> bool:
        """Wake a worker; False, and a line in the log, when the queue is away: then workers look by themselves."""
        try:
            if self._huey.pending_count() < 10:  # who is woken looks at all there is
                self._wake()
        except (RedisError, sqlite3.Error, OSError) as trouble:
            _log.warning("queue_away", kind=type(trouble).__name__)
            return False
        return True

    @contextmanager
    def listening(self, heard: Callable[[], None]) -> Iterator[None]:
        """Call ``heard``, in a thread, whenever the bell rings, until the block ends."""
        self._heard = heard
        consumer = Quiet(self._huey, workers=1, max_delay=LOOK, backoff=1.5, check_worker_health=False)
        consumer.start()
        try:
            yield
        finally:
            consumer.stop_flag.set()
            self._heard = lambda: None
            for thread in (consumer.scheduler, *(thread for _, thread in consumer.worker_threads)):
                if thread is not threading.current_thread():
                    thread.join(0.2)  # they end by themselves; a thread that waits for Redis is not waited for
