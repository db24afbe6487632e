"""Uploaded tables: every usual CSV and any XLSX is read; whatever is made to hurt is refused fast and in words."""

import io
import zipfile

import pytest

from wtc.errors import Invalid, TooLarge
from wtc.gateways.spreadsheets import LARGEST, reading
from wtc.gateways.spreadsheets.reading import read_now

HEAD = ("dj_name", "city", "fee")
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>'
)
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: list[tuple[object, ...]], begin: str = '<?xml version="1.0"?>') -> str:
    cells = []
    for number, row in enumerate(rows, 1):
        said = "".join(
            f"<c><v>{cell}</v></c>" if isinstance(cell, int | float) else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        cells.append(f'<row r="{number}">{said}</row>')
    return f"{begin}<worksheet {SPACE}><sheetData>{''.join(cells)}</sheetData></worksheet>"


def workbook(body: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELS.format("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr("xl/_rels/workbook.xml.rels", RELS.format("worksheet", "worksheets/sheet1.xml"))
        packed.writestr("xl/worksheets/sheet1.xml", body)
        for name, data in more.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


GOOD = workbook(sheet([HEAD, ("Róisín Records", "Cork", 300), ("Bog", "Galway", "£250")]))


def test_a_workbook_is_read_as_text_with_its_line_numbers() -> None:
    table = read_now(GOOD)
    assert table.head == HEAD
    assert table.rows == ((2, ("Róisín Records", "Cork", "300")), (3, ("Bog", "Galway", "£250")))


@pytest.mark.parametrize(
    "data",
    [
        "dj_name,city,fee\nBóg,Cork,300\n".encode(),
        "\ufeffdj_name,city,fee\r\nBóg,Cork,300\r\n".encode(),
        "dj_name;city;fee\nBóg;Cork;300\n".encode(),
        "dj_name\tcity\tfee\nBóg\tCork\t300\n".encode(),
        "dj_name,city,fee\nBóg,Cork,300\n".encode("cp1252"),
        "dj_name,city,fee\nBóg,Cork,300\n".encode("utf-16"),
        '\n\ndj_name,city,fee\n\n"Bóg","Cork","300"\n'.encode(),
    ],
)
def test_a_csv_is_read_in_every_usual_form(data: bytes) -> None:
    table = read_now(data)
    assert table.head == HEAD
    assert [row for _, row in table.rows] == [("Bóg", "Cork", "300")]


def _bomb() -> bytes:
    """About 700 kB that would unpack to 700 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("xl/workbook.xml", BOOK)
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(100):
                member.write(b" " * (1 << 20))
    return out.getvalue()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b"  \n \n", "empty"),
    "a head alone": (b"dj_name,city\n", "no rows"),
    "an old xls renamed": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old or locked"),
    "macros": (workbook(sheet([HEAD]), xl__vbaProject_dot_bin=b"x"), "macros"),
    "xlsm": (GOOD.replace(b"PK", b"PK"), ""),
    "billion laughs": (workbook(sheet([HEAD, ("&j;", "b", "c")], LAUGHS)), "isn't one that a spreadsheet wrote"),
    "outside entity": (
        workbook(sheet([HEAD], '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>')),
        "isn't one that a spreadsheet wrote",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "can't read that"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "broken"),
    "another zip": (b"PK\x03\x04 nothing", "broken"),
    "too many columns": (b",".join([b"x"] * 70) + b"\n1\n", "columns"),
    "too many rows": (b"dj_name\n" + b"x\n" * 20_500, "rows"),
    "an endless cell": (b'dj_name\n"' + b"x" * 300_000, "never ends"),
    "many members": (workbook(sheet([HEAD]), **{f"m{n}": b"x" for n in range(220)}), "unpacks to far more"),
}
del REFUSED["xlsm"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_made_to_hurt_is_refused_in_words(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(Invalid) as caught:
        read_now(data)
    assert words in caught.value.message


@pytest.mark.parametrize("data", [_bomb(), REFUSED["billion laughs"][0], REFUSED["many members"][0]])
def test_a_bomb_is_refused_unopened(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "pressed", lambda *_args, **_options: pytest.fail("it was opened"))
    with pytest.raises(Invalid):
        read_now(data)


def test_macros_under_another_name_are_found_by_their_kind() -> None:
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as packed:
        packed.writestr("[Content_Types].xml", TYPES.replace("sheet.main", "sheet.macroEnabled.main"))
        packed.writestr("xl/workbook.xml", BOOK)
    with pytest.raises(Invalid, match="macros"):
        read_now(odd.getvalue())


async def test_a_file_beyond_the_bound_is_not_looked_at() -> None:
    with pytest.raises(TooLarge):
        await reading.read(b"x" * (LARGEST + 1))


def test_a_workbook_with_too_many_rows_is_refused_by_its_reader() -> None:
    many = workbook(sheet([HEAD, *[("x", "y", number) for number in range(20_100)]]))
    with pytest.raises(Invalid, match="rows"):
        read_now(many)
