"""What an accepted record gives its act: ids, and the facts that the act lacks; and how they are taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wtc.queries.mapping import HARD
from wtc.services.mapping.candidates import hard_ids
from wtc.shapes.identity import ArtistRecord

PLAIN = {
    "image": "image_url",
    "genres": "genres",
    "country": "country",
    "kind": "kind",
    "about": "about",
    "note": "disambiguation",
}
"""Facts by the name that ``told_by`` knows them by, and their column."""
COLUMNS = (*PLAIN.values(), "links", "told_by", *HARD, "last_synced_at")
_BLANK: dict[str, Any] = {"genres": []}


def fill(row: dict[str, Any], record: ArtistRecord, *, now: datetime) -> bool:
    """Give ``row`` what it lacks and what this source told before; whether anything changed.

    Made-up records tell nothing of real acts.
    """
    if record.sample and not row["sample"]:
        return False
    before = {name: row[name] for name in COLUMNS}
    told, links = dict(row["told_by"]), dict(row["links"])
    for fact, value in _said(record).items():
        column = PLAIN[fact]
        if value and (not row[column] or told.get(fact) == record.source):
            row[column], told[fact] = value, record.source
    for column, value in hard_ids(record).items():
        if not row[column]:
            row[column], told[column] = value, record.source
    for kind, address in {record.source: record.url, **record.links}.items():
        fact = f"link:{kind}"
        if address and (kind not in links or told.get(fact) == record.source):
            links[kind], told[fact] = address, record.source
    row["told_by"], row["links"] = told, links
    if all(row[name] == before[name] for name in COLUMNS):
        return False
    row["last_synced_at"] = now
    return True


def take_back(row: dict[str, Any], source: str) -> None:
    """Take from ``row`` all that ``source`` told: its record is of another act."""
    told, links = dict(row["told_by"]), dict(row["links"])
    for fact in [fact for fact, teller in told.items() if teller == source]:
        del told[fact]
        if fact.startswith("link:"):
            links.pop(fact.removeprefix("link:"), None)
        elif fact in HARD:
            row[fact] = None
        elif fact in PLAIN:
            row[PLAIN[fact]] = _BLANK.get(PLAIN[fact], "")
    row["told_by"], row["links"] = told, links


def changes(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that ``fill`` and ``take_back`` touch, with the id last, for ``bulk.update``."""
    return {**{name: row[name] for name in COLUMNS}, "id": row["id"]}


def _said(record: ArtistRecord) -> dict[str, Any]:
    return {
        "image": record.image[:1_000],
        "genres": list(record.genres)[:12],
        "country": record.country[:2],
        "kind": record.kind[:16],
        "about": record.about[:8_000],
        "note": record.disambiguation[:160],
    }
