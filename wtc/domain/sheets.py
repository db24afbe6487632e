"""Tables that people open in a spreadsheet: no cell of ours may be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

DANGEROUS = "=+-@\t\r\n\x00|%＝＋－＠"
"""First characters after which some spreadsheet begins to calculate, the full-width ones among them."""
Cell = str | int | float | None


def safe(cell: Cell) -> str | int | float:
    """The same cell, led by an apostrophe where its first character that shows could begin a formula."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "")
    bare = text.lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if text[:1] in DANGEROUS and text else f"'{text}" if bare[:1] in DANGEROUS and bare else text


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file as spreadsheets read it: UTF-8 with its mark, a comma between, every text quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()
