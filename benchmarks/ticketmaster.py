"""Reading Ticketmaster's pages into listings: figure and bar. ``python -m benchmarks.ticketmaster``."""

import json
import sys
import time
from datetime import date

from benchmarks import figures
from tests.faults.listings import programme
from wtc.gateways import reading, ticketmaster

EVENTS, BAR = 4_000, 2_000.0


def main() -> int:
    """Read ``EVENTS`` items, 200 a page, and compare listings a second of processor time with the bar."""
    items = programme(EVENTS, date(2026, 11, 21))
    pages = [json.dumps({"_embedded": {"events": items[at : at + 200]}}) for at in range(0, EVENTS, 200)]
    began = time.process_time()
    read = sum(len(ticketmaster.parse(reading.loads(page))[0]) for page in pages)
    rate = read / (time.process_time() - began)
    kept = figures.at_least("Ticketmaster's JSON read by the processor's time", rate, BAR, "listings a second")
    return 0 if read == EVENTS and kept else 1


if __name__ == "__main__":
    sys.exit(main())
