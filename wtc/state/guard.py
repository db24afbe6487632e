"""Deny by default: every Reflex event, whatever door it came through, is admitted here or goes nowhere."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import reflex as rx
import structlog
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from reflex.event import Event
from reflex.state import BaseState, StateUpdate
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from wtc.errors import CraicError, Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn, TooLarge
from wtc.flows import door as doorstep
from wtc.gateways.limits import InProcess
from wtc.shapes.accounts import Role
from wtc.state.door import MARK, Policy, visitor

SCOPE = "touch"
LARGEST = 64_000
LONGEST_TEXT = 20_000
TELL_EVERY = 5.0

_STATE = "reflex___state____state"
_LOADING = f"{_STATE}.reflex___state____on_load_internal_state"
INTERNAL = {
    f"{_STATE}.hydrate": Policy(Role.VISITOR, server=True),
    f"{_STATE}.set_is_hydrated": Policy(Role.VISITOR, server=True),
    f"{_LOADING}.set_is_hydrated": Policy(Role.VISITOR, server=True),
    f"{_STATE}.hydrate_and_load": Policy(Role.VISITOR, 2),
    f"{_LOADING}.on_load_internal": Policy(Role.VISITOR),
    f"{_STATE}.reflex___state____update_vars_internal_state.update_vars_internal": Policy(Role.VISITOR),
    f"{_STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception": Policy(Role.VISITOR, 5),
}
SETTER = ".setvar"  # Reflex puts one on every state; nothing here uses it, so it has no rule and is refused

logger = structlog.get_logger(__name__)


class Unguarded(RuntimeError):
    """Handlers without a policy or with arguments nobody can check; the message names each and the start ends here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one handler demands: a policy, and of which types its arguments are."""

    policy: Policy
    arguments: dict[str, TypeAdapter[Any] | None]
    required: frozenset[str] = frozenset()

    def check(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The payload as the handler's own types; Invalid when anything is missing, unknown or of another kind."""
        if not (self.required <= set(payload) <= set(self.arguments)):
            raise Invalid
        if len(orjson.dumps(payload, default=str)) > LARGEST:
            raise TooLarge
        try:
            return {
                name: value if (adapter := self.arguments[name]) is None else adapter.validate_python(value)
                for name, value in payload.items()
            }
        except (ValidationError, RecursionError, ValueError):
            raise Invalid from None


def build_rules() -> dict[str, Rule]:
    """A rule for every handler there is; Unguarded names all that lack a policy or have an argument without a type.

    Call it when every page, and with it every state, is imported.
    """
    rules: dict[str, Rule] = {}
    bad: list[str] = []
    for name, registered in RegistrationContext.get().event_handlers.items():
        function = registered.handler.fn
        if name.endswith(SETTER):
            continue
        if internal := INTERNAL.get(name):
            known = [each for each in registered.handler.get_parameters() if each != "self"]
            rules[name] = Rule(internal, dict.fromkeys(known))
            continue
        policy = getattr(function, MARK, None)
        if not isinstance(policy, Policy):
            bad.append(f"{name}: no policy")
            continue
        arguments, required, untyped = _arguments(function)
        bad += [f"{name}: argument {each} has no type that can be checked" for each in untyped]
        rules[name] = Rule(policy, arguments, required)
    if bad:
        raise Unguarded("\n".join(sorted(bad)))
    return rules


def _arguments(function: Callable[..., Any]) -> tuple[dict[str, TypeAdapter[Any] | None], frozenset[str], list[str]]:
    hints = typing.get_type_hints(function, include_extras=True)
    arguments: dict[str, TypeAdapter[Any] | None] = {}
    required, untyped = set(), []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        loose = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        if loose or hints.get(name, Any) in (Any, object):
            untyped.append(name)
            continue
        arguments[name] = _adapter(hints[name])
        if parameter.default is parameter.empty:
            required.add(name)
    return arguments, frozenset(required), untyped


def _adapter(kind: Any) -> TypeAdapter[Any]:
    try:
        return TypeAdapter(kind, config=ConfigDict(arbitrary_types_allowed=True, str_max_length=LONGEST_TEXT))
    except PydanticUserError:  # dataclasses and models carry a configuration of their own
        return TypeAdapter(kind)


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
