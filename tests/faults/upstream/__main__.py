"""The server by hand: see the package."""

import argparse
import contextlib
from datetime import date

import tests.faults.upstream as package
from tests.faults.listings import fill, programme
from tests.faults.upstream import CONTRACTS, GENERIC, Upstream


def main() -> None:
    modes = sorted({*GENERIC, *(mode for contract in CONTRACTS for mode in contract.modes)})
    parser = argparse.ArgumentParser(description=package.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=modes, default="ok")
    parser.add_argument("--events", type=int, default=300, help="how many events each source lists")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--after", type=int, default=0, help="answer so many questions well before misbehaving")
    given = parser.parse_args()
    today = date.today()  # noqa: DTZ011  (a programme for a person who tries it out now)
    server = Upstream(programme(given.events, today), given.mode, given.port, given.after)
    fill(server, given.events, today)
    told = {**server.environment, **dict.fromkeys(KEYS, "by-hand-0123456789"), **SETTINGS}
    for name, value in told.items():
        print(f"export {name}={value!r}", flush=True)  # noqa: T201
    print(f"# {given.mode}; GET {server.root}/mode/NAME changes it", flush=True)  # noqa: T201
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


KEYS = ("TICKETMASTER_API_KEY", "BANDSINTOWN_APP_ID", "EVENTBRITE_API_TOKEN", "APIFY_TOKEN")
SETTINGS = {
    "BANDSINTOWN_SEED_ARTISTS": "Lankum,Kíla,AC/DC,Therapy?,M(h)aol",
    "EVENTBRITE_ORG_IDS": "111",
    "EVENTBRITE_VENUE_IDS": "222",
    "DICE_APIFY_ENABLED": "true",
}

if __name__ == "__main__":
    main()
