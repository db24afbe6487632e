"""setlist.fm's JSON: acts by their MusicBrainz id, past shows with their songs; the sets are nested in two ways."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wtc.domain.text import web_address
from wtc.gateways.given import mapping, moment, number, objects, text
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.setlists import PastShow, Song

SOURCE = "setlistfm"
MOST_SONGS = 100
_MBID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
_SITE = re.compile(r"https?://(?:www\.)?setlist\.fm/.*")


def acts(payload: object, *, sample: bool = False) -> list[ArtistRecord]:
    """The acts of a search ``{"artist": [...]}``; one without a MusicBrainz id is of no use."""
    return [act for item in objects(mapping(payload).get("artist")) if (act := _act(item, sample=sample))]


def shows(payload: object, *, sample: bool = False) -> list[PastShow]:
    """The shows of a page ``{"setlist": [...]}``, each once; one without an id or a date is left out."""
    read = (_show(item, sample=sample) for item in objects(mapping(payload).get("setlist")))
    return list({show.source_id: show for show in read if show}.values())


def more(payload: object) -> bool:
    """Whether there is a page after this one."""
    said = mapping(payload)
    size, number_, total = (number(said.get(name)) or 0 for name in ("itemsPerPage", "page", "total"))
    return size > 0 and number_ * size < total


def _act(item: Mapping[str, Any], *, sample: bool) -> ArtistRecord | None:
    known, name = _mbid(item), text(item.get("name"), 160)
    if not known or not name:
        return None
    url = "" if sample else _address(item)
    return ArtistRecord(
        source=SOURCE,
        source_id=known,
        name=name,
        url=url,
        disambiguation=text(item.get("disambiguation"), 160),
        musicbrainz_id=known,
        links={"setlistfm": url} if url else {},
        sample=sample,
    )


def _show(item: Mapping[str, Any], *, sample: bool) -> PastShow | None:
    source_id, day = text(item.get("id"), 41), _day(item.get("eventDate"))
    if not 0 < len(source_id) <= 40 or day is None:
        return None
    act, room = mapping(item.get("artist")), mapping(item.get("venue"))
    town = mapping(room.get("city"))
    return PastShow(
        source_id=source_id,
        day=day,
        musicbrainz_id=_mbid(act),
        artist=text(act.get("name"), 160),
        venue=text(room.get("name"), 160),
        city=text(town.get("name"), 80),
        country=_code(mapping(town.get("country")), town),
        tour=text(mapping(item.get("tour")).get("name"), 160),
        url="" if sample else _address(item),
        songs=tuple(_songs(item))[:MOST_SONGS],
        changed_at=moment(item.get("lastUpdated")),
        sample=sample,
    )


def _songs(item: Mapping[str, Any]) -> Iterator[Song]:
    """The songs in order. The sets are in ``sets.set``, or in ``set`` as the documents have it."""
    sets = objects(mapping(item.get("sets")).get("set"), 20) or objects(item.get("set"), 20)
    for part in sets:
        encore = number(part.get("encore"))
        for song in objects(part.get("song"), MOST_SONGS):
            name = text(song.get("name"), 160)
            if name:
                yield Song(
                    name=name,
                    encore=int(encore) if encore is not None and 0 < encore < 20 else 0,
                    cover=text(mapping(song.get("cover")).get("name"), 160),
                    tape=song.get("tape") is True,
                )


def _day(value: object) -> date | None:
    said = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return date(int(said[3]), int(said[2]), int(said[1])) if said and "1900" <= said[3] <= "2100" else None
    except ValueError:
        return None


def _mbid(item: Mapping[str, Any]) -> str:
    known = text(item.get("mbid"), 40).lower()
    return known if _MBID.fullmatch(known) else ""


def _code(country: Mapping[str, Any], town: Mapping[str, Any]) -> str:
    """Two letters; Northern Ireland by its name among the states of the kingdom."""
    code = text(country.get("code"), 3).upper()
    north = code == "GB" and text(town.get("state"), 40) == "Northern Ireland"
    return "NI" if north else code if re.fullmatch("[A-Z]{2}", code) else ""


def _address(item: Mapping[str, Any]) -> str:
    said = web_address(item["url"]) if isinstance(item.get("url"), str) else ""
    return said if _SITE.fullmatch(said) else ""
