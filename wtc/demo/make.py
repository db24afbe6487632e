"""Write the sample files afresh: ``python -m wtc.demo.make``. The same rules give the same bytes."""

import gzip
from collections import defaultdict
from pathlib import Path
from typing import Any

import orjson

from wtc.demo import formats, knowledge
from wtc.demo.copies import Copy, copies
from wtc.demo.diary import diary

FILES = Path(__file__).parent / "files"
PAGE = 200


def payloads() -> dict[str, list[dict[str, Any]]]:
    """What each provider would answer, page by page, over one cycle."""
    told: dict[str, list[Copy]] = defaultdict(list)
    for night in diary():
        for copy in copies(night):
            told[copy.source].append(copy)
    return {
        "local": [{"events": [formats.local(copy) for copy in told["local"]]}],
        "ticketmaster": _ticketmaster([formats.ticketmaster(copy) for copy in told["ticketmaster"]]),
        "bandsintown": _bandsintown(told["bandsintown"]),
        "eventbrite": [
            {"pagination": {"page_number": number, "has_more_items": False}, "events": page}
            for number, page in enumerate(_pages([formats.eventbrite(copy) for copy in told["eventbrite"]]), 1)
        ],
        "dice": [{"items": [formats.dice(copy) for copy in told["dice"]]}],
        "spotify": knowledge.spotify(),
        "mixcloud": knowledge.mixcloud(),
        "setlistfm": knowledge.setlistfm(),
    }


def _pages(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [items[start : start + PAGE] for start in range(0, len(items), PAGE)]


def _ticketmaster(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    items += [_some_day(number, act) for number, act in enumerate(("Amble", "Kíla", "Bricknasty", "Mick Flannery"))]
    pages = _pages(items)
    return [
        {
            "_embedded": {"events": page},
            "page": {"size": PAGE, "totalElements": len(items), "totalPages": len(pages), "number": number},
        }
        for number, page in enumerate(pages)
    ]


def _some_day(number: int, act: str) -> dict[str, Any]:
    """A show that is sure to come, some day."""
    return {
        "id": f"G5stba{number}",
        "name": act,
        "type": "event",
        "test": False,
        "dates": {
            "start": {"dateTBA": True, "dateTBD": False},
            "status": {"code": "onsale"},
            "timezone": "Europe/Dublin",
        },
        "_embedded": {
            "venues": [
                {"id": "KovZstba", "name": "Vicar Street", "city": {"name": "Dublin"}, "country": {"countryCode": "IE"}}
            ],
            "attractions": [{"id": f"K8stba{number}", "name": act}],
        },
    }


def _bandsintown(told: list[Copy]) -> list[dict[str, Any]]:
    """One answer for each act that is asked about: its own shows, and those it opens."""
    shows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for copy in told:
        asked = copy.night.bill[1 if copy.variety == "s" else 0]
        shows[asked].append(formats.bandsintown(copy))
    return [
        {"artist": {"id": f"s{number}", "name": act, "mbid": "", "image_url": ""}, "events": shows[act]}
        for number, act in enumerate(sorted(shows))
    ]


def packed(answers: list[dict[str, Any]]) -> bytes:
    return gzip.compress(orjson.dumps(answers), 9, mtime=0)


def main() -> None:
    FILES.mkdir(exist_ok=True)
    for source, answers in payloads().items():
        data = packed(answers)
        (FILES / f"{source}.json.gz").write_bytes(data)
        print(f"{source}: {len(data) / 1024:.0f} kB")


if __name__ == "__main__":
    main()
