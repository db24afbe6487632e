"""One JSON message to the address an operator named for alerts."""

from typing import Any

import httpx

from wtc.errors import SourceDown

PATIENCE = 5.0


async def post(address: str, message: dict[str, Any]) -> None:
    """Send ``message``; ``SourceDown`` unless it was taken with a 2xx. Redirects are not followed; the address, which
    may hold a secret, is in no error.
    """
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as client:
            answer = await client.post(address, json=message)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as trouble:
        raise SourceDown(f"The webhook does not answer ({type(trouble).__name__}).") from None
    if not answer.is_success:
        raise SourceDown(f"The webhook said {answer.status_code}.")
