"""Deny by default: every Reflex event, whatever door it came through, is admitted here or goes nowhere."""

from collections.abc import Callable
from typing import Any

import reflex as rx
import structlog
from reflex.event import Event
from reflex.state import BaseState, StateUpdate
from reflex_base.event.context import EventContext

from wtc import language
from wtc.errors import CraicError, LimitReached, NotAllowed, NotFound, NotSignedIn
from wtc.flows import door as doorstep
from wtc.gateways.limits import InProcess
from wtc.shapes.accounts import Role
from wtc.state.door import visitor
from wtc.state.rules import Rule

SCOPE = "touch"
TELL_EVERY = 5.0

logger = structlog.get_logger(__name__)


class SeatState(rx.State):
    """Whose seat this is: the mark of the session under which the state in memory was filled."""

    _owner: str = ""


class Guard(rx.Middleware):
    """Admits an event, or answers it with a message and lets nothing of it run.

    ``say`` makes the event that shows a message; ``rules`` come from build_rules.
    """

    def __init__(self, say: Callable[[str, str], Any], rules: dict[str, Rule] | None = None) -> None:
        self._say = say
        self._told = InProcess()
        self.rules = rules or {}

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None to let the event run, else what its sender is told instead."""
        chained = EventContext.get().parent_txid is not None
        cookie, session = state.router.headers.cookie, state.router.session
        language.speak(language.chosen(cookie))
        name = doorstep.counted_as(session.client_ip, cookie, "")
        try:
            rule = self._rule(event.name, chained)
            if not chained:
                await doorstep.admit(SCOPE, name, rule.policy.cost)
                await _own(state, doorstep.mark(cookie))
            if rule.policy.needs > Role.VISITOR:
                who = await visitor(state)
                if who.role < rule.policy.needs:
                    raise NotAllowed if who.signed_in else NotSignedIn
            event.payload.update(rule.check(event.payload))
        except CraicError as refusal:
            logger.info("event refused", handler=event.name[-120:], refusal=refusal.code, address=session.client_ip)
            return self._deny(refusal, name, chained)
        return None

    def _rule(self, name: str, chained: bool) -> Rule:
        rule = self.rules.get(name)
        if rule is None or (rule.policy.server and not chained):
            raise NotFound
        return rule

    def _deny(self, refusal: CraicError, name: str, chained: bool) -> StateUpdate:
        if chained:  # the message itself would come through here again
            return StateUpdate()
        if isinstance(refusal, LimitReached) and not self._told.count(name, 1, 1, TELL_EVERY).allowed:
            return StateUpdate()  # a flood is answered once, not flooded back
        return StateUpdate(events=Event.from_event_type(self._say(refusal.message, "error")))


async def _own(state: BaseState, owner: str) -> None:
    """Empty a state that was filled under another session: knowing a page's token gives nobody what was on it."""
    seat = await state.get_state(SeatState)
    if seat._owner != owner:
        state._get_root_state().reset()  # type: ignore[no-untyped-call]
        seat._owner = owner
