"""Listening brought from elsewhere: a file read and recognised, shown, applied or dropped; sources taken away."""

from dataclasses import replace
from urllib.parse import quote

from wtc import clock
from wtc.db import act, ask
from wtc.domain import listening_words as words
from wtc.domain.text import clean
from wtc.errors import Conflict, CraicError, NotFound
from wtc.gateways import listening as files
from wtc.services import listening, listening_files
from wtc.services.spotify import SOURCE
from wtc.shapes.listening import ListeningPage, ListeningReport, ListeningSource

LARGEST = files.LARGEST
PAGE = "/preferences"
PLACE = "#listening"


async def upload(user_id: int, filename: str, data: bytes) -> ListeningReport:
    """Read a file and keep it for its owner's word; what it would bring. Raises Invalid and TooLarge in words."""
    file = await files.read(data)
    known = replace(file, liked=await ask(listening.recognise, file.liked))
    now = clock.now()
    name = clean(filename.replace("\\", "/").rsplit("/", 1)[-1], 120) or "a file"
    kept = await act(listening_files.keep, user_id, name, known, now=now)
    return await report(user_id, kept)


async def taken(user_id: int, filename: str, data: bytes) -> str:
    """Take in the file of a form: the address at which its owner reads what it would bring, or why it was refused."""
    try:
        read = await upload(user_id, filename, data)
    except CraicError as why:
        return f"{PAGE}?problem={quote(why.message)}{PLACE}"
    return f"{PAGE}?file={read.id}{PLACE}"


async def report(user_id: int, import_id: int) -> ListeningReport:
    """What a file of one's own would bring, or brought."""
    return await ask(listening_files.report, user_id, import_id, now=clock.now())


async def apply(user_id: int, import_id: int) -> ListeningReport:
    """Do it, once."""
    return await act(listening_files.apply, user_id, import_id, now=clock.now())


async def discard(user_id: int, import_id: int) -> None:
    """Forget a file."""
    await act(listening_files.discard, user_id, import_id, now=clock.now())


async def sources(user_id: int) -> tuple[ListeningSource, ...]:
    """The sources of which something is kept."""
    return await ask(listening.sources, user_id)


async def remove(user_id: int, source: str) -> int:
    """Take away all that a source brought; how many acts. Spotify's own comes back daily while it is connected."""
    if source == SOURCE:
        raise Conflict("Disconnect Spotify, and all that it told goes with it.")
    return await act(listening.remove, user_id, source)


async def page(user_id: int, wanted: str = "", problem: str = "") -> ListeningPage:
    """The section in words, with the file that the address names."""
    kept, said, now = await sources(user_id), clean(problem, 200), clock.now()
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 18):
        return words.page(kept, None, said, now=now)
    try:
        return words.page(kept, await report(user_id, int(wanted)), said, now=now)
    except NotFound as why:
        return words.page(kept, None, why.message, now=now)
