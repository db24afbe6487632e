"""How answers are written: shapes as JSON bytes, times as ISO 8601 in UTC."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Response

_HOW = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def bytes_of(shape: Any) -> bytes:
    """A shape, a mapping or a list of them as JSON."""
    return orjson.dumps(shape, option=_HOW)


def answer(shape: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer of a shape or a mapping."""
    return Response(bytes_of(shape), status, dict(headers or {}), media_type="application/json")
