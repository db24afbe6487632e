"""One page in two languages: the address of each, and the tags by which search engines tell one from the other."""

from html import escape

from wtc.language import IRISH, PARAMETER, irish


def spoken_at(address: str) -> str:
    """Where the page at ``address`` is found in the language in hand; English is at the plain address."""
    return _irish(address) if irish() else address


def tags(address: str) -> str:
    """The canonical address of the page in hand, and those of both languages."""
    others = {"en-IE": address, "ga-IE": _irish(address), "x-default": address}
    return f'<link data-shell rel="canonical" href="{escape(spoken_at(address))}"/>' + "".join(
        f'<link data-shell rel="alternate" hreflang="{name}" href="{escape(there)}"/>' for name, there in others.items()
    )


def _irish(address: str) -> str:
    return f"{address}?{PARAMETER}={IRISH}"
