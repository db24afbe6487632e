"""Mixcloud's JSON: cloudcasts as mixes, users as records of acts; nothing in it is certain, and nothing raises."""

from collections.abc import Mapping
from typing import Any

from wtc.domain import mixes as addresses
from wtc.domain.text import web_address
from wtc.gateways.given import mapping, moment, number, objects, prose, text
from wtc.gateways.worded import country, words
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.mixes import ListedMix

SOURCE = "mixcloud"
PICTURES = ("640wx640h", "extra_large", "large", "320wx320h", "1024wx1024h", "medium")
LONGEST = 7 * 86_400
_ISLAND = {"IE", "NI", "GB"}


def mixes(payload: object, *, sample: bool = False) -> list[ListedMix]:
    """The cloudcasts of a list ``{"data": [...]}``, each once; private and exclusive ones are left out."""
    read = (_mix(item, sample=sample) for item in objects(mapping(payload).get("data"), 100))
    return list({mix.key: mix for mix in read if mix}.values())


def users(payload: object, *, sample: bool = False) -> list[ArtistRecord]:
    """The users of a list ``{"data": [...]}``, each once."""
    read = (user(item, sample=sample) for item in objects(mapping(payload).get("data"), 100))
    return list({one.source_id: one for one in read if one}.values())


def user(payload: object, *, sample: bool = False) -> ArtistRecord | None:
    """One user; None for anything else."""
    said = mapping(payload)
    name = _user_name(said)
    if not name:
        return None
    url = "" if sample else f"{addresses.SITE}/{name}/"
    followers = number(said.get("follower_count"))
    here = country(said.get("country"))
    return ArtistRecord(
        source=SOURCE,
        source_id=name,
        name=text(said.get("name"), 160) or name,
        url=url,
        image=_picture(said),
        genres=words(said.get("tags")),
        country=here if here in _ISLAND else "",
        about=prose(said.get("biog"), 2_000),
        followers=int(followers) if followers is not None and followers >= 0 else None,
        links={"mixcloud": url} if url else {},
        sample=sample,
    )


def facts(payload: object) -> Mapping[str, str]:
    """What oEmbed says of a mix: title, author, image. Its ``html`` is never looked at."""
    said = mapping(payload)
    image = said.get("image")
    return {
        "title": text(said.get("title")),
        "author": text(said.get("author_name"), 160),
        "image": web_address(image) if isinstance(image, str) else "",
    }


def more(payload: object) -> bool:
    """Whether there is another page: ``paging.next`` is missing on the last one."""
    return bool(text(mapping(mapping(payload).get("paging")).get("next"), 1_000))


def _mix(item: Mapping[str, Any], *, sample: bool) -> ListedMix | None:
    key, title = text(item.get("key"), 201), text(item.get("name"))
    if not addresses.is_key(key) or not title:
        return None
    if any(item.get(flag) is True for flag in ("is_exclusive", "exclusive", "is_private", "private")):
        return None
    creator = mapping(item.get("user"))
    seconds, plays = number(item.get("audio_length")), number(item.get("play_count"))
    return ListedMix(
        key=key,
        title=title,
        user=addresses.user_of(key),
        creator=text(creator.get("name"), 160) or addresses.user_of(key),
        url="" if sample else addresses.page(key),
        image=_picture(item),
        genres=words(item.get("tags")),
        seconds=int(seconds) if seconds is not None and 0 < seconds <= LONGEST else 0,
        plays=int(plays) if plays is not None and 0 <= plays <= 2**31 - 1 else None,
        published_at=moment(item.get("created_time")),
        sample=sample,
    )


def _user_name(said: Mapping[str, Any]) -> str:
    name = text(said.get("username"), 81) or text(said.get("key"), 83).strip("/")
    return name if addresses.is_user(name) else ""


def _picture(said: Mapping[str, Any]) -> str:
    sizes = mapping(said.get("pictures"))
    found = (web_address(sizes[size]) for size in PICTURES if isinstance(sizes.get(size), str))
    return next(filter(None, found), "")
