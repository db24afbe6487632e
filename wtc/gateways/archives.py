"""A zip archive written to a file without a name: rows go in as they come, and it is gone with whoever holds it."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Any, Self

import orjson

from wtc.domain.archive import cell, file_name
from wtc.domain.sheets import safe

IN_MEMORY = 1 << 20
"""Bytes of one part that are held before they go to the disk."""
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class Archive:
    """Used as a context: headings are added one by one, and ``file`` may be read from its start when it is left."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it outlives this, for whoever sends it
        self.counts: list[tuple[str, int]] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._zip = self._stack.enter_context(zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, compresslevel=6))
        self._json = self._stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        self._json.write(b"{")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if kind is not None:
            self.file.close()
        else:
            self.file.seek(0)

    def rows(self, heading: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """The rows under a heading, in JSON and as a table; nothing when there are none."""
        many = 0
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as table:
            text = io.TextIOWrapper(table, encoding="utf-8-sig", newline="", write_through=True)
            writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
            for row in rows:
                if not many:
                    writer.writerow(row)
                    self._json.write((b",\n" if self.counts else b"\n") + orjson.dumps(heading) + b":[\n")
                self._json.write((b",\n" if many else b"") + orjson.dumps(dict(row), default=str, option=OPTIONS))
                writer.writerow([safe(cell(value)) for value in row.values()])
                many += 1
            if many:
                self._json.write(b"]")
                self.counts.append((heading, many))
                text.flush()
                self._copy(f"csv/{file_name(heading)}.csv", table)
            text.detach()

    def put(self, name: str, data: bytes) -> None:
        """One whole file."""
        if data:
            self._zip.writestr(name, data)

    def close_rows(self) -> None:
        """Write down what ``rows`` gathered; no more come."""
        self._json.write(b"\n}\n")
        self._copy("everything.json", self._json)

    def _copy(self, name: str, part: Any) -> None:
        part.seek(0)
        with self._zip.open(name, "w", force_zip64=True) as entry:
            while chunk := part.read(IN_MEMORY):
                entry.write(chunk)
