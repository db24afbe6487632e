"""The newcomer's three screens: towns, sounds and faces to pick from, and the one save at the end."""

import asyncio

from wtc import clock
from wtc.charts.map import place
from wtc.db import act, ask
from wtc.domain import artists as said
from wtc.domain import places, words
from wtc.domain import welcome as domain
from wtc.flows import artists, counts
from wtc.services import welcoming
from wtc.shapes.accounts import Visitor
from wtc.shapes.artist_pages import ArtistCard
from wtc.shapes.artists import ArtistQuery
from wtc.shapes.events import Geo, Tally
from wtc.shapes.welcome import Told, TownTile, WelcomePage

_DRAWN_FROM = 60


async def build(visitor: Visitor, *, town: str, genres: tuple[str, ...], acts: bool) -> WelcomePage:
    """What the screens show; the faces only when they are asked for (``acts``)."""
    known = await counts.cities()
    told = await ask(welcoming.told, visitor.id) if visitor.id is not None else Told()
    shown, sounds = WelcomePage(towns=tuple(filter(None, map(_tile, known))), told=told), domain.sounds(genres)
    if not acts:
        return shown
    here = town if town in {each.label for each in known} else ""
    return WelcomePage(
        towns=shown.towns, told=told, faces=await _faces(here, sounds), drawn=f"{here}|{','.join(sounds)}"
    )


async def finish(visitor: Visitor, *, town: str, genres: list[str], acts: list[int], budget: int) -> str:
    """Keep what was picked, once however often it is sent; the town in force after, '' when none was picked."""
    known = await counts.cities()
    picked = domain.picked(town, genres, acts, budget, towns=[each.label for each in known])
    await act(welcoming.finish, visitor.known_id, picked, now=clock.now())
    return picked.town


async def _faces(town: str, genres: tuple[str, ...]) -> tuple[ArtistCard, ...]:
    """Who plays these sounds in town, and, to fill the wall, on the rest of the island."""
    near, anywhere = await asyncio.gather(
        *(artists.search(ArtistQuery(city=city, genres=genres, limit=_DRAWN_FROM)) for city in (town, ""))
    )
    now = clock.now()
    shown = domain.faces(near.artists if town else (), anywhere.artists, genres)
    return tuple(said.artist_card(artist, now=now) for artist in shown)


def _tile(tally: Tally) -> TownTile | None:
    town = places.town(tally.label)
    if town.lat is None or town.lon is None:
        return None
    left, top = place(Geo(lat=town.lat, lon=town.lon))
    return TownTile(name=tally.label, count=words.gigs(tally.count), lat=town.lat, lon=town.lon, left=left, top=top)
