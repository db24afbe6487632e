"""Sealed words open for their purpose, their owner and this house's secret alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.gateways import sealing
from wtc.gateways.sealing import seal, unseal


@given(st.text(max_size=200))
def test_what_is_sealed_opens_and_never_looks_the_same(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    one, two = seal(words, "p", 1), seal(words, "p", 1)
    assert one != two
    assert unseal(one, "p", 1) == unseal(two, "p", 1) == words


def test_it_opens_for_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal("a canary", "p", 1)
    assert "canary" not in sealed
    assert unseal(sealed, "p", 2) is None
    assert unseal(sealed, "q", 1) is None
    monkeypatch.setattr(sealing, "house_secret", lambda: "another " * 6)
    assert unseal(sealed, "p", 1) is None


@pytest.mark.parametrize("place", [3, 10, 20, -1, -5])
def test_a_changed_mark_does_not_open(place: int) -> None:
    sealed = seal("a canary of some length", "p", 1)
    place %= len(sealed)
    other = "A" if sealed[place] != "A" else "B"
    assert unseal(f"{sealed[:place]}{other}{sealed[place + 1 :]}", "p", 1) in (None,)


@pytest.mark.parametrize("odd", ["", "s1.", "s1.x", "s1.AAAA", "plain", "s1.é", "s1." + "A" * 100_000, "s1.=\x00"])
def test_what_was_never_sealed_does_not_open(odd: str) -> None:
    assert unseal(odd, "p", 1) is None
