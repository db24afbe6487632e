"""One's own data: shown, taken along, deleted. Each asks for the password again, and not too often."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.domain import archive as words
from wtc.domain import consenting, ics
from wtc.domain import feedback as deeds
from wtc.domain import passwords as rules
from wtc.domain.details import in_a_few_words
from wtc.domain.pictures import WIDTHS
from wtc.errors import Invalid
from wtc.flows import door, footfall, jobs, outbox, tries
from wtc.flows.accounts import COOKIE
from wtc.flows.faces import FACES
from wtc.flows.kept import CATALOGUE
from wtc.flows.rails import HELD
from wtc.flows.regulars import REGULARS
from wtc.gateways import passwords, tokens
from wtc.gateways.archives import Archive
from wtc.gateways.pictures import read as picture
from wtc.language import t
from wtc.services import accounts, attempts, consents, erasing, events, feedback, personal, preferences, sessions, taste
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.events import Event
from wtc.shapes.feeds import Entry
from wtc.shapes.personal import Agreed, Deed, Holdings, OwnSession, Person, Purpose, Receipt
from wtc.shapes.taste import Action, Said

EXPORTS = 5
"""Archives for one account in an hour."""
SAVED = 2_000
LATELY = 12
PICTURES = 200
_log = structlog.get_logger(__name__)


def person(who: Visitor) -> Person:
    """By what rows are known to be about somebody who is signed in."""
    today = clock.local(clock.now()).date()
    marks = footfall.marks(who.known_id, today)
    return Person(id=who.known_id, email=who.email, tries=tries.keys(who.email), marks=marks)


async def holdings(who: Visitor) -> Holdings:
    """What is kept about somebody: how many rows of what, and what becomes of them when the account goes."""
    return await ask(personal.holdings, person(who))


async def export(who: Visitor, password: str, *, address: str) -> IO[bytes]:
    """The archive of all that is kept about somebody, in a file that goes when it is closed.

    ``Invalid`` for a wrong password, ``LimitReached`` past ``EXPORTS`` in an hour.
    """
    await _prove(who, password, address)
    await tries.admit("export", who.email, "", per_account=EXPORTS, per_address=10**6, moment=clock.now())
    return await ask(_write, person(who), now=clock.now())


def _write(session: Session, whose: Person, *, now: datetime) -> IO[bytes]:
    account: dict[str, object] = {}
    digests: list[str] = []

    def noted(rows: Iterator[personal.Row]) -> Iterator[personal.Row]:
        for row in rows:
            account.update(row if not account else {})
            digests.extend(words.pictures_of(row))
            yield row

    with Archive() as made:
        for heading, rows in personal.read(session, whose):
            made.rows(heading, noted(rows))
        made.close_rows()
        made.put("saved-gigs.ics", ics.feed(_saved(session, whose.id, now), name=t("Saved gigs")))
        for digest in dict.fromkeys(digests[:PICTURES]):
            made.put(f"pictures/{digest[:16]}.webp", _largest(digest))
        made.put("README.txt", words.readme(account, made.counts, f"{clock.local(now):%d %B %Y, %H:%M}"))
    return made.file


def _largest(digest: str) -> bytes:
    return next((data for width in reversed(WIDTHS) if (data := picture(digest, width, "webp"))), b"")


def _saved(session: Session, user_id: int, now: datetime) -> Iterator[Entry]:
    for event in events.many(session, taste.all_saved(session, user_id, SAVED)):
        where = f"{settings().address}/events/{event.slug}"
        yield Entry(event=event, address=where, about=in_a_few_words(event), changed_at=now)


async def erase(who: Visitor, password: str, *, address: str) -> Receipt:
    """Delete an account at once and for good; files and models follow within minutes. ``Invalid``, ``Conflict``."""
    proven = await _prove(who, password, address)
    reference = tokens.reference()
    told = await act(erasing.erase, person(who), password_hash=proven, reference=reference, now=clock.now())
    REGULARS.forget(who.known_id)
    HELD.forget(who.known_id)
    FACES.forget()
    CATALOGUE.hurry()
    outbox.nudge()
    await jobs.ask_for("forget", asked_by="house")
    _log.info("account_deleted", reference=reference, rows=told.removed)
    return told


async def agreed(who: Visitor) -> tuple[Agreed, ...]:
    """What somebody's data may be used for, and since when."""
    now = clock.now()
    return tuple(consenting.agreed(word, now) for word in await ask(consents.words, who.known_id))


async def agree(who: Visitor, purpose: Purpose, given: bool) -> None:
    """Give a word or take it back; it holds at once, and models follow within minutes."""
    if purpose is Purpose.PROFILING:
        await act(preferences.profile, who.known_id, given, now=clock.now())
    else:
        await act(consents.note, who.known_id, purpose, given, now=clock.now())
    if not given and purpose is not Purpose.COUNTING:
        await jobs.ask_for("forget", asked_by="house")


async def sessions_of(who: Visitor, cookies: str) -> tuple[OwnSession, ...]:
    """Where somebody is signed in; ``cookies`` is the header that tells which of them is here."""
    now, here = clock.now(), _here(cookies)
    return tuple(
        OwnSession(began=consenting.when(began, now), seen=consenting.when(seen, now), here=held == here)
        for held, began, seen in await ask(sessions.mine, who.known_id, now=now)
    )


async def lately(who: Visitor) -> tuple[Deed, ...]:
    """What somebody did of late, the newest first; gigs that are gone are left out."""
    now = clock.now()
    said, gigs = await ask(_lately, who.known_id)
    return tuple(
        Deed(
            said=t(deeds.DEEDS[Action(each.action)]),
            title=gigs[each.event_id].title,
            href=f"/events/{gigs[each.event_id].slug}",
            when=consenting.when(each.at, now),
        )
        for each in said
        if each.event_id in gigs
    )


def _lately(session: Session, user_id: int) -> tuple[tuple[Said, ...], dict[int, Event]]:
    said = feedback.lately(session, user_id, deeds.DEEDS, limit=LATELY)
    return said, {event.id: event for event in events.many(session, [each.event_id for each in said])}


async def sign_out_elsewhere(who: Visitor, cookies: str) -> int:
    """End every session but the one that asks; how many they were."""
    return await act(sessions.end_others, who.known_id, _here(cookies))


def _here(cookies: str) -> str:
    return tokens.digest(door.cookie(cookies, COOKIE))


async def receipt(reference: str) -> Receipt:
    """What became of the account whose receipt this is; ``NotFound``."""
    return await ask(erasing.receipt, reference.strip().upper())


async def _prove(who: Visitor, password: str, address: str) -> str:
    """The hash of the password that was just found right; ``Invalid`` for a wrong one, ``LimitReached``."""
    ready = rules.given(password)
    async with passwords.place():
        limit = settings()
        attempt = await tries.admit(
            "yours",
            who.email,
            address,
            per_account=limit.login_limit_account,
            per_address=limit.login_limit_address,
            moment=clock.now(),
        )
        found = await ask(accounts.credentials, who.email)
        if found is None or not await passwords.verified(ready, found.password_hash):
            raise Invalid("That's not your password.", details={"password": "Not the one of this account."})
        await act(attempts.forgive, attempt)
        return found.password_hash
