"""An answer's bytes read as JSON, strictly in what it may contain and patiently in how it is encoded."""

import json
import re
from typing import Any

import orjson

CHARSETS = {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "utf-16", "utf-8"}
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")


def decode(body: bytes, content_type: str = "") -> str:
    """The text of ``body``: UTF-8 as JSON must be, else the charset the answer claims. ``ValueError`` if neither."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        claimed = _CHARSET.search(content_type)
        if claimed is None or claimed[1].lower() not in CHARSETS:
            raise
        return body.decode(claimed[1])


def loads(text: str) -> Any:
    """``text`` as JSON without NaN and infinities; half a surrogate pair becomes U+FFFD. ``ValueError`` otherwise."""
    try:
        return orjson.loads(text)
    except ValueError:
        if "\\ud" not in text.lower():
            raise
    try:
        return whole(json.loads(text, parse_constant=_refuse))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def whole(value: Any) -> Any:
    """The same value without halves of surrogate pairs, which no database takes."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {whole(name): whole(item) for name, item in value.items()}
    if isinstance(value, list):
        return [whole(item) for item in value]
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
