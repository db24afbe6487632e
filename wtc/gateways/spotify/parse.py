"""Spotify's JSON: acts with a picture, genres and a link; popularity and followers are gone since 2026."""

import re
from typing import Any

from wtc.domain.text import web_address
from wtc.gateways.given import mapping, number, objects, text
from wtc.gateways.worded import words
from wtc.shapes.identity import ArtistRecord

SOURCE = "spotify"
WIDE_ENOUGH = 300
_ID = re.compile(r"[0-9A-Za-z]{1,40}")


def is_id(text: str) -> bool:
    """Whether this could be one of Spotify's ids."""
    return _ID.fullmatch(text) is not None


def acts(payload: object, *, sample: bool = False) -> list[ArtistRecord]:
    """The acts of a search ``{"artists": {"items": [...]}}``, each once, in order."""
    items = objects(mapping(mapping(payload).get("artists")).get("items"), 50)
    read = (act(item, sample=sample) for item in items)
    return list({one.source_id: one for one in read if one}.values())


def act(payload: object, *, sample: bool = False) -> ArtistRecord | None:
    """One act; None for anything else."""
    said = mapping(payload)
    known, name = text(said.get("id"), 41), text(said.get("name"), 160)
    if not is_id(known) or not name:
        return None
    url = "" if sample else f"https://open.spotify.com/artist/{known}"
    followers = number(mapping(said.get("followers")).get("total"))
    return ArtistRecord(
        source=SOURCE,
        source_id=known,
        name=name,
        url=url,
        image=_picture(said.get("images")),
        genres=words(said.get("genres")),
        spotify_id="" if sample else known,
        followers=int(followers) if followers is not None and 0 <= followers < 1e10 else None,
        links={"spotify": url} if url else {},
        sample=sample,
    )


def _picture(images: Any) -> str:
    """The smallest that is wide enough, else the first."""
    found = [(number(one.get("width")) or 0, _address(one.get("url"))) for one in objects(images, 20)]
    usable = [(width, url) for width, url in found if url]
    wide = sorted((one for one in usable if one[0] >= WIDE_ENOUGH), key=lambda one: one[0])
    return (wide or usable or [(0, "")])[0][1]


def _address(value: object) -> str:
    return web_address(value) if isinstance(value, str) else ""
