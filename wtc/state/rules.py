"""What each event handler demands: who may call it and of which types its arguments are; built once, at the start."""

import inspect
import json
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY

from wtc.errors import Invalid, TooLarge
from wtc.shapes.accounts import Role
from wtc.state.door import MARK, Policy

LARGEST = 64_000
LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2**63 - 1  # what a database can hold
LONGEST_COOKIE = 4_096

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
INTERNAL_ARGUMENTS: dict[str, Any] = {
    "vars": Annotated[dict[str, Any] | None, AfterValidator(lambda sent: _stored(sent))],
    "hashes": list[str] | None,
    "info": str,
    "component_stack": str,
    "value": bool,
}
SETTER = ".setvar"  # Reflex puts one on every state; nothing here uses it, so it has no rule and is refused


class Unguarded(RuntimeError):
    """Handlers without a policy or with arguments nobody can check; the message names each and the start ends here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one handler demands: a policy, and of which types its arguments are."""

    policy: Policy
    arguments: dict[str, TypeAdapter[Any]]
    required: frozenset[str] = frozenset()

    def check(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The payload as the handler's own types; Invalid when anything is missing, unknown or of another kind."""
        if not (self.required <= set(payload) <= set(self.arguments)):
            raise Invalid
        try:
            if len(json.dumps(payload, default=str)) > LARGEST:
                raise TooLarge
            checked = {name: self.arguments[name].validate_python(_opened(value)) for name, value in payload.items()}
        except (ValidationError, RecursionError, ValueError):
            raise Invalid from None
        if any(isinstance(value, int) and abs(value) > LARGEST_NUMBER for value in checked.values()):
            raise Invalid
        return checked


def _opened(value: Any) -> Any:
    """A form as its fields by name; Reflex sends it as pairs, sealed under a key of its own. All else as it is."""
    if not (isinstance(value, dict) and set(value) == {FORM_DATA_ENTRIES_KEY}):
        return value
    pairs = value[FORM_DATA_ENTRIES_KEY]
    if not (isinstance(pairs, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in pairs)):
        raise Invalid
    if not all(isinstance(name, str) for name, _ in pairs):
        raise Invalid
    return dict(pairs)


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
            taken = dict(list(registered.handler.get_parameters().items())[1:])
            bad += [f"{name}: Reflex has a new argument {each}" for each in taken if each not in INTERNAL_ARGUMENTS]
            rules[name] = Rule(
                internal,
                {each: _adapter(INTERNAL_ARGUMENTS.get(each, str)) for each in taken},
                frozenset(each for each, parameter in taken.items() if parameter.default is parameter.empty),
            )
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


def _arguments(function: Callable[..., Any]) -> tuple[dict[str, TypeAdapter[Any]], frozenset[str], list[str]]:
    hints = typing.get_type_hints(function, include_extras=True)
    arguments: dict[str, TypeAdapter[Any]] = {}
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


def _stored(sent: dict[str, Any] | None) -> dict[str, Any]:
    """Of what a browser says it has kept for us, only the text of variables that are kept in browsers."""
    names = kept_in_browsers()
    return {
        name: value
        for name, value in (sent or {}).items()
        if name in names and (value is None or (isinstance(value, str) and len(value) <= LONGEST_COOKIE))
    }


@lru_cache(maxsize=1)
def kept_in_browsers() -> frozenset[str]:
    """The full names of all variables that Reflex keeps in cookies or local storage."""
    names = set()
    for state in RegistrationContext.get().base_states.values():
        for name in state.vars:
            if state._is_client_storage(name):
                names |= {f"{state.get_full_name()}.{name}", f"{state.get_full_name()}.{name}{FIELD_MARKER}"}
    return frozenset(names)
