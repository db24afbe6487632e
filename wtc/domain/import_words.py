"""An uploaded file of DJs in words: what would happen, to whom, and what is wrong with which line."""

from wtc.shapes.djs import ImportLine, ImportPage, ImportReport, ImportRow
from wtc.shapes.shell import Choice

_WORDS = {
    "new": ("New", "emerald"),
    "changed": ("Changed", "sky"),
    "same": ("As before", "muted"),
    "double": ("Twice in the file", "gold"),
    "wrong": ("Left out", "coral"),
}


def page(report: ImportReport) -> ImportPage:
    """The preview, or the news that it was done."""
    counts = {what: report.counts.get(what, 0) for what in _WORDS}
    whole, doing = sum(counts.values()), counts["new"] + counts["changed"]
    heading = f"{report.filename}: {whole:,} row{'' if whole == 1 else 's'}"
    return ImportPage(
        id=report.id,
        filename=report.filename,
        heading=f"Done. {heading}" if report.applied else heading,
        tiles=tuple(Choice(key=what, label=_WORDS[what][0], href="", count=counts[what]) for what in _WORDS),
        lines=tuple(_line(row) for row in report.rows),
        more=f"And {whole - len(report.rows):,} more." if whole > len(report.rows) else "",
        unread=f"Columns we don't keep: {', '.join(report.unread[:12])}." if report.unread else "",
        todo="" if report.applied or not doing else f"Add {counts['new']:,} and change {counts['changed']:,}",
        applied=report.applied,
    )


def _line(row: ImportRow) -> ImportLine:
    word, colour = _WORDS[row.what]
    return ImportLine(
        line=str(row.line),
        name=row.name or "No name",
        place=row.city,
        fee=row.fee,
        word=word,
        colour=colour,
        problem=" ".join(row.problems),
    )
