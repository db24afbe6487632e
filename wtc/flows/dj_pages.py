"""The pages of DJs: the two lists in words, one DJ with mixes and dates, and files taken in by a form."""

import time
from collections import Counter, OrderedDict
from dataclasses import replace
from urllib.parse import quote

from wtc import clock
from wtc.db import ask
from wtc.domain import artist_pages, fees, import_words
from wtc.domain import artists as acts
from wtc.domain import dj_lists as lists
from wtc.domain import dj_words as said
from wtc.domain.genres import FAMILIES, place, rolled_up, within
from wtc.domain.text import clean, fold
from wtc.errors import CraicError, NotFound
from wtc.flows import djs, enrich, uses
from wtc.flows.candidates import HURRY
from wtc.flows.desks import patience
from wtc.flows.faces import FACES
from wtc.gateways.faults import Fault
from wtc.language import t, word
from wtc.services import artists
from wtc.services import djs as rows
from wtc.settings import settings
from wtc.shapes.artists import Artist
from wtc.shapes.djs import DjCard, DjDetail, DjFilters, DjsPage, ImportPage
from wtc.shapes.identity import ArtistRecord

FOUND = 400
"""How many acts with mixes the list of the discovered may hold."""
SUGGESTED = 12
KEPT, SILENT, MANY = 600.0, 60.0, 100
IMPORTS = "/organiser/djs/import"
Suggestions = tuple[float, str, tuple[DjCard, ...]]

_suggested: OrderedDict[str, Suggestions] = OrderedDict()


async def roster(asked: DjFilters) -> DjsPage:
    """The list that the address asks for, in words."""
    shell = DjsPage(tab=asked.tab, tabs=lists.tabs(asked), q=asked.q, active=lists.active(asked))
    shell = replace(shell, empty=lists.empty(asked))
    return await (_discovered if asked.tab == "discovered" else _directory)(asked, shell)


async def _directory(asked: DjFilters, shell: DjsPage) -> DjsPage:
    found = await djs.search(lists.query(asked))
    ids = [dj.artist_id for dj in found.djs if dj.artist_id]
    mine = {one.id: one for one in await ask(artists.these, ids, now=clock.now())}
    users, players = await ask(artists.with_mixcloud, ids), settings().mixcloud_enabled
    cards = tuple(
        said.card(dj, mine.get(dj.artist_id or 0), mixcloud=users.get(dj.artist_id or 0, ""), players=players)
        for dj in found.djs
    )
    told = replace(
        shell,
        genres=lists.sounds(asked, await ask(rows.families)),
        places=lists.towns(asked, await ask(rows.towns)),
        place=asked.city,
        fees=lists.fees(asked),
        fee=str(asked.fee_max or ""),
    )
    return _turned(asked, told, cards, found.total)


async def _discovered(asked: DjFilters, shell: DjsPage) -> DjsPage:
    now, players = clock.now(), settings().mixcloud_enabled
    many = await ask(rows.mixing, limit=FOUND)
    mixing = await ask(artists.these, list(many), now=now)
    named = [one for one in mixing if fold(asked.q) in fold(one.name)]
    counted = Counter(one.family for one in named if one.family != "other")
    chosen = [one for one in named if not asked.genre or one.family in within(asked.genre)]
    users = await ask(artists.with_mixcloud, [one.id for one in chosen])
    begin = (asked.page - 1) * lists.PER_PAGE
    cards = tuple(
        said.found(one, many[one.id][0], mixcloud=users.get(one.id, ""), players=players, sample=many[one.id][1])
        for one in chosen[begin : begin + lists.PER_PAGE]
    )
    return _turned(asked, replace(shell, genres=lists.sounds(asked, rolled_up(counted))), cards, len(chosen))


