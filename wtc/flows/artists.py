"""Acts for pages and for the API: lists kept for a while, one act's page, and what crawlers read of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wtc import clock
from wtc.db import ask
from wtc.domain import artist_lists as lists
from wtc.domain import artist_markup, artist_pages, words
from wtc.domain import artists as said
from wtc.domain.text import fold
from wtc.errors import NotFound
from wtc.flows.kept import Kept
from wtc.language import t
from wtc.services import artists
from wtc.settings import settings
from wtc.shapes.artist_pages import ArtistDetail, ArtistFilters, ArtistsPage, FollowedPage, Spotlight
from wtc.shapes.artists import ArtistPage, ArtistQuery, Profile
from wtc.shapes.events import Event

LONGEST = 160
WEEK = timedelta(days=7)

Written = tuple[bytes, bytes]
ROOM = 8_000_000
"""Bytes of pages held at once: some four hundred."""

_written: Kept["Written | Moved | None"] = Kept(
    ROOM, lambda page: 500 + (sum(map(len, page)) if isinstance(page, tuple) else 0)
)
_heard: Kept[Mapping[int, str]] = Kept(10_000, lambda found: len(found) + 1)
_busiest: Kept[tuple[int | None, str]] = Kept(500, lambda _: 1)
_held_up: Kept[Profile] = Kept(200, lambda _: 1)
_pages: Kept[ArtistPage] = Kept(5_000, lambda page: page.count + 1)


async def search(query: ArtistQuery) -> ArtistPage:
    """One page of the acts that answer ``query``; kept for a while unless it is somebody's own list."""
    if query.user is not None:
        return await ask(artists.search, query, now=clock.now())
    settled = replace(query, q=fold(query.q), genres=tuple(sorted(set(query.genres))))
    return await _pages.get(settled, lambda: ask(artists.search, settled, now=clock.now()))


async def roster(asked: ArtistFilters) -> ArtistsPage:
    """The list of acts in words. The list of those whom one follows is fetched by the page itself: it is empty here."""
    shell = ArtistsPage(tabs=lists.tabs(asked), tab=asked.tab, q=asked.q, sort=asked.sort)
    if asked.tab == "following":
        return shell
    now = clock.now()
    found = await search(lists.query(asked))
    pages = -(-found.total // lists.PER_PAGE)
    return replace(
        shell,
        heading=lists.heading(asked, found.total),
        total=found.total,
        cards=tuple(said.artist_card(artist, now=now) for artist in found.artists),
        genres=lists.sounds(asked, found.families),
        places=lists.counties(asked),
        place=asked.city or asked.county,
        sorts=lists.sorts(asked),
        active=lists.active(asked),
        previous=lists.address(asked, page=min(asked.page - 1, pages)) if asked.page > 1 and pages else "",
        next=lists.address(asked, page=asked.page + 1) if found.next and asked.page < lists.MOST_PAGES else "",
        turned=t("Page {page} of {pages}", page=asked.page, pages=f"{pages:,}") if pages > 1 else "",
        empty=lists.empty(asked),
        samples=any(artist.sample or artist.sample_dates for artist in found.artists),
    )


async def heard(events: Iterable[Event]) -> Mapping[int, str]:
    """Of the headliners of these events, those with a profile at Mixcloud: one question for all of them."""
    ids = tuple(sorted({event.artists[0].id for event in events if event.artists}))
    return await _heard.get(ids, lambda: ask(artists.with_mixcloud, ids)) if ids else {}


async def spotlight(town: str, user: int | None) -> Spotlight:
    """The act to hold up on Home: one that the user follows and that plays next, else the busiest in town this week."""
    now = clock.now()
    found = await ask(artists.next_followed, user, now=now) if user is not None else None
    reason = t("You follow them, and they play next")
    if found is None:
        found, reason = await _busiest.get(town, lambda: _most_dates(town, now))
    if found is None:
        return Spotlight()
    act = found
    whole = await _held_up.get(act, lambda: ask(artists.whole, act, now=now, similar=False))
    return artist_pages.spotlight(whole, reason, now=now, players=settings().mixcloud_enabled)


async def _most_dates(town: str, now: datetime) -> tuple[int | None, str]:
    found = await ask(artists.busiest, town, since=now, until=now + WEEK)
    if not found:
        return None, ""
    first, count = found[0]
    named = words.place(town)
    if count == 1:
        return first, t("In {town} this week", town=named)
    return first, t("{dates} in {town} this week, the most of anybody", dates=words.counted(count, "date"), town=named)


async def profile(wanted: str) -> Profile | None:
    """All that is known about the act at this address, or with this id; None when there is none."""
    if not wanted or len(wanted) > LONGEST:
        return None
    try:
        return await ask(artists.whole, await ask(artists.find, wanted), now=clock.now())
    except NotFound:
        return None


async def page(wanted: str) -> ArtistDetail | None:
    """The page of one act in words; its own address is another when it goes by another name now."""
    found = await profile(wanted)
    return shown(found) if found else None


def shown(profile: Profile) -> ArtistDetail:
    """One act in words."""
    return artist_pages.detail(profile, now=clock.now(), players=settings().mixcloud_enabled)


@dataclass(frozen=True, slots=True)
class Moved:
    """The address at which an act is now that went by another name."""

    slug: str


async def markup(wanted: str, site: str) -> Written | Moved | None:
    """Head and body of one act's page, for the site at ``site``; its new address if it moved; None: nobody."""

    async def make() -> Written | Moved | None:
        found = await profile(wanted)
        if found is None:
            return None
        if found.artist.slug != wanted:
            return Moved(found.artist.slug)
        detail = shown(found)
        return artist_markup.head(found, detail, site=site).encode(), artist_markup.body(detail).encode()

    return await _written.get((wanted, site), make) if len(wanted) <= LONGEST else None


async def mine(user: int, *, limit: int, offset: int = 0) -> FollowedPage:
    """The acts that a user follows, in words, the newest followed first."""
    now = clock.now()
    found, total = await ask(artists.followed, user, now=now, limit=limit, offset=offset)
    until = offset + len(found)
    return FollowedPage(
        artists=tuple(said.followed(artist, now=now) for artist in found),
        count=len(found),
        total=total,
        next=until if found and until < total else None,
    )
