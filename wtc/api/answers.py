"""JSON answers: shapes as they are, times in UTC with a Z, and one form for every refusal."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import Response

from wtc.errors import CraicError
from wtc.language import told
from wtc.log import request_id

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
WORDS = {
    400: "That request makes no sense to us.",
    401: "Sign in first.",
    403: "That isn't yours to open.",
    404: "We looked. It isn't there.",
    405: "That can't be done here.",
    408: "That took too long to arrive.",
    409: "That is taken already.",
    413: "That is more than we can take in one go.",
    414: "That address is too long.",
    415: "We can't read that kind of thing.",
    422: "Something in that isn't right.",
    429: "Easy now. Try again in a minute.",
    431: "That came with more headers than we read.",
    503: "We can't do that just now. Try again shortly.",
}
CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_allowed",
    413: "too_large",
    422: "invalid",
    429: "limit_reached",
}


def bytes_of(shape: Any) -> bytes:
    """A shape, or a mapping or sequence of shapes, as JSON."""
    return orjson.dumps(shape, option=OPTIONS)


def answer(shape: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON response. Without a ``Cache-Control`` of its own it goes out as ``no-store``."""
    return Response(bytes_of(shape), status, headers, media_type="application/json")


def error_bytes(status: int, *, code: str = "", message: str = "", details: Mapping[str, Any] | None = None) -> bytes:
    """The one form of every refusal, with the id under which the request stands in the logs."""
    if not code:
        code = CODES.get(status) or HTTPStatus(status).name.lower()
    kept = {name: told(said) if isinstance(said, str) else said for name, said in (details or {}).items()}
    body = {
        "code": code,
        "message": told(message or WORDS.get(status) or CraicError.default),
        "details": kept,
        "requestId": request_id.get(),
    }
    return orjson.dumps({"error": body}, default=str, option=OPTIONS)


def refusal(error: CraicError) -> Response:
    """A CraicError as a response, with ``Retry-After`` when it says when to come back."""
    headers = {"retry-after": str(math.ceil(error.retry_after))} if error.retry_after is not None else None
    body = error_bytes(error.status, code=error.code, message=error.message, details=error.details)
    return Response(body, error.status, headers, media_type="application/json")
