"""Logs: one JSON object per line, without secrets, written by a thread so that no request waits for a pipe."""

import logging
import queue
import re
import sys
import threading
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, BinaryIO

import orjson
import structlog
from pydantic import SecretStr

from wtc.settings import settings

REDACTED = "[redacted]"
BACKLOG = 20_000
LONGEST = 8_000
request_id: ContextVar[str] = ContextVar("request_id", default="")

SECRET_NAMES = re.compile(
    r"passw|secret|token|authoriz|cookie|api_?key|apikey|credential|session_?id|^key$|^code$|^payload$", re.IGNORECASE
)
_PAIR = re.compile(
    r"(?i)\b((?:[a-z_]*(?:token|secret|password|passwd|api_?key)|app_id|key|code|state|authorization|cookie|sid)"
    r"""['"]?\s*[=:]\s*['"]?)(?!\[redacted\])([^\s&"',;<>}]+)"""
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}")
_JWT = re.compile(r"\beyJ[\w-]{5,}\.[\w-]*\.?[\w-]*")
_USERINFO = re.compile(r"(\w+://[^\s/:@]*):[^\s/@]+@")
_LONG = re.compile(r"(?<=/)(?=[\w-]*[A-Z0-9])(?=[\w-]*[A-Z]|[0-9a-f]{32})[\w-]{22,}(?=/|$)")


@lru_cache(maxsize=1)
def _own_secrets() -> re.Pattern[str] | None:
    """Every secret of the settings, literally: whatever else it hides in, it is not printed."""
    values = [value.get_secret_value() for _, value in settings() if isinstance(value, SecretStr)]
    long = sorted((re.escape(value) for value in values if len(value) >= 6), key=len, reverse=True)
    return re.compile("|".join(long)) if long else None


def clean(text: str) -> str:
    """``text`` without passwords, tokens, keys and cookies, at most 8,000 characters long."""
    text = text[:LONGEST]
    own = _own_secrets()
    if own:
        text = own.sub(REDACTED, text)
    text = _BEARER.sub(rf"\1 {REDACTED}", text)
    text = _JWT.sub(REDACTED, text)
    text = _USERINFO.sub(rf"\1:{REDACTED}@", text)
    return _PAIR.sub(rf"\1{REDACTED}", text)


def clean_path(path: str) -> str:
    """A request path fit for a log: segments that look like tokens are masked, 200 characters at most."""
    if len(path) > 22:
        path = _LONG.sub(REDACTED, path[:200])
    return path


def _clean_value(name: str, value: Any) -> Any:
    if SECRET_NAMES.search(name) and value not in (None, "", True, False):
        return REDACTED
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {str(key): _clean_value(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean_value("", item) for item in value]
    return value if isinstance(value, int | float | None) else clean(str(value))


def redact(_logger: object, _method: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The structlog step that keeps secrets out and puts the request's id in."""
    asked = request_id.get()
    cleaned = {key: _clean_value(key, value) for key, value in record.items()}
    return cleaned | {"request_id": asked} if asked and "request_id" not in cleaned else cleaned


def line(record: Mapping[str, Any]) -> bytes:
    """A record as one line of JSON; nothing in it can start a second line."""
    try:
        return orjson.dumps(record, default=str, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # a lone surrogate: no UTF-8 for it
        safe = {key: str(value).encode("utf-8", "replace").decode() for key, value in record.items()}
        return orjson.dumps(safe, option=orjson.OPT_APPEND_NEWLINE)


def _as_text(_logger: object, _method: str, record: MutableMapping[str, Any]) -> str:
    return line(record).decode()


class Writer:
    """A queue and the thread that empties it into a stream; past 20,000 waiting lines it counts instead of keeping."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: queue.SimpleQueue[bytes | threading.Event] = queue.SimpleQueue()
        self.lost = 0
        threading.Thread(target=self._run, name="log", daemon=True).start()

    def put(self, text: bytes) -> None:
        """Hand one line over; never waits."""
        if self._lines.qsize() < BACKLOG:
            self._lines.put(text)
        else:
            self.lost += 1

    def flush(self, timeout: float = 2.0) -> None:
        """Wait until what was put so far is written, ``timeout`` seconds at most."""
        done = threading.Event()
        self._lines.put(done)
        done.wait(timeout)

    def _run(self) -> None:
        while True:
            batch = [self._lines.get()]
            while len(batch) < 500 and not self._lines.empty():
                batch.append(self._lines.get())
            if self.lost:
                lost, self.lost = self.lost, 0
                batch.append(line({"level": "warning", "event": "log lines lost", "count": lost}))
            self._write(b"".join(item for item in batch if isinstance(item, bytes)))
            for item in batch:
                if isinstance(item, threading.Event):
                    item.set()

    def _write(self, text: bytes) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self.lost += text.count(b"\n")  # a full disk or a closed pipe must not end the thread


class Handler(logging.Handler):
    """The standard library's way in: every record of every library leaves as one redacted JSON line."""

    def __init__(self, target: Writer) -> None:
        super().__init__()
        self._target = target
        self._renderer = structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, _as_text],
            foreign_pre_chain=[*STEPS, structlog.processors.format_exc_info],
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Redact, render and hand over; a record that cannot be rendered is reported, never raised."""
        try:
            self._target.put(self._renderer.format(record).encode())
        except Exception:
            self.handleError(record)


STEPS: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
]


@lru_cache(maxsize=1)
def writer() -> Writer:
    """The writer of this process, to standard error."""
    return Writer(sys.stderr.buffer)


def set_up() -> None:
    """Send every log of this process through the one writer. Call once, first."""
    root = logging.getLogger()
    root.handlers = [Handler(writer())]
    root.setLevel(settings().log_level)
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    for name in (
        "alembic",
        "httpx",
        "httpcore",
        "asyncio",
        "socketio.server",
        "engineio.server",
    ):  # set, else they add handlers
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *STEPS,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
