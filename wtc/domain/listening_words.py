"""Listening brought from elsewhere in words: what is kept, what a file would bring, what it brought."""

from collections.abc import Iterable
from datetime import datetime

from wtc.domain.spotify_words import when
from wtc.language import n, t
from wtc.shapes.listening import ListeningPage, ListeningReport, ListeningSource, SourceLine


def page(
    sources: Iterable[ListeningSource], report: ListeningReport | None = None, problem: str = "", *, now: datetime
) -> ListeningPage:
    """The section of the preferences. Spotify's own connection has a section of its own and is not listed."""
    lines = tuple(
        SourceLine(
            source=one.source,
            label=one.label,
            line=t(
                "{acts}, {known} of them playing round here. Brought {when}.",
                acts=_acts(one.acts),
                known=f"{one.known:,}",
                when=when(one.at, now),
            ),
        )
        for one in sources
        if one.source != "spotify"
    )
    if report is None:
        return ListeningPage(sources=lines, problem=problem)
    heading = f"{report.filename}: {_acts(report.found)}"
    return ListeningPage(
        sources=lines,
        id=report.id,
        heading=t("In. {list}", list=heading) if report.applied else heading,
        line=_line(report),
        top=report.top,
        todo="" if report.applied else _todo(report),
        applied=report.applied,
        problem=problem,
    )


def _acts(many: int) -> str:
    return n("{count} act", "{count} acts", many)


def _line(report: ListeningReport) -> str:
    said = [f"{report.label}, {n('{count} row', '{count} rows', report.rows)}."]
    said += [t("We know {count} of the acts.", count=f"{report.known:,}")]
    said += [t("The {count} you play most are kept.", count=f"{report.acts:,}")] if report.acts < report.found else []
    said += [t("{count} rows made no sense to us.", count=f"{report.skipped:,}")] if report.skipped else []
    return " ".join(said)


def _todo(report: ListeningReport) -> str:
    if report.replaces:
        return t("Replace {old} by {new}", old=f"{report.replaces:,}", new=f"{report.acts:,}")
    return t("Bring in {acts}", acts=_acts(report.acts))
