"""What stands in the archive of one's data: names of files, the page that explains them, and cells of tables."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson

from wtc.domain.sheets import Cell

README = """This is everything WhatsTheCraic keeps about {name} ({email}),
as it stood on {when}.

everything.json   all of it, for programs: one list for each heading below
csv/              the same as tables, for any spreadsheet
saved-gigs.ics    the gigs you saved, for any calendar
pictures/         the pictures you uploaded, where there are any

Times are in UTC. Prices are in cents of the currency beside them.

What is in it
{heaps}

What is left out, and why
  Your password: we only keep a scrambled form of it, and even that is a
  secret. The same goes for the marks of the browsers you are signed in
  on, the sealed keys to your Spotify, and the keys with which news is
  locked for your browsers.
  What we keep about gigs, acts and rooms: that is nobody's in particular.
  What a trained model holds of you is the list of gigs you took up, which
  is in here as saved gigs and what you said of gigs.

Keep this file where only you can open it.
"""


def file_name(heading: str) -> str:
    """A heading as the name of a file."""
    return "".join(sign if sign.isalnum() else "-" for sign in heading.lower()).strip("-")


def readme(account: Mapping[str, Any], counts: Sequence[tuple[str, int]], when: str) -> bytes:
    """The page that explains the archive; ``counts`` are headings with how many rows each has."""
    widest = max((len(name) for name, _ in counts), default=0)
    heaps = "\n".join(f"  {name:<{widest}}  {many:>7,}" for name, many in counts)
    told = {"name": account.get("name", ""), "email": account.get("email", "")}
    return README.format(**told, when=when, heaps=heaps).encode()


def pictures_of(row: Mapping[str, Any]) -> list[str]:
    """The digests of pictures that a row names: a photo, or the poster of a night."""
    form = row.get("form")
    named = (row.get("digest"), form.get("picture") if isinstance(form, Mapping) else None)
    return [digest for digest in named if isinstance(digest, str) and len(digest) == 64]


def cell(value: Any) -> Cell:
    """A value as it stands in a table: times in UTC, lists and the like as JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return orjson.dumps(value, default=str).decode()
