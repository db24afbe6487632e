"""The sitemap and robots.txt as text: public pages only."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

STATIC = ("/", "/discover", "/venues", "/artists", "/help", "/privacy", "/accessibility")
PRIVATE = (
    "/saved",
    "/account",
    "/preferences",
    "/calendars",
    "/feeds/",
    "/login",
    "/signup",
    "/forgot",
    "/reset",
    "/auth/",
    "/v1/",
    "/_event",
    "/_upload",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Page = tuple[str, datetime | None]
"""A path on this site and when it last changed."""


def index(site: str, parts: Iterable[str]) -> str:
    """The list of sitemaps, by the names of their parts."""
    listed = "".join(f"<sitemap><loc>{escape(site)}/sitemap-{part}.xml</loc></sitemap>" for part in parts)
    return f"{_HEAD}<sitemapindex {_SPACE}>{listed}</sitemapindex>\n"


def urls(site: str, pages: Iterable[Page]) -> str:
    """One sitemap of absolute addresses."""
    return f"{_HEAD}<urlset {_SPACE}>{''.join(_url(site, *page) for page in pages)}</urlset>\n"


def robots(site: str) -> str:
    """What crawlers may read: everything but what is one visitor's own or no page at all."""
    closed = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    return f"User-agent: *\n{closed}\nSitemap: {site}/sitemap.xml\n"


def _url(site: str, path: str, changed: datetime | None) -> str:
    last = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site + path)}</loc>{last}</url>"
