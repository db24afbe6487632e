"""A local server that speaks every source's contract and misbehaves on request, for tests and by hand.

By hand: ``python -m tests.faults.upstream --mode ok --events 300 --port 8099`` prints the settings that point to it;
then ``python -m wtc ingest --all`` with them. ``GET /mode/NAME`` changes how it behaves while it runs,
``GET /mode/bandsintown/NAME`` for one source; ``GET /log`` shows what it was asked.
"""

from tests.faults.upstream.contract import Asked, Contract, Reply
from tests.faults.upstream.contracts import CONTRACTS
from tests.faults.upstream.modes import GENERIC
from tests.faults.upstream.server import Upstream, serving
from tests.faults.upstream.ticketmaster import MODES as TICKETMASTER

MODES = {**GENERIC, **TICKETMASTER}
"""The modes that Ticketmaster's tests go through."""

__all__ = ["CONTRACTS", "GENERIC", "MODES", "Asked", "Contract", "Reply", "Upstream", "serving"]
