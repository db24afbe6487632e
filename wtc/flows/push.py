"""News in browsers: switched on and off by their owners, and sent to push services beside the visitors."""

import asyncio
from collections.abc import Callable

import structlog

from wtc import measures
from wtc.clock import now, ticking
from wtc.db import act, ask
from wtc.domain import push as rules
from wtc.errors import Invalid, NotSignedIn
from wtc.flows import accounts, door
from wtc.gateways import push, tokens, vapid
from wtc.language import speaking
from wtc.services import devices, pushes
from wtc.shapes.accounts import Visitor
from wtc.shapes.push import DeviceCard, Held, Outcome, Reply, Subscription, Turn

EVERY = 20.0
FIRST = 10.0
TIDY_EVERY = 30  # rounds: ten minutes
_ROUNDS = 50
_AT_ONCE = 8
_log = structlog.get_logger(__name__)


def key() -> str:
    """Our public key, for browsers."""
    return vapid.public_key()


async def switch_on(
    who: Visitor, subscription: Subscription, *, cookies: str, authorization: str, agent: str
) -> DeviceCard:
    """Show a visitor's news in a browser while the session of these headers lasts. ``Invalid`` for an address of no
    push service that we know and for keys that are none.
    """
    if not push.known(subscription.endpoint):
        raise Invalid("We don't know this browser's push service, so news can't be sent there.")
    if not vapid.proper(subscription):
        raise Invalid("That browser's keys make no sense. Try again.")
    made = await act(
        devices.switch_on,
        who.known_id,
        subscription,
        held=_session(cookies, authorization),
        keyed=vapid.mark(),
        name=rules.named(agent),
        now=now(),
    )
    return rules.card(made, now())


def _session(cookies: str, authorization: str) -> str:
    """The hash of the session behind a token or a cookie, in the order in which ``door.who`` asks them."""
    if token := door.bearer(authorization):
        return str((tokens.read(tokens.API, token, now=now()) or {}).get("sid", ""))
    if cookie := door.cookie(cookies, accounts.COOKIE):
        return tokens.digest(cookie)
    raise NotSignedIn


async def mine(who: Visitor) -> tuple[DeviceCard, ...]:
    """The browsers that show a visitor's news."""
    moment = now()
    return tuple(rules.card(each, moment) for each in await ask(devices.of_user, who.known_id))


async def switch_off(who: Visitor, device_id: int) -> None:
    """Show nothing in one of them any more."""
    await act(devices.switch_off, who.known_id, device_id)


async def send(make: Callable[[], push.Sender] = push.Sender) -> int:
    """Write down what is due and send what waits; how many messages were taken. ``make`` is another's in tests."""
    last = 0
    for _ in range(_ROUNDS):
        users = await ask(pushes.due, now=now(), after=last)
        if not users:
            break
        last = users[-1]
        for user_id in users:
            await act(pushes.write, user_id, now=now())
    sent = 0
    async with make() as sender:
        for _ in range(_ROUNDS):
            waiting = await ask(pushes.turns, now=ticking())
            if not waiting:
                break
            room = asyncio.Semaphore(_AT_ONCE)
            sent += sum(await asyncio.gather(*(_in_turn(sender, turn, room) for turn in waiting)))
    return sent


async def _in_turn(sender: push.Sender, turn: Turn, room: asyncio.Semaphore) -> int:
    async with room:
        held = await act(pushes.take, turn, now=now(), tick=ticking())
        return await _to_one(sender, held) if held else 0


async def _to_one(sender: push.Sender, held: Held) -> int:
    """Send what waits for one browser, in its order, until the first failure; how many were taken."""
    if held.keyed != vapid.mark():
        await act(pushes.gone, held)
        return 0
    sent = 0
    for each in held.waiting:
        with speaking(held.language):
            words = rules.message(each, held.id)
        reply = await sender.send(held.subscription, words, topic=rules.topic(each), now=ticking())
        _note(held, reply)
        await act(pushes.settle, held, each.id, reply, now=now(), tick=ticking())
        if reply.outcome in (Outcome.GONE, Outcome.FAILED):
            return sent
        sent += reply.outcome is Outcome.SENT
    await act(pushes.release, held, tick=ticking())
    return sent


def _note(held: Held, reply: Reply) -> None:
    measures.pushes.labels(reply.outcome.value).inc()
    if reply.outcome is not Outcome.SENT:
        _log.warning("push_failed", device=held.id, outcome=reply.outcome.value, problem=reply.problem)


async def watch() -> None:
    """For as long as the program runs: send what waits, and clear away what is a day old."""
    await asyncio.sleep(FIRST)
    turn = 0
    while True:
        try:
            await send()
            if turn % TIDY_EVERY == 0:
                await act(pushes.tidy, now=now())
        except Exception as error:  # the watch outlives any one bad round; the log has it
            _log.error("push_round_failed", kind=type(error).__name__)
        turn += 1
        await asyncio.sleep(EVERY)