def _turned(asked: DjFilters, shell: DjsPage, cards: tuple[DjCard, ...], total: int) -> DjsPage:
    pages = -(-total // lists.PER_PAGE)
    return replace(
        shell,
        heading=lists.heading(asked, total),
        cards=cards,
        previous=lists.address(asked, page=min(asked.page - 1, pages)) if asked.page > 1 and pages else "",
        next=lists.address(asked, page=asked.page + 1) if asked.page < min(pages, lists.MOST_PAGES) else "",
        turned=t("Page {page} of {pages}", page=asked.page, pages=f"{pages:,}") if pages > 1 else "",
        samples=any(each.sample for each in cards),
    )


async def suggestions(genre: str) -> tuple[tuple[DjCard, ...], str]:
    """Who puts up mixes of a genre at Mixcloud just now, and a word when it does not answer; kept for ten minutes."""
    now, held = clock.now(), _suggested.get(genre)
    if genre not in FAMILIES or not settings().ingestion_enabled:
        return (), ""
    if held and time.monotonic() < held[0]:
        return held[2], t(held[1])
    chosen = enrich.mixcloud(now, HURRY)
    if chosen is None:
        return (), ""
    cards: tuple[DjCard, ...] = ()
    note, life = "", KEPT
    if await patience("mixcloud", now):
        note, life = word("Mixcloud wants a rest; this is who we know already."), SILENT
    else:
        try:
            async with chosen as api:
                listed = await api.search_mixes(FAMILIES[genre], 40)
            cards = _creators([(mix.creator, mix.user, mix.genres) for mix in listed], genre)
        except Fault:
            note, life = word("Mixcloud isn't answering; this is who we know already."), SILENT
        await uses.count("mixcloud", chosen.use, now=now)
    _suggested[genre] = (time.monotonic() + life, note, cards)
    while len(_suggested) > MANY:
        _suggested.popitem(last=False)
    return cards, t(note)


def forget() -> None:
    """Drop what Mixcloud suggested (tests)."""
    _suggested.clear()


def _creators(listed: list[tuple[str, str, tuple[str, ...]]], genre: str) -> tuple[DjCard, ...]:
    known: dict[str, ArtistRecord] = {}
    for name, user, genres in listed:
        if place(genres)[0] in (*within(genre), "other"):
            address = f"https://www.mixcloud.com/{quote(user)}/"
            known.setdefault(
                user, ArtistRecord(source="mixcloud", source_id=user, name=name, url=address, genres=genres)
            )
    return tuple(said.suggested(record) for record in known.values())[:SUGGESTED]


async def page(wanted: str) -> DjDetail | None:
    """One DJ with mixes and next dates; None when there is none at this address."""
    chosen = settings()
    dj = await ask(rows.at, wanted[:160], rate=chosen.eur_per_gbp, on=chosen.eur_per_gbp_on)
    if dj is None:
        return None
    profile = await ask(artists.whole, dj.artist_id, now=clock.now()) if dj.artist_id else None
    act: Artist | None = profile.artist if profile else None
    players, now = chosen.mixcloud_enabled, clock.now()
    estimate = fees.estimate(said.fee(dj), chosen.eur_per_gbp, chosen.eur_per_gbp_on)
    told = said.detail(dj, act, players=players, estimate=estimate)
    if profile is None or act is None:
        return told
    return replace(
        told,
        mixes=artist_pages.mixes(profile, today=clock.local(now).date(), players=players),
        cards=FACES.all(profile.events, now),
        act=acts.artist_card(act, now=now),
    )


async def markup(wanted: str, site: str) -> tuple[bytes, bytes] | None:
    """A DJ's page for whoever has no script."""
    found = await page(wanted)
    if found is None:
        return None
    head, body = said.markup(found, site=site)
    return head.encode(), body.encode()


async def taken(user_id: int, filename: str, data: bytes) -> str:
    """Take in the file of a form: the address at which its owner reads what it would do, or why it was refused."""
    try:
        read = await djs.upload(user_id, filename, data)
    except CraicError as why:
        return f"{IMPORTS}?problem={quote(why.message)}"
    return f"{IMPORTS}?file={read.id}"


async def imported(user_id: int, wanted: str, problem: str = "") -> ImportPage:
    """The file that the address names, in words; without one, or when its day is over, an empty page that says so."""
    said_so = clean(problem, 200)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 18):
        return ImportPage(problem=said_so)
    try:
        return import_words.page(await djs.report(user_id, int(wanted)))
    except NotFound as why:
        return ImportPage(problem=why.message)


async def applied(user_id: int, import_id: int) -> ImportPage:
    """Apply a file, in words."""
    return import_words.page(await djs.apply(user_id, import_id))
