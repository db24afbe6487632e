"""Where pictures may be fetched from: the hosts that each source keeps its pictures at, and public addresses only."""

import ipaddress
from urllib.parse import urlsplit

from wtc.settings import settings

HOSTS = {
    "ticketmaster": ("s1.ticketm.net", "media.ticketmaster.com", "media.ticketmaster.eu", "images.universe.com"),
    "bandsintown": ("photos.bandsintown.com", "media.bandsintown.com"),
    "eventbrite": ("img.evbuc.com", "cdn.evbuc.com"),
    "dice": ("dice-media.imgix.net",),
    "spotify": ("i.scdn.co", "mosaic.scdn.co", "image-cdn-ak.spotifycdn.com", "image-cdn-fa.spotifycdn.com"),
    "mixcloud": ("thumbnailer.mixcloud.com",),
}
_SOURCES = {host: source for source, hosts in HOSTS.items() for host in hosts}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def source_of(url: str) -> str:
    """Whose picture this is: a source, ``other`` for a host of ``PICTURE_HOSTS``, empty when it may not be fetched."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or port not in (None, 80, 443) or "@" in parts.netloc:
        return ""
    return _SOURCES.get(host) or ("other" if host in {each.lower() for each in settings().picture_hosts} else "")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also when it hides in one of version six."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
        if int(found) >> 32 == 0:  # ::1.2.3.4, long out of use
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
