"""The directory of DJs for the API: asked, written, passed messages to, and handed out as a table."""

from collections.abc import Mapping, Sequence

from wtc import clock
from wtc.db import act, ask
from wtc.domain import djs as said
from wtc.domain import sheets
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.gateways import spreadsheets
from wtc.services import djs, imports, relay
from wtc.settings import settings
from wtc.shapes.djs import Dj, DjDraft, DjPage, DjQuery, ImportReport

CAP = 500
LARGEST = spreadsheets.LARGEST
EXPORTED = (
    *("dj_id", "dj_name", "instagram", "genres", "soundcloud", "mixcloud", "city", "dj_fee", "numeric_fee"),
    *("currency", "fee_eur", "about"),
)
"""What leaves in a file: no address, no telephone."""


async def search(query: DjQuery) -> DjPage:
    """One page of the directory."""
    chosen = settings()
    return await ask(djs.search, query, rate=chosen.eur_per_gbp, on=chosen.eur_per_gbp_on)


async def one(dj_id: int) -> Dj:
    """One DJ. Raises NotFound."""
    chosen = settings()
    return await ask(djs.one, dj_id, rate=chosen.eur_per_gbp, on=chosen.eur_per_gbp_on)


def drafted(given: Mapping[str, str]) -> DjDraft:
    """A clean DJ; ``Invalid`` by field when something is wrong with it."""
    draft, problems = said.draft(given)
    if problems:
        raise Invalid(next(iter(problems.values())), details=problems)
    return draft


async def create(user_id: int, given: Mapping[str, str]) -> Dj:
    """Add a DJ."""
    return await one(await act(djs.create, user_id, drafted(given), now=clock.now()))


async def change(user_id: int, dj_id: int, given: Mapping[str, str], *, keep: Sequence[str] = ()) -> Dj:
    """Make a DJ what was given, but for what stands in ``keep``."""
    await act(djs.change, user_id, dj_id, drafted(given), keep=keep, now=clock.now())
    return await one(dj_id)


async def remove(user_id: int, dj_id: int) -> None:
    """Take a DJ out of the directory."""
    await act(djs.remove, user_id, dj_id, now=clock.now())


async def send(user_id: int, dj_id: int, subject: str, body: str, *, trap: str = "") -> None:
    """Pass a message on. Whoever fills in ``trap``, which people do not see, is told that all went well."""
    if not trap:
        await act(relay.send, user_id, dj_id, subject, body, now=clock.now())


async def upload(user_id: int, filename: str, data: bytes) -> ImportReport:
    """Read a file and keep it for its owner's word; what it would do. Raises Invalid and TooLarge in words."""
    table = await spreadsheets.read(data)
    places, unread = said.columns(table.head)
    if "dj_name" not in places.values():
        raise Invalid("No column is called dj_name or name: the first row has to name the columns.")
    rows = []
    for number, cells in table.rows:
        given = {column: cells[place] for place, column in places.items() if place < len(cells)}
        draft, problems = said.draft(given)
        rows.append((number, draft, tuple(problems.values())))
    now = clock.now()
    kept = await act(imports.keep, user_id, _own_name(filename), rows, unread, now=now)
    return await ask(imports.report, user_id, kept, now=now)


def _own_name(filename: str) -> str:
    return clean(filename.replace("\\", "/").rsplit("/", 1)[-1], 120) or "a file"


async def report(user_id: int, import_id: int) -> ImportReport:
    """What a file of one's own would do, or did."""
    return await ask(imports.report, user_id, import_id, now=clock.now())


async def apply(user_id: int, import_id: int) -> ImportReport:
    """Do it, once."""
    return await act(imports.apply, user_id, import_id, now=clock.now())


async def exported() -> bytes:
    """The whole directory as CSV."""
    rows: list[list[sheets.Cell]] = []
    after = 0
    while True:
        page = await search(DjQuery(limit=CAP, offset=after))
        rows += [[_cell(getattr(dj, name)) for name in EXPORTED] for dj in page.djs]
        if page.next is None:
            return sheets.csv_of(EXPORTED, rows)
        after = page.next


def _cell(value: object) -> sheets.Cell:
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if isinstance(value, str | int | None) else str(value)
