"""The boot check: a handler without a policy or with an argument nobody can check never serves a visitor."""

import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum

import pytest
from pydantic import TypeAdapter
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY

from wtc.errors import Invalid, TooLarge
from wtc.settings import ROOT
from wtc.shapes.accounts import Role
from wtc.state.door import Policy
from wtc.state.rules import Rule, _adapter

BAD = """
import reflex as rx
from wtc.state.door import handler
from wtc.state.rules import Unguarded, build_rules
from wtc.shapes.accounts import Role

class BadState(rx.State):
    @rx.event
    def forgotten(self): ...
    def helper(self, word: str): ...
    @handler()
    def untyped(self, word): ...
    @handler()
    def loose(self, *words: str): ...
    @handler(needs=Role.ADMIN)
    def fine(self, word: str): ...

try:
    build_rules()
except Unguarded as stopped:
    print(stopped)
"""


def test_the_start_ends_naming_every_unguarded_handler() -> None:
    told = subprocess.run([sys.executable, "-c", BAD], cwd=ROOT, capture_output=True, text=True).stdout
    for name in ("forgotten: no policy", "helper: no policy", "untyped: argument word", "loose: argument words"):
        assert name in told
    assert "fine" not in told


def test_the_program_itself_has_a_rule_for_every_handler() -> None:
    program = (
        "import wtc.wtc; from wtc.state.rules import build_rules; from reflex_base.registry import RegistrationContext;"
        "names = {n for n in RegistrationContext.get().event_handlers if not n.endswith('.setvar')};"
        "print(sorted(names - set(build_rules())))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr[-2_000:]


class Kind(StrEnum):
    GIG = "gig"


@dataclass(frozen=True, slots=True)
class Place:
    street: str
    number: int


def rule(**kinds: object) -> Rule:
    return Rule(Policy(Role.VISITOR), {name: _adapter(kind) for name, kind in kinds.items()}, frozenset(kinds))


def test_arguments_reach_the_handler_as_its_own_types() -> None:
    given = rule(n=int, kind=Kind, place=Place, names=list[str]).check(
        {"n": "4", "kind": "gig", "place": {"street": "Dame St", "number": 3}, "names": ["a"]}
    )
    assert given == {"n": 4, "kind": Kind.GIG, "place": Place("Dame St", 3), "names": ["a"]}


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"n": 1, "more": 2},
        {"n": "DROP"},
        {"n": None},
        {"n": [1]},
        {"n": 1.5},
        {"n": 10**5_000},
    ],
)
def test_missing_unknown_and_wrong_arguments_are_refused(payload: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        rule(n=int).check(payload)


def test_a_payload_beyond_the_cap_is_refused() -> None:
    with pytest.raises(TooLarge):
        rule(names=list[str]).check({"names": ["x" * 1_000] * 65})


def test_a_text_beyond_the_cap_is_refused() -> None:
    with pytest.raises(Invalid):
        rule(name=str).check({"name": "x" * 20_001})


@pytest.mark.parametrize(
    "pairs", ["x", [["note"]], [["note", "x", "y"]], ["no"], [[1, "x"]], [[["deep"], "x"]], None, {}]
)
def test_a_form_whose_seal_holds_no_pairs_is_refused(pairs: object) -> None:
    rule = Rule(Policy(Role.USER), {"form": _adapter(dict[str, str])}, frozenset({"form"}))
    with pytest.raises(Invalid):
        rule.check({"form": {FORM_DATA_ENTRIES_KEY: pairs}})


def test_a_form_is_opened_before_its_fields_are_checked() -> None:
    rule = Rule(Policy(Role.USER), {"form": _adapter(dict[str, str])}, frozenset({"form"}))
    sealed = {FORM_DATA_ENTRIES_KEY: [["kind", "other"], ["note", "It's on the Saturday"]]}
    assert rule.check({"form": sealed}) == {"form": {"kind": "other", "note": "It's on the Saturday"}}
    with pytest.raises(Invalid):
        rule.check({"form": {FORM_DATA_ENTRIES_KEY: [["note", {"a": 1}]]}})


def test_a_number_that_no_database_can_hold_is_refused() -> None:
    rule = Rule(Policy(Role.VISITOR), {"subject": TypeAdapter(int)}, frozenset({"subject"}))
    assert rule.check({"subject": 2**63 - 1}) == {"subject": 2**63 - 1}
    with pytest.raises(Invalid):
        rule.check({"subject": 2**63})
