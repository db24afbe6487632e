"""Every refusal the product can give, with its HTTP status and the words a visitor reads."""

from collections.abc import Mapping
from typing import Any, ClassVar


class CraicError(Exception):
    """A refusal: raised by any room, translated to a toast or to JSON at the edge, never caught between.

    ``details`` is shown to API clients (field names to messages); ``retry_after`` is in seconds.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    default: ClassVar[str] = "That didn't work. It's us, not you."

    def __init__(
        self,
        message: str | None = None,
        *,
        details: Mapping[str, Any] | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.message = message or self.default
        self.details = dict(details or {})
        self.retry_after = retry_after
        super().__init__(self.message)


class Invalid(CraicError):
    """What was sent cannot be understood."""

    status, code, default = 422, "invalid", "Something in that isn't right."


class BadRequest(Invalid):
    """What was sent is not even of the right kind: an id that is no number."""

    status, code, default = 400, "bad_request", "That request makes no sense to us."


class NotSignedIn(CraicError):
    """Nobody is signed in and this needs somebody."""

    status, code, default = 401, "not_signed_in", "Sign in first."


class NotAllowed(CraicError):
    """Somebody is signed in and may not do this."""

    status, code, default = 403, "not_allowed", "That isn't yours to open."


class NotFound(CraicError):
    """It is not there, or it is not yours: the answer is the same."""

    status, code, default = 404, "not_found", "We looked. It isn't there."


class Conflict(CraicError):
    """It would contradict what is already there."""

    status, code, default = 409, "conflict", "That is taken already."


class Gone(CraicError):
    """It was there and is used up: a reset link, an old invitation."""

    status, code, default = 410, "gone", "That link has been used or is too old."


class TooLarge(CraicError):
    """More was sent than we take."""

    status, code, default = 413, "too_large", "That is more than we can take in one go."


class LimitReached(CraicError):
    """Too often, too fast; ``retry_after`` says when it opens again."""

    status, code, default = 429, "limit_reached", "Easy now. Try again in a minute."


class SourceDown(CraicError):
    """Something we depend on does not answer."""

    status, code, default = 503, "source_down", "One of our sources isn't answering. Try again shortly."
