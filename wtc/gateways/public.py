"""The open internet and nothing else: a host named by somebody else is resolved once, and judged by its addresses."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

Resolve = Callable[[str, int], Awaitable[list[str]]]
Door = Callable[[str, int], tuple[str, int]]
"""Where a checked address is reached: there it is, unless a test leads to a server of its own."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def straight(address: str, port: int) -> tuple[str, int]:
    """The door of the program: each address is where it is."""
    return address, port


async def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, asked of the system."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


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
