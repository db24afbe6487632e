"""Where a request came from, as a limit counts it, and where a visitor may be sent on to."""

import ipaddress
import re

_ONWARD = re.compile(r"/(?![/\\])[^\x00-\x20\x7f-\x9f\\]*")


def network(address: str) -> str:
    """The network that shares one limit: a whole IPv4 address, the /64 of an IPv6 one, 'unknown' for anything else."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def onward(path: str) -> str:
    """A path on this site to go on to; '/' when it could lead anywhere else: '//evil', 'https:evil', a control mark."""
    return path if len(path) <= 500 and _ONWARD.fullmatch(path) else "/"
