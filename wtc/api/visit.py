"""What is known of one request while it lasts: where it comes from and what it carries."""

from dataclasses import dataclass
from ipaddress import ip_address

from starlette.types import Scope

from wtc.gateways.limits import Allowance
from wtc.shapes.accounts import Visitor

KEY = "wtc.visit"


@dataclass(slots=True)
class Visit:
    """One request or socket; ``route`` is the template it matched, empty when none of ours did."""

    id: str = ""
    address: str = ""
    cookie: str = ""
    authorization: str = ""
    proxied: bool = False
    route: str = ""
    left: Allowance | None = None
    visitor: Visitor | None = None


def visit_of(scope: Scope) -> Visit:
    """The visit that the gate noted; made from the bare request where no gate stands before (tests)."""
    found = scope.get(KEY)
    if isinstance(found, Visit):
        return found
    headers = dict(scope["headers"])
    made = Visit(
        address=(scope.get("client") or ("", 0))[0],
        cookie=headers.get(b"cookie", b"").decode("latin-1"),
        authorization=headers.get(b"authorization", b"").decode("latin-1"),
    )
    scope[KEY] = made
    return made


def client(peer: str, forwarded: list[bytes], hops: int) -> str:
    """The address of the client behind ``hops`` trusted proxies: that many from the right of ``X-Forwarded-For``.

    What stands further left was written by the client and is not believed; with too few entries, or with one that
    is no address, it is the peer.
    """
    entries = [part.strip() for line in forwarded for part in line.decode("latin-1").split(",") if part.strip()]
    if not hops or len(entries) < hops:
        return peer
    entry = entries[-hops]
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:
        entry = entry.partition(":")[0]
    try:
        return str(ip_address(entry))
    except ValueError:
        return peer
