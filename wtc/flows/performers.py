"""Acts for pages and for the API: lists kept for a while, one act's page, and what crawlers read of it."""

from dataclasses import dataclass, replace

from wtc import clock
from wtc.db import ask
from wtc.domain import performers as said
from wtc.domain import profiles, rosters
from wtc.domain.text import fold
from wtc.errors import NotFound
from wtc.flows.kept import Kept
from wtc.services import performers
from wtc.settings import settings
from wtc.shapes.performers import (
    ArtistDetail,
    ArtistFilters,
    ArtistsPage,
    FollowedPage,
    PerformerPage,
    PerformerQuery,
    Profile,
)

LONGEST = 160

Written = tuple[bytes, bytes]
ROOM = 8_000_000
"""Bytes of pages held at once: some four hundred."""

_written: Kept["Written | Moved | None"] = Kept(
    ROOM, lambda page: 500 + (sum(map(len, page)) if isinstance(page, tuple) else 0)
)
_pages: Kept[PerformerPage] = Kept(5_000, lambda page: page.count + 1)


async def search(query: PerformerQuery) -> PerformerPage:
    """One page of the acts that answer ``query``; kept for a while unless it is somebody's own list."""
    if query.user is not None:
        return await ask(performers.search, query, now=clock.now())
    settled = replace(query, q=fold(query.q), genres=tuple(sorted(set(query.genres))))
    return await _pages.get(settled, lambda: ask(performers.search, settled, now=clock.now()))


async def roster(asked: ArtistFilters) -> ArtistsPage:
    """The list of acts in words. The list of those whom one follows is fetched by the page itself: it is empty here."""
    shell = ArtistsPage(tabs=rosters.tabs(asked), tab=asked.tab, q=asked.q, sort=asked.sort)
    if asked.tab == "following":
        return shell
    now = clock.now()
    found = await search(rosters.query(asked))
    pages = -(-found.total // rosters.PER_PAGE)
    return replace(
        shell,
        heading=rosters.heading(asked, found.total),
        total=found.total,
        cards=tuple(said.artist_card(artist, now=now) for artist in found.artists),
        genres=rosters.sounds(asked, found.families),
        places=rosters.counties(asked),
        place=asked.city or asked.county,
        sorts=rosters.sorts(asked),
        active=rosters.active(asked),
        previous=rosters.address(asked, page=min(asked.page - 1, pages)) if asked.page > 1 and pages else "",
        next=rosters.address(asked, page=asked.page + 1) if found.next and asked.page < rosters.MOST_PAGES else "",
        turned=f"Page {asked.page} of {pages:,}" if pages > 1 else "",
        empty=rosters.empty(asked),
        samples=any(artist.sample or artist.sample_dates for artist in found.artists),
    )


async def profile(wanted: str) -> Profile | None:
    """All that is known about the act at this address, or with this id; None when there is none."""
    if not wanted or len(wanted) > LONGEST:
        return None
    try:
        return await ask(performers.whole, await ask(performers.find, wanted), now=clock.now())
    except NotFound:
        return None


async def page(wanted: str) -> ArtistDetail | None:
    """The page of one act in words; its own address is another when it goes by another name now."""
    found = await profile(wanted)
    return shown(found) if found else None


def shown(profile: Profile) -> ArtistDetail:
    """One act in words."""
    return said.detail(profile, now=clock.now(), players=settings().mixcloud_enabled)


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
        return profiles.head(found, detail, site=site).encode(), profiles.body(detail).encode()

    return await _written.get((wanted, site), make) if len(wanted) <= LONGEST else None


async def mine(user: int, *, limit: int, offset: int = 0) -> FollowedPage:
    """The acts that a user follows, in words, the newest followed first."""
    now = clock.now()
    artists, total = await ask(performers.followed, user, now=now, limit=limit, offset=offset)
    until = offset + len(artists)
    return FollowedPage(
        artists=tuple(said.followed(artist, now=now) for artist in artists),
        count=len(artists),
        total=total,
        next=until if artists and until < total else None,
    )
