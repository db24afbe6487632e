"""Every refusal has its own status and code, stands in the operations page, and reads as a sentence."""

import pytest

from wtc import errors
from wtc.settings import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def kinds(kind: type[errors.CraicError] = errors.CraicError) -> list[type[errors.CraicError]]:
    """The refusals of ``wtc.errors``; what gateways call their own faults is no visitor's business."""
    own = [child for child in kind.__subclasses__() if child.__module__ == errors.__name__]
    return [each for child in own for each in (child, *kinds(child))]


def test_no_two_share_a_status_or_a_code() -> None:
    assert len(kinds()) >= 9
    assert len({each.status for each in kinds()}) == len({each.code for each in kinds()}) == len(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_each_is_written_down_as_it_is(kind: type[errors.CraicError]) -> None:
    assert f"| `{kind.__name__}` | {kind.status} | `{kind.code}` |" in OPERATIONS


@pytest.mark.parametrize("kind", kinds())
def test_each_has_words_for_a_visitor_and_carries_what_it_was_given(kind: type[errors.CraicError]) -> None:
    assert kind().message.endswith(".")
    told = kind("No.", details={"name": "why"}, retry_after=3)
    assert (told.message, told.details, told.retry_after, str(told)) == ("No.", {"name": "why"}, 3, "No.")
