"""From an organiser's form to the catalogue and back: checked, read by the parser of our own form, stored at once."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wtc import clock
from wtc.db import act, ask
from wtc.domain import local as rules
from wtc.domain import organising
from wtc.domain.pictures import WIDTHS, address, url_hash
from wtc.errors import Invalid
from wtc.flows import pictures as store
from wtc.flows.kept import CATALOGUE
from wtc.gateways import local as form_of_ours
from wtc.services import gallery, local, pictures
from wtc.settings import settings
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.events import EventCard
from wtc.shapes.local import Night, Nights, RoomName, Written
from wtc.shapes.pictures import Asked, Kept


async def create(
    who: Visitor, said: Mapping[str, Any], *, until: date | None = None, key: str = ""
) -> tuple[Night, ...]:
    """Put on a night, or one a week to ``until``. The same ``key`` again is the same night. ``Invalid`` by field."""
    form = rules.checked(said, today=_today())
    owner = who.known_id
    mark = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest() if key else secrets.token_hex(8)
    forms = rules.weekly(form, until)
    nights = [_written(f"o{owner}-{mark}-{each['date']}" if until else f"o{owner}-{mark}", each) for each in forms]
    made = await act(local.create, owner, nights, now=clock.now())
    CATALOGUE.hurry()
    return made


async def edit(who: Visitor, night: Night, said: Mapping[str, Any], *, version: int, following: bool = False) -> Night:
    """Change a night, or it and all that follow in its series: everything alike, their days by as many days."""
    form = rules.checked(said, today=_today(), known=night.form)
    nights = await _those(night, version, following)
    days = (date.fromisoformat(form["date"]) - date.fromisoformat(night.form["date"])).days
    written = [
        _written(each.source_id, rules.shifted(each.form, form, days), of=each, cancelled=each.cancelled)
        for each in nights
    ]
    return await _changed(who, night, written, "edit")


async def cancel(who: Visitor, night: Night, *, version: int = 0, following: bool = False) -> Night:
    """Call a night off, or it and all that follow: marked and never deleted; again is the same as once."""
    nights = [each for each in await _those(night, version or night.version, following) if not each.cancelled]
    written = [_written(each.source_id, each.form, of=each, cancelled=True) for each in nights]
    return await _changed(who, night, written, "cancel") if written else night


async def restore(who: Visitor, night: Night, *, version: int = 0) -> Night:
    """Bring back a night that was called off."""
    if not night.cancelled:
        return night
    (same,) = await _those(night, version or night.version, False)
    return await _changed(who, night, [_written(same.source_id, same.form, of=same)], "restore")


async def night(who: Visitor, *, night_id: int = 0, event_id: int = 0) -> Night:
    """One night by its own id or its event's; NotFound for another organiser's."""
    if event_id:
        return await ask(local.by_event, _owner(who), event_id)
    return await ask(local.one, _owner(who), night_id)


async def mine(who: Visitor, which: str, *, offset: int = 0) -> Nights:
    """An organiser's own nights: upcoming, past or cancelled."""
    return await ask(local.mine, who.known_id, which, now=clock.now(), offset=offset)


async def rooms(text: str) -> tuple[RoomName, ...]:
    """Rooms that begin like ``text``."""
    return await ask(local.rooms, text)


async def picture(data: bytes) -> Kept:
    """Take in a picture for a night; it is shown from now on."""
    kept = await store.take_in(data)
    url = _at_home(kept.digest)
    await act(pictures.given, Asked(url_hash=url_hash(url), url=url), kept, now=clock.now())
    gallery.forget()
    return kept


async def preview(said: Mapping[str, Any]) -> EventCard:
    """The card of a night that is still being written, whatever is missing yet."""
    form = rules.sketched(said, today=_today())
    told = rules.item("preview", form, cancelled=False, picture=_at_home(form.get("picture", "")))
    listings, _ = form_of_ours.parse({"events": [told]})
    hung = await ask(gallery.gallery)
    photo = hung.by_url.get(_at_home(form.get("picture", "")))
    return organising.preview(listings[0], photo, now=clock.now())


async def ask_in(who: Visitor) -> None:
    """Ask the house for an organiser's key; again is the same as once."""
    await act(local.ask_in, who.known_id, now=clock.now())


async def asked_in(who: Visitor) -> bool:
    """Whether they asked already and wait."""
    return await ask(local.asked_in, who.known_id)


def _at_home(digest: str) -> str:
    """The whole address of a picture of ours, by which a listing names it; a copy so small always is."""
    return settings().address + address(digest, WIDTHS[0]) if digest else ""


async def _those(night: Night, version: int, following: bool) -> Sequence[Night]:
    """The nights to change, the first as its writer saw it."""
    found = await ask(local.following, night) if following else (night,)
    return (replace(found[0], version=version), *found[1:])


async def _changed(who: Visitor, night: Night, written: Sequence[Written], what: str) -> Night:
    await act(local.change, who.known_id, _owner(who), written, what=what, now=clock.now())
    CATALOGUE.hurry()
    return await ask(local.one, _owner(who), night.id)


def _written(source_id: str, form: dict[str, Any], *, of: Night | None = None, cancelled: bool = False) -> Written:
    """The night as the parser of our own form reads it: what it cannot read is no night."""
    told = rules.item(source_id, form, cancelled=cancelled, picture=_at_home(form.get("picture", "")))
    listings, aside = form_of_ours.parse({"events": [told]})
    if aside or not listings:
        raise Invalid(aside[0].reason if aside else None)
    return Written(
        source_id=source_id, form=form, listing=listings[0], id=of.id if of else 0, version=of.version if of else 0
    )


def _owner(who: Visitor) -> int | None:
    return None if who.role is Role.ADMIN else who.known_id


def _today() -> date:
    return clock.local(clock.now()).date()
