"""What waits for a person: pairs of listings ruled, reports answered, messages let go or dropped, facts set right."""

from wtc.clock import now
from wtc.db import act, ask
from wtc.flows import outbox
from wtc.flows.kept import CATALOGUE
from wtc.services import overrides, pairs, relay, reports
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.review import Correction, Duplicate, DuplicatePage, HeldPage, ReportPage


async def duplicates(*, decided: bool = False, limit: int = 20, offset: int = 0) -> DuplicatePage:
    """Pairs that wait, or those that were ruled."""
    return await ask(pairs.decided if decided else pairs.waiting, now=now(), limit=limit, offset=offset)


async def rule(who: Visitor, pair_id: int, verdict: str) -> Duplicate:
    """Rule about one pair, and send what its reporter is told."""
    ruled = await act(reports.rule, who.known_id, pair_id, verdict, site=settings().address, now=now())
    CATALOGUE.hurry()
    outbox.nudge()
    return ruled


async def above(percent: int) -> int:
    """How many pairs a sweep from ``percent`` on would rule to be the same."""
    return len(await ask(pairs.above, percent / 100, now=now()))


async def sweep(who: Visitor, percent: int) -> int:
    """Rule every pair of the matcher's from ``percent`` on to be the same, one transaction each; how many."""
    done = 0
    for pair_id in await ask(pairs.above, percent / 100, now=now()):
        done += await act(pairs.decide_if_waiting, who.known_id, pair_id, "same", now=now())
    CATALOGUE.hurry()
    return done


async def report(
    who: Visitor, subject: str, subject_id: int, kind: str, note: str = "", listing_id: int | None = None
) -> int:
    """Take a visitor's report."""
    facts = (subject, subject_id, kind, note)
    return await act(reports.file, who.known_id, *facts, listing_id=listing_id, now=now())


async def reported(*, answered: bool = False, limit: int = 20, offset: int = 0) -> ReportPage:
    """Reports that wait, or those that were answered."""
    state = "closed" if answered else "open"
    return await ask(reports.page, state=state, now=now(), limit=limit, offset=offset)


async def close(who: Visitor, report_id: int, state: str, answer: str) -> None:
    """Answer a report, and send the answer."""
    await act(reports.close, who.known_id, report_id, state, answer, site=settings().address, now=now())
    outbox.nudge()


async def held(*, limit: int = 20, offset: int = 0) -> HeldPage:
    """Messages to DJs that nobody has passed on yet."""
    return await ask(relay.waiting, now=now(), limit=limit, offset=offset)


async def judge(who: Visitor, message_id: int, *, release: bool) -> None:
    """Pass a held message on, or drop it."""
    await act(relay.release if release else relay.drop, who.known_id, message_id, now=now())
    outbox.nudge()


async def corrections(event_id: int | None = None) -> tuple[Correction, ...]:
    """What was set right of one event, or lately of any."""
    if event_id is None:
        return await ask(overrides.latest, now=now())
    return await ask(overrides.of, event_id, now=now())


async def set_right(who: Visitor, gig: str, field: str, value: str) -> Correction:
    """Set one fact of a gig right; the gig by its id or its address."""
    event_id = await ask(overrides.meant, gig)
    made = await act(overrides.set_right, who.known_id, event_id, field, value, now=now())
    CATALOGUE.hurry()
    return made


async def take_back(who: Visitor, correction_id: int) -> int:
    """Let the sources speak again about one fact; the event's id."""
    event_id = await act(overrides.take_back, who.known_id, correction_id, now=now())
    CATALOGUE.hurry()
    return event_id
