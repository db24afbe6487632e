"""The one place that turns what a handler raised into words on the page; everything unforeseen goes to the log."""

import logging
import re

import structlog
from reflex.event import EventSpec

from wtc.errors import CraicError
from wtc.log import clean
from wtc.state.toasts import say

LONGEST = 500
NAMES = ("reflex", "reflex_base", "engineio", "socketio")
SOCKETS = ("engineio.server", "socketio.server")  # whatever these raise was sent by a client
_PAYLOAD = re.compile(r"(?s)(event data:?|but received|entry for|Event\().*")
_LOUD = ("EventDeserializationError", "KeyError")

logger = structlog.get_logger(__name__)


def failed(exception: Exception) -> EventSpec | None:
    """Tell the visitor: a refusal in its own words, anything else in ours."""
    if isinstance(exception, CraicError):
        logger.info("handler refused", refusal=exception.code)
        return say(exception.message, "error")  # type: ignore[no-any-return]
    logger.error("a handler failed", exc_info=exception)
    return say(CraicError.default, "error")  # type: ignore[no-any-return]


def broke(exception: Exception) -> None:
    """Note that a page's own script failed; what it says is the client's word."""
    logger.warning("a page reported an error", report=clean(str(exception))[:LONGEST])


class NoPayloads(logging.Filter):
    """Cuts out of Reflex's own records what a client sent: a payload may hold a password."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always let the record pass, with its payload removed."""
        text = record.getMessage()
        cut = _PAYLOAD.sub("(not shown)", text)
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        if cut != text or kind in _LOUD or record.name in SOCKETS:
            record.msg, record.args = f"{cut[:LONGEST]} {kind}".strip(), ()
            record.exc_info = record.exc_text = None
        return True


def hush(handler: logging.Handler) -> None:
    """Make a log handler keep payloads to itself."""
    chosen = NoPayloads()

    def only_reflex(record: logging.LogRecord) -> bool:
        return chosen.filter(record) if record.name.partition(".")[0] in NAMES else True

    handler.addFilter(only_reflex)
