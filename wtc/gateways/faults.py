"""What can go wrong with an outside source, each by its name and with what to do about it; never with a key in it."""

from datetime import datetime
from typing import ClassVar

from wtc.errors import SourceDown


class Fault(SourceDown):
    """A call to ``source`` that brought nothing. ``message`` is for the operator; ``again`` says if a retry may help.

    ``fatal`` ends the run; ``word`` is how the source stands then, empty when what it brought says it.
    ``wait`` is how many seconds the source asked us to wait; ``until`` a moment before which it wants no call at all.
    """

    again: ClassVar[bool] = False
    fatal: ClassVar[bool] = False
    word: ClassVar[str] = ""

    def __init__(self, source: str, message: str, *, wait: float | None = None, until: datetime | None = None) -> None:
        super().__init__(message, retry_after=wait)
        self.source = source
        self.wait = wait
        self.until = until


class Down(Fault):
    """It does not answer, or answers with its own failure."""

    code, again = "source_down", True


class Garbled(Fault):
    """It answers with something that is not what it promised: HTML, half a document, no envelope."""

    code, again = "source_garbled", True


class TooFast(Fault):
    """We called too often within a moment; it is fine again shortly."""

    code, again = "source_spike", True


class QuotaSpent(Fault):
    """We used up what we may ask for; no call before ``until``."""

    code, fatal, word = "source_quota", True, "blocked"


class Unauthorised(Fault):
    """It does not accept our key."""

    code, fatal, word = "source_key", True, "unauthorised"


class Unpaid(Fault):
    """It wants money before it answers."""

    code, fatal, word = "source_unpaid", True, "unpaid"


class BadQuery(Fault):
    """It does not accept the question. ``reason`` is the source's own code for why."""

    code = "source_query"

    def __init__(self, source: str, message: str, *, reason: str = "") -> None:
        super().__init__(source, message)
        self.reason = reason


class Oversized(Fault):
    """It answers with more than we are willing to read."""

    code = "source_oversized"


class Elsewhere(Fault):
    """It sends us to another address, where our key has no business."""

    code, fatal = "source_moved", True


class Resting(Fault):
    """It failed so often in a row that we leave it alone for now."""

    code, fatal = "source_resting", True


class Enough(Fault):
    """We asked as much as one run may ask."""

    code, fatal = "source_enough", True
