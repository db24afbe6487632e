"""A program of its own, under hard limits: a listening history comes in, its acts and how often they played go out.

Run by path with ``python -I`` and an empty environment, so it leans on nothing but Python. It reads piece by piece and
keeps only names and counts. Whatever a hostile file makes of it happens in here.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TextIO

MEMORY, SECONDS = 512 << 20, 20
UNPACKED, RATIO, MEMBERS = 100 << 20, 100, 200
ROWS, LINES, NAMES, TOP = 500_000, 20_000, 50_000, 2_000
LONGEST, PIECE, ITEM, DOCUMENT = 160, 1 << 16, 1 << 17, 24 << 20
LISTENED = 30_000
"""Milliseconds from which a track counts as played, as Spotify counts."""

NOT_ONE = "We can't read that. A Spotify, Last.fm or ListenBrainz download, or a plain list of names, please."
BROKEN = "That file is broken or was cut short: it doesn't end as it should."
PEOPLE = "That file names people you follow, not acts. YourLibrary.json from the same download has the acts."
BOMB = "That zip unpacks to far more than it looks. Send the history files one by one."

_WANTED = re.compile(
    r"(streaming_?history[\w-]*|endsong\w*|yourlibrary)\.json$|listens/.*\.jsonl$|listens\.jsonl?$", re.IGNORECASE
)
_BINARY = (
    b"%PDF",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc",
    b"\x7fELF",
    b"MZ",
)
_ARTIST = ("artist", "artist_name", "artist name", "artist name(s)", "artistname", "artists", "band", "act", "name")
_PLAYS = ("plays", "playcount", "play count", "play_count", "scrobbles", "listen_count", "listens", "count")
_LASTFM = {"uts", "utc_time", "track", "album", "date", "scrobbles", "playcount", "artist_mbid", "track_mbid"}
_MARKS = re.compile(r"^(?:\d{1,4}[.)]\s+|[-*\u2022]\s+)")
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DATED = re.compile(r"\d{4}.*\d:\d\d")


class Refused(Exception):
    """A file that is not read, in words for people."""


class Tally:
    """Acts by name: how often played, how many tracks saved, followed or listed; and what could not be read."""

    def __init__(self) -> None:
        self.plays: Counter[str] = Counter()
        self.saved: Counter[str] = Counter()
        self.chosen: set[str] = set()
        self.mbids: dict[str, str] = {}
        self.sources: Counter[str] = Counter()
        self.rows = self.skipped = 0

    def row(self) -> None:
        """Count a row; more than ``ROWS`` are refused."""
        self.rows += 1
        if self.rows > ROWS:
            raise Refused(f"That's more than {ROWS:,} rows. Split it in two.")

    def note(self, source: str, name: object, *, plays: int = 0, saved: int = 0, mbid: object = "") -> None:
        """Take down an act; a name that is none counts as skipped."""
        said = " ".join(name.split()) if isinstance(name, str) else ""
        if not said or len(said) > LONGEST or not said.isprintable() or (said[0] == "=" and "(" in said):
            self.skipped += 1
            return
        self.sources[source] += 1
        if plays:
            self.plays[said] += plays
        elif saved:
            self.saved[said] += saved
        else:
            self.chosen.add(said)
        if isinstance(mbid, str) and _MBID.fullmatch(mbid):
            self.mbids.setdefault(said, mbid)
        if len(self.plays) + len(self.saved) + len(self.chosen) > NAMES:
            raise Refused(f"That's more than {NAMES:,} acts. Nobody has heard that many.")

    def told(self) -> dict[str, Any]:
        """The heaviest ``TOP`` acts as ``[name, plays, saved, chosen, mbid]``."""
        names = {*self.plays, *self.saved, *self.chosen}
        if not names:
            raise Refused("There's no act in that file that we could read.")
        heavy = sorted(names, key=lambda one: (-self.plays[one], -self.saved[one], one not in self.chosen, one))
        acts = [
            [name, self.plays[name], self.saved[name], name in self.chosen, self.mbids.get(name, "")]
            for name in heavy[:TOP]
        ]
        source = self.sources.most_common(1)[0][0]
        return {"source": source, "rows": self.rows, "skipped": self.skipped, "found": len(names), "acts": acts}


def main() -> None:
    """Read standard input; write a line of JSON: the tally, or ``refused`` with the reason."""
    _bind()
    try:
        said = read(sys.stdin.buffer.read())
    except Refused as why:
        said = {"refused": str(why)}
    except MemoryError:
        said = {"refused": "That file takes more room to open than we have."}
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        said = {"refused": "That zip is broken: it can't be opened."}
    except BaseException:  # made to break it, then: whatever it was, it ends here
        said = {"refused": BROKEN}
    sys.stdout.buffer.write(json.dumps(said).encode())


def _bind() -> None:
    with suppress(ImportError, ValueError, OSError):  # where the system knows no limits, the caller's clock remains
        import resource

        for which, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(which, (most, most))


def read(data: bytes) -> dict[str, Any]:
    """The tally of a file."""
    tally = Tally()
    if data.startswith(b"PK"):
        _zip(data, tally)
    elif data.startswith(_BINARY):
        raise Refused(NOT_ONE)
    else:
        text = _text(data)
        _json(io.StringIO(text), tally) if text.lstrip()[:1] in ("[", "{") else _table(text, tally)
    return tally.told()


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        raise Refused(NOT_ONE)
    else:
        codings = ("utf-8-sig", "cp1252", "latin-1")
    for coding in codings:
        with suppress(UnicodeDecodeError):
            return data.decode(coding).lstrip("\ufeff")
    raise Refused(NOT_ONE)


def _zip(data: bytes, tally: Tally) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        whole = sum(member.file_size for member in members)
        if len(members) > MEMBERS or whole > UNPACKED or whole > len(data) * RATIO:
            raise Refused(BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise Refused("That zip is locked. Save it without a password.")
        wanted = [member for member in members if _WANTED.search(member.filename)]
        if not wanted:
            raise Refused(
                "There's no listening history in that zip. We look for StreamingHistory, YourLibrary and listens."
            )
        for member in wanted:
            with packed.open(member) as file, io.TextIOWrapper(file, "utf-8-sig") as text:
                _json(text, tally)


def _json(stream: TextIO, tally: Tally) -> None:
    try:
        for value in values(stream):
            tally.row()
            take(value, tally)
    except (ValueError, RecursionError):
        raise Refused(BROKEN) from None


def values(stream: TextIO) -> Iterator[Any]:
    """The items of a JSON array, or the values that stand one after the other, without ever holding all of them."""
    decode = json.JSONDecoder().raw_decode
    buffer, piece = stream.read(PIECE).lstrip("\ufeff \t\r\n"), PIECE
    inside = buffer.startswith("[")
    place, limit = (1, ITEM) if inside else (0, DOCUMENT)
    ended = False
    while True:
        while place < len(buffer) and buffer[place] in " \t\r\n,":
            place += 1
        if inside and buffer[place : place + 1] == "]":
            return
        try:
            if place == len(buffer):
                raise ValueError
            value, after = decode(buffer, place)
            if after == len(buffer) and not ended and not isinstance(value, dict | list | str):
                raise ValueError  # a number may go on in the next piece
        except ValueError:
            if ended:
                if place == len(buffer) and not inside:
                    return
                raise
            if len(buffer) - place > limit:
                raise
            more = stream.read(piece)
            ended, buffer, place, piece = not more, buffer[place:] + more, 0, min(piece * 2, 1 << 22)
            continue
        yield value
        place, piece = after, PIECE


def take(value: Any, tally: Tally, depth: int = 0) -> None:
    """One item of a history, in any of the forms that are known."""
    if isinstance(value, str):
        tally.note("list", value)
    elif isinstance(value, list) and depth < 5:
        for one in value:
            tally.row()
            take(one, tally, depth + 1)
    elif not isinstance(value, dict) or not _known(value, tally, depth):
        tally.skipped += 1


def _known(said: dict[str, Any], tally: Tally, depth: int) -> bool:
    if "master_metadata_album_artist_name" in said or ("artistName" in said and "msPlayed" in said):
        name = said.get("master_metadata_album_artist_name", said.get("artistName"))
        if name is not None and _number(said.get("ms_played", said.get("msPlayed"))) >= LISTENED:
            tally.note("spotify-file", name, plays=1)
        return True
    if isinstance(track := said.get("track_metadata"), dict):
        ids = track["additional_info"].get("artist_mbids") if isinstance(track.get("additional_info"), dict) else None
        mbid = ids[0] if isinstance(ids, list) and len(ids) == 1 else ""
        tally.note("listenbrainz", track.get("artist_name"), plays=1, mbid=mbid)
        return True
    if "artist_name" in said and "listen_count" in said:
        tally.note(
            "listenbrainz", said["artist_name"], plays=_number(said["listen_count"]), mbid=said.get("artist_mbid")
        )
        return True
    if "name" in said and "playcount" in said:
        tally.note("lastfm", said["name"], plays=_number(said["playcount"]), mbid=said.get("mbid"))
        return True
    return _song(said, tally) or _box(said, tally, depth)


def _song(said: dict[str, Any], tally: Tally) -> bool:
    """A played or saved track, or an act alone."""
    artist, uri = said.get("artist"), str(said.get("uri", ""))
    if uri.startswith("spotify:"):
        tally.note("spotify-file", artist or said.get("name"), saved=1 if artist else 0)
        return True
    if isinstance(artist, dict) and ("name" in artist or "#text" in artist):
        tally.note("lastfm", artist.get("#text") or artist.get("name"), plays=1, mbid=artist.get("mbid"))
        return True
    if isinstance(artist, str):
        played = bool({"track", "date", "name", "uts"} & said.keys())
        tally.note("lastfm" if played else "list", artist, plays=int(played))
        return True
    if isinstance(said.get("name"), str):
        tally.note("list", said["name"])
        return True
    return False


def _box(said: dict[str, Any], tally: Tally, depth: int) -> bool:
    """Something that holds items under names that are known."""
    if "userIsFollowing" in said:
        raise Refused(PEOPLE)
    inside = [each for each in ("topartists", "recenttracks", "payload", "listens", "artists", "tracks", "albums",
                                "artist", "track", "items") if isinstance(said.get(each), dict | list)]  # fmt: skip
    for name in inside:
        take(said[name], tally, depth + 1)
    return bool(inside)


def _number(value: object) -> int:
    try:
        return max(0, min(int(float(str(value))), 10_000_000))
    except (ValueError, OverflowError):
        return 0


def _table(text: str, tally: Tally) -> None:
    head = text.lstrip().split("\n", 1)[0].strip()
    mark = max(",;\t", key=head.count)
    cells = next(csv.reader([head], delimiter=mark), []) if head else []
    names = [cell.strip().casefold() for cell in cells]
    which = next((names.index(each) for each in _ARTIST if each in names), None)
    if which is not None:
        _rows(text, mark, which, names, tally)
    elif len(cells) >= 3 and _DATED.search(cells[-1]):
        _rows(text, mark, 0, [], tally)
    else:
        _list(text, tally)


def _rows(text: str, mark: str, which: int, names: list[str], tally: Tally) -> None:
    counted = next((names.index(each) for each in _PLAYS if each in names), None)
    known = next((names.index(each) for each in ("artist_mbid", "artist mbid") if each in names), None)
    played = not names or bool(_LASTFM & set(names))
    try:
        rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=mark)
        if names:
            next(rows)
        for row in rows:
            if not row:
                continue
            tally.row()
            plays = _number(row[counted]) if counted is not None and counted < len(row) else int(played)
            mbid = row[known] if known is not None and known < len(row) else ""
            name = row[which] if which < len(row) else ""
            tally.note("lastfm" if played else "list", name.lstrip("'"), plays=plays, mbid=mbid)
    except csv.Error:
        raise Refused(BROKEN) from None


def _list(text: str, tally: Tally) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > LINES:
        raise Refused(f"That's more than {LINES:,} lines. Your best {LINES:,}, please.")
    if len(lines) == 1:
        lines = re.split("[,;]", lines[0])
    for line in lines:
        tally.row()
        tally.note("list", _MARKS.sub("", line.strip()).strip("\"'"))


if __name__ == "__main__":
    main()
