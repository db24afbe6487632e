"""A program of its own, under hard limits: a workbook comes in, the text of its first sheet's cells goes out.

Run by path with ``python -I`` and an empty environment. Whatever a hostile file makes of the reader happens in here.
"""

import datetime
import io
import json
import sys
from contextlib import suppress

MEMORY, SECONDS = 512 << 20, 20
ROWS, COLUMNS, LONGEST = 20_000, 60, 4_000


def main() -> None:
    """Read standard input; write a line of JSON: ``rows``, or ``refused`` with the reason."""
    _bind()
    try:
        said: dict[str, object] = {"rows": rows(sys.stdin.buffer.read())}
    except MemoryError:
        said = {"refused": "That workbook takes more room to open than we have."}
    except OverflowError as why:
        said = {"refused": str(why)}
    except BaseException:  # the reader may fail in any way at all, panics included, on a file made to break it
        said = {"refused": "That workbook is broken: it can't be read."}
    sys.stdout.buffer.write(json.dumps(said).encode())


def _bind() -> None:
    with suppress(ImportError, ValueError, OSError):  # where the system knows no limits, the caller's clock remains
        import resource

        for which, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(which, (most, most))


def rows(data: bytes) -> list[list[str]]:
    """The first sheet's cells as text; OverflowError when there are too many."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    if sheet.total_height > ROWS:
        raise OverflowError(f"That's {sheet.total_height:,} rows. {ROWS:,} at most, please.")
    if sheet.total_width > COLUMNS:
        raise OverflowError(f"That's {sheet.total_width:,} columns. {COLUMNS} at most, please.")
    return [[_text(cell) for cell in row] for row in sheet.iter_rows()]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else f"{cell:.2f}"
    if isinstance(cell, datetime.date | datetime.datetime):
        return cell.isoformat()
    return str(cell)[:LONGEST] if cell is not None else ""


if __name__ == "__main__":
    main()
