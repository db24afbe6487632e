"""Where pictures may be fetched from: the hosts that each source keeps its pictures at."""

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
