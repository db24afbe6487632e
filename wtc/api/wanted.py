"""Which answer an address gives that is a page and JSON alike: the page to whoever reads HTML, JSON to all others."""

from starlette.types import Scope

PAGES_TOO = frozenset({"/venues", "/djs"})
"""Built pages whose address also answers in JSON."""


def page_wanted(scope: Scope) -> bool:
    """Whether the caller names HTML among what it takes, as every browser and most crawlers do."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
