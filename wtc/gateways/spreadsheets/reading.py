"""A file that may be anything, made into rows of text: CSV in any usual form, or an XLSX workbook and no other kind."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from wtc.errors import Invalid
from wtc.gateways.turns import Turns, pressed

UNPACKED, RATIO, MEMBERS = 20 << 20, 100, 200
ROWS, COLUMNS, LONGEST = 20_000, 60, 4_000
PRESS = Path(__file__).with_name("press.py")
NOT_ONE = "We can't read that. A CSV file or an XLSX workbook, please."

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKED = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The head of a table and its rows with their number in the file; empty rows are left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


async def read(data: bytes) -> Table:
    """The table in a file; ``Invalid`` or ``TooLarge`` with words for people, ``SourceDown`` in a crush."""
    return await LINE.read(data)


def read_now(data: bytes) -> Table:
    """The same, here and now."""
    if not data.strip():
        raise Invalid("That file is empty.")
    if data.startswith(_OLD):
        raise Invalid("That's an old or locked Excel file. Save it as XLSX without a password, or as CSV.")
    cells = _workbook(data) if data.startswith(b"PK") else _text(data)
    return _table(cells)


def _table(cells: list[list[str]]) -> Table:
    kept = [(number, row) for number, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    if len(kept) < 2:
        raise Invalid("There's a head or nothing at all in that file: no rows.")
    (_, head), *rows = kept
    return Table(head=tuple(head), rows=tuple((number, tuple(row)) for number, row in rows))


def _workbook(data: bytes) -> list[list[str]]:
    """The cells of an XLSX. Its outside is looked at first, so that a bomb is refused unopened."""
    _look(data)
    said = pressed(PRESS, data, broken="That workbook is broken, or too much work to open.")
    rows: list[list[str]] = said["rows"]
    return rows


def _look(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            _sizes(members, len(data))
            names = {member.filename for member in members}
            if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                raise Invalid(NOT_ONE)
            for member in members:
                if member.flag_bits & 1:
                    raise Invalid("That workbook is locked. Save it without a password.")
                if "vbaproject" in member.filename.casefold():
                    raise Invalid("That workbook holds macros. Save it as a plain XLSX.")
                if member.filename.endswith((".xml", ".rels")):
                    _plain(packed, member)
    except Invalid:
        raise
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, EOFError):
        raise Invalid("That workbook is broken: it can't be opened.") from None


def _sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    whole = sum(member.file_size for member in members)
    if len(members) > MEMBERS or whole > UNPACKED or whole > packed * RATIO:
        raise Invalid("That workbook unpacks to far more than it looks. Save the one sheet as CSV.")


def _plain(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse XML that brings definitions of its own, and macros under another name."""
    with packed.open(member) as file:
        begin = file.read(4_096)
    if any(mark in begin.upper() for mark in _MARKED):
        raise Invalid("That workbook isn't one that a spreadsheet wrote.")
    if member.filename == "[Content_Types].xml" and b"macroenabled" in begin.lower():
        raise Invalid("That workbook holds macros. Save it as a plain XLSX.")


def _text(data: bytes) -> list[list[str]]:
    """The cells of a CSV: UTF-8 or what Windows writes, with commas, semicolons or tabs."""
    if b"\x00" in data[:4_096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid(NOT_ONE)
    text = _decoded(data)
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark):
            if len(rows) > ROWS:
                raise Invalid(f"That's more than {ROWS:,} rows. Split it in two.")
            if len(row) > COLUMNS:
                raise Invalid(f"That's {len(row):,} columns. {COLUMNS} at most, please.")
            rows.append([cell.replace("\x00", "")[:LONGEST] for cell in row])
    except csv.Error:
        raise Invalid("That CSV is broken: a cell never ends.") from None
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = ("utf-8-sig", "cp1252", "latin-1")
    for coding in codings:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Invalid(NOT_ONE)


LINE = Turns("sheets", read_now, too_large="That file is more than 10 MB. Split it in two.")
