"""The headers that every answer carries: what a page may load, who may frame it, how long it may be kept."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from wtc.domain.players import FRAMES
from wtc.settings import settings

Headers = list[tuple[bytes, bytes]]

_SCRIPT = re.compile(r"<script(?P<how>[^>]*)>(?P<what>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""type=["'](?!module|text/javascript)""")
NOBODY = "'none'"
_TILES = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?(?=/)")
YEAR = "public, max-age=31536000, immutable"
FEATURES = "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), interest-cohort=(), browsing-topics=()"


def hashes(page: str) -> list[str]:
    """The CSP hashes of the inline scripts of one HTML page, in order, each once."""
    found = [
        "'sha256-" + base64.b64encode(hashlib.sha256(match["what"].encode()).digest()).decode() + "'"
        for match in _SCRIPT.finditer(page)
        if "src=" not in match["how"] and not _DATA.search(match["how"])
    ]
    return list(dict.fromkeys(found))


def policy(scripts: list[str], address: str = "") -> bytes:
    """The policy of a page with these inline scripts: no eval, no other inline script, no frames but players."""
    socket = f" wss://{address.removeprefix('https://')}" if address.startswith("https://") else ""
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *scripts]),
            "style-src 'self' 'unsafe-inline'",  # the style attributes that React writes
            f"img-src 'self' data: blob:{tile_host(settings().map_tiles_url)}",
            f"connect-src 'self'{socket}",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-src {FRAMES if settings().mixcloud_enabled else NOBODY}",
            "frame-ancestors 'none'",
        ]
    ).encode()


def tile_host(address: str) -> str:
    """The one host besides our own from which pictures may come: that of the tiles under the map, when there is one."""
    found = _TILES.match(address.replace("{s}", "*"))
    return f" {found[0]}" if found else ""


CLOSED = b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def common(https: bool) -> Headers:
    """The headers of every answer whatever it is."""
    held = [(b"strict-transport-security", b"max-age=31536000; includeSubDomains")] if https else []
    return [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
        (b"x-frame-options", b"DENY"),
        (b"permissions-policy", FEATURES.encode()),
        (b"cross-origin-opener-policy", b"same-origin"),
        *held,
    ]


class Prerendered:
    """The built pages: which paths they answer and which inline scripts each may run."""

    def __init__(self, built: Path, address: str) -> None:
        self._pages: dict[str, bytes] = {}
        self.folders: set[str] = set()
        shared = self._of(built / "__spa-fallback.html") + self._of(built / "404.html")
        self._default = policy(list(dict.fromkeys(shared)), address)
        for page in built.rglob("*.html") if built.is_dir() else ():
            path = "/" + page.relative_to(built).as_posix()
            if path.endswith("/index.html"):
                path = path.removesuffix("index.html")
                self.folders.add(path.rstrip("/"))
            own = policy(list(dict.fromkeys([*self._of(page), *self._of(built / "404.html")])), address)
            self._pages[path] = self._pages[path.rstrip("/")] = own
        self.folders.discard("")

    def policy(self, path: str) -> bytes:
        """The policy for the page at ``path``; pages made at request time stand on the fallback page."""
        return self._pages.get(path, self._default)

    @staticmethod
    def _of(page: Path) -> list[str]:
        return hashes(page.read_text()) if page.is_file() else []


@lru_cache(maxsize=2)
def prerendered(built: Path) -> Prerendered:
    """The pages of the build in ``built``, read once."""
    return Prerendered(built, settings().site_url.rstrip("/"))
