"""A DJ typed in or found in a file, made clean: columns by their many names, handles out of addresses."""

import re
from collections.abc import Mapping, Sequence

from wtc.domain import fees
from wtc.domain.emails import identity
from wtc.domain.genres import family
from wtc.domain.places import town
from wtc.domain.text import clean, clean_block, fold, key
from wtc.errors import Invalid
from wtc.shapes.djs import DjDraft

COLUMNS: dict[str, tuple[str, ...]] = {
    "dj_name": ("dj name", "name", "dj", "artist", "act", "stage name", "artist name"),
    "city": ("city", "town", "location", "based in", "where"),
    "genres": ("genres", "genre", "style", "styles", "sound", "music"),
    "instagram": ("instagram", "insta", "ig"),
    "soundcloud": ("soundcloud", "soundcloud link", "soundcloud url"),
    "mixcloud": ("mixcloud", "mixcloud link", "mixcloud url"),
    "email": ("email", "e mail", "mail", "email address", "contact email"),
    "phone": ("phone", "telephone", "tel", "mobile", "phone number"),
    "dj_fee": ("dj fee", "fee", "price", "rate", "cost", "fees"),
    "currency": ("currency",),
    "about": ("about", "bio", "description", "notes"),
}
"""Our columns and what else people call them, folded."""
IGNORED = ("dj id", "id", "numeric fee", "slug", "fee eur", "rate on")
MOST_GENRES = 8
_HANDLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9_-])?")
_SITES = {"instagram": "instagram.com", "soundcloud": "soundcloud.com", "mixcloud": "mixcloud.com"}
_PHONE = re.compile(r"\+?[\d ()./-]{6,38}")


def columns(head: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """Which column of a file is which of ours, by place; and those that are none of them, as they are called."""
    ours = {fold(name): column for column, names in COLUMNS.items() for name in (column.replace("_", " "), *names)}
    found: dict[int, str] = {}
    unread: list[str] = []
    for place, name in enumerate(head):
        column = ours.get(fold(name.replace("_", " ")))
        if column and column not in found.values():
            found[place] = column
        elif fold(name.replace("_", " ")) not in ("", *IGNORED):
            unread.append(clean(name, 40))
    return found, unread


def draft(given: Mapping[str, str]) -> tuple[DjDraft, dict[str, str]]:
    """A clean DJ from what was given by our columns' names, and what is wrong with it by field."""
    problems: dict[str, str] = {}
    name = clean(given.get("dj_name", ""), 160)
    if not key(name):
        problems["dj_name"] = "A DJ needs a name."
    fee = fees.read(given.get("dj_fee", ""), given.get("currency", ""))
    handles = {site: _handle(given.get(site, ""), site, problems) for site in _SITES}
    made = DjDraft(
        dj_name=name,
        city=town(given["city"]).name if clean(given.get("city", ""), 80) else "",
        genres=_genres(given.get("genres", "")),
        fee=fee,
        about=clean_block(given.get("about", ""), 2_000),
        email=_email(given.get("email", ""), problems),
        phone=_phone(given.get("phone", ""), problems),
        **handles,
    )
    return made, problems


def identity_of(made: DjDraft) -> tuple[str, str]:
    """What makes a DJ this one and no other: name and town, folded."""
    return key(made.dj_name)[:160], fold(made.city)[:80]


def genre_keys(genres: Sequence[str]) -> str:
    """',house,deep house,': families and words as the directory is searched by; cut where it would be too long."""
    said = dict.fromkeys(word for genre in genres for word in (family(genre), fold(genre)) if word and word != "other")
    kept = ","
    for word in said:
        if len(kept) + len(word) + 1 > 255:
            break
        kept += f"{word},"
    return kept if len(kept) > 1 else ""


def _genres(text: str) -> tuple[str, ...]:
    words = (clean(word, 40) for word in re.split(r"[,;/|\n]|\s&\s", text))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_GENRES]


def _handle(text: str, site: str, problems: dict[str, str]) -> str:
    """The name at a site, out of a name, an @name or an address there."""
    said = clean(text, 300)
    if not said:
        return ""
    bare = re.sub(r"^https?://", "", said.removeprefix("@"), flags=re.IGNORECASE)
    if "/" in bare or bare.casefold().startswith("www."):
        host, _, path = bare.partition("/")
        if host.casefold().removeprefix("www.").removeprefix("m.") != _SITES[site]:
            problems[site] = f"That isn't an address at {_SITES[site]}."
            return ""
        bare = path.split("?")[0].split("/")[0]
    if not _HANDLE.fullmatch(bare.removeprefix("@")):
        problems[site] = "A name there, or its address."
        return ""
    return bare.removeprefix("@")


def _email(text: str, problems: dict[str, str]) -> str:
    said = clean(text, 300)
    if not said:
        return ""
    try:
        return identity(said)
    except Invalid:
        problems["email"] = "An address like you@example.com."
        return ""


def _phone(text: str, problems: dict[str, str]) -> str:
    said = clean(text, 60)
    if said and not _PHONE.fullmatch(said):
        problems["phone"] = "Digits, with + and spaces if you like."
        return ""
    return said
