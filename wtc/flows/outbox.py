"""From the outbox to the mailbox: soon after the writing, and again later when it did not work."""

import asyncio

import structlog

from wtc import measures
from wtc.clock import now
from wtc.db import act, ask
from wtc.errors import SourceDown
from wtc.flows import searches
from wtc.gateways import mail
from wtc.services import alarms, attempts, feedback, footfall, jobs, notifications, outbox, personal, resets, sessions
from wtc.services import searches as search_counts

EVERY = 30.0
TIDY_EVERY = 20  # rounds: ten minutes
_log = structlog.get_logger(__name__)
_under_way: set[asyncio.Task[int]] = set()


def nudge() -> None:
    """Send what waits, soon and beside the request in hand; what fails is tried again by ``watch``."""
    if not _under_way:
        task = asyncio.create_task(deliver())
        _under_way.add(task)
        task.add_done_callback(_under_way.discard)


async def settled() -> None:
    """Wait for the sending that ``nudge`` began."""
    while _under_way:
        await asyncio.wait(set(_under_way))


async def deliver() -> int:
    """Send what is due; how many went out. A mail that fails is kept, counted and tried again later."""
    sent = 0
    while waiting := await ask(outbox.due, now=now()):
        for letter in waiting:
            if not await act(outbox.claim, letter):
                continue
            try:
                await mail.send(letter)
            except SourceDown as down:
                measures.mails.labels("failed").inc()
                _log.warning("mail_failed", mail=letter.id, attempt=letter.attempts + 1, problem=down.message)
                await act(outbox.failed, letter.id, down.message)
                continue
            await act(outbox.delivered, letter.id, now=now())
            measures.mails.labels("sent").inc()
            sent += 1
    return sent


async def watch() -> None:
    """For as long as the program runs: send what waits, count what was searched for, clear away what is over."""
    turn = 0
    while True:
        try:
            await deliver()
            await searches.keep()
            if turn % TIDY_EVERY == 0:
                await tidy()
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("outbox_round_failed", kind=type(error).__name__)
        turn += 1
        await asyncio.sleep(EVERY)


async def tidy() -> None:
    """Clear away sessions, links, tries and mail that are past their time."""
    for clear in (
        sessions.tidy,
        resets.tidy,
        attempts.tidy,
        outbox.tidy,
        footfall.tidy,
        feedback.tidy,
        jobs.tidy,
        alarms.tidy,
        notifications.tidy,
        personal.tidy,
        search_counts.tidy,
    ):
        await act(clear, now=now())
