"""What we lean on inside Reflex: when a new version breaks one of these, this is where it shows first."""

import inspect

import reflex as rx
from reflex.app import App
from reflex.state import State
from reflex_base.environment import environment
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from wtc import frontend
from wtc.state.rules import INTERNAL, INTERNAL_ARGUMENTS


def test_the_two_switches_of_a_start_without_a_compile_still_exist() -> None:
    assert environment.REFLEX_SKIP_COMPILE.name == "__REFLEX_SKIP_COMPILE"
    assert environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.name == "__REFLEX_MOUNT_FRONTEND_COMPILED_APP"


def test_a_chained_event_still_knows_its_parent() -> None:
    fields = inspect.signature(EventContext).parameters
    assert {"txid", "parent_txid"} <= set(fields)
    assert fields["parent_txid"].default is None


def test_every_internal_handler_is_still_there_with_arguments_we_check() -> None:
    known = RegistrationContext.get().event_handlers
    for name in INTERNAL:
        arguments = list(known[name].handler.get_parameters())[1:]
        assert set(arguments) <= set(INTERNAL_ARGUMENTS), name


def test_reflex_has_no_internal_handler_that_we_do_not_know() -> None:
    known = {
        name
        for name, registered in RegistrationContext.get().event_handlers.items()
        if registered.handler.fn.__module__.startswith("reflex") and not name.endswith(".setvar")
    }
    assert known == set(INTERNAL)


def test_a_middleware_still_comes_before_the_handler_and_may_answer_instead() -> None:
    assert list(inspect.signature(rx.Middleware.preprocess).parameters) == ["self", "app", "state", "event"]
    assert "preprocess" in inspect.getsource(App._preprocess)


def test_a_reset_still_leaves_the_router_alone() -> None:
    assert "_ROUTER_FIELD_NAMES" in inspect.getsource(State.reset)


def test_the_fallback_page_still_has_the_name_that_the_server_reads() -> None:
    assert frontend.FALLBACK.name == "__spa-fallback.html"
