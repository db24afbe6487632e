"""Past shows of an act in words: each as it was written down, and the songs played most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from wtc.domain import words
from wtc.domain.text import fold, web_address
from wtc.language import t
from wtc.shapes.artist_pages import Setlist, TopSong
from wtc.shapes.artists import Played

TOP = 5


def shown(show: Played, today: date) -> Setlist:
    """One past show as the page of its act lists it."""
    place = ", ".join(filter(None, (show.venue, words.place(show.city))))
    return Setlist(
        day=words.day(show.day, today),
        moment=show.day.isoformat(),
        place=place or t("Somewhere we weren't told"),
        count=words.counted(len(show.songs), "song") if show.songs else t("Nobody wrote it down"),
        tour=show.tour,
        songs=tuple(_songs(show)),
        href="" if show.sample else web_address(show.url),
        sample=show.sample,
    )


def _songs(show: Played) -> Iterator[str]:
    for song in show.songs:
        marks = [
            t("{act} cover", act=song.cover) if song.cover else "",
            t("encore") if song.encore else "",
            t("on tape") if song.tape else "",
        ]
        said = ", ".join(filter(None, marks))
        yield f"{song.name or t('A song without a name')}{f' ({said})' if said else ''}"


def top_songs(shows: Sequence[Played]) -> tuple[TopSong, ...]:
    """The songs played most in the shows that are written down, when any was played twice."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for show in shows:
        for song in {fold(song.name): song.name for song in show.songs if song.name and not song.tape}.items():
            spelt.setdefault(*song)
            counted[song[0]] += 1
    most = counted.most_common(TOP)
    if not most or most[0][1] < 2:
        return ()
    return tuple(
        TopSong(name=spelt[folded], count=words.counted(n, "night"), share=round(100 * n / most[0][1]))
        for folded, n in most
    )
