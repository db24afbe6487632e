"""The site's own address, for links that leave it: SITE_URL when set, else the Host a browser named, if it is one."""

import re

from fastapi import Request

from wtc.settings import settings

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.IGNORECASE)


def site(request: Request) -> str:
    """Scheme and host without a closing slash. A Host header is believed only while ``SITE_URL`` is not set."""
    fixed = settings().site_url.rstrip("/")
    if fixed:
        return fixed
    host = request.headers.get("host", "")
    scheme = "https" if request.url.scheme in ("https", "wss") else "http"
    return f"{scheme}://{host.lower()}" if _HOST.fullmatch(host) else f"{scheme}://localhost"
