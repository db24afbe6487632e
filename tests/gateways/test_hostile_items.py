"""No parser ever raises: every item comes out as a listing, as one set aside, or not at all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateways.test_bandsintown import SHOW
from tests.gateways.test_dice import FLAT, NESTED
from tests.gateways.test_eventbrite import EVENT
from tests.gateways.test_local import GIG
from wtc.gateways import bandsintown, dice, eventbrite, local

PARSERS = [
    (bandsintown.parse, "events", SHOW),
    (eventbrite.parse, "events", EVENT),
    (dice.parse, "items", FLAT),
    (dice.parse, "items", NESTED),
    (local.parse, "events", GIG),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        ["", "NaN", "1e999", "9999-12-31T23:59:59", "0001-01-01", "2026-02-30", "€", "\x00", "\ud800", "<b>"]
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def mangled(draw: Any, item: dict[str, Any]) -> dict[str, Any]:
    """The item with some fields, also inner ones, replaced by anything at all or taken away."""
    made: dict[str, Any] = {}
    for name, value in item.items():
        fate = draw(st.integers(0, 5))
        if fate == 0:
            continue
        if fate == 1:
            made[name] = draw(ANYTHING)
        elif isinstance(value, dict):
            made[name] = {inner: draw(ANYTHING) if draw(st.booleans()) else kept for inner, kept in value.items()}
        else:
            made[name] = value
    return made


@pytest.mark.parametrize(("parse", "under", "item"), PARSERS)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_mangled_items_never_raise(parse: Any, under: str, item: dict[str, Any], data: Any) -> None:
    listings, aside = parse({under: [data.draw(mangled(item)), item]})
    assert any(listing.title for listing in listings)
    for listing in listings:
        assert 0 < len(listing.source_id) <= 120
        assert 0 < len(listing.title) <= 255
        for moment in (listing.starts_at, listing.ends_at, listing.doors_at):
            assert moment is None or moment.utcoffset() is not None
        assert listing.price is None or 0 <= listing.price.low <= listing.price.high
        listing.raw.encode()
    assert all(one.reason and len(one.source_id) <= 120 for one in aside)


@pytest.mark.parametrize(("parse", "under", "_item"), PARSERS)
@settings(max_examples=60, deadline=None)
@given(payload=ANYTHING)
def test_any_payload_at_all_never_raises(parse: Any, under: str, _item: Any, payload: Any) -> None:
    parse(payload)
    parse({under: payload})
    parse({under: [payload]})
